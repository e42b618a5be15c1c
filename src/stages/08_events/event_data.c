#include "event_data.h"

#include "text/data.h"

enum { FRAME_COLUMNS = 10, STATUS_COLUMNS = 5 };

static const Str slot_names[EVENT_SLOT_COUNT] = {
#define NAME_EVENT_SLOT(suffix, name) STR_INIT(name),
    EVENT_SLOT_LIST(NAME_EVENT_SLOT)
#undef NAME_EVENT_SLOT
};

static bool is_nothing(Str field)
{
    return field.len == 0 || str_equal(field, STR("-"));
}

static DatelineStatus read_slots(const Table *table, const TableRow *row, Str field, Arena *arena,
                                 SlotChoice *out, DatelineError *err)
{
    if (is_nothing(field)) return DATELINE_OK;
    StrList names = {0};
    str_split(field, '/', arena, &names);
    if (names.count > MOST_SLOTS)
        return FAIL_ROW(err, table, row, "more than %d slots in '" STR_FMT "'", MOST_SLOTS,
                        STR_ARG(field));
    for (uint32_t i = 0; i < names.count; i++) {
        uint32_t slot = 0;
        while (slot < EVENT_SLOT_COUNT && !str_equal(slot_names[slot], names.items[i])) slot++;
        if (slot == EVENT_SLOT_COUNT)
            return FAIL_ROW(err, table, row, "unknown slot '" STR_FMT "'", STR_ARG(names.items[i]));
        out->slots[out->count++] = (EventSlot)slot;
    }
    return DATELINE_OK;
}

static bool is_cameo_code(Str code)
{
    if (code.len < 2 || code.len > 4) return false;
    for (uint32_t i = 0; i < code.len; i++)
        if (code.data[i] < '0' || code.data[i] > '9') return false;
    return str_compare((Str){code.data, 2}, STR("01")) >= 0 &&
           str_compare((Str){code.data, 2}, STR("20")) <= 0;
}

static DatelineStatus read_objects(const Table *table, const TableRow *row, Str field,
                                   Arena *arena, EventFrame *frame, DatelineError *err)
{
    if (is_nothing(field)) return DATELINE_OK;
    StrList words = {0};
    str_split(field, '|', arena, &words);
    if (words.count > MOST_OBJECTS)
        return FAIL_ROW(err, table, row, "more than %d objects", MOST_OBJECTS);
    for (uint32_t i = 0; i < words.count; i++) frame->objects[frame->object_count++] = words.items[i];
    return DATELINE_OK;
}

static DatelineStatus read_frame(const Table *table, const TableRow *row, Arena *arena,
                                 EventFrame *frame, Str *out_trigger, DatelineError *err)
{
    const Str *fields = row->fields;
    *frame = (EventFrame){.id = fields[0], .mode = is_nothing(fields[7]) ? (Str){0} : fields[7],
                          .cameo = fields[8], .example = fields[9], .line = row->line,
                          .next = NONE};
    frame->is_noun = str_equal(fields[2], STR("noun"));
    if (!frame->is_noun && !str_equal(fields[2], STR("verb")))
        return FAIL_ROW(err, table, row, "'" STR_FMT "' is neither verb nor noun",
                        STR_ARG(fields[2]));
    uint32_t space = str_find(fields[1], STR(" "), 0);
    *out_trigger = space == STR_NOT_FOUND ? fields[1] : (Str){fields[1].data, space};
    if (space != STR_NOT_FOUND)
        frame->particle = (Str){fields[1].data + space + 1, fields[1].len - space - 1};
    TRY(read_objects(table, row, fields[3], arena, frame, err));
    TRY(read_slots(table, row, fields[4], arena, &frame->source, err));
    TRY(read_slots(table, row, fields[5], arena, &frame->target, err));
    if (!plover_type_from_name(fields[6], &frame->plover) || frame->plover == PLOVER_NONE)
        return FAIL_ROW(err, table, row, "unknown PLOVER type '" STR_FMT "'", STR_ARG(fields[6]));
    if (!is_cameo_code(fields[8]))
        return FAIL_ROW(err, table, row, "'" STR_FMT "' is not a CAMEO code", STR_ARG(fields[8]));
    return DATELINE_OK;
}

