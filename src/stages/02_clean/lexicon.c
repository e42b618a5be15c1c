#include "lexicon.h"

#include "text/numbers.h"
#include "text/utf8.h"
#include "words.h"
#include "zones.h"

/* The first column: words, in lower case. */
static DatelineStatus load_words(const DataFiles *files, const char *name, uint32_t columns,
                                 Arena *arena, Map *out, DatelineError *err)
{
    Table table;
    TRY(data_table_read(files, name, columns, arena, &table, err));
    map_init(out, arena);
    for (uint32_t i = 0; i < table.rows.count; i++) map_set(out, table.rows.items[i].fields[0], 0);
    return DATELINE_OK;
}

/* The same in small and in capital letters. */
static uint32_t look_of_agency(Str name)
{
    if (name.len == 0) return 0;
    uint32_t first = (unsigned char)ascii_to_lower(name.data[0]);
    uint32_t last = (unsigned char)ascii_to_lower(name.data[name.len - 1]);
    return (first + 256 * last + 65536 * name.len) * 2654435761u >> 20;
}
_Static_assert(AGENCY_LOOKS == 1u << 12, "a look has as many bits as are left of its hash");

/* name, aliases parted by "|" */
static DatelineStatus load_agencies(const DataFiles *files, Arena *arena, Lexicon *out,
                                    DatelineError *err)
{
    Table table;
    TRY(data_table_read(files, "clean/agencies.tsv", 2, arena, &table, err));
    map_init(&out->agencies, arena);
    map_init(&out->agency_forms, arena);
    for (uint32_t i = 0; i < table.rows.count; i++) {
        const TableRow *row = &table.rows.items[i];
        *list_add(arena, &out->agency_names) = row->fields[0];
        StrList names = {0};
        str_split(row->fields[1], '|', arena, &names);
        *list_add(arena, &names) = row->fields[0];
        for (uint32_t n = 0; n < names.count; n++) {
            Str name = utf8_lower(names.items[n], arena);
            uint32_t known = map_find(&out->agencies, name);
            if (known != MAP_NONE && known != i)
                return FAIL_ROW(err, &table, row, "'" STR_FMT "' names two agencies",
                                STR_ARG(names.items[n]));
            uint32_t look = look_of_agency(name);
            out->agency_looks[look / 64] |= (uint64_t)1 << look % 64;
            map_set(&out->agencies, name, i);
            map_set(&out->agency_forms, names.items[n], i);
        }
    }
    return DATELINE_OK;
}

/* label, example */
static DatelineStatus load_lead_labels(const DataFiles *files, Arena *arena, Lexicon *out,
                                       DatelineError *err)
{
    Table table;
    TRY(data_table_read(files, "clean/lead_labels.tsv", 2, arena, &table, err));
    for (uint32_t i = 0; i < table.rows.count; i++)
        *list_add(arena, &out->lead_labels) = table.rows.items[i].fields[0];
    return DATELINE_OK;
}

/* links, gallery or gallery end, words, example */
static DatelineStatus load_inserted(const DataFiles *files, Arena *arena, Lexicon *out,
                                    DatelineError *err)
{
    Table table;
    TRY(data_table_read(files, "clean/inserted.tsv", 3, arena, &table, err));
    for (uint32_t i = 0; i < table.rows.count; i++) {
        const TableRow *row = &table.rows.items[i];
        Str kind = row->fields[0];
        StrList *list = str_equal(kind, STR("links"))         ? &out->link_ends
                        : str_equal(kind, STR("gallery"))     ? &out->gallery_starts
                        : str_equal(kind, STR("gallery end")) ? &out->gallery_ends
                                                              : NULL;
        if (list == NULL)
            return FAIL_ROW(err, &table, row, "'" STR_FMT "' is not links, gallery or gallery end",
                            STR_ARG(kind));
        *list_add(arena, list) = row->fields[1];
    }
    return DATELINE_OK;
}

