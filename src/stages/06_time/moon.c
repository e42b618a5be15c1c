#include "moon.h"

#include <math.h>
#include <stddef.h>

#include "base/str.h"

#define DAYS_PER_MOON 29.530588861
#define MOONS_PER_CENTURY 1236.85
#define FIRST_MOON_DAY 10962.6   /* new moon 0: 6 January 2000, in days since 1970 */
#define JULIAN_DAY_OF_1970 2440587.5
#define JULIAN_DAY_OF_2000 2451545.0
#define CLOCK_LAG_DAYS (70.0 / 86400) /* the even time of the series runs ahead of clocks */
#define DAYS_PER_YEAR 365.2422

static double sine(double degrees)
{
    return sin(degrees * (3.14159265358979323846 / 180));
}

/* A term of the series: days, times the sine of so many of each angle; the earth's path is an ellipse
 * whose shape changes, which the terms with the sun's anomaly feel. */
typedef struct MoonTerm {
    double days;
    int sun;
    int moon;
    int latitude;
} MoonTerm;

static const MoonTerm moon_terms[] = {
    {-0.40720, 0, 1, 0}, {0.17241, 1, 0, 0},  {0.01608, 0, 2, 0},  {0.01039, 0, 0, 2},
    {0.00739, -1, 1, 0}, {-0.00514, 1, 1, 0}, {0.00208, 2, 0, 0},  {-0.00111, 0, 1, -2},
    {-0.00057, 0, 1, 2}, {0.00056, 1, 2, 0},  {-0.00042, 0, 3, 0}, {0.00042, 1, 0, 2},
    {0.00038, 1, 0, -2}, {-0.00024, -1, 2, 0}};

/* Days since 1970, by the even time of the series. */
static double new_moon_time(int32_t moon)
{
    double k = moon, t = k / MOONS_PER_CENTURY;
    double time = 2451550.09766 + DAYS_PER_MOON * k + 0.00015437 * t * t;
    double shape = 1 - 0.002516 * t - 0.0000074 * t * t;
    double sun = 2.5534 + 29.10535670 * k - 0.0000014 * t * t;
    double anomaly = 201.5643 + 385.81693528 * k + 0.0107582 * t * t;
    double latitude = 160.7108 + 390.67050284 * k - 0.0016118 * t * t;
    double node = 124.7746 - 1.56375588 * k + 0.0020672 * t * t;
    for (size_t i = 0; i < COUNT(moon_terms); i++) {
        const MoonTerm *term = &moon_terms[i];
        double days = term->days;
        for (int n = term->sun < 0 ? -term->sun : term->sun; n > 0; n--) days *= shape;
        time += days * sine(term->sun * sun + term->moon * anomaly + term->latitude * latitude);
    }
    return time - 0.00017 * sine(node) - JULIAN_DAY_OF_1970;
}

static int32_t day_by_clock(double time, double hours)
{
    return (int32_t)floor(time + hours / 24 - CLOCK_LAG_DAYS);
}

int32_t moon_new_day(int32_t moon, double hours)
{
    return day_by_clock(new_moon_time(moon), hours);
}

int32_t moon_last_before(int32_t day, double hours)
{
    int32_t moon = (int32_t)floor((day - FIRST_MOON_DAY) / DAYS_PER_MOON) + 1;
    while (moon_new_day(moon, hours) > day) moon--;
    return moon;
}

static double sun_longitude(double time)
{
    double t = (time + JULIAN_DAY_OF_1970 - JULIAN_DAY_OF_2000) / 36525;
    double mean = 280.46646 + 36000.76983 * t + 0.0003032 * t * t;
    double anomaly = 357.52911 + 35999.05029 * t - 0.0001537 * t * t;
    double centre = (1.914602 - 0.004817 * t) * sine(anomaly) +
                    (0.019993 - 0.000101 * t) * sine(2 * anomaly) + 0.000289 * sine(3 * anomaly);
    double node = 125.04 - 1934.136 * t;
    return fmod(mean + centre - 0.00569 - 0.00478 * sine(node), 360);
}

int32_t sun_day_at(double longitude, int32_t near, double hours)
{
    double time = near;
    for (int step = 0; step < 8; step++) {
        double ahead = fmod(longitude - sun_longitude(time) + 900, 360) - 180;
        time += ahead * DAYS_PER_YEAR / 360;
    }
    return day_by_clock(time, hours);
}

int32_t sun_twelfth_on(int32_t day, double hours)
{
    double longitude = sun_longitude(day - hours / 24 + CLOCK_LAG_DAYS);
    return (int32_t)floor((longitude < 0 ? longitude + 360 : longitude) / 30);
}
