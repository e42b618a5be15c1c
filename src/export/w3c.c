/*
 * W3C Web Annotations, one JSON-LD object a line: quotations, reports of messages, events, claims
 * and figures, each on the words of the article that show it.
 *
 * The target is the article's clean text, which is no web page: its name is a URN, and the page it
 * came from stands beside it as scope. Positions count characters (code points), the end is left
 * out.
 */
#include "export/events.h"
#include "export/records.h"
#include "query/row_text.h"

#define CONTEXT_CHARACTERS                                                                         \
    32 /* before and behind the words, for those who look for them elsewhere */

typedef struct W3c {
    Export *export;
    Arena *arena; /* of one article */
    ExportArticle article;
    Buffer record;
} W3c;

static DatelineStatus read_article(W3c *w3c, Str id, DatelineError *err)
{
    if (str_equal(w3c->article.id, id)) return DATELINE_OK;
    Database *db = w3c->export->plan->store->db;
    int64_t n;
    TRY(article_number(db, id, &n, err));
    return article_read(db, n, &w3c->article, w3c->arena, err);
}

/* "[12,40]" */
static bool read_span(Str text, Span *out)
{
    uint32_t numbers[2] = {0, 0}, at = 1;
    for (uint32_t i = 0; i < 2; i++, at++) {
        uint32_t start = at;
        for (; at < text.len && ascii_is_digit(text.data[at]); at++)
            numbers[i] = numbers[i] * 10 + (uint32_t)(text.data[at] - '0');
        if (at == start) return false;
    }
    *out = (Span){numbers[0], numbers[1]};
    return numbers[0] <= numbers[1];
}

static void write_member(JsonWriter *json, const char *key, Str value)
{
    json_key(json, key);
    json_str(json, value);
}

static void write_selectors(const W3c *w3c, JsonWriter *json, Span span)
{
    Str text = w3c->article.text;
    uint32_t before = chars_back(text, span.start, CONTEXT_CHARACTERS);
    uint32_t behind = chars_forward(text, span.end, CONTEXT_CHARACTERS);
    json_key(json, "selector");
    json_begin_array(json);
    json_begin_object(json);
    write_member(json, "type", STR("TextQuoteSelector"));
    write_member(json, "exact", str_slice(text, span));
    write_member(json, "prefix", str_slice(text, (Span){before, span.start}));
    write_member(json, "suffix", str_slice(text, (Span){span.end, behind}));
    json_end_object(json);
    json_begin_object(json);
    write_member(json, "type", STR("TextPositionSelector"));
    json_key(json, "start");
    json_int(json, chars_before(&w3c->article.chars, span.start));
    json_key(json, "end");
    json_int(json, chars_before(&w3c->article.chars, span.end));
    json_end_object(json);
    json_end_array(json);
}

static void write_urn(JsonWriter *json, const char *key, Str id)
{
    Buffer urn = {0};
    buffer_format(&urn, "urn:dateline:" STR_FMT, STR_ARG(id));
    write_member(json, key, buffer_str(&urn));
    buffer_release(&urn);
}

static void write_target(const W3c *w3c, JsonWriter *json, Span span)
{
    json_key(json, "target");
    json_begin_object(json);
    json_key(json, "source");
    json_begin_object(json);
    write_urn(json, "id", w3c->article.id);
    write_member(json, "type", STR("Text"));
    write_member(json, "format", STR("text/plain"));
    if (w3c->article.language.len > 0) write_member(json, "language", w3c->article.language);
    json_end_object(json);
    if (w3c->article.url.len > 0) write_member(json, "scope", w3c->article.url);
    write_selectors(w3c, json, span);
    json_end_object(json);
}

/* A tag that says what kind of record it is, and the record itself as JSON. */
static void write_bodies(W3c *w3c, JsonWriter *json, const RecordRow *row)
{
    buffer_clear(&w3c->record);
    JsonWriter record = {.out = &w3c->record};
    json_begin_object(&record);
    row_add_json(&record, row->columns, row->count, row->values);
    json_end_object(&record);
    json_key(json, "body");
    json_begin_array(json);
    json_begin_object(json);
    write_member(json, "type", STR("TextualBody"));
    write_member(json, "purpose", STR("tagging"));
    write_member(json, "value", str_from_cstring(row->kind->record));
    json_end_object(json);
    json_begin_object(json);
    write_member(json, "type", STR("TextualBody"));
    write_member(json, "purpose", STR("describing"));
    write_member(json, "format", STR("application/json"));
    write_member(json, "value", buffer_str(&w3c->record));
    json_end_object(json);
    json_end_array(json);
}

static DatelineStatus write_annotation(void *context, const RecordRow *row, DatelineError *err)
{
    W3c *w3c = context;
    Span span;
    TRY(read_article(w3c, record_value(row, "article"), err));
    if (!read_span(record_value(row, "span"), &span) || span.end > w3c->article.text.len)
        return DATELINE_OK;
    JsonWriter json = {.out = &w3c->export->out.text};
    json_begin_object(&json);
    write_member(&json, "@context", STR("http://www.w3.org/ns/anno.jsonld"));
    write_urn(&json, "id", record_value(row, "id"));
    write_member(&json, "type", STR("Annotation"));
    write_bodies(w3c, &json, row);
    write_target(w3c, &json, span);
    json_end_object(&json);
    return out_end_row(&w3c->export->out, err);
}

static bool is_annotated(QueryKind kind)
{
    return kind == QUERY_REPORTS || kind == QUERY_QUOTES || kind == QUERY_EVENTS ||
           kind == QUERY_CLAIMS || kind == QUERY_FIGURES;
}

DatelineStatus write_w3c(Export *export, DatelineError *err)
{
    W3c w3c = {.export = export, .arena = arena_new(1u << 16)};
    DatelineStatus status = DATELINE_OK;
    for (uint32_t i = 0; i < RECORD_KIND_COUNT && status == DATELINE_OK; i++)
        if (is_annotated(record_kinds[i].kind) && records_answer(export->plan, &record_kinds[i]))
            status = records_each(export->plan, &record_kinds[i], write_annotation, &w3c, err);
    arena_free(w3c.arena);
    buffer_release(&w3c.record);
    return status;
}
