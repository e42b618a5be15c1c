/* An article among those that may be its copies, or it theirs: its keys (ledger/copies.h), and the order they put it in. */
#ifndef STORE_COPY_PLACES_H
#define STORE_COPY_PLACES_H

#include "store/store.h"

/* Articles that a key leads to. A text printed by more outlets than this is found by its first. */
#define COPY_POSTS 16
#define COPY_UNDATED INT32_MAX

typedef struct CopyPlace {
    int64_t article;
    int32_t day;
    int64_t rank; /* of its id, 60 bits: what orders articles of a day */
    uint32_t size; /* copy_size */
} CopyPlace;

typedef struct CopyArticle {
    CopyPlace place;
    bool is_there;
    int64_t address_key; /* 0: no address */
    CopyKeyList keys;
} CopyArticle;

/* In the scratch memory. */
DatelineStatus copy_article_read(Store *store, int64_t article, Str *out_address, CopyArticle *out,
                                 DatelineError *err) MUST_CHECK;

/* Entries of KEYS_OF_COPIES; the size stands behind the rank. */
KeyEntry copy_key_begin(int64_t key);
/* article 0 comes before all others of the day and rank. */
KeyEntry copy_key_at(int64_t key, const CopyPlace *place, int64_t article);
CopyPlace copy_place_of(const unsigned char *entry);
/* The first that have the key and come before the place, COPY_POSTS at most. */
DatelineStatus copy_find_before(Store *store, int64_t key, const CopyPlace *place, KeyEntries *out,
                                DatelineError *err) MUST_CHECK;
/* The articles that have the key of the address, in the order of their numbers: all that are of it. */
DatelineStatus copy_find_address(Store *store, Str address, Arena *arena, NumberList *out, DatelineError *err) MUST_CHECK;
/* All are asked for in a moment. */
void copy_expect(Store *store, const CopyKeyList *keys);

#endif
