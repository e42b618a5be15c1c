/* Whole ledgers: CSV, a table a kind of record; JSON lines, all kinds in one file. */
#include "export/records.h"

#include "export/events.h"
#include "query/row_text.h"

const RecordKind record_kinds[RECORD_KIND_COUNT] = {
    {"article", "articles", QUERY_ARTICLE},     {"actor", "actors", QUERY_ACTORS},
    {"story", "stories", QUERY_STORIES},        {"message", "messages", QUERY_MESSAGES},
    {"report", "reports", QUERY_REPORTS},       {"quotation", "quotes", QUERY_QUOTES},
    {"event", "events", QUERY_EVENTS},          {"claim", "claims", QUERY_CLAIMS},
    {"figure", "figures", QUERY_FIGURES},       {"variant", "variants", QUERY_VARIANTS},
    {"conflict", "conflicts", QUERY_CONFLICTS},
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
    unsigned statuses;
    unsigned types;
    uint32_t status_column; /* NONE */
    uint32_t type_column;
    RecordSink sink;
    void *context;
} RecordReader;

static DatelineStatus take_row(void *context, const Str *values, DatelineError *err)
{
    RecordReader *reader = context;
    Status status;
    PloverType type;
    if (reader->status_column != NONE && status_from_name(values[reader->status_column], &status) &&
        (reader->statuses & 1u << status) == 0)
        return DATELINE_OK;
    if (reader->type_column != NONE && plover_type_from_name(values[reader->type_column], &type) &&
        (reader->types & 1u << type) == 0)
        return DATELINE_OK;
    reader->row.values = values;
    return reader->sink(reader->context, &reader->row, err);
}

DatelineStatus records_each(const ExportPlan *plan, const RecordKind *kind,
                            unsigned default_statuses, RecordSink sink, void *context,
                            DatelineError *err)
{
    RecordReader reader = {.row = {.kind = kind}, .sink = sink, .context = context};
    reader.row.columns = query_columns(kind->kind, &reader.row.count);
    reader.status_column = find_column(reader.row.columns, reader.row.count, "status");
    reader.type_column = find_column(reader.row.columns, reader.row.count, "plover");
    TRY(statuses_read(plan->statuses, default_statuses, &reader.statuses, err));
    TRY(types_read(plan->types, &reader.types, err));
    if (plan->types.len > 0 && reader.type_column == NONE) return DATELINE_OK;
    if (plan->statuses.len > 0 && reader.status_column == NONE) return DATELINE_OK;
    return query_run(plan->store, kind->kind, &plan->filter, take_row, &reader, NULL, err);
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
        return records_each(export->plan, &record_kinds[i], ALL_STATUSES, write_csv_row, export,
                            err);
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
        if (query_answers(record_kinds[i].kind, &export->plan->filter))
            TRY(records_each(export->plan, &record_kinds[i], ALL_STATUSES, write_json_row, export,
                             err));
    return DATELINE_OK;
}
