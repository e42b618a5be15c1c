/*
 * How fast, how much memory: the whole way and each stage, beside a baseline that only reads the
 * articles and stores their raw text in SQLite.
 *
 *     dateline-bench ARTICLES [THREADS]      ARTICLES: any input `dateline add` reads, but not "-"
 *
 * Stage times are processor time of the analysing threads; the rest is the clock on the wall. The
 * machine's noise is in all rows alike: compare the ratios.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <sqlite3.h>

#include "01_intake/intake.h"
#include "measure.h"
#include "pipeline/batch.h"
#include "store/store.h"

typedef struct Run {
    Batch *batch;
    const LedgerData *data;
    Store *store;
    sqlite3_stmt *insert;
    uint64_t articles;
    uint64_t bytes; /* of the pages */
    double last_seconds; /* of merging what had to wait for the last article: processor time of one thread */
    double processor_seconds;
} Run;

/* ---- the baseline ---- */

static DatelineStatus store_raw(void *context, const DatelineSource *source, DatelineError *err)
{
    (void)err;
    Run *run = context;
    run->articles++;
    run->bytes += source->page.len;
    sqlite3_bind_text(run->insert, 1, source->url.data, (int)source->url.len, SQLITE_STATIC);
    sqlite3_bind_blob(run->insert, 2, source->page.data, (int)source->page.len, SQLITE_STATIC);
    if (sqlite3_step(run->insert) != SQLITE_DONE) die("baseline", "cannot insert");
    sqlite3_reset(run->insert);
    return DATELINE_OK;
}

static double run_baseline(const char *input, const char *db_path, Run *run)
{
    DatelineError err;
    IntakeCounts counts = {0};
    double start = wall_seconds();
    sqlite3 *db;
    if (sqlite3_open(db_path, &db) != SQLITE_OK) die(db_path, sqlite3_errmsg(db));
    sqlite3_exec(db, "PRAGMA journal_mode=WAL; CREATE TABLE raw(url TEXT, page BLOB); BEGIN", NULL,
                 NULL, NULL);
    sqlite3_prepare_v2(db, "INSERT INTO raw VALUES (?, ?)", -1, &run->insert, NULL);
    const IntakeSink sink = {.context = run, .article = store_raw};
    check(intake_read(input, &sink, &counts, &err), input, &err);
    sqlite3_exec(db, "COMMIT", NULL, NULL, NULL);
    sqlite3_finalize(run->insert);
    sqlite3_close(db);
    return wall_seconds() - start;
}

/* ---- analysis, with and without the ledger ---- */

static DatelineStatus take(void *context, const DatelineSource *source, DatelineError *err)
{
    Run *run = context;
    run->articles++;
    run->bytes += source->page.len;
    return batch_add(run->batch, source, err);
}

static void *prepare(void *context, Document *doc, const void *note)
{
    (void)note;
    Run *run = context;
    return run->store == NULL ? NULL : store_prepare(run->data, doc);
}

static DatelineStatus deliver(void *context, const BatchResult *result, DatelineError *err)
{
    Run *run = context;
    if (run->store == NULL || result->status != DATELINE_OK) return DATELINE_OK;
    return store_add(run->store, result->doc, result->prepared, NULL, err);
}

static double run_analysis(const Pipeline *pipeline, const char *input, uint32_t threads, Run *run,
                           StageTimes *times)
{
    DatelineError err;
    IntakeCounts counts = {0};
    double start = wall_seconds(), used = processor_seconds();
    run->batch = batch_new(&(BatchPlan){.pipeline = pipeline,
                                        .threads = threads,
                                        .measures_time = true,
                                        .context = run,
                                        .prepare = prepare,
                                        .deliver = deliver});
    const IntakeSink sink = {.context = run, .article = take};
    check(intake_read(input, &sink, &counts, &err), input, &err);
    check(batch_finish(run->batch, &err), "analysis", &err);
    double last = processor_seconds();
    if (run->store != NULL) check(store_finish(run->store, &err), "merging", &err);
    run->last_seconds = processor_seconds() - last;
    run->processor_seconds = processor_seconds() - used;
    *times = batch_times(run->batch);
    batch_free(run->batch);
    return wall_seconds() - start;
}

