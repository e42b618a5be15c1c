/*
 * Loads the code book. A row of frames.tsv becomes a frame in the chain of its trigger:
 *
 *     hold -> EV-HOLD-TALKS: asks for an object, is tried first -> ... -> the frame that asks least
 *
 * A row of idioms.tsv stands before them all: where its words are found, the trigger tells of nothing.
 * Codes are checked against cameo.tsv and plover.tsv, so that a slip of the pen stops the load.
 */
#include "event_book.h"

enum { FRAME_COLUMNS = 11, CONTENT_COLUMNS = 4, CAMEO_COLUMNS = 2, PLOVER_COLUMNS = 3, REACH_COLUMNS = 2, IDIOM_COLUMNS = 5,
       FIRST_SPECIFICITY = 64, IDIOM_SPECIFICITY = 256 };

/* What the rows of the code book may name. */
typedef struct Codes {
    Map cameo;
    Map plover;  /* "ASSAULT aerial", "AGREE" */
    Map objects; /* a list of objects -> the first frame that asks for it: many share a list */
} Codes;

static const Str slot_names[EVENT_SLOT_COUNT] = {
#define NAME_EVENT_SLOT(suffix, name) STR_INIT(name),
    EVENT_SLOT_LIST(NAME_EVENT_SLOT)
#undef NAME_EVENT_SLOT
};

static const Str filter_names[PARTY_FILTER_COUNT] = {
#define NAME_PARTY_FILTER(suffix, name) STR_INIT(name),
    PARTY_FILTER_LIST(NAME_PARTY_FILTER)
#undef NAME_PARTY_FILTER
};

Str event_slot_name(EventSlot slot)
{
    return slot_names[slot];
}

static bool is_nothing(Str field)
{
    return field.len == 0 || str_equal(field, STR("-"));
}

static Str without_first(Str text)
{
    return (Str){text.data + 1, text.len - 1};
}

/* ---- codes ---- */

static DatelineStatus load_codes(const DataFiles *files, Arena *arena, Codes *codes,
                                 DatelineError *err)
{
    Table cameo, plover;
    TRY(data_table_read(files, "events/cameo.tsv", CAMEO_COLUMNS, arena, &cameo, err));
    TRY(data_table_read(files, "events/plover.tsv", PLOVER_COLUMNS, arena, &plover, err));
    map_init(&codes->cameo, arena);
    map_init(&codes->plover, arena);
    map_init(&codes->objects, arena);
    for (uint32_t i = 0; i < cameo.rows.count; i++)
        map_set(&codes->cameo, cameo.rows.items[i].fields[0], i);
    for (uint32_t i = 0; i < plover.rows.count; i++) {
        const Str *fields = plover.rows.items[i].fields;
        Str key = is_nothing(fields[1]) ? fields[0]
                                        : arena_format(arena, STR_FMT " " STR_FMT,
                                                       STR_ARG(fields[0]), STR_ARG(fields[1]));
        map_set(&codes->plover, key, i);
    }
    return DATELINE_OK;
}

/* ---- contents ---- */

static DatelineStatus load_contents(const DataFiles *files, Arena *arena, EventData *data,
                                    const Codes *codes, DatelineError *err)
{
    Table table;
    TRY(data_table_read(files, "events/contents.tsv", CONTENT_COLUMNS, arena, &table, err));
    map_init(&data->contents, arena);
    for (uint32_t i = 0; i < table.rows.count; i++) {
        const TableRow *row = &table.rows.items[i];
        const Str *fields = row->fields;
        if (map_find(&codes->cameo, fields[2]) == MAP_NONE)
            return FAIL_ROW(err, &table, row, "'" STR_FMT "' is no CAMEO code", STR_ARG(fields[2]));
        Str key = arena_format(arena, STR_FMT " " STR_FMT, STR_ARG(fields[0]), STR_ARG(fields[1]));
        if (map_find(&data->contents, key) != MAP_NONE)
            return FAIL_ROW(err, &table, row, "'" STR_FMT "' stands twice", STR_ARG(key));
        map_set(&data->contents, key, data->content_rows.count);
        *list_add(arena, &data->content_rows) =
            (EventContent){.cameo = fields[2], .mode = is_nothing(fields[3]) ? (Str){0} : fields[3]};
    }
    return DATELINE_OK;
}

static bool has_context(const EventData *data, Str name)
{
    for (uint32_t i = 0; i < data->contexts.count; i++)
        if (str_equal(data->contexts.items[i].name, name)) return true;
    return false;
}

/* ---- frames ---- */

