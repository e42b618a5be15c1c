#include "base/pool.h"

#include <assert.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct Slot {
    void *job;
    bool is_done;
} Slot;

/* Jobs are numbered from 0; job number i lies in slots[i % backlog]:
 *
 *     taken <= begun <= submitted <= taken + backlog
 */
struct Pool {
    pthread_mutex_t mutex;
    pthread_cond_t work; /* a job was submitted, or the pool closes */
    pthread_cond_t done; /* a job was finished */
    PoolRun run;
    void *context;
    Slot *slots;
    uint32_t backlog;
    uint64_t taken;
    uint64_t begun;
    uint64_t submitted;
    bool is_closing;
    uint32_t thread_count;
    uint32_t started;
    pthread_t threads[MOST_POOL_THREADS];
};

static Slot *slot_of(const Pool *pool, uint64_t number)
{
    return &pool->slots[number % pool->backlog];
}

/* Waits for a job and marks it begun; NULL when the pool closes. */
static Slot *begin_job(Pool *pool)
{
    while (!pool->is_closing && pool->begun == pool->submitted)
        pthread_cond_wait(&pool->work, &pool->mutex);
    return pool->is_closing ? NULL : slot_of(pool, pool->begun++);
}

static void *work(void *argument)
{
    Pool *pool = argument;
    Slot *slot;
    pthread_mutex_lock(&pool->mutex);
    uint32_t worker = pool->started++;
    while ((slot = begin_job(pool)) != NULL) {
        void *job = slot->job;
        pthread_mutex_unlock(&pool->mutex);
        pool->run(pool->context, worker, job);
        pthread_mutex_lock(&pool->mutex);
        slot->is_done = true;
        pthread_cond_signal(&pool->done);
    }
    pthread_mutex_unlock(&pool->mutex);
    return NULL;
}

/* Parsers of hostile input may use deep stacks; the default of the system may be small. */
#define STACK_BYTES (8u << 20)

static void start_threads(Pool *pool, uint32_t thread_count)
{
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, STACK_BYTES);
    for (uint32_t i = 0; i < thread_count; i++) {
        if (pthread_create(&pool->threads[i], &attributes, work, pool) != 0) break;
        pool->thread_count++;
    }
    pthread_attr_destroy(&attributes);
    if (pool->thread_count > 0) return;
    fprintf(stderr, "dateline: the system gives us no thread\n");
    abort();
}

Pool *pool_new(uint32_t thread_count, uint32_t backlog, PoolRun run, void *context)
{
    assert(thread_count > 0 && thread_count <= MOST_POOL_THREADS && backlog > 0);
    Pool *pool = calloc(1, sizeof *pool);
    Slot *slots = calloc(backlog, sizeof *slots);
    if (pool == NULL || slots == NULL) abort();
    pthread_mutex_init(&pool->mutex, NULL);
    pthread_cond_init(&pool->work, NULL);
    pthread_cond_init(&pool->done, NULL);
    pool->run = run;
    pool->context = context;
    pool->slots = slots;
    pool->backlog = backlog;
    start_threads(pool, thread_count);
    return pool;
}

void pool_free(Pool *pool)
{
    if (pool == NULL) return;
    pthread_mutex_lock(&pool->mutex);
    pool->is_closing = true;
    pthread_cond_broadcast(&pool->work);
    pthread_mutex_unlock(&pool->mutex);
    for (uint32_t i = 0; i < pool->thread_count; i++) pthread_join(pool->threads[i], NULL);
    pthread_cond_destroy(&pool->done);
    pthread_cond_destroy(&pool->work);
    pthread_mutex_destroy(&pool->mutex);
    free(pool->slots);
    free(pool);
}

/* submitted and taken are changed by the caller's thread alone. */
bool pool_is_full(const Pool *pool)
{
    return pool->submitted - pool->taken == pool->backlog;
}

bool pool_is_empty(const Pool *pool)
{
    return pool->submitted == pool->taken;
}

void pool_submit(Pool *pool, void *job)
{
    assert(job != NULL && !pool_is_full(pool));
    pthread_mutex_lock(&pool->mutex);
    *slot_of(pool, pool->submitted) = (Slot){.job = job};
    pool->submitted++;
    pthread_cond_signal(&pool->work);
    pthread_mutex_unlock(&pool->mutex);
}

void *pool_take(Pool *pool)
{
    if (pool->taken == pool->submitted) return NULL;
    pthread_mutex_lock(&pool->mutex);
    Slot *slot = slot_of(pool, pool->taken);
    while (!slot->is_done) pthread_cond_wait(&pool->done, &pool->mutex);
    pool->taken++;
    pthread_mutex_unlock(&pool->mutex);
    return slot->job;
}
