/*
 * One JSON record to its articles; docs/input.md says which members are read.
 *
 *     {"title": "Wire", "version": "https://jsonfeed.org/version/1.1",
 *      "items": [{"content_text": "A."}, {"content_text": "B."}]}       two articles, outlet "Wire"
 *     {"webUrl": "...", "fields": {"bodyText": "A."}}                   one, of both objects
 *     {"@graph": [{"@type": "WebPage"}, {"@type": "NewsArticle", "articleBody": "A.",
 *      "author": {"@id": "#jo"}}, {"@id": "#jo", "name": "Jo"}]}        one, by Jo
 */
#include "base/buffer.h"
#include "json_fields.h"
#include "run.h"
#include "sniff.h"

/* Lists within lists ("results": [{"articles": [...]}]): no dump has more levels. */
#define DEEPEST_LIST 3
#define MOST_PARTS 8
/* At nodes of a graph, in search of one that another points to. */
#define MOST_LOOKS 100000

typedef struct Record {
    IntakeRun *run;
    uint64_t offset; /* in the file */
    uint64_t line;
    JsonLookup lookup;
    JsonValue parts[MOST_PARTS]; /* the record itself and the objects inside that belong to it */
    uint32_t part_count;
    const struct Record *container; /* that has the list it stands in; NULL if there is none */
    uint32_t depth;                 /* of lists */
} Record;

/* ---- What a record says ---------------------------------------------------------------------- */

static void add_inner(Record *record)
{
    const StrList *paths = &record->lookup.fields->paths[FIELD_INNER];
    for (uint32_t part = 0; part < record->part_count; part++)
        for (uint32_t i = 0; i < paths->count && record->part_count < MOST_PARTS; i++) {
            JsonValue *inner = &record->parts[record->part_count];
            if (json_value_member(&record->parts[part], paths->items[i], inner) &&
                inner->type == JSON_OBJECT)
                record->part_count++;
        }
}

static Str own_text(const Record *record, RecordField field)
{
    Str text = {0};
    for (uint32_t i = 0; i < record->part_count && str_is_empty(text); i++)
        text = json_field_text(&record->lookup, &record->parts[i], field);
    return text;
}

/* What holds for all records of a list, its container says. */
static Str inherited_text(const Record *record, RecordField field)
{
    Str text = {0};
    for (; record != NULL && str_is_empty(text); record = record->container)
        text = own_text(record, field);
    return text;
}

static bool is_json_feed(const Record *record)
{
    JsonValue version;
    return json_value_member(&record->parts[0], STR("version"), &version) &&
           str_find(json_value_text(&version), STR("jsonfeed.org/version/"), 0) != STR_NOT_FOUND;
}

static Str outlet_text(const Record *record)
{
    Str outlet = inherited_text(record, FIELD_OUTLET);
    const Record *container = record->container;
    if (str_is_empty(outlet) && container != NULL && is_json_feed(container))
        outlet = own_text(container, FIELD_TITLE);
    return outlet;
}

/* ---- An article ------------------------------------------------------------------------------ */

static bool has_body(const Record *record)
{
    return !str_is_empty(own_text(record, FIELD_TEXT)) ||
           !str_is_empty(own_text(record, FIELD_HTML));
}

/* Sets page and format; false if the record has no text at all. What is typed as something else
 * than an article (a person, a list of links) is one only by its text. */
static bool find_page(const Record *record, bool may_be_short, DatelineSource *out)
{
    Str page = own_text(record, FIELD_HTML);
    out->format = DATELINE_FORMAT_HTML;
    if (str_is_empty(page)) {
        page = own_text(record, FIELD_TEXT);
        if (may_be_short && str_is_empty(page)) page = own_text(record, FIELD_SUMMARY);
        bool is_mapped = record->lookup.fields->paths[FIELD_SUMMARY].count == 0;
        if (may_be_short && str_is_empty(page) && !is_mapped) page = own_text(record, FIELD_TITLE);
        if (!sniff_is_html(page)) out->format = DATELINE_FORMAT_TEXT;
    }
    out->page = text_of(page);
    return !str_is_empty(page);
}

#define PATHS_NAMED 4

