/*
 * From what was said to a date: a TimeForm and the days to reckon from give the value of a Time.
 *
 *     "a week later", last mentioned 2025-12-18     ->  2025-12-25, anchor "text"
 *     "on Tuesday", reference 2024-12-31 (Tuesday)  ->  2024-12-31, anchor "dateline"
 */
#ifndef STAGES_TIME_RESOLVE_H
#define STAGES_TIME_RESOLVE_H

#include "direction.h"

typedef struct Reckoning {
    const Lexicon *lexicon;
    Arena *arena; /* of the document */
    bool has_reference;
    int32_t reference; /* day of the dateline or of publication */
    Str reference_name;
    bool has_written_day; /* a full date in an article that has none of its own */
    int32_t written_day;
    /* the date mentioned last */
    bool has_last;
    int32_t last_day;     /* its first day */
    Granularity last_granularity;
    /* what kind of text it is: years told, and dates reckoned from the reference day */
    uint32_t told_years;
    uint32_t reckoned_dates;
    bool last_has_year;   /* else last_day lies in PSEUDO_YEAR */
} Reckoning;

/* A date without a year is reckoned in this one; it is no leap year. */
#define PSEUDO_YEAR 2001

/* Sets type, timex, value, anchor; confidence is lowered where a guess was made. */
void resolve_time(Reckoning *reckoning, const TimeForm *form, Direction direction, Time *out);
/* Takes the time as the date mentioned last, if it is one. */
void resolve_remember(Reckoning *reckoning, const TimeForm *form, const Time *time);

#endif