/* "subject", "subject:voice"; "crowd" is short for "subject:crowd". */
static DatelineStatus read_slot(const Table *table, const TableRow *row, Str name, SlotChoice *out,
                                DatelineError *err)
{
    Str who = STR("any");
    uint32_t colon = str_find(name, STR(":"), 0);
    if (colon != STR_NOT_FOUND) {
        who = (Str){name.data + colon + 1, name.len - colon - 1};
        name.len = colon;
    } else if (str_equal(name, filter_names[PARTY_CROWD])) {
        who = name;
        name = slot_names[EVENT_SLOT_SUBJECT];
    }
    uint32_t slot = str_index(name, slot_names, COUNT(slot_names));
    uint32_t filter = str_index(who, filter_names, COUNT(filter_names));
    if (slot == STR_NOT_FOUND)
        return FAIL_ROW(err, table, row, "unknown slot '" STR_FMT "'", STR_ARG(name));
    if (filter == STR_NOT_FOUND)
        return FAIL_ROW(err, table, row, "unknown kind of party '" STR_FMT "'", STR_ARG(who));
    out->filters[out->count] = (uint8_t)filter;
    out->slots[out->count++] = (uint8_t)slot;
    return DATELINE_OK;
}

static DatelineStatus read_slots(const Table *table, const TableRow *row, Str field, Arena *arena,
                                 SlotChoice *out, DatelineError *err)
{
    if (is_nothing(field)) return DATELINE_OK;
    out->is_required = str_starts(field, STR("+"));
    if (out->is_required) field = without_first(field);
    StrList names = {0};
    str_split(field, '/', arena, &names);
    if (names.count > MOST_SLOTS)
        return FAIL_ROW(err, table, row, "more than %d slots in '" STR_FMT "'", MOST_SLOTS,
                        STR_ARG(field));
    for (uint32_t i = 0; i < names.count; i++)
        TRY(read_slot(table, row, names.items[i], out, err));
    return DATELINE_OK;
}

static DatelineStatus read_objects(const Table *table, const TableRow *row, Str field,
                                   const EventData *data, Arena *arena, ObjectChoice *out,
                                   DatelineError *err)
{
    if (is_nothing(field)) return DATELINE_OK;
    out->is_late = str_starts(field, STR("?"));
    if (out->is_late) field = without_first(field);
    out->is_exclusion = str_starts(field, STR("!"));
    if (out->is_exclusion) field = without_first(field);
    out->is_oblique = str_starts(field, STR("^"));
    if (out->is_oblique) field = without_first(field);
    StrList words = {0};
    str_split(field, '|', arena, &words);
    for (uint32_t i = 0; i < words.count && !is_nothing(field); i++) {
        Str word = words.items[i];
        if (str_equal(word, STR("<actor>"))) {
            out->takes_actor = true;
        } else if (str_equal(word, STR("<any>"))) {
            out->takes_any = true;
        } else if (str_equal(word, STR("<to>"))) {
            out->takes_deed = true;
        } else if (str_equal(word, STR("<label>"))) {
            out->takes_label = true;
        } else if (str_equal(word, STR("<body>"))) {
            out->takes_body = true;
        } else if (str_equal(word, STR("<that>"))) {
            out->takes_clause = true;
        } else if (str_starts(word, STR("@"))) {
            uint32_t bit = map_find(&data->classes, without_first(word));
            if (bit == MAP_NONE)
                return FAIL_ROW(err, table, row, "unknown class '" STR_FMT "'", STR_ARG(word));
            out->classes |= (uint64_t)1 << bit;
        } else if (str_starts(word, STR("~"))) {
            *list_add(arena, &out->parts) = without_first(word);
        } else {
            *list_add(arena, &out->lemmas) = word;
            out->lemma_looks |= event_look(word);
        }
    }
    return DATELINE_OK;
}

static DatelineStatus check_codes(const Table *table, const TableRow *row, const Codes *codes,
                                  Arena *arena, DatelineError *err)
{
    Str type = row->fields[6], mode = row->fields[7], cameo = row->fields[9];
    Str key = is_nothing(mode)
                  ? type
                  : arena_format(arena, STR_FMT " " STR_FMT, STR_ARG(type), STR_ARG(mode));
    if (map_find(&codes->plover, key) == MAP_NONE)
        return FAIL_ROW(err, table, row, "'" STR_FMT "' is no PLOVER type and mode", STR_ARG(key));
    if (map_find(&codes->cameo, cameo) == MAP_NONE)
        return FAIL_ROW(err, table, row, "'" STR_FMT "' is no CAMEO code", STR_ARG(cameo));
    return DATELINE_OK;
}

