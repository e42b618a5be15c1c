/*
 * The kinds of dates, one function each: what resolve_time chooses from by the meaning of the rule.
 * Each sets timex, value and anchor of a Time whose type is DATE, and leaves timex empty where
 * nothing can be said.
 */
#ifndef STAGES_TIME_RESOLVE_KINDS_H
#define STAGES_TIME_RESOLVE_KINDS_H

#include "resolve.h"

void set_reference_anchor(const Reckoning *reckoning, Time *out);
/* PAST_REF, PRESENT_REF or FUTURE_REF of TIMEX3. */
void set_only_side(int32_t shift, Time *out);

/* ---- resolve_calendar.c: what names a place on the calendar ---- */
void resolve_calendar(Reckoning *reckoning, const TimeForm *form, Direction direction, Time *out);
void resolve_century(Reckoning *reckoning, const TimeForm *form, Time *out);
void resolve_era(Reckoning *reckoning, const TimeForm *form, Time *out);
void resolve_period(Reckoning *reckoning, const TimeForm *form, Time *out);
void resolve_in_year(Reckoning *reckoning, const TimeForm *form, Direction direction, Time *out);
/* Not the same months everywhere: about that year. */
void resolve_fiscal_year(Reckoning *reckoning, const TimeForm *form, Time *out);
/* "this summer". */
void resolve_season_this(Reckoning *reckoning, const TimeForm *form, Direction direction, Time *out);
void resolve_turn(Reckoning *reckoning, const TimeForm *form, Time *out);
void resolve_holiday(Reckoning *reckoning, const TimeForm *form, Direction direction, Time *out);
/* A month or day in the year mentioned last. */
void resolve_text_calendar(Reckoning *reckoning, const TimeForm *form, Time *out);
void resolve_text_season(Reckoning *reckoning, const TimeForm *form, Time *out);

/* ---- resolve_parts.c: parts of units, days counted from others ---- */
/* "by the end of the year"; "the rest of the year". */
void resolve_unit_end(Reckoning *reckoning, const TimeForm *form, Time *out);
void resolve_unit_rest(Reckoning *reckoning, const TimeForm *form, Time *out);
/* "the first week of October", "the week of October 3". */
void resolve_week_of(Reckoning *reckoning, const TimeForm *form, Direction direction, Time *out);
/* "the first Friday of July". */
void resolve_nth_weekday(Reckoning *reckoning, const TimeForm *form, Direction direction,
                         Time *out);
/* "two days after May 3", "three weeks from tomorrow". */
void resolve_from_date(Reckoning *reckoning, const TimeForm *form, Direction direction, Time *out);

/* "the first nine months of 2024", "the last ten days of the month". */
void resolve_edge_units(Reckoning *reckoning, const TimeForm *form, Direction direction, Time *out);
/* "the third month of 2021", "the last day of the year". */
void resolve_nth_unit(Reckoning *reckoning, const TimeForm *form, Direction direction, Time *out);
/* "the year to date". */
void resolve_unit_begun(Reckoning *reckoning, const TimeForm *form, Time *out);
/* "Friday the 15th". */
void resolve_weekday_day(Reckoning *reckoning, const TimeForm *form, Direction direction,
                         Time *out);

/* ---- resolve_durations.c: what has no place on the calendar, or need not have one ---- */
/* The day a length of several units away; INT32_MIN if it is none of the calendar. */
int32_t length_shifted(int32_t day, const Length *length, int32_t sign);
char length_finest(const Length *length);
void resolve_duration(Reckoning *reckoning, const TimeForm *form, Time *out);
void resolve_span(Reckoning *reckoning, const TimeForm *form, Time *out);
/* "71-year-old", "the 75th anniversary": years, but no time of anything. */
void resolve_age(Reckoning *reckoning, const TimeForm *form, Time *out);
void resolve_anniversary(Reckoning *reckoning, const TimeForm *form, Time *out);
void resolve_set(Reckoning *reckoning, const TimeForm *form, Time *out);
void resolve_clock(Reckoning *reckoning, const TimeForm *form, Time *out);

#endif
