/* dateline show and dateline explain: one record, whole, and what stands behind it. */
#include <stdio.h>

#include "cli/ledger_file.h"
#include "cli/render.h"
#include "cli/sheet.h"

static ExitCode not_found(const char *id)
{
    fprintf(stderr, "dateline: no record's id begins with '%s'\n", id);
    return EXIT_NOTHING_FOUND;
}

/* Where rows of one record go: a sheet, or JSON lines. */
typedef struct RecordOutput {
    Sheet *sheet;
    Renderer *renderer;
} RecordOutput;

static DatelineStatus print_row(void *context, const Str *values, DatelineError *err)
{
    RecordOutput *output = context;
    return output->sheet != NULL ? sheet_row(output->sheet, values, err)
                                 : renderer_row(output->renderer, values, err);
}

static RecordOutput output_new(const Arguments *arguments, QueryKind kind)
{
    uint32_t count;
    const QueryColumn *columns = query_columns(kind, &count);
    if (arguments->values[OPTION_JSON] != NULL)
        return (RecordOutput){.renderer = renderer_new(columns, count, arguments)};
    return (RecordOutput){.sheet = sheet_new(columns, count)};
}

static void output_free(RecordOutput *output)
{
    if (output->renderer != NULL) renderer_finish(output->renderer);
    renderer_free(output->renderer);
    sheet_free(output->sheet);
}

static ExitCode finish(DatelineStatus status, uint64_t rows, const char *id,
                       const DatelineError *err)
{
    if (status != DATELINE_OK) return report_error(err);
    return rows > 0 ? EXIT_DONE : not_found(id);
}

static DatelineStatus show_record(Store *store, const Arguments *arguments, uint64_t *rows,
                                  DatelineError *err)
{
    QueryKind kind;
    bool is_found;
    Arena *arena = arena_new(256);
    QueryFilter filter = {0};
    DatelineStatus status = query_find(store, str_from_cstring(arguments->operands[0]), &kind,
                                       &filter.id, arena, &is_found, err);
    if (status == DATELINE_OK && is_found) {
        RecordOutput output = output_new(arguments, kind);
        status = query_run(store, kind, &filter, print_row, &output, rows, err);
        output_free(&output);
    }
    arena_free(arena);
    return status;
}

static DatelineStatus explain_record(Store *store, const Arguments *arguments, uint64_t *rows,
                                     DatelineError *err)
{
    RecordOutput output = output_new(arguments, QUERY_EXPLANATION);
    DatelineStatus status = query_explain(store, str_from_cstring(arguments->operands[0]), print_row,
                                          &output, rows, err);
    output_free(&output);
    return status;
}

static ExitCode run_on_record(const Arguments *arguments,
                              DatelineStatus (*print)(Store *, const Arguments *, uint64_t *,
                                                      DatelineError *))
{
    DatelineError err;
    Store *store;
    if (ledger_open_existing(arguments, &store, &err) != DATELINE_OK) return report_error(&err);
    uint64_t rows = 0;
    DatelineStatus status = print(store, arguments, &rows, &err);
    store_close(store);
    return finish(status, rows, arguments->operands[0], &err);
}

ExitCode run_show(const Arguments *arguments)
{
    return run_on_record(arguments, show_record);
}

ExitCode run_explain(const Arguments *arguments)
{
    return run_on_record(arguments, explain_record);
}
