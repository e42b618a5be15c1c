/*
 * Many articles at once: each is analysed by one of several threads, and the results come out in
 * the order in which the articles came in, whatever the number of threads.
 *
 *     Batch *batch = batch_new(&(BatchPlan){.pipeline = pipeline, .threads = 4,
 *                                           .context = &ledger, .deliver = add_to_ledger});
 *     while (next_source(&source)) TRY(batch_add(batch, &source, err));
 *     TRY(batch_finish(batch, err));
 *     batch_free(batch);
 *
 * What is on its way is bounded in number and in bytes, so memory does not grow with the input.
 */
#ifndef PIPELINE_BATCH_H
#define PIPELINE_BATCH_H

#include "pipeline/pipeline.h"

typedef struct Batch Batch;

/* One article that was analysed, or could not be. Borrowed: gone when deliver returns. */
typedef struct BatchResult {
    uint64_t number;       /* of the article, from 0, in the order of batch_add */
    DatelineStatus status; /* DATELINE_OK: doc is whole; else error says what was wrong */
    const DatelineError *error;
    Str path; /* where the article was read from, and where in it */
    uint64_t path_offset;
    uint64_t path_line; /* 0 if lines mean nothing there */
    Document *doc;  /* NULL if the article could not even be taken in */
    void *note;     /* what came with it into batch_add_noted; else NULL */
    void *prepared; /* what BatchPlan.prepare made of it */
} BatchResult;

typedef struct BatchPlan {
    const Pipeline *pipeline;
    uint32_t threads;     /* 1 to MOST_POOL_THREADS */
    uint32_t stage_count; /* STAGE_COUNT for all; 0 means that too */
    bool measures_time;
    void *context; /* handed to the functions below */

    /* In the caller's thread, before analysis: true leaves the article out altogether (it is in
     * the ledger already). May be NULL. */
    bool (*skip)(void *context, const Document *doc);
    /* In the thread that analysed: what else can be computed of this article alone. It lives in
     * doc->arena. note: of the article, NULL if it has none. May be NULL. */
    void *(*prepare)(void *context, Document *doc, const void *note);
    /* In the caller's thread, one after the other, in order. A failure ends the batch. */
    DatelineStatus (*deliver)(void *context, const BatchResult *result, DatelineError *err);
} BatchPlan;

Batch *batch_new(const BatchPlan *plan);
/* Copies what it needs of source. Fails only if deliver does. */
DatelineStatus batch_add(Batch *batch, const DatelineSource *source, DatelineError *err) MUST_CHECK;
/* The same with something that is handed on with the article; it must live until its result was delivered, or the
 * batch is freed. */
DatelineStatus batch_add_noted(Batch *batch, const DatelineSource *source, void *note, DatelineError *err) MUST_CHECK;
/* Delivers all that is still on its way. */
DatelineStatus batch_finish(Batch *batch, DatelineError *err) MUST_CHECK;
/* Time in each stage so far, over all threads; call it after batch_finish. */
StageTimes batch_times(const Batch *batch);
void batch_free(Batch *batch);

#endif
