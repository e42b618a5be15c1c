/*
 * A bounded pool of threads. Jobs run in any order; they are handed back in the order in which
 * they were submitted, so that what is made of them does not depend on the number of threads:
 *
 *     while (next_job(&job)) {
 *         if (pool_is_full(pool)) finish(pool_take(pool));
 *         pool_submit(pool, job);
 *     }
 *     while ((job = pool_take(pool)) != NULL) finish(job);
 *
 * One thread submits and takes. The pool does not own the jobs.
 */
#ifndef BASE_POOL_H
#define BASE_POOL_H

#include <stdbool.h>
#include <stdint.h>

typedef struct Pool Pool;

/* Works on one job, in a thread of the pool; worker counts from 0 below thread_count, so that
 * each thread can have memory of its own. */
typedef void (*PoolRun)(void *context, uint32_t worker, void *job);

#define MOST_POOL_THREADS 256

/* thread_count from 1 to MOST_POOL_THREADS; backlog: most jobs between submit and take. */
Pool *pool_new(uint32_t thread_count, uint32_t backlog, PoolRun run, void *context);
/* Waits for the running jobs; those not begun are not run. */
void pool_free(Pool *pool);

bool pool_is_full(const Pool *pool);
bool pool_is_empty(const Pool *pool); /* everything submitted was taken */
/* The pool must not be full; job must not be NULL. */
void pool_submit(Pool *pool, void *job);
/* Waits for the oldest job; NULL if none was submitted that was not taken. */
void *pool_take(Pool *pool);

#endif
