/* The bounds of a time that a person asks for. */
#ifndef QUERY_PERIOD_H
#define QUERY_PERIOD_H

#include "base/error.h"
#include "base/str.h"

/* The first (or last) day of "2024", "2024-12" or "2024-12-31", in days since 1970-01-01; *out stays as
 * it is if text is empty. name is the option's: "since". */
DatelineStatus period_read_bound(Str text, const char *name, bool wants_last, int32_t *out,
                                 DatelineError *err) MUST_CHECK;

#endif
