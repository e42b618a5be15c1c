/* Is a ledger sound? For `dateline doctor`. */
#ifndef QUERY_CHECK_H
#define QUERY_CHECK_H

#include "base/arena.h"
#include "store/store.h"

/* Runs SQLite's own check and looks at every span of every record. Fails with DATELINE_ERR_STORE
 * and the first fault; else *out_finding says what was looked at. */
DatelineStatus query_check(Store *store, Arena *arena, Str *out_finding,
                           DatelineError *err) MUST_CHECK;

#endif