/* page or stamp, words, example */
static DatelineStatus load_live_words(const DataFiles *files, Arena *arena, Lexicon *out,
                                      DatelineError *err)
{
    Table table;
    TRY(data_table_read(files, "clean/live_words.tsv", 3, arena, &table, err));
    for (uint32_t i = 0; i < table.rows.count; i++) {
        const TableRow *row = &table.rows.items[i];
        if (str_equal(row->fields[0], STR("page")))
            *list_add(arena, &out->live_titles) = row->fields[1];
        else if (str_equal(row->fields[0], STR("stamp")))
            *list_add(arena, &out->live_stamps) = row->fields[1];
        else
            return FAIL_ROW(err, &table, row, "'" STR_FMT "' is neither page nor stamp",
                            STR_ARG(row->fields[0]));
    }
    return DATELINE_OK;
}

static const Str field_names[FIELD_COUNT] = {
    STR_INIT("other"),    STR_INIT("url"),    STR_INIT("published"), STR_INIT("modified"),
    STR_INIT("title"),    STR_INIT("author"), STR_INIT("outlet"),    STR_INIT("section"),
    STR_INIT("language"), STR_INIT("dated"),  STR_INIT("picture"),   STR_INIT("description"),
    STR_INIT("amp"),      STR_INIT("label"),  STR_INIT("labelled")};

#define ZONE_NAME(suffix, text) STR_INIT(text),
static const Str zone_names[] = {ZONE_LIST(ZONE_NAME)};
#undef ZONE_NAME

/* word, class, example: the class's place among names is its value */
static DatelineStatus load_classes(const DataFiles *files, const char *name, const Str *names,
                                   size_t name_count, Arena *arena, Map *out, DatelineError *err)
{
    Table table;
    TRY(data_table_read(files, name, 3, arena, &table, err));
    map_init(out, arena);
    for (uint32_t i = 0; i < table.rows.count; i++) {
        const TableRow *row = &table.rows.items[i];
        uint32_t found;
        TRY(data_row_word(&table, row, 1, names, name_count, &found, err));
        map_set(out, row->fields[0], found);
    }
    return DATELINE_OK;
}

#define HEAVIEST_WORD 10 /* in hundredths, above zero, a weight fits into a map's value */

/* word, weight, sites */
static DatelineStatus load_weights(const DataFiles *files, const char *name, Arena *arena, Map *out,
                                   DatelineError *err)
{
    Table table;
    TRY(data_table_read(files, name, 3, arena, &table, err));
    map_init(out, arena);
    for (uint32_t i = 0; i < table.rows.count; i++) {
        const TableRow *row = &table.rows.items[i];
        float weight;
        bool is_good = number_weight(row->fields[1], &weight) && weight >= -HEAVIEST_WORD &&
                       weight <= HEAVIEST_WORD;
        if (!is_good)
            return FAIL_ROW(err, &table, row, "weight '" STR_FMT "' is not a number from %d to %d",
                            STR_ARG(row->fields[1]), -HEAVIEST_WORD, HEAVIEST_WORD);
        map_set(out, row->fields[0], (uint32_t)((weight + HEAVIEST_WORD) * 100 + 0.5f));
    }
    return DATELINE_OK;
}

bool lexicon_weight(const Map *weights, Str word, float *out)
{
    uint32_t value = words_lookup(weights, word);
    if (value == MAP_NONE) return false;
    *out = (float)value / 100 - HEAVIEST_WORD;
    return true;
}

static DatelineStatus load_all_classes(const DataFiles *files, Arena *arena, Lexicon *out,
                                       DatelineError *err)
{
    static const Str dates[DATE_CLASS_COUNT] = {STR_INIT("other"), STR_INIT("near"),
                                                STR_INIT("date"), STR_INIT("modified"),
                                                STR_INIT("published")};
    static const Str authors[AUTHOR_CLASS_COUNT] = {STR_INIT("other"), STR_INIT("near"),
                                                    STR_INIT("author")};
    TRY(load_classes(files, "clean/date_classes.tsv", dates, COUNT(dates), arena,
                     &out->date_classes, err));
    return load_classes(files, "clean/author_classes.tsv", authors, COUNT(authors), arena,
                        &out->author_classes, err);
}