static void report_no_text(const Record *record)
{
    const StrList *html = &record->lookup.fields->paths[FIELD_HTML],
                  *text = &record->lookup.fields->paths[FIELD_TEXT];
    Buffer names = {0};
    uint32_t count = html->count + text->count;
    for (uint32_t i = 0; i < count && i < PATHS_NAMED; i++) {
        Str path = i < text->count ? text->items[i] : html->items[i - text->count];
        buffer_format(&names, "%s\"" STR_FMT "\"", i > 0 ? ", " : "", STR_ARG(path));
    }
    run_problem(record->run, INTAKE_NO_TEXT, record->offset, record->line,
                "the record has no text: no member " STR_FMT "%s", STR_ARG(buffer_str(&names)),
                count > PATHS_NAMED ? " ..." : "");
    buffer_release(&names);
}

static void report_no_article(const Record *record, Str type)
{
    run_problem(record->run, INTAKE_NO_TEXT, record->offset, record->line,
                "the record is no article: its \"@type\" is '" STR_FMT "'", STR_ARG(type));
}

static DatelineStatus read_article(const Record *record)
{
    Str type;
    bool may_be_short =
        json_is_article(&record->lookup, &record->parts[0], &type) || str_is_empty(type);
    DatelineSource source = {
        .charset = text_of(STR("UTF-8")), .path_offset = record->offset, .path_line = record->line};
    if (!find_page(record, may_be_short, &source)) {
        if (may_be_short)
            report_no_text(record);
        else
            report_no_article(record, type);
        return DATELINE_OK;
    }
    source.url = text_of(own_text(record, FIELD_URL));
    source.outlet = text_of(outlet_text(record));
    source.title = text_of(own_text(record, FIELD_TITLE));
    source.author = text_of(inherited_text(record, FIELD_AUTHOR));
    source.published = text_of(own_text(record, FIELD_PUBLISHED));
    source.fetched = text_of(own_text(record, FIELD_FETCHED));
    source.language = text_of(inherited_text(record, FIELD_LANGUAGE));
    return run_article(record->run, &source);
}

/* ---- Lists ----------------------------------------------------------------------------------- */

static DatelineStatus read_record(Record *record);

static DatelineStatus read_item(const Record *container, const JsonValue *item)
{
    Record record = {.run = container->run,
                     .offset = container->offset,
                     .line = container->line,
                     .lookup = container->lookup,
                     .parts = {*item},
                     .part_count = 1,
                     .container = container,
                     .depth = container->depth + 1};
    return read_record(&record);
}

static DatelineStatus read_list(const Record *container, const JsonValue *list)
{
    JsonCursor cursor = {0};
    JsonValue item;
    while (json_value_next(list, &cursor, NULL, &item)) TRY(read_item(container, &item));
    return DATELINE_OK;
}

/* The nodes that are articles; the others are what they point to. */
static DatelineStatus read_graph(const Record *record, const JsonValue *nodes)
{
    JsonGraph graph = {.nodes = *nodes, .looks_left = MOST_LOOKS};
    Record container = *record;
    container.lookup.graph = &graph;
    JsonCursor cursor = {0};
    JsonValue node;
    uint32_t articles = 0;
    while (json_value_next(nodes, &cursor, NULL, &node)) {
        Str type;
        if (!json_is_article(&record->lookup, &node, &type)) continue;
        articles++;
        TRY(read_item(&container, &node));
    }
    if (articles == 0)
        run_problem(record->run, INTAKE_NO_TEXT, record->offset, record->line,
                    "no node of the graph is an article by its \"@type\"");
    return DATELINE_OK;
}

static DatelineStatus read_record(Record *record)
{
    const JsonValue *value = &record->parts[0];
    JsonValue list;
    if (record->depth > DEEPEST_LIST || (value->type != JSON_OBJECT && value->type != JSON_ARRAY)) {
        run_problem(record->run, INTAKE_BROKEN_JSON, record->offset, record->line,
                    "expected an object");
        return DATELINE_OK;
    }
    if (value->type == JSON_ARRAY) return read_list(record, value);
    add_inner(record);
    if (has_body(record)) return read_article(record);
    if (json_value_member(value, STR("@graph"), &list) && list.type == JSON_ARRAY)
        return read_graph(record, &list);
    if (json_field_list(&record->lookup, value, &list)) return read_list(record, &list);
    return read_article(record);
}

DatelineStatus read_json_record(IntakeRun *run, const JsonValue *value, uint64_t offset,
                                uint64_t line)
{
    if (run->sink->row != NULL) return read_json_row(run, value, offset, line);
    Record record = {.run = run,
                     .offset = offset,
                     .line = line,
                     .lookup = {.arena = run->scratch},
                     .parts = {*value},
                     .part_count = 1};
    TRY(run_fields(run, &record.lookup.fields));
    return read_record(&record);
}
