/* One JSON record to one article; docs/input.md says which members are read. */
#include "json_fields.h"
#include "run.h"
#include "sniff.h"

/* Lists within lists ("results": [{"articles": [...]}]): no dump has more levels. */
#define DEEPEST_LIST 3

/* Sets page and format; false if the record has no text at all. */
static bool find_page(const JsonValue *record, Arena *arena, DatelineSource *out)
{
    Str page = json_field_text(record, FIELD_HTML, arena);
    out->format = DATELINE_FORMAT_HTML;
    if (str_is_empty(page)) {
        page = json_field_text(record, FIELD_TEXT, arena);
        if (str_is_empty(page)) page = json_field_text(record, FIELD_SUMMARY, arena);
        if (str_is_empty(page)) page = json_field_text(record, FIELD_TITLE, arena);
        if (!sniff_is_html(page)) out->format = DATELINE_FORMAT_TEXT;
    }
    out->page = text_of(page);
    return !str_is_empty(page);
}

static DatelineText field(const JsonValue *record, JsonField name, Arena *arena)
{
    return text_of(json_field_text(record, name, arena));
}

static DatelineStatus read_article(IntakeRun *run, const JsonValue *record, uint64_t offset,
                                   uint64_t line)
{
    Arena *arena = run->scratch;
    DatelineSource source = {.charset = text_of(STR("UTF-8")), .path_offset = offset};
    if (!find_page(record, arena, &source)) {
        run_problem(
            run, INTAKE_NO_TEXT, offset, line,
            "the record has no text: no member \"text\", \"body\", \"content\", \"html\" ...");
        return DATELINE_OK;
    }
    source.url = field(record, FIELD_URL, arena);
    source.outlet = field(record, FIELD_OUTLET, arena);
    source.title = field(record, FIELD_TITLE, arena);
    source.author = field(record, FIELD_AUTHOR, arena);
    source.published = field(record, FIELD_PUBLISHED, arena);
    source.language = field(record, FIELD_LANGUAGE, arena);
    return run_article(run, &source);
}

static DatelineStatus read_at_depth(IntakeRun *run, const JsonValue *record, uint64_t offset,
                                    uint64_t line, uint32_t depth);

static DatelineStatus read_list(IntakeRun *run, const JsonValue *list, uint64_t offset,
                                uint64_t line, uint32_t depth)
{
    JsonCursor cursor = {0};
    JsonValue item;
    while (json_value_next(list, &cursor, NULL, &item))
        TRY(read_at_depth(run, &item, offset, line, depth));
    return DATELINE_OK;
}

static DatelineStatus read_at_depth(IntakeRun *run, const JsonValue *record, uint64_t offset,
                                    uint64_t line, uint32_t depth)
{
    JsonValue list;
    if (depth > DEEPEST_LIST || (record->type != JSON_OBJECT && record->type != JSON_ARRAY)) {
        run_problem(run, INTAKE_BROKEN_JSON, offset, line, "expected an object");
        return DATELINE_OK;
    }
    if (record->type == JSON_ARRAY) return read_list(run, record, offset, line, depth + 1);
    bool has_text = !str_is_empty(json_field_text(record, FIELD_TEXT, run->scratch)) ||
                    !str_is_empty(json_field_text(record, FIELD_HTML, run->scratch));
    if (!has_text && json_field_list(record, FIELD_RECORDS, &list))
        return read_list(run, &list, offset, line, depth + 1);
    return read_article(run, record, offset, line);
}

DatelineStatus read_json_record(IntakeRun *run, const JsonValue *record, uint64_t offset,
                                uint64_t line)
{
    return read_at_depth(run, record, offset, line, 0);
}