/* What frames and idioms share: id, trigger, part, objects. */
static DatelineStatus read_words(const Table *table, const TableRow *row, const EventData *data,
                                 Codes *codes, Arena *arena, EventFrame *frame,
                                 DatelineError *err)
{
    const Str *fields = row->fields;
    frame->id = fields[0];
    frame->is_noun = str_equal(fields[2], STR("noun"));
    frame->is_adjective = str_equal(fields[2], STR("adjective"));
    frame->line = row->line;
    if (!frame->is_noun && !frame->is_adjective && !str_equal(fields[2], STR("verb")))
        return FAIL_ROW(err, table, row, "'" STR_FMT "' is neither verb nor noun nor adjective",
                        STR_ARG(fields[2]));
    uint32_t alike = map_find(&codes->objects, fields[3]);
    if (alike != MAP_NONE)
        frame->objects = data->frames.items[alike].objects;
    else
        TRY(read_objects(table, row, fields[3], data, arena, &frame->objects, err));
    map_set(&codes->objects, fields[3], data->frames.count - 1);
    return DATELINE_OK;
}

static DatelineStatus read_frame(const Table *table, const TableRow *row, const EventData *data,
                                 Codes *codes, Arena *arena, EventFrame *frame,
                                 DatelineError *err)
{
    const Str *fields = row->fields;
    *frame = (EventFrame){.mode = is_nothing(fields[7]) ? (Str){0} : fields[7],
                          .context = is_nothing(fields[8]) ? (Str){0} : fields[8],
                          .cameo = fields[9],
                          .example = fields[10]};
    TRY(read_words(table, row, data, codes, arena, frame, err));
    TRY(read_slots(table, row, fields[4], arena, &frame->source, err));
    TRY(read_slots(table, row, fields[5], arena, &frame->target, err));
    TRY(check_codes(table, row, codes, arena, err));
    if (frame->context.len > 0 && !has_context(data, frame->context))
        return FAIL_ROW(err, table, row, "'" STR_FMT "' is no context of contexts.tsv", STR_ARG(frame->context));
    if (!plover_type_from_name(fields[6], &frame->plover) || frame->plover == PLOVER_NONE)
        return FAIL_ROW(err, table, row, "unknown PLOVER type '" STR_FMT "'", STR_ARG(fields[6]));
    return DATELINE_OK;
}

static DatelineStatus read_idiom(const Table *table, const TableRow *row, const EventData *data,
                                 Codes *codes, Arena *arena, EventFrame *frame,
                                 DatelineError *err)
{
    *frame = (EventFrame){.is_idiom = true, .example = row->fields[4]};
    return read_words(table, row, data, codes, arena, frame, err);
}

/* How much a trigger asks for: those that ask for more are tried first, and idioms before all. */
static uint32_t specificity(const EventData *data, const EventTrigger *trigger)
{
    const EventFrame *frame = &data->frames.items[trigger->frame];
    const ObjectChoice *objects = &frame->objects;
    bool is_told_label = objects->takes_label && (objects->lemmas.count > 0 || objects->classes != 0);
    if (frame->is_idiom || is_told_label) return IDIOM_SPECIFICITY + (is_told_label ? 1u : 0u);
    bool asks_noun = objects->lemmas.count + objects->parts.count > 0 || objects->classes != 0 ||
                     objects->takes_deed || objects->takes_body;
    bool is_narrow = asks_noun && !objects->is_exclusion && !objects->takes_actor;
    uint32_t required = (frame->source.is_required ? 1u : 0u) + (frame->target.is_required ? 1u : 0u);
    uint32_t is_part_asked = objects->parts.count > 0 && !objects->is_exclusion ? 4u : 0u;
    uint32_t rank = objects->is_late ? 0u : FIRST_SPECIFICITY;
    return rank + (trigger->particle.len > 0 ? trigger->is_apart ? 6u : 16u : 0u) + (is_narrow ? 8u : 0u) + is_part_asked + required;
}

/* Puts the last trigger into the chain of its lemma, behind those that ask for as much. */
static void chain_trigger(EventData *data, Map *map, Str lemma)
{
    uint32_t index = data->triggers.count - 1;
    EventTrigger *trigger = &data->triggers.items[index];
    uint32_t first = map_find(map, lemma);
    uint32_t before = NONE;
    for (uint32_t at = first; at != MAP_NONE && at != NONE; at = data->triggers.items[at].next) {
        if (specificity(data, &data->triggers.items[at]) < specificity(data, trigger)) break;
        before = at;
    }
    if (before == NONE) {
        trigger->next = first == MAP_NONE ? NONE : first;
        map_set(map, lemma, index);
    } else {
        trigger->next = data->triggers.items[before].next;
        data->triggers.items[before].next = index;
    }
}

