/*
 * What was written already: for rows that many reports give and that stand there once. Kept in a
 * temporary table on disk, so that memory does not grow with the ledger.
 */
#ifndef EXPORT_ONCE_H
#define EXPORT_ONCE_H

#include "store/store.h"

/* Before anything else is asked of the ledger. */
DatelineStatus once_begin(Database *db, DatelineError *err) MUST_CHECK;
/* Notes a number with a day, unless it is noted; *out_day is the one it was noted with first. */
DatelineStatus once_note(Database *db, int64_t number, int32_t day, bool *out_is_new,
                         int32_t *out_day, DatelineError *err) MUST_CHECK;

#endif
