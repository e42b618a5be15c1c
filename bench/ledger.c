/*
 * What it costs to merge articles into a ledger, apart from their analysis.
 *
 *     dateline-bench-ledger ARTICLES LEDGER      adds the articles, as `dateline add` does; LEDGER is changed
 *
 * One line: milliseconds of processor time, of the whole way and of all that the ledger does, from its opening to
 * its closing: what is computed for it of each article, writing, merging, making it safe.
 */
#include <stdio.h>
#include <time.h>

#include "01_intake/intake.h"
#include "measure.h"
#include "pipeline/batch.h"
#include "store/store.h"

typedef struct Run {
    Batch *batch;
    LedgerData *data;
    Store *store;
    double preparing; /* seconds; in the thread that analyses */
    double merging;   /* in the one that delivers */
} Run;

/* Of this thread. */
static double thread_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static DatelineStatus take(void *context, const DatelineSource *source, DatelineError *err)
{
    Run *run = context;
    return batch_add(run->batch, source, err);
}

/* One thread analyses: nobody else counts. */
static void *prepare(void *context, Document *doc, const void *note)
{
    (void)note;
    Run *run = context;
    double start = thread_seconds();
    void *prepared = store_prepare(run->data, doc);
    run->preparing += thread_seconds() - start;
    return prepared;
}

static DatelineStatus deliver(void *context, const BatchResult *result, DatelineError *err)
{
    Run *run = context;
    double start = thread_seconds();
    if (result->status == DATELINE_OK) TRY(store_add(run->store, result->doc, result->prepared, NULL, err));
    run->merging += thread_seconds() - start;
    return DATELINE_OK;
}

static void add_all(const Pipeline *pipeline, const char *input, Run *run)
{
    DatelineError err;
    IntakeCounts counts = {0};
    run->batch = batch_new(&(BatchPlan){
        .pipeline = pipeline, .threads = 1, .context = run, .prepare = prepare, .deliver = deliver});
    const IntakeSink sink = {.context = run, .article = take};
    check(intake_read(input, &sink, &counts, &err), input, &err);
    check(batch_finish(run->batch, &err), "analysis", &err);
    batch_free(run->batch);
}

int main(int argc, char **argv)
{
    if (argc != 3) die("usage", "dateline-bench-ledger ARTICLES LEDGER");
    DatelineError err;
    Pipeline *pipeline;
    Run run = {0};
    database_own_process();
    check(pipeline_new_light(NULL, &pipeline, &err), "loading", &err);
    check(ledger_data_new(NULL, &run.data, &err), "loading", &err);
    double begin = processor_seconds(), start = thread_seconds();
    check(store_open(argv[2], OPEN_TO_WRITE, run.data, &run.store, &err), argv[2], &err);
    run.merging += thread_seconds() - start;
    add_all(pipeline, argv[1], &run);
    start = thread_seconds();
    check(store_finish(run.store, &err), "merging", &err);
    store_close(run.store);
    run.merging += thread_seconds() - start;
    printf("%.3f %.3f\n", 1e3 * (processor_seconds() - begin), 1e3 * (run.preparing + run.merging));
    ledger_data_free(run.data);
    pipeline_free(pipeline);
    return 0;
}
