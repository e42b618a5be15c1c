/* dateline add: articles into the ledger. */
#include "cli/add_report.h"
#include "cli/ledger_file.h"
#include "cli/reading.h"

typedef struct Adding {
    Reading reading;
    FileResults files;
    AddReport *report;
    LedgerData *data;
    Store *store;
} Adding;

static bool is_known(void *context, const Document *doc)
{
    Adding *adding = context;
    if (!store_has_article(adding->store, doc)) return false;
    file_results_skip(&adding->files);
    return true;
}

static void *prepare(void *context, Document *doc, const void *note)
{
    (void)note;
    const Adding *adding = context;
    return store_prepare(adding->data, doc);
}

static void fail_article(Adding *adding, const BatchResult *result)
{
    const FileFault fault = {.reason = "failed",
                             .offset = result->path_offset,
                             .line = result->path_line,
                             .message = str_from_cstring(result->error->message)};
    file_results_deliver(&adding->files, ARTICLE_FAILED, &fault);
}

static DatelineStatus deliver(void *context, const BatchResult *result, DatelineError *err)
{
    Adding *adding = context;
    if (!reading_takes(&adding->reading, result)) {
        fail_article(adding, result);
        return DATELINE_OK;
    }
    bool is_new = false;
    TRY(store_add(adding->store, result->doc, result->prepared, &is_new, err));
    if (is_new && result->doc->not_analysed.len > 0) add_report_not_analysed(adding->report);
    file_results_deliver(&adding->files, is_new ? ARTICLE_ADDED : ARTICLE_KNOWN, NULL);
    return DATELINE_OK;
}

static DatelineStatus add_all(Adding *adding, const Arguments *arguments, const Pipeline *pipeline,
                              uint32_t threads, DatelineError *err)
{
    adding->reading.batch = batch_new(&(BatchPlan){.pipeline = pipeline,
                                                   .threads = threads,
                                                   .context = adding,
                                                   .skip = is_known,
                                                   .prepare = prepare,
                                                   .deliver = deliver});
    DatelineStatus status = reading_run(&adding->reading, arguments, err);
    batch_free(adding->reading.batch);
    file_results_finish(&adding->files);
    if (status == DATELINE_OK) status = store_finish(adding->store, err);
    return status;
}

static void print_report(const Adding *adding, bool is_json)
{
    bool is_quiet = adding->reading.is_quiet;
    if (!is_quiet) add_report_print_table(adding->report);
    if (is_json || !is_quiet) add_report_print_summary(adding->report, &adding->reading.counts);
}

static DatelineStatus run(Adding *adding, const Arguments *arguments, uint32_t threads,
                          DatelineError *err)
{
    const char *data_dir = arguments->values[OPTION_DATA];
    Pipeline *pipeline;
    TRY(reading_init(&adding->reading, arguments, err));
    bool is_thorough = arguments->values[OPTION_THOROUGH] != NULL;
    TRY((is_thorough ? pipeline_new : pipeline_new_light)(data_dir, &pipeline, err));
    DatelineStatus status = ledger_data_new(data_dir, &adding->data, err);
    if (status == DATELINE_OK)
        status =
            store_open(ledger_path(arguments), OPEN_TO_CREATE, adding->data, &adding->store, err);
    if (status == DATELINE_OK) status = add_all(adding, arguments, pipeline, threads, err);
    store_close(adding->store);
    ledger_data_free(adding->data);
    pipeline_free(pipeline);
    return status;
}

ExitCode run_add(const Arguments *arguments)
{
    uint32_t threads;
    if (!reading_threads(arguments, &threads)) return EXIT_USAGE;
    DatelineError err;
    bool is_json = arguments->values[OPTION_JSON] != NULL;
    Adding adding = {.report = add_report_new(is_json)};
    adding.files = (FileResults){.take = add_report_take, .context = adding.report};
    adding.reading.files = &adding.files;
    DatelineStatus status = run(&adding, arguments, threads, &err);
    if (status == DATELINE_OK) print_report(&adding, is_json);
    reading_release(&adding.reading);
    add_report_free(adding.report);
    return status == DATELINE_OK ? reading_exit_code(&adding.reading) : report_error(&err);
}
