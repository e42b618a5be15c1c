/* dateline show and dateline explain: one record, whole, and what stands behind it. */
#include <stdio.h>

#include "cli/ledger_file.h"
#include "cli/render.h"
#include "cli/say.h"
#include "cli/sheet.h"
#include "pipeline/pipeline.h"

static ExitCode not_found(const char *id)
{
    say("no record's id begins with '%s'", id);
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

static RecordOutput output_new(const Arguments *arguments, const QueryColumn *columns,
                               uint32_t count)
{
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
        uint32_t count;
        const QueryColumn *columns = query_columns(kind, &count);
        RecordOutput output = output_new(arguments, columns, count);
        status = query_run(store, kind, &filter, print_row, &output, rows, err);
        output_free(&output);
    }
    arena_free(arena);
    return status;
}

/* The columns of an explanation, with the example of the rule as one more. */
#define MOST_EXPLANATION_COLUMNS 24

typedef struct Explanation {
    QueryColumn columns[MOST_EXPLANATION_COLUMNS + 1];
    uint32_t count; /* without the example */
    uint32_t rule;  /* the column that names the rule */
    const Pipeline *pipeline;
    RecordOutput output;
} Explanation;

/* The sentence that stands beside the rule in its data file; empty if it has none. */
static Str example_of_rule(const Pipeline *pipeline, Str rule)
{
    for (uint32_t s = 0; s < STAGE_COUNT; s++) {
        RuleExample example;
        if (pipeline_stages[s]->rule_example == NULL) continue;
        const void *data = pipeline_stage_data(pipeline, s);
        for (uint32_t i = 0; pipeline_stages[s]->rule_example(data, i, &example); i++)
            if (str_equal(example.rule, rule)) return example.text;
    }
    return (Str){NULL, 0};
}

static DatelineStatus explain_row(void *context, const Str *values, DatelineError *err)
{
    Explanation *explanation = context;
    Str with_example[MOST_EXPLANATION_COLUMNS + 1];
    memcpy(with_example, values, explanation->count * sizeof *values);
    with_example[explanation->count] =
        example_of_rule(explanation->pipeline, values[explanation->rule]);
    return print_row(&explanation->output, with_example, err);
}

static void explanation_columns(Explanation *explanation)
{
    const QueryColumn *columns = query_columns(QUERY_EXPLANATION, &explanation->count);
    assert(explanation->count <= MOST_EXPLANATION_COLUMNS);
    memcpy(explanation->columns, columns, explanation->count * sizeof *columns);
    for (uint32_t i = 0; i < explanation->count; i++)
        if (strcmp(columns[i].name, "rule") == 0) explanation->rule = i;
    explanation->columns[explanation->count] =
        (QueryColumn){"rule_example", "rule's example", QUERY_TEXT, true};
}

static DatelineStatus explain_record(Store *store, const Arguments *arguments, uint64_t *rows,
                                     DatelineError *err)
{
    Pipeline *pipeline;
    TRY(pipeline_new_light(NULL, &pipeline, err));
    Explanation explanation = {.pipeline = pipeline};
    explanation_columns(&explanation);
    explanation.output = output_new(arguments, explanation.columns, explanation.count + 1);
    DatelineStatus status = query_explain(store, str_from_cstring(arguments->operands[0]),
                                          explain_row, &explanation, rows, err);
    output_free(&explanation.output);
    pipeline_free(pipeline);
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
