/* From how many places a thing is known that several articles tell: a message, a saying. */
#ifndef STORE_TELLINGS_H
#define STORE_TELLINGS_H

#include "store/store.h"

/* A record that tells it: a report, a quotation; its chain stands in the table link. */
typedef struct Telling {
    int64_t number; /* of the record in this file */
    Id record;
    int64_t article;
    int64_t original;   /* article that this one repeats; 0 if none */
    bool is_superseded; /* by a later version of its own */
} Telling;

typedef List(Telling) TellingList;

/* Independent sources, as ledger/sources.h counts them. A copy adds none to its original; what a
 * later version of an article withdraws is heard only where nothing else is said. */
DatelineStatus tellings_count_sources(Store *store, const TellingList *tellings, uint32_t *out,
                                      DatelineError *err) MUST_CHECK;

#endif
