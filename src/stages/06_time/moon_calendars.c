#include "moon_calendars.h"

#include "base/calendar.h"
#include "moon.h"

#define CHINA_HOURS 8.0
#define MECCA_HOURS 3.0
#define INDIA_HOURS 5.5
#define DUSK_HOUR 18
#define LAST_HOUR_FOR_NEXT_DAY 14 /* later, the crescent sets before the sun does */

/* The moon of month 11, which holds the December solstice of the year. */
static int32_t solstice_moon(int32_t year)
{
    return moon_last_before(sun_day_at(270, day_of(year, 12, 21), CHINA_HOURS), CHINA_HOURS);
}

static bool enters_a_twelfth(int32_t moon)
{
    return sun_twelfth_on(moon_new_day(moon, CHINA_HOURS), CHINA_HOURS) !=
           sun_twelfth_on(moon_new_day(moon + 1, CHINA_HOURS), CHINA_HOURS);
}

/* The moon that is a leap month between two solstices: of thirteen, the first in which the sun enters
 * no twelfth. */
static int32_t leap_moon(int32_t first, int32_t next)
{
    if (next - first != 13) return INT32_MAX;
    for (int32_t moon = first + 1; moon < next; moon++)
        if (!enters_a_twelfth(moon)) return moon;
    return INT32_MAX;
}

int32_t chinese_day(int32_t year, int32_t month, int32_t day)
{
    int32_t solstice = solstice_moon(year - 1);
    int32_t moon = solstice + month + 1;
    if (leap_moon(solstice, solstice_moon(year)) <= moon) moon++;
    return moon_new_day(moon, CHINA_HOURS) + day - 1;
}

/* The arithmetic calendar: 11 leap years in 30, months of 30 and 29 days by turns. */
static int32_t arithmetic_month_start(int32_t islamic_year, int32_t month)
{
    int32_t days = (11 * islamic_year + 3) / 30 + 354 * islamic_year + 30 * month - (month - 1) / 2;
    return days + 1948440 - 384 - 2440588;
}

/* The arithmetic says which moon it is, the moon on which day. */
int32_t islamic_month_start(int32_t islamic_year, int32_t month)
{
    double hours = MECCA_HOURS + 24 - LAST_HOUR_FOR_NEXT_DAY;
    int32_t moon = moon_last_before(arithmetic_month_start(islamic_year, month) + 3, hours);
    return moon_new_day(moon, hours) + 1;
}

int32_t islamic_year_before(int32_t year)
{
    return (year - 622) * 33 / 32 - 1;
}

int32_t diwali_day(int32_t year)
{
    int32_t first = day_of(year, 10, 19);
    int32_t moon = moon_last_before(first - 1, INDIA_HOURS) + 1;
    return moon_new_day(moon, INDIA_HOURS - DUSK_HOUR);
}

/* Days from the start of the count to the mean new moon of the year, moved off three weekdays. */
static int32_t jewish_elapsed_days(int32_t jewish_year)
{
    int32_t months = (235 * jewish_year - 234) / 19;
    int64_t parts = 12084 + (int64_t)13753 * months;
    int32_t days = 29 * months + (int32_t)(parts / 25920);
    return 3 * (days + 1) % 7 < 3 ? days + 1 : days;
}

/* No year has 356 or 382 days. */
static int32_t jewish_new_year(int32_t jewish_year)
{
    int32_t before = jewish_elapsed_days(jewish_year - 1);
    int32_t days = jewish_elapsed_days(jewish_year);
    int32_t after = jewish_elapsed_days(jewish_year + 1);
    int32_t moved = after - days == 356 ? 2 : days - before == 382 ? 1 : 0;
    return days + moved - 1373427 - 719163;
}

/* After the second month, which has 29 days or 30. */
#define AFTER_HESHVAN 59

int32_t jewish_day(int32_t year, int32_t days)
{
    int32_t first = jewish_new_year(year + 3761);
    int32_t len = jewish_new_year(year + 3762) - first;
    bool is_long = len == 355 || len == 385;
    return first + days + (days >= AFTER_HESHVAN && is_long);
}