/* word, uses, example */
static DatelineStatus load_byline_words(const DataFiles *files, Arena *arena, Map *out,
                                        DatelineError *err)
{
    static const Str names[] = {STR_INIT("by"),     STR_INIT("lead"), STR_INIT("role"),
                                STR_INIT("nobody"), STR_INIT("and"),  STR_INIT("title")};
    Table table;
    TRY(data_table_read(files, "clean/byline_words.tsv", 3, arena, &table, err));
    map_init(out, arena);
    for (uint32_t i = 0; i < table.rows.count; i++) {
        const TableRow *row = &table.rows.items[i];
        StrList uses = {0};
        str_split(row->fields[1], ' ', arena, &uses);
        uint32_t flags = 0;
        for (uint32_t u = 0; u < uses.count; u++) {
            uint32_t found = 0;
            while (found < COUNT(names) && !str_equal(names[found], uses.items[u])) found++;
            if (found == COUNT(names))
                return FAIL_ROW(err, &table, row, "there is no use '" STR_FMT "'",
                                STR_ARG(uses.items[u]));
            flags |= 1u << found;
        }
        map_set(out, row->fields[0], flags);
    }
    return DATELINE_OK;
}

/* name, sex; in capitals and small letters */
static DatelineStatus load_given_names(const DataFiles *files, Arena *arena, Map *out,
                                       DatelineError *err)
{
    Table table;
    TRY(data_table_read(files, "entities/given_names.tsv", 2, arena, &table, err));
    map_init(out, arena);
    for (uint32_t i = 0; i < table.rows.count; i++)
        map_set(out, utf8_lower(table.rows.items[i].fields[0], arena), 0);
    return DATELINE_OK;
}

DatelineStatus lexicon_load(const DataFiles *files, Arena *arena, Lexicon *out, DatelineError *err)
{
    *out = (Lexicon){0};
    TRY(load_words(files, "clean/function_words.tsv", 1, arena, &out->function_words, err));
    TRY(load_words(files, "clean/notice_words.tsv", 1, arena, &out->notice_words, err));
    TRY(load_words(files, "clean/places.tsv", 1, arena, &out->places, err));
    TRY(load_words(files, "clean/regions.tsv", 2, arena, &out->regions, err));
    TRY(load_words(files, "clean/glue_words.tsv", 2, arena, &out->glue_words, err));
    TRY(load_words(files, "clean/label_words.tsv", 2, arena, &out->label_words, err));
    TRY(load_lead_labels(files, arena, out, err));
    TRY(load_inserted(files, arena, out, err));
    TRY(load_live_words(files, arena, out, err));
    TRY(load_agencies(files, arena, out, err));
    TRY(load_classes(files, "clean/header_keys.tsv", field_names, COUNT(field_names), arena,
                     &out->header_keys, err));
    TRY(load_classes(files, "clean/meta_keys.tsv", field_names, COUNT(field_names), arena,
                     &out->meta_keys, err));
    TRY(load_all_classes(files, arena, out, err));
    TRY(load_given_names(files, arena, &out->given_names, err));
    TRY(load_byline_words(files, arena, &out->byline_words, err));
    TRY(month_names_load(&out->months, files, arena, err));
    TRY(load_classes(files, "clean/class_words.tsv", zone_names, COUNT(zone_names), arena,
                     &out->class_words, err));
    TRY(load_weights(files, "clean/class_weights.tsv", arena, &out->class_weights, err));
    TRY(load_weights(files, "clean/line_weights.tsv", arena, &out->line_weights, err));
    return load_classes(files, "clean/date_labels.tsv", field_names, COUNT(field_names), arena,
                        &out->date_labels, err);
}

#define SHORT_NAME_BYTES 4 /* "Map", "Uni", "Trend" are words too */

static bool is_upper_case(Str text)
{
    for (uint32_t i = 0; i < text.len; i++)
        if (ascii_is_lower(text.data[i])) return false;
    return true;
}

Str lexicon_agency(const Lexicon *lexicon, Str text)
{
    text = str_trim(text);
    if (text.len == 0) return (Str){0};
    uint32_t look = look_of_agency(text);
    if ((lexicon->agency_looks[look / 64] >> look % 64 & 1) == 0) return (Str){0};
    bool is_word = text.len <= SHORT_NAME_BYTES && !is_upper_case(text) &&
                   map_find(&lexicon->agency_forms, text) == MAP_NONE;
    uint32_t index = is_word ? MAP_NONE : words_lookup(&lexicon->agencies, text);
    return index == MAP_NONE ? (Str){0} : lexicon->agency_names.items[index];
}
