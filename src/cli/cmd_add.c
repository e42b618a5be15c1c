/* dateline add: articles into the ledger. */
#include <inttypes.h>
#include <stdio.h>

#include "base/json.h"
#include "cli/ledger_file.h"
#include "cli/reading.h"

typedef struct Adding {
    Reading reading;
    LedgerData *data;
    Store *store;
    uint64_t added;
    uint64_t known;
} Adding;

static bool is_known(void *context, const Document *doc)
{
    Adding *adding = context;
    if (!store_has_article(adding->store, doc)) return false;
    adding->known++;
    return true;
}

static void *prepare(void *context, Document *doc)
{
    const Adding *adding = context;
    return store_prepare(adding->data, doc);
}

static DatelineStatus deliver(void *context, const BatchResult *result, DatelineError *err)
{
    Adding *adding = context;
    if (!reading_takes(&adding->reading, result)) return DATELINE_OK;
    bool is_new = false;
    TRY(store_add(adding->store, result->doc, result->prepared, &is_new, err));
    adding->added += is_new;
    adding->known += !is_new;
    return DATELINE_OK;
}

static void print_summary(const Adding *adding)
{
    const Reading *reading = &adding->reading;
    printf("%" PRIu64 " file%s read: %" PRIu64 " article%s added, %" PRIu64 " known",
           reading->counts.files, reading->counts.files == 1 ? "" : "s", adding->added,
           adding->added == 1 ? "" : "s", adding->known);
    if (reading->problems > 0) printf(", %" PRIu64 " refused", reading->problems);
    putchar('\n');
}

static void write_count(JsonWriter *json, const char *key, uint64_t count)
{
    json_key(json, key);
    json_int(json, (int64_t)count);
}

static void print_json_summary(const Adding *adding)
{
    const Reading *reading = &adding->reading;
    Buffer line = {0};
    JsonWriter json = {.out = &line};
    json_begin_object(&json);
    write_count(&json, "files", reading->counts.files);
    write_count(&json, "bytes", reading->counts.bytes);
    write_count(&json, "articles", reading->counts.articles);
    write_count(&json, "added", adding->added);
    write_count(&json, "known", adding->known);
    write_count(&json, "failed", reading->failed);
    json_key(&json, "refused");
    json_begin_object(&json);
    for (int i = 0; i < INTAKE_REASON_COUNT; i++)
        if (reading->counts.problems[i] > 0)
            write_count(&json, intake_reason_name((IntakeReason)i), reading->counts.problems[i]);
    json_end_object(&json);
    json_end_object(&json);
    puts(line.data);
    buffer_release(&line);
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
    if (status == DATELINE_OK) status = store_finish(adding->store, err);
    return status;
}

ExitCode run_add(const Arguments *arguments)
{
    uint32_t threads;
    if (!reading_threads(arguments, &threads)) return EXIT_USAGE;
    DatelineError err;
    Pipeline *pipeline;
    if (pipeline_new(arguments->values[OPTION_DATA], &pipeline, &err) != DATELINE_OK)
        return report_error(&err);
    Adding adding = {0};
    DatelineStatus status = reading_init(&adding.reading, arguments, &err);
    if (status == DATELINE_OK)
        status = ledger_data_new(arguments->values[OPTION_DATA], &adding.data, &err);
    if (status == DATELINE_OK)
        status =
            store_open(ledger_path(arguments), OPEN_TO_CREATE, adding.data, &adding.store, &err);
    if (status == DATELINE_OK) status = add_all(&adding, arguments, pipeline, threads, &err);
    store_close(adding.store);
    ledger_data_free(adding.data);
    reading_release(&adding.reading);
    pipeline_free(pipeline);
    if (status != DATELINE_OK) return report_error(&err);
    if (arguments->values[OPTION_JSON] != NULL)
        print_json_summary(&adding);
    else if (!adding.reading.is_quiet)
        print_summary(&adding);
    return reading_exit_code(&adding.reading);
}
