/* What users have decided of who is who: kept in the ledger, and applied whenever names are resolved. */
#ifndef STORE_DECISIONS_H
#define STORE_DECISIONS_H

#include "store/store.h"

/* Into store->decisions. */
DatelineStatus decisions_read(Store *store, DatelineError *err) MUST_CHECK;
/* Remembers that two actors are the same or are not, in all articles or (with its id) in one; a verdict
 * on the same two before is replaced. Fails with DATELINE_ERR_USAGE where it speaks against others.
 * What depends on it is marked; store_finish derives it anew. */
DatelineStatus decisions_set(Store *store, Str a, Str b, Str article, bool is_same,
                             DatelineError *err) MUST_CHECK;
/* Forgets a verdict; *out_found is false if there is none. */
DatelineStatus decisions_remove(Store *store, Str a, Str b, Str article, bool *out_found,
                                DatelineError *err) MUST_CHECK;

#endif