/* "shoot down" -> lemma "shoot", particle "down"; "criticize|criticise" -> both. */
static void chain_triggers(EventData *data, Str field, uint32_t frame, Arena *arena)
{
    StrList words = {0};
    str_split(field, '|', arena, &words);
    const EventFrame *found = &data->frames.items[frame];
    Map *map = found->is_noun ? &data->nouns : found->is_adjective ? &data->adjectives : &data->verbs;
    for (uint32_t i = 0; i < words.count; i++) {
        Str lemma = words.items[i];
        EventTrigger *trigger = list_add(arena, &data->triggers);
        *trigger = (EventTrigger){.frame = frame, .next = NONE};
        uint32_t space = str_find(lemma, STR(" "), 0);
        if (space != STR_NOT_FOUND) {
            trigger->particle = (Str){lemma.data + space + 1, lemma.len - space - 1};
            lemma.len = space;
            trigger->is_apart = str_starts(trigger->particle, STR("^"));
            if (trigger->is_apart) trigger->particle = without_first(trigger->particle);
            trigger->look = event_look(trigger->particle);
            if (!trigger->is_apart) data->frames.items[frame].has_particle = true;
        }
        chain_trigger(data, map, lemma);
    }
}

typedef DatelineStatus FrameReader(const Table *table, const TableRow *row, const EventData *data,
                                   Codes *codes, Arena *arena, EventFrame *frame,
                                   DatelineError *err);

static DatelineStatus load_frame_rows(const Table *table, FrameReader *read, Codes *codes, Map *ids,
                                      Arena *arena, EventData *data, DatelineError *err)
{
    for (uint32_t i = 0; i < table->rows.count; i++) {
        const TableRow *row = &table->rows.items[i];
        if (map_find(ids, row->fields[0]) != MAP_NONE)
            return FAIL_ROW(err, table, row, "frame '" STR_FMT "' stands twice",
                            STR_ARG(row->fields[0]));
        map_set(ids, row->fields[0], i);
        EventFrame *frame = list_add(arena, &data->frames);
        TRY(read(table, row, data, codes, arena, frame, err));
        chain_triggers(data, row->fields[1], data->frames.count - 1, arena);
    }
    return DATELINE_OK;
}

/* ---- reach ---- */

static DatelineStatus load_reach(const DataFiles *files, Arena *arena, EventData *data, DatelineError *err)
{
    Table table;
    TRY(data_table_read(files, "events/reach.tsv", REACH_COLUMNS, arena, &table, err));
    for (uint32_t i = 0; i < table.rows.count; i++) {
        const TableRow *row = &table.rows.items[i];
        PloverType type;
        if (!plover_type_from_name(row->fields[0], &type) || type == PLOVER_NONE)
            return FAIL_ROW(err, &table, row, "unknown PLOVER type '" STR_FMT "'", STR_ARG(row->fields[0]));
        if (data->reach[type].count > 0)
            return FAIL_ROW(err, &table, row, "'" STR_FMT "' stands twice", STR_ARG(row->fields[0]));
        TRY(read_slots(&table, row, row->fields[1], arena, &data->reach[type], err));
    }
    return DATELINE_OK;
}

static DatelineStatus load_frames(const DataFiles *files, Arena *arena, EventData *data, DatelineError *err)
{
    Table idioms, frames;
    Codes codes;
    Map ids;
    TRY(load_codes(files, arena, &codes, err));
    TRY(load_contents(files, arena, data, &codes, err));
    TRY(data_table_read(files, "events/idioms.tsv", IDIOM_COLUMNS, arena, &idioms, err));
    TRY(data_table_read(files, "events/frames.tsv", FRAME_COLUMNS, arena, &frames, err));
    map_init(&data->verbs, arena);
    map_init(&data->nouns, arena);
    map_init(&data->adjectives, arena);
    map_init(&ids, arena);
    TRY(load_frame_rows(&idioms, read_idiom, &codes, &ids, arena, data, err));
    return load_frame_rows(&frames, read_frame, &codes, &ids, arena, data, err);
}

DatelineStatus event_book_load(const DataFiles *files, Arena *arena, EventData *data, DatelineError *err)
{
    TRY(load_frames(files, arena, data, err));
    return load_reach(files, arena, data, err);
}
