/*
 * Loads what the stage knows of words: classes, contexts, statuses, and by event_book.h the frames.
 */
#include "event_book.h"

enum { CLASS_COLUMNS = 2, CONTEXT_COLUMNS = 3, MOST_CONTEXTS = 64, MOST_CLASSES = 64, ROOT_LEN = 2, LONGEST_CODE = 4 };

bool event_data_is(const EventData *data, Str lemma, uint64_t classes)
{
    if (classes == 0) return false;
    uint32_t at = map_find(&data->class_words, lemma);
    return at != MAP_NONE && (data->class_bits.items[at] & classes) != 0;
}

/* ---- word classes ---- */

/* Sets bits of a word in a table of words: of their classes, or of the contexts they show. */
static void add_bits(Map *words, EventBits *bits, Str word, uint64_t added, Arena *arena)
{
    uint32_t at = map_find(words, word);
    if (at == MAP_NONE) {
        at = bits->count;
        map_set(words, word, at);
        *list_add(arena, bits) = 0;
    }
    bits->items[at] |= added;
}

static DatelineStatus load_classes(const DataFiles *files, Arena *arena, EventData *data,
                                   DatelineError *err)
{
    Table table;
    TRY(data_table_read(files, "events/classes.tsv", CLASS_COLUMNS, arena, &table, err));
    map_init(&data->classes, arena);
    map_init(&data->class_words, arena);
    uint32_t count = 0;
    for (uint32_t i = 0; i < table.rows.count; i++) {
        const TableRow *row = &table.rows.items[i];
        uint32_t bit = map_find(&data->classes, row->fields[0]);
        if (bit == MAP_NONE) {
            if (count == MOST_CLASSES)
                return FAIL_ROW(err, &table, row, "more than %d classes", MOST_CLASSES);
            bit = count++;
            map_set(&data->classes, row->fields[0], bit);
        }
        StrList words = {0};
        str_split(row->fields[1], '|', arena, &words);
        for (uint32_t k = 0; k < words.count; k++)
            add_bits(&data->class_words, &data->class_bits, words.items[k], (uint64_t)1 << bit, arena);
    }
    return DATELINE_OK;
}

/* A class that the data no longer has matches nothing. */
static uint64_t class_bit(const EventData *data, Str name)
{
    uint32_t bit = map_find(&data->classes, name);
    return bit == MAP_NONE ? 0 : (uint64_t)1 << bit;
}

const EventContent *event_data_content(const EventData *data, Str outer, Str inner, bool is_negated)
{
    char key[16];
    uint32_t len = 0;
    if (outer.len < ROOT_LEN || inner.len > LONGEST_CODE) return NULL;
    for (; len < ROOT_LEN; len++) key[len] = outer.data[len];
    key[len++] = ' ';
    if (is_negated) key[len++] = '!';
    for (uint32_t i = 0; i < inner.len; i++) key[len++] = inner.data[i];
    for (uint32_t kept = inner.len; kept >= ROOT_LEN; kept--, len--) {
        uint32_t row = map_find(&data->contents, (Str){key, len});
        if (row != MAP_NONE) return &data->content_rows.items[row];
    }
    return NULL;
}

/* ---- contexts ---- */

static DatelineStatus load_contexts(const DataFiles *files, Arena *arena, EventData *data, DatelineError *err)
{
    Table table;
    TRY(data_table_read(files, "events/contexts.tsv", CONTEXT_COLUMNS, arena, &table, err));
    map_init(&data->context_words, arena);
    for (uint32_t i = 0; i < table.rows.count; i++) {
        const TableRow *row = &table.rows.items[i];
        if (i == MOST_CONTEXTS) return FAIL_ROW(err, &table, row, "more than %d contexts", MOST_CONTEXTS);
        *list_add(arena, &data->contexts) =
            (EventContext){.name = row->fields[0], .example = row->fields[2], .line = row->line};
        StrList words = {0};
        str_split(row->fields[1], '|', arena, &words);
        for (uint32_t k = 0; k < words.count; k++)
            add_bits(&data->context_words, &data->context_bits, words.items[k], (uint64_t)1 << i, arena);
    }
    return DATELINE_OK;
}

DatelineStatus event_data_load(const DataFiles *files, Arena *arena, EventData *out,
                               DatelineError *err)
{
    TRY(numbers_load(&out->numbers, files, arena, err));
    TRY(load_classes(files, arena, out, err));
    out->measures = class_bit(out, STR("measure"));
    out->instruments = class_bit(out, STR("instrument"));
    out->people = class_bit(out, STR("people"));
    out->mishaps = class_bit(out, STR("mishap"));
    out->spots = class_bit(out, STR("spot"));
    out->idle = class_bit(out, STR("idle"));
    out->officials = class_bit(out, STR("official"));
    out->press = class_bit(out, STR("press"));
    out->bodies = class_bit(out, STR("body"));
    out->laws = class_bit(out, STR("law"));
    out->strifes = class_bit(out, STR("strife"));
    out->bonds = class_bit(out, STR("bond"));
    out->pledges = class_bit(out, STR("pledge"));
    out->journeys = class_bit(out, STR("journey"));
    out->resolves = class_bit(out, STR("resolve"));
    out->letters = class_bit(out, STR("letter"));
    out->judgings = class_bit(out, STR("judging"));
    out->happenings = class_bit(out, STR("happening"));
    out->stances = class_bit(out, STR("stance"));
    out->menaces = class_bit(out, STR("menace"));
    out->conducts = class_bit(out, STR("conduct"));
    out->undergoings = class_bit(out, STR("undergoing"));
    out->margins = class_bit(out, STR("margin"));
    out->askings = class_bit(out, STR("asking"));
    out->spheres = class_bit(out, STR("sphere"));
    out->blames = class_bit(out, STR("blame"));
    TRY(load_contexts(files, arena, out, err));
    TRY(event_book_load(files, arena, out, err));
    return status_words_load(&out->statuses, files, arena, err);
}

bool event_data_example(const EventData *data, uint32_t index, RuleExample *out)
{
    if (index >= data->frames.count + data->contexts.count) return false;
    if (index >= data->frames.count) {
        const EventContext *context = &data->contexts.items[index - data->frames.count];
        *out = (RuleExample){.rule = context->name,
                             .text = context->example,
                             .file = STR("events/contexts.tsv"),
                             .line = context->line};
        return true;
    }
    const EventFrame *frame = &data->frames.items[index];
    *out = (RuleExample){.rule = frame->id,
                         .text = frame->example,
                         .file = frame->is_idiom ? STR("events/idioms.tsv") : STR("events/frames.tsv"),
                         .line = frame->line,
                         .makes_no_event = frame->is_idiom};
    return true;
}
