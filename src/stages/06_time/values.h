/*
 * Setting the value of a time: days on the calendar, TIMEX3 and EDTF texts at once.
 *
 *     value_set_month(time, arena, 2024, 6)   "2024-06" and "2024-06", 1 to 30 June 2024
 */
#ifndef STAGES_TIME_VALUES_H
#define STAGES_TIME_VALUES_H

#include "record/document.h"

void value_set_day(Time *time, Arena *arena, int32_t day);
void value_set_week(Time *time, Arena *arena, int32_t any_day);
void value_set_weekend(Time *time, Arena *arena, int32_t saturday);
/* Years outside EARLIEST_YEAR to LATEST_YEAR leave the value unknown. */
void value_set_month(Time *time, Arena *arena, int32_t year, int32_t month);
void value_set_year(Time *time, Arena *arena, int32_t year);
void value_set_decade(Time *time, Arena *arena, int32_t first_year);
void value_set_century(Time *time, Arena *arena, int32_t ordinal);
void value_set_season(Time *time, Arena *arena, int32_t year, int32_t edtf_season);
void value_set_quarter(Time *time, Arena *arena, int32_t year, int32_t quarter);
void value_set_half(Time *time, Arena *arena, int32_t year, int32_t half);
/* From one day to another. */
void value_set_interval(Time *time, Arena *arena, int32_t first_day, int32_t last_day,
                        Granularity granularity);
/* "XXXX-12-18", "XXXX-12": day 0 for a month. */
void value_set_without_year(Time *time, Arena *arena, int32_t month, int32_t day);
/* The year, quarter, ... of TIMEX3 letter `unit` that lies `shift` units from the one with the day. */
void value_set_unit(Time *time, Arena *arena, char unit, int32_t day, int32_t shift);

/* Marks the value as open: "since ...", "until ...". */
void value_open_end(Time *time, Arena *arena);
void value_open_start(Time *time, Arena *arena);
void value_set_uncertain(Time *time, Arena *arena);
/* "around May 3", "circa 1640": EDTF '~', TIMEX3 mod APPROX. */
void value_set_approximate(Time *time, Arena *arena);

/* The day so many units away. */
int32_t day_shifted(int32_t day, char unit, int32_t count);
Str day_text(Arena *arena, int32_t day);

#endif
