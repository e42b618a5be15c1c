/*
 * Dates written as such, in figures or with the name of a month:
 *
 *     2024-12-31T08:50:00+09:00    31.12.2024       20241231        Tue, 31 Dec 2024 08:50:00 GMT
 *     Dec. 31, 2024, 8:50 a.m.     31st of December 2024            08:36, October 24, 2022
 *     December 31                  (no year)        December 2024   (no day)
 *
 * A date is taken as its page prints it: no time zone moves it to another day. What is relative
 * ("on Tuesday", "a week later") is not read here.
 */
#ifndef TEXT_DATE_PARSE_H
#define TEXT_DATE_PARSE_H

#include "base/calendar.h"
#include "base/str.h"

typedef struct WrittenDate {
    uint32_t len;      /* bytes of the whole, weekday and time of day included */
    int32_t year;      /* 0: not written */
    int32_t month;     /* 1 to 12; always there */
    int32_t day;       /* 0: not written */
    bool is_swappable; /* "03/04/2024": day and month could be the other way round */
    bool is_month_first; /* of a swappable one: how it was read */
    bool has_month_name;
    bool has_time;
    int32_t hour; /* 0 to 23 */
    int32_t minute;
    bool is_utc; /* the time of day is universal time: where the page is read it may be another day */
} WrittenDate;

#define DATE_FIRST_YEAR 1900
#define DATE_LAST_YEAR 2100

/* A date that starts at byte `at`. A bare number is a date only in the forms 20241231 and
 * 2024-12; years lie from DATE_FIRST_YEAR to
 * DATE_LAST_YEAR. */
bool date_parse(Str text, uint32_t at, WrittenDate *out);

/* The first date at or after `from`; *out_at is where it starts. Words and numbers are not cut:
 * a date begins where neither letter nor digit stands before it. */
bool date_find(Str text, uint32_t from, WrittenDate *out, uint32_t *out_at);

/* Seconds or milliseconds since 1970, as feeds and JSON write them: "1735603200". */
bool date_parse_epoch(Str text, WrittenDate *out);

/* A time of day with its zone, "16:51", "8:50 a.m. GMT", "06:00 GMT+2": bytes used, 0 if none. */
uint32_t date_parse_clock(Str text, uint32_t at, int32_t *out_hour, int32_t *out_minute);

/* Month 1 to 12 by its name or a usual short form, with or without a full stop; 0 if none. */
int32_t month_from_name(Str word);
/* MONDAY to SUNDAY by name or short form; 0 if none. */
int32_t weekday_from_name(Str word);

/* The year in which a day without one lies nearest to another day. */
int32_t date_nearest_year(int32_t month, int32_t day, int32_t near_day);

#endif
