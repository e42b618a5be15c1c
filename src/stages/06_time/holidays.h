/* The day of a holiday in a year. */
#ifndef STAGES_TIME_HOLIDAYS_H
#define STAGES_TIME_HOLIDAYS_H

#include "lexicon.h"

bool holiday_day(const Lexicon *lexicon, const Holiday *holiday, int32_t year, int32_t *out_day);
/* The nearest to a day; side -1: the last before it, 1: the next after it. */
bool holiday_near(const Lexicon *lexicon, const Holiday *holiday, int32_t reference, int32_t side,
                  int32_t *out_day);

#endif
