/* Whole ledgers: CSV, a table a kind of record; JSON lines, all kinds in one file. */
#include "export/records.h"

#include "query/row_text.h"

const RecordKind record_kinds[RECORD_KIND_COUNT] = {
    {"article", "articles", QUERY_ARTICLE},  {"actor", "actors", QUERY_ACTORS},
    {"story", "stories", QUERY_STORIES},     {"message", "messages", QUERY_MESSAGES},
    {"report", "reports", QUERY_REPORTS},    {"quotation", "quotes", QUERY_QUOTES},
    {"event", "events", QUERY_EVENTS},       {"occurrence", "occurrences", QUERY_OCCURRENCES},
    {"claim", "claims", QUERY_CLAIMS},       {"figure", "figures", QUERY_FIGURES},
    {"variant", "variants", QUERY_VARIANTS}, {"conflict", "conflicts", QUERY_CONFLICTS},
};

Str export_table_names(Arena *arena)
{
    Buffer names = {0};
    for (uint32_t i = 0; i < RECORD_KIND_COUNT; i++)
        buffer_format(&names, "%s%s", i == 0 ? "" : ", ", record_kinds[i].table);
    Str copy = arena_copy_str(arena, buffer_str(&names));
    buffer_release(&names);
    return copy;
}

/* ---- Rows --------------------------------------------------------------------------------------
 */

static uint32_t find_column(const QueryColumn *columns, uint32_t count, const char *name)
{
    for (uint32_t i = 0; i < count; i++)
        if (strcmp(columns[i].name, name) == 0) return i;
    return NONE;
}

Str record_value(const RecordRow *row, const char *column)
{
    uint32_t index = find_column(row->columns, row->count, column);
    return index == NONE ? (Str){NULL, 0} : row->values[index];
}

typedef struct RecordReader {
    RecordRow row;
    RecordSink sink;
    void *context;
} RecordReader;

static DatelineStatus take_row(void *context, const Str *values, DatelineError *err)
{
    RecordReader *reader = context;
    reader->row.values = values;
    return reader->sink(reader->context, &reader->row, err);
}

/* All statuses stand there unless some are asked for. */
static QueryFilter record_filter(const ExportPlan *plan)
{
    QueryFilter filter = plan->filter;
    if (!str_equal(plan->statuses, STR("all"))) filter.status = plan->statuses;
    return filter;
}

bool records_answer(const ExportPlan *plan, const RecordKind *kind)
{
    QueryFilter filter = record_filter(plan);
    return query_answers(kind->kind, &filter);
}

DatelineStatus records_each(const ExportPlan *plan, const RecordKind *kind, RecordSink sink,
                            void *context, DatelineError *err)
{
    QueryFilter filter = record_filter(plan);
    RecordReader reader = {.row = {.kind = kind}, .sink = sink, .context = context};
    reader.row.columns = query_columns(kind->kind, &reader.row.count);
    return query_run(plan->store, kind->kind, &filter, take_row, &reader, NULL, err);
}

/* ---- CSV ---------------------------------------------------------------------------------------
 */

static DatelineStatus write_csv_row(void *context, const RecordRow *row, DatelineError *err)
{
    Export *export = context;
    row_add_csv(&export->out.text, row->values, row->count);
    return out_end_row(&export->out, err);
}

DatelineStatus write_csv(Export *export, DatelineError *err)
{
    Str table = export->plan->table;
    for (uint32_t i = 0; i < RECORD_KIND_COUNT; i++) {
        if (!str_equal(str_from_cstring(record_kinds[i].table), table)) continue;
        uint32_t count;
        const QueryColumn *columns = query_columns(record_kinds[i].kind, &count);
        row_add_csv_header(&export->out.text, columns, count);
        buffer_add_char(&export->out.text, '\n');
        return records_each(export->plan, &record_kinds[i], write_csv_row, export, err);
    }
    return FAIL(err, DATELINE_ERR_USAGE, DATELINE_NO_OFFSET,
                "'" STR_FMT "' is no table; there are " STR_FMT, STR_ARG(table),
                STR_ARG(export_table_names(export->arena)));
}

/* ---- JSON lines --------------------------------------------------------------------------------
 */

static DatelineStatus write_json_row(void *context, const RecordRow *row, DatelineError *err)
{
    Export *export = context;
    JsonWriter json = {.out = &export->out.text};
    json_begin_object(&json);
    json_key(&json, "record");
    json_cstring(&json, row->kind->record);
    row_add_json(&json, row->columns, row->count, row->values);
    json_end_object(&json);
    return out_end_row(&export->out, err);
}

DatelineStatus write_jsonl(Export *export, DatelineError *err)
{
    for (uint32_t i = 0; i < RECORD_KIND_COUNT; i++)
        if (records_answer(export->plan, &record_kinds[i]))
            TRY(records_each(export->plan, &record_kinds[i], write_json_row, export, err));
    return DATELINE_OK;
}
