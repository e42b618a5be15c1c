#include "base/calendar.h"

#include <assert.h>

static bool is_leap_year(int32_t year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int32_t days_in_month(int32_t year, int32_t month)
{
    static const int8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    assert(month >= 1 && month <= 12);
    return days[month - 1] + (month == 2 && is_leap_year(year));
}

bool civil_date_is_valid(CivilDate date)
{
    return date.year >= EARLIEST_YEAR && date.year <= LATEST_YEAR && date.month >= 1 &&
           date.month <= 12 && date.day >= 1 && date.day <= days_in_month(date.year, date.month);
}

/* Counts in years that begin in March, so that the leap day is the last of its year. */
int32_t day_from_civil(CivilDate date)
{
    int32_t year = date.month <= 2 ? date.year - 1 : date.year;
    int32_t era = year / 400;
    int32_t year_of_era = year - era * 400;
    int32_t march_month = (date.month + 9) % 12;
    int32_t day_of_year = (153 * march_month + 2) / 5 + date.day - 1;
    int32_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

int32_t day_of(int32_t year, int32_t month, int32_t day)
{
    return day_from_civil((CivilDate){year, month, day});
}

CivilDate civil_from_day(int32_t day)
{
    int32_t shifted = day + 719468;
    int32_t era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
    int32_t day_of_era = shifted - era * 146097;
    int32_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int32_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int32_t march_month = (5 * day_of_year + 2) / 153;
    CivilDate date = {.day = day_of_year - (153 * march_month + 2) / 5 + 1,
                      .month = march_month < 10 ? march_month + 3 : march_month - 9};
    date.year = year_of_era + era * 400 + (date.month <= 2);
    return date;
}

Weekday weekday_of(int32_t day)
{
    int32_t since_monday = (day + 3) % 7; /* day 0 was a Thursday */
    return (Weekday)((since_monday < 0 ? since_monday + 7 : since_monday) + 1);
}
