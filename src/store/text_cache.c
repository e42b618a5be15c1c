#include "store/text_cache.h"

#include <stdlib.h>

#include "base/hash.h"
#include "text/utf8.h"

#define PLACES 1024 /* each some ten kilobytes for an article of a thousand words */

struct TextCache {
    CachedText places[PLACES];
    CachedText own;
    Arena *scratch;
};

TextCache *text_cache_new(void)
{
    TextCache *cache = calloc(1, sizeof *cache);
    if (cache == NULL) abort();
    cache->scratch = arena_new(1u << 16);
    return cache;
}

void text_cache_free(TextCache *cache)
{
    if (cache == NULL) return;
    for (uint32_t i = 0; i < PLACES; i++) arena_free(cache->places[i].arena);
    arena_free(cache->own.arena);
    arena_free(cache->scratch);
    free(cache);
}

static uint64_t title_hash(Str title, Arena *scratch)
{
    Str folded = utf8_fold(str_trim(title), scratch);
    return folded.len == 0 ? 0 : hash_bytes(folded.data, folded.len, 0) | 1;
}

static void fill(CachedText *place, Str text, Str title, Arena *scratch)
{
    ShingleList shingles = {0};
    shingles_of(text, scratch, &shingles);
    arena_free(place->arena);
    place->arena = arena_new(64 + (size_t)32 * shingles.count);
    place->shingles = shingle_set(&shingles, place->arena);
    place->title = title_hash(title, scratch);
    arena_clear(scratch);
}

static DatelineStatus load(TextCache *cache, Database *db, int64_t article, CachedText *place,
                           DatelineError *err)
{
    if (place->article == article) return DATELINE_OK;
    Row row = database_row(db, STATEMENT_GET_COPY_TEXT);
    row_int(&row, article);
    bool has_row;
    TRY(row_step(&row, &has_row, err));
    if (!has_row)
        return FAIL(err, DATELINE_ERR_STORE, DATELINE_NO_OFFSET,
                    "%s: there is no text of article number %lld", db->path, (long long)article);
    fill(place, row_get_str(&row, 0), row_get_str(&row, 1), cache->scratch);
    place->article = article;
    row_end(&row);
    return DATELINE_OK;
}

CopyRelation copy_relation_of(const CachedText *later, const CachedText *earlier, bool has_same_address)
{
    if (!has_same_address) return copy_compare(&later->shingles, &earlier->shingles);
    bool has_same_title = later->title != 0 && later->title == earlier->title;
    return version_compare(&later->shingles, &earlier->shingles, has_same_title);
}

DatelineStatus text_cache_get(TextCache *cache, Database *db, int64_t article,
                              const CachedText **out, DatelineError *err)
{
    CachedText *place = &cache->places[(uint64_t)article % PLACES];
    TRY(load(cache, db, article, place, err));
    *out = place;
    return DATELINE_OK;
}

DatelineStatus text_cache_get_own(TextCache *cache, Database *db, int64_t article,
                                  const CachedText **out, DatelineError *err)
{
    TRY(load(cache, db, article, &cache->own, err));
    *out = &cache->own;
    return DATELINE_OK;
}