/* How much a frame asks for: those that ask for more are tried first. */
static uint32_t specificity(const EventFrame *frame)
{
    return (frame->particle.len > 0 ? 2u : 0u) + (frame->object_count > 0 ? 1u : 0u);
}

static void chain_frame(EventData *data, Map *map, Str trigger, uint32_t index)
{
    EventFrame *frame = &data->frames.items[index];
    uint32_t first = map_find(map, trigger);
    uint32_t before = NONE;
    for (uint32_t at = first; at != MAP_NONE && at != NONE; at = data->frames.items[at].next) {
        if (specificity(&data->frames.items[at]) < specificity(frame)) break;
        before = at;
    }
    if (before == NONE) {
        frame->next = first == MAP_NONE ? NONE : first;
        map_set(map, trigger, index);
    } else {
        frame->next = data->frames.items[before].next;
        data->frames.items[before].next = index;
    }
}

static DatelineStatus load_frames(const DataFiles *files, Arena *arena, EventData *data,
                                  DatelineError *err)
{
    Table table;
    TRY(data_table_read(files, "events/frames.tsv", FRAME_COLUMNS, arena, &table, err));
    map_init(&data->verbs, arena);
    map_init(&data->nouns, arena);
    Map ids;
    map_init(&ids, arena);
    for (uint32_t i = 0; i < table.rows.count; i++) {
        const TableRow *row = &table.rows.items[i];
        if (map_find(&ids, row->fields[0]) != MAP_NONE)
            return FAIL_ROW(err, &table, row, "frame '" STR_FMT "' stands twice",
                            STR_ARG(row->fields[0]));
        map_set(&ids, row->fields[0], i);
        Str trigger;
        EventFrame *frame = list_add(arena, &data->frames);
        TRY(read_frame(&table, row, arena, frame, &trigger, err));
        chain_frame(data, frame->is_noun ? &data->nouns : &data->verbs, trigger,
                    data->frames.count - 1);
    }
    return DATELINE_OK;
}

static DatelineStatus load_statuses(const DataFiles *files, Arena *arena, EventData *data,
                                    DatelineError *err)
{
    Table table;
    TRY(data_table_read(files, "events/status.tsv", STATUS_COLUMNS, arena, &table, err));
    map_init(&data->governors, arena);
    map_init(&data->adverbs, arena);
    for (uint32_t i = 0; i < table.rows.count; i++) {
        const TableRow *row = &table.rows.items[i];
        StatusEntry *entry = list_add(arena, &data->statuses);
        if (!status_from_name(row->fields[2], &entry->status))
            return FAIL_ROW(err, &table, row, "unknown status '" STR_FMT "'",
                            STR_ARG(row->fields[2]));
        entry->names_holder = str_equal(row->fields[3], STR("holder"));
        bool is_adverb = str_equal(row->fields[1], STR("adverb"));
        if (!is_adverb && !str_equal(row->fields[1], STR("governor")))
            return FAIL_ROW(err, &table, row, "'" STR_FMT "' is neither governor nor adverb",
                            STR_ARG(row->fields[1]));
        map_set(is_adverb ? &data->adverbs : &data->governors, row->fields[0],
                data->statuses.count - 1);
    }
    return DATELINE_OK;
}

DatelineStatus event_data_load(const DataFiles *files, Arena *arena, EventData *out,
                               DatelineError *err)
{
    TRY(load_frames(files, arena, out, err));
    return load_statuses(files, arena, out, err);
}

bool event_data_example(const EventData *data, uint32_t index, RuleExample *out)
{
    if (index >= data->frames.count) return false;
    const EventFrame *frame = &data->frames.items[index];
    *out = (RuleExample){.rule = frame->id,
                         .text = frame->example,
                         .file = STR("events/frames.tsv"),
                         .line = frame->line};
    return true;
}
