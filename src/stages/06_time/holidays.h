/* The day of a holiday in a year. */
#ifndef STAGES_TIME_HOLIDAYS_H
#define STAGES_TIME_HOLIDAYS_H

#include "lexicon.h"

/* "12-25", "easter -2", "nth 4 4 11", "chinese 1 1" as data/time/holidays.tsv writes it. */
bool holiday_read(Str text, Arena *arena, Holiday *out);

/* First and last day; false if the year has none. */
bool holiday_days(const Holiday *holiday, int32_t year, int32_t *out_first, int32_t *out_last);
/* The nearest to a day; side -1: the last before it, 1: the next after it. */
bool holiday_near(const Holiday *holiday, int32_t reference, int32_t side, int32_t *out_first,
                  int32_t *out_last);
/* Whether people may keep another day: the crescent has to be seen. */
bool holiday_is_approximate(const Holiday *holiday);

#endif
