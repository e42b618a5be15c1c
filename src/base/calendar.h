/*
 * Days and dates of the proleptic Gregorian calendar. A day is a number: days since 1970-01-01.
 */
#ifndef BASE_CALENDAR_H
#define BASE_CALENDAR_H

#include <stdbool.h>
#include <stdint.h>

typedef struct CivilDate {
    int32_t year;
    int32_t month; /* 1 to 12 */
    int32_t day;   /* 1 to 31 */
} CivilDate;

typedef enum Weekday { MONDAY = 1, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY } Weekday;

/* Years outside these are not dates of the news. */
#define EARLIEST_YEAR 1000
#define LATEST_YEAR 2999

bool civil_date_is_valid(CivilDate date);
int32_t day_from_civil(CivilDate date); /* date must be valid */
int32_t day_of(int32_t year, int32_t month, int32_t day);
CivilDate civil_from_day(int32_t day);
Weekday weekday_of(int32_t day);
int32_t days_in_month(int32_t year, int32_t month);

#endif
