#include "holidays.h"

#include <stdlib.h>

#include "base/calendar.h"

/* Western Easter Sunday by the method of Meeus, Jones and Butcher. */
static int32_t easter_of(int32_t year)
{
    int32_t a = year % 19, b = year / 100, c = year % 100;
    int32_t d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
    int32_t h = (19 * a + b - d - g + 15) % 30;
    int32_t i = c / 4, k = c % 4;
    int32_t l = (32 + 2 * e + 2 * i - h - k) % 7;
    int32_t m = (a + 11 * h + 22 * l) / 451;
    int32_t month = (h + l - 7 * m + 114) / 31;
    int32_t day = (h + l - 7 * m + 114) % 31 + 1;
    return day_from_civil((CivilDate){year, month, day});
}

static int32_t nth_weekday(int32_t year, int32_t month, int32_t nth, int32_t weekday)
{
    int32_t first = day_from_civil((CivilDate){year, month, 1});
    int32_t ahead = (weekday - (int32_t)weekday_of(first) + 7) % 7;
    return first + ahead + 7 * (nth - 1);
}

static bool find_listed(const Lexicon *lexicon, Str key, int32_t year, int32_t *out_day)
{
    for (uint32_t i = 0; i < lexicon->holiday_days.count; i++) {
        const HolidayDay *listed = &lexicon->holiday_days.items[i];
        if (!str_equal(listed->key, key) || civil_from_day(listed->day).year != year) continue;
        *out_day = listed->day;
        return true;
    }
    return false;
}

bool holiday_day(const Lexicon *lexicon, const Holiday *holiday, int32_t year, int32_t *out_day)
{
    CivilDate date = {year, holiday->month, holiday->day};
    if (year < EARLIEST_YEAR || year > LATEST_YEAR) return false;
    switch (holiday->kind) {
    case HOLIDAY_FIXED:
        if (!civil_date_is_valid(date)) return false;
        *out_day = day_from_civil(date);
        return true;
    case HOLIDAY_EASTER: *out_day = easter_of(year) + holiday->day; return true;
    case HOLIDAY_NTH:
        *out_day = nth_weekday(year, holiday->month, holiday->nth, holiday->weekday);
        return true;
    case HOLIDAY_LISTED: return find_listed(lexicon, holiday->key, year, out_day);
    }
    return false;
}

bool holiday_near(const Lexicon *lexicon, const Holiday *holiday, int32_t reference, int32_t side,
                  int32_t *out_day)
{
    int32_t middle = civil_from_day(reference).year, best = INT32_MAX;
    for (int32_t year = middle - 1; year <= middle + 1; year++) {
        int32_t day;
        if (!holiday_day(lexicon, holiday, year, &day)) continue;
        if ((side < 0 && day >= reference) || (side > 0 && day <= reference)) continue;
        if (abs(day - reference) >= best) continue;
        best = abs(day - reference);
        *out_day = day;
    }
    return best != INT32_MAX;
}
