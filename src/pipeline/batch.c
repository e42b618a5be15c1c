#include "pipeline/batch.h"

#include <stdlib.h>

#include "base/pool.h"

/* Enough that no thread waits while one works on a long article, nor while the caller's thread merges what was
 * delivered last (half a second): articles of ten milliseconds. */
#define BACKLOG_PER_THREAD 64
/* Of pages, a thread: the records of an ordinary article take about ten times the bytes of its
 * page, those of a made-up one two hundred times. */
#define BACKLOG_BYTES_PER_THREAD (2u << 20)
#define SCRATCH_BYTES (1u << 20)

typedef struct Job {
    uint64_t number;
    Document *doc;
    Str path; /* points behind the job itself if there is no document */
    uint64_t path_offset;
    uint64_t path_line;
    size_t page_bytes;
    void *note;
    void *prepared;
    DatelineStatus status;
    DatelineError error;
} Job;

typedef struct Worker {
    Arena *scratch;
    StageTimes times;
} Worker;

struct Batch {
    BatchPlan plan;
    Pool *pool;
    Worker *workers; /* [plan.threads] */
    uint64_t count;
    size_t backlog_bytes;
};

static void run_job(void *context, uint32_t index, void *argument)
{
    Batch *batch = context;
    Worker *worker = &batch->workers[index];
    Job *job = argument;
    if (job->status != DATELINE_OK) return;
    job->status = pipeline_run_document(batch->plan.pipeline, job->doc, batch->plan.stage_count,
                                        batch->plan.measures_time ? &worker->times : NULL,
                                        worker->scratch, &job->error);
    if (job->status == DATELINE_OK && batch->plan.prepare != NULL)
        job->prepared = batch->plan.prepare(batch->plan.context, job->doc, job->note);
}

Batch *batch_new(const BatchPlan *plan)
{
    Batch *batch = calloc(1, sizeof *batch);
    Worker *workers = calloc(plan->threads, sizeof *workers);
    if (batch == NULL || workers == NULL) abort();
    batch->plan = *plan;
    if (batch->plan.stage_count == 0) batch->plan.stage_count = STAGE_COUNT;
    batch->workers = workers;
    for (uint32_t i = 0; i < plan->threads; i++) workers[i].scratch = arena_new_lasting(SCRATCH_BYTES);
    batch->pool = pool_new(plan->threads, plan->threads * BACKLOG_PER_THREAD, run_job, batch);
    return batch;
}

static void free_job(Job *job)
{
    document_free(job->doc);
    free(job);
}

static DatelineStatus deliver_oldest(Batch *batch, DatelineError *err)
{
    Job *job = pool_take(batch->pool);
    if (job == NULL) return DATELINE_OK;
    batch->backlog_bytes -= job->page_bytes;
    BatchResult result = {
        .number = job->number,
        .status = job->status,
        .error = job->status == DATELINE_OK ? NULL : &job->error,
        .path = job->path,
        .path_offset = job->path_offset,
        .path_line = job->path_line,
        .doc = job->doc,
        .note = job->note,
        .prepared = job->prepared,
    };
    DatelineStatus status = batch->plan.deliver(batch->plan.context, &result, err);
    free_job(job);
    return status;
}

/* An article that cannot be taken in is a job that has failed: it keeps its place in the order. */
static Job *new_job(const DatelineSource *source)
{
    Job *job = calloc(1, sizeof *job + source->path.len);
    if (job == NULL) abort();
    job->path_offset = source->path_offset;
    job->path_line = source->path_line;
    job->status = document_new(source, &job->doc, &job->error);
    if (job->status == DATELINE_OK) {
        job->path = job->doc->path;
        job->page_bytes = source->page.len;
    } else {
        if (source->path.len > 0) memcpy(job + 1, source->path.data, source->path.len);
        job->path = (Str){(const char *)(job + 1), (uint32_t)source->path.len};
    }
    return job;
}

static bool is_skipped(const Batch *batch, const Job *job)
{
    return job->doc != NULL && batch->plan.skip != NULL &&
           batch->plan.skip(batch->plan.context, job->doc);
}

DatelineStatus batch_add(Batch *batch, const DatelineSource *source, DatelineError *err)
{
    return batch_add_noted(batch, source, NULL, err);
}

DatelineStatus batch_add_noted(Batch *batch, const DatelineSource *source, void *note, DatelineError *err)
{
    Job *job = new_job(source);
    job->note = note;
    job->number = batch->count++;
    if (is_skipped(batch, job)) {
        free_job(job);
        return DATELINE_OK;
    }
    while (
        pool_is_full(batch->pool) ||
        (batch->backlog_bytes > 0 && batch->backlog_bytes + job->page_bytes >
                                         batch->plan.threads * (size_t)BACKLOG_BYTES_PER_THREAD)) {
        DatelineStatus status = deliver_oldest(batch, err);
        if (status == DATELINE_OK) continue;
        free_job(job);
        return status;
    }
    batch->backlog_bytes += job->page_bytes;
    pool_submit(batch->pool, job);
    return DATELINE_OK;
}

DatelineStatus batch_finish(Batch *batch, DatelineError *err)
{
    while (!pool_is_empty(batch->pool)) TRY(deliver_oldest(batch, err));
    return DATELINE_OK;
}

StageTimes batch_times(const Batch *batch)
{
    StageTimes sum = {0};
    for (uint32_t i = 0; i < batch->plan.threads; i++)
        for (uint32_t k = 0; k < STAGE_COUNT; k++)
            sum.nanoseconds[k] += batch->workers[i].times.nanoseconds[k];
    return sum;
}

void batch_free(Batch *batch)
{
    if (batch == NULL) return;
    Job *job;
    while ((job = pool_take(batch->pool)) != NULL) free_job(job);
    pool_free(batch->pool);
    for (uint32_t i = 0; i < batch->plan.threads; i++) arena_free(batch->workers[i].scratch);
    free(batch->workers);
    free(batch);
}
