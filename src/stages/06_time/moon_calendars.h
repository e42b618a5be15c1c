/*
 * Calendars that follow the moon, each as days since 1970.
 *
 *     month 1 day 1 of the Chinese year that begins in 2024      10 February 2024
 *     1 Shawwal 1445 of the Islamic calendar                     10 April 2024
 *
 * Rules, and how far they hold:
 *
 * - Chinese: month 11 is the one that holds the December solstice, by clocks of China; where thirteen
 *   months lie between two of them, the first in which the sun enters no twelfth of its course is a
 *   leap month (GB/T 33661-2017). Months 1 to 10 only. Korea and Vietnam, whose clocks differ,
 *   celebrate a day apart in a few years of a century.
 * - Islamic: a month begins on the day after the moon is new in Mecca before 14 o'clock, else on the
 *   day after that, which is near to the rule of Umm al-Qura. Where the crescent has to be seen, the day
 *   may be one earlier or later: these dates are approximate.
 * - Jewish: exact, by its rules of counting.
 * - Diwali: the evening in India before the new moon after 19 October. Approximate: the day differs in
 *   years in which the moon is new at dusk.
 */
#ifndef STAGES_TIME_MOON_CALENDARS_H
#define STAGES_TIME_MOON_CALENDARS_H

#include <stdint.h>

/* Of the year that begins in `year`. */
int32_t chinese_day(int32_t year, int32_t month, int32_t day);
/* The first day of the month. */
int32_t islamic_month_start(int32_t islamic_year, int32_t month);
/* A year of the Islamic calendar that is running in the year or has just ended. */
int32_t islamic_year_before(int32_t year);
int32_t diwali_day(int32_t year);
/* Days from the Jewish New Year that falls in the year; before it with `days` below 0. */
int32_t jewish_day(int32_t year, int32_t days);

#endif
