#include "caches.h"

#include <pthread.h>
#include <stdlib.h>

/* As many threads as a batch may have; a cache that finds no room is freed. */
#define MOST_IDLE 64u

struct Caches {
    const SyntaxModel *model;
    pthread_mutex_t lock; /* of the two below */
    WordCache *idle[MOST_IDLE];
    uint32_t idle_count;
};

Caches *caches_new(const SyntaxModel *model)
{
    Caches *caches = calloc(1, sizeof *caches);
    if (caches == NULL) abort();
    caches->model = model;
    pthread_mutex_init(&caches->lock, NULL);
    return caches;
}

void caches_free(Caches *caches)
{
    for (uint32_t i = 0; i < caches->idle_count; i++) word_cache_free(caches->idle[i]);
    pthread_mutex_destroy(&caches->lock);
    free(caches);
}

WordCache *caches_take(Caches *caches)
{
    pthread_mutex_lock(&caches->lock);
    WordCache *cache = caches->idle_count > 0 ? caches->idle[--caches->idle_count] : NULL;
    pthread_mutex_unlock(&caches->lock);
    return cache != NULL ? cache : syntax_word_cache_new(caches->model);
}

void caches_give_back(Caches *caches, WordCache *cache)
{
    pthread_mutex_lock(&caches->lock);
    bool has_room = caches->idle_count < MOST_IDLE;
    if (has_room) caches->idle[caches->idle_count++] = cache;
    pthread_mutex_unlock(&caches->lock);
    if (!has_room) word_cache_free(cache);
}
