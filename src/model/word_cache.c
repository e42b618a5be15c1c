#include "model/word_cache.h"

#include "base/arena.h"
#include "base/hash.h"

#define LONGEST_KEY_BYTES 46u
#define PLACES_A_HASH 2u

typedef struct Place {
    uint8_t form_len; /* 0: free */
    uint8_t lower_len;
    char key[LONGEST_KEY_BYTES]; /* form, lower */
} Place;

/* The two places of a hash lie side by side, the one that was of use last first. */
struct WordCache {
    Arena *arena;
    uint32_t mask;
    uint32_t width;
    Place *places;
    uint32_t *vector_of; /* [place]: which vector is its own */
    float *vectors;
};

WordCache *word_cache_new(uint32_t bits, uint32_t width)
{
    size_t places = (size_t)PLACES_A_HASH << bits;
    Arena *arena = arena_new_lasting(places * (sizeof(Place) + sizeof(uint32_t) + width * sizeof(float)) + sizeof(WordCache));
    WordCache *cache = arena_alloc(arena, sizeof *cache);
    *cache = (WordCache){.arena = arena, .mask = (1u << bits) - 1, .width = width};
    cache->places = arena_new_items(arena, Place, places);
    cache->vector_of = arena_new_items(arena, uint32_t, places);
    cache->vectors = arena_new_unset_items(arena, float, places * width);
    for (uint32_t i = 0; i < places; i++) cache->vector_of[i] = i;
    return cache;
}

void word_cache_free(WordCache *cache)
{
    if (cache != NULL) arena_free(cache->arena);
}

static bool holds(const Place *place, Str form, Str lower)
{
    return place->form_len == form.len && place->lower_len == lower.len &&
           memcmp(place->key, form.data, form.len) == 0 &&
           memcmp(place->key + form.len, lower.data, lower.len) == 0;
}

static uint32_t first_place(const WordCache *cache, Str form)
{
    return PLACES_A_HASH * ((uint32_t)hash_bytes(form.data, form.len, 0) & cache->mask);
}

static void swap_places(WordCache *cache, uint32_t first)
{
    Place place = cache->places[first];
    cache->places[first] = cache->places[first + 1];
    cache->places[first + 1] = place;
    uint32_t vector = cache->vector_of[first];
    cache->vector_of[first] = cache->vector_of[first + 1];
    cache->vector_of[first + 1] = vector;
}

static bool is_too_long(Str form, Str lower)
{
    return (uint64_t)form.len + lower.len > LONGEST_KEY_BYTES;
}

const float *word_cache_find(WordCache *cache, Str form, Str lower)
{
    if (is_too_long(form, lower)) return NULL;
    uint32_t first = first_place(cache, form);
    if (!holds(&cache->places[first], form, lower)) {
        if (!holds(&cache->places[first + 1], form, lower)) return NULL;
        swap_places(cache, first);
    }
    return cache->vectors + (size_t)cache->vector_of[first] * cache->width;
}

void word_cache_keep(WordCache *cache, Str form, Str lower, const float *vector)
{
    if (is_too_long(form, lower) || word_cache_find(cache, form, lower) != NULL) return;
    uint32_t first = first_place(cache, form);
    swap_places(cache, first);
    Place *place = &cache->places[first];
    place->form_len = (uint8_t)form.len;
    place->lower_len = (uint8_t)lower.len;
    memcpy(place->key, form.data, form.len);
    memcpy(place->key + form.len, lower.data, lower.len);
    memcpy(cache->vectors + (size_t)cache->vector_of[first] * cache->width, vector,
           cache->width * sizeof *vector);
}
