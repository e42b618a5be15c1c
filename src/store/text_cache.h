/*
 * The shingles of the articles that were looked at last: in a flood of copies the same few are compared
 * with again and again.
 */
#ifndef STORE_TEXT_CACHE_H
#define STORE_TEXT_CACHE_H

#include "ledger/copies.h"
#include "store/database.h"

typedef struct CachedText {
    int64_t article; /* 0: none */
    ShingleSet shingles;
    uint64_t title; /* hash of the headline, 0 if there is none */
    Arena *arena;
} CachedText;

typedef struct TextCache TextCache;

TextCache *text_cache_new(void);
void text_cache_free(TextCache *cache);
/* Good until the next article is asked for. */
DatelineStatus text_cache_get(TextCache *cache, Database *db, int64_t article,
                              const CachedText **out, DatelineError *err) MUST_CHECK;
/* For the one that is compared with others: good until the next one is. */
DatelineStatus text_cache_get_own(TextCache *cache, Database *db, int64_t article,
                                  const CachedText **out, DatelineError *err) MUST_CHECK;

/* Of the second to the first, which is the later one; has_same_address: they are versions of one page, if anything. */
CopyRelation copy_relation_of(const CachedText *later, const CachedText *earlier, bool has_same_address);

#endif
