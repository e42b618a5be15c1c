/*
 * The day of a new moon, and the day the sun reaches a place in its yearly course.
 *
 *     moon 297 (counted from the new moon of 6 January 2000), in China    ->  10 January 2024
 *
 * By the series of Meeus, Astronomical Algorithms (2nd edition), chapters 25 and 49, cut to the terms
 * above a minute or so: good to a few minutes between 1800 and 2200.
 */
#ifndef STAGES_TIME_MOON_H
#define STAGES_TIME_MOON_H

#include <stdint.h>

/* The day since 1970 on which the moon is new, by clocks so many hours ahead of Greenwich. */
int32_t moon_new_day(int32_t moon, double hours);
/* The last new moon on the day or before. */
int32_t moon_last_before(int32_t day, double hours);
/* The day nearest to `near` on which the sun reaches the longitude: 0 March equinox, 270 December
 * solstice. */
int32_t sun_day_at(double longitude, int32_t near, double hours);

/* Which twelfth of its course the sun is in when the day begins: 0 from the March equinox on. */
int32_t sun_twelfth_on(int32_t day, double hours);

#endif
