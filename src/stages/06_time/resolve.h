/*
 * From what was said to a date: a TimeForm and the days to reckon from give the value of a Time.
 *
 *     "a week later", last mentioned 2025-12-18     ->  2025-12-25, anchor "text"
 *     "on Tuesday", reference 2024-12-31 (Tuesday)  ->  2024-12-31, anchor "dateline"
 */
#ifndef STAGES_TIME_RESOLVE_H
#define STAGES_TIME_RESOLVE_H

#include "direction.h"

/* A date that the text has told. */
typedef struct Recent {
    bool is_set;
    bool has_year; /* else the day lies in PSEUDO_YEAR */
    int32_t day;   /* its first day */
    Granularity granularity;
    uint32_t sentence;
} Recent;

typedef struct Reckoning {
    const Lexicon *lexicon;
    Arena *arena; /* of the document */
    bool has_reference;
    int32_t reference; /* day of the dateline or of publication */
    Str reference_name;
    bool has_written_day; /* a full date in an article that has none of its own */
    int32_t written_day;
    Recent last;       /* the date mentioned last */
    Recent last_exact; /* the day mentioned last */
    uint32_t sentence; /* the one being read */
    /* what kind of text it is: years told, and dates reckoned from the reference day */
    uint32_t told_years;
    uint32_t reckoned_dates;
} Reckoning;

/* A date without a year is reckoned in this one; it is no leap year. */
#define PSEUDO_YEAR 2001

/* Sets type, timex, value, anchor; confidence is lowered where a guess was made. */
void resolve_time(Reckoning *reckoning, const TimeForm *form, Direction direction, Time *out);
/* "began at 5 p.m.": on the day the text told last, if that was not long ago. */
void resolve_clock_day(const Reckoning *reckoning, Direction direction, Time *clock);
/* Takes the time as the date mentioned last, if it is one. */
void resolve_remember(Reckoning *reckoning, const TimeForm *form, const Time *time);

#endif
