/* Which quotations are the very same words of one speaker: entries of KEYS_OF_WORDINGS. A wording is
 * the hash of speaker and words (ledger/variants.h). */
#ifndef STORE_WORDINGS_H
#define STORE_WORDINGS_H

#include "store/store.h"

typedef struct WordingPlace {
    int64_t article;
    int64_t quotation;
} WordingPlace;

typedef List(WordingPlace) WordingPlaceList;

void wording_add(Store *store, int64_t wording, const WordingPlace *place);
/* It will be asked for; before key_runs_look_ahead. */
void wording_foresee(Store *store, int64_t wording);
void wording_remove(Store *store, int64_t wording, const WordingPlace *place);

/* All, by article; in the scratch memory. */
DatelineStatus wording_find(Store *store, int64_t wording, WordingPlaceList *out,
                            DatelineError *err) MUST_CHECK;
/* The first of each of the first two articles. */
DatelineStatus wording_find_firsts(Store *store, int64_t wording, WordingPlaceList *out,
                                   DatelineError *err) MUST_CHECK;

#endif