static void print_row(const char *name, double seconds, const Run *run)
{
    printf("| %-26s | %8.2f | %9.0f | %7.2f |\n", name, seconds, (double)run->articles / seconds,
           (double)run->bytes / 1e6 / seconds);
}

/* What is no stage is the ledger, with reading the articles. */
static void print_shares(const Run *run, const StageTimes *times)
{
    double stages = 0, speech = 0;
    for (uint32_t i = 0; i < STAGE_COUNT; i++) {
        double seconds = (double)times->nanoseconds[i] / 1e9;
        stages += seconds;
        if (strcmp(pipeline_stages[i]->name, "speech") == 0) speech = seconds;
    }
    double ledger = run->processor_seconds - stages;
    printf("of it in stages %.2f s, speech among them %.2f s; ledger %.2f s; speech and ledger: %.1f %%\n", stages, speech,
           ledger, 100 * (speech + ledger) / run->processor_seconds);
}

int main(int argc, char **argv)
{
    if (argc < 2) die("usage", "dateline-bench ARTICLES [THREADS]");
    const char *input = argv[1];
    uint32_t threads = argc > 2 ? (uint32_t)strtoul(argv[2], NULL, 10) : 1;
    if (threads < 1 || threads > 64) die("threads", "not a number from 1 to 64");
    database_own_process();
    char dir[] = "/tmp/dateline-bench-XXXXXX", raw[64], ledger[64];
    if (mkdtemp(dir) == NULL) die(dir, "cannot be made");
    snprintf(raw, sizeof raw, "%s/raw.db", dir);
    snprintf(ledger, sizeof ledger, "%s/ledger.db", dir);

    DatelineError err;
    Pipeline *pipeline;
    double start = wall_seconds();
    check(pipeline_new_light(NULL, &pipeline, &err), "loading", &err);
    double load = wall_seconds() - start;

    Run baseline = {0}, analysis = {0}, whole = {0};
    StageTimes times, whole_times;
    double baseline_seconds = run_baseline(input, raw, &baseline);
    double analysis_seconds = run_analysis(pipeline, input, threads, &analysis, &times);
    double analysis_peak = peak_megabytes();
    LedgerData *data;
    check(ledger_data_new(NULL, &data, &err), "loading", &err);
    whole.data = data;
    check(store_open(ledger, OPEN_TO_CREATE, data, &whole.store, &err), ledger, &err);
    double whole_seconds = run_analysis(pipeline, input, threads, &whole, &whole_times);
    store_close(whole.store);
    ledger_data_free(data);

    printf("%" PRIu64 " articles, %.1f MB; %u thread%s; data and model loaded in %.0f ms\n\n",
           whole.articles, (double)whole.bytes / 1e6, threads, threads == 1 ? "" : "s", load * 1e3);
    printf("| what                       |  seconds | articles/s |   MB/s |\n");
    printf("|----------------------------|---------:|----------:|--------:|\n");
    print_row("read and store raw text", baseline_seconds, &baseline);
    for (uint32_t i = 0; i < STAGE_COUNT; i++)
        print_row(pipeline_stages[i]->name, (double)times.nanoseconds[i] / 1e9, &analysis);
    print_row("all stages, no ledger", analysis_seconds, &analysis);
    print_row("whole: read to ledger", whole_seconds, &whole);
    printf("\nwhole, processor time of all threads: %.2f s, of it after the last article: %.2f s\n",
           whole.processor_seconds, whole.last_seconds);
    print_shares(&whole, &whole_times);
    printf("whole / baseline: %.1f; peak memory: %.0f MB (without the ledger %.0f MB)\n",
           whole_seconds / baseline_seconds, peak_megabytes(), analysis_peak);
    pipeline_free(pipeline);
    unlink(raw);
    unlink(ledger);
    rmdir(dir);
    return 0;
}
