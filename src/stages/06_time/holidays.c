#include "holidays.h"

#include "base/calendar.h"
#include "moon_calendars.h"

/* ---- Reading ------------------------------------------------------------------------------ */

/* A whole number with an optional sign. */
static bool read_integer(Str text, int32_t *out)
{
    bool is_negative = text.len > 0 && text.data[0] == '-';
    uint32_t at = is_negative || (text.len > 0 && text.data[0] == '+');
    if (at == text.len || text.len - at > 4) return false;
    int32_t value = 0;
    for (; at < text.len; at++) {
        if (!ascii_is_digit(text.data[at])) return false;
        value = value * 10 + (text.data[at] - '0');
    }
    *out = is_negative ? -value : value;
    return true;
}

static bool is_month(int32_t month)
{
    return month >= 1 && month <= 12;
}

static bool read_fixed(Str text, Holiday *out)
{
    return text.len == 5 && text.data[2] == '-' && read_integer((Str){text.data, 2}, &out->month) &&
           read_integer((Str){text.data + 3, 2}, &out->day) && is_month(out->month);
}

bool holiday_read(Str text, Arena *arena, Holiday *out)
{
    static const struct {
        Str name;
        HolidayKind kind;
        uint32_t numbers;
    } kinds[] = {{STR_INIT("easter"), HOLIDAY_EASTER, 1},
                 {STR_INIT("orthodox-easter"), HOLIDAY_ORTHODOX_EASTER, 1},
                 {STR_INIT("nth"), HOLIDAY_NTH, 3},
                 {STR_INIT("chinese"), HOLIDAY_CHINESE, 2},
                 {STR_INIT("islamic"), HOLIDAY_ISLAMIC, 2},
                 {STR_INIT("islamic-month"), HOLIDAY_ISLAMIC_MONTH, 1},
                 {STR_INIT("rosh-hashanah"), HOLIDAY_JEWISH, 1},
                 {STR_INIT("diwali"), HOLIDAY_DIWALI, 0}};
    if (read_fixed(text, out)) return true;
    StrList words = {0};
    str_split(text, ' ', arena, &words);
    int32_t numbers[3] = {0};
    if (words.count == 0) return false;
    for (size_t i = 0; i < COUNT(kinds); i++) {
        if (!str_equal(words.items[0], kinds[i].name)) continue;
        if (words.count != kinds[i].numbers + 1) return false;
        for (uint32_t n = 0; n < kinds[i].numbers; n++)
            if (!read_integer(words.items[n + 1], &numbers[n])) return false;
        *out = (Holiday){.kind = kinds[i].kind, .month = 1, .day = numbers[0]};
        if (out->kind == HOLIDAY_NTH)
            *out = (Holiday){HOLIDAY_NTH, numbers[2], 0, numbers[0], numbers[1], 0};
        if (kinds[i].numbers == 2) out->month = numbers[0], out->day = numbers[1];
        if (out->kind == HOLIDAY_ISLAMIC_MONTH) out->month = numbers[0];
        return is_month(out->month);
    }
    return false;
}

/* ---- By the church and by the week -------------------------------------------------------- */

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

/* Of the old calendar, which most Orthodox churches count Easter by; it lags 13 days behind from 1900
 * to 2099. */
static int32_t orthodox_easter_of(int32_t year)
{
    int32_t a = year % 4, b = year % 7, c = year % 19;
    int32_t d = (19 * c + 15) % 30, e = (2 * a + 4 * b - d + 34) % 7;
    int32_t month = (d + e + 114) / 31, day = (d + e + 114) % 31 + 1;
    int32_t lag = year / 100 - year / 400 - 2;
    return day_from_civil((CivilDate){year, month, day}) + lag;
}

/* The year's first; there are two in some. */
static bool islamic_day(const Holiday *holiday, int32_t year, int32_t *out_first, int32_t *out_last)
{
    int32_t islamic = islamic_year_before(year);
    for (int32_t tried = islamic; tried < islamic + 4; tried++) {
        int32_t start = islamic_month_start(tried, holiday->month);
        int32_t first = holiday->kind == HOLIDAY_ISLAMIC ? start + holiday->day - 1 : start;
        if (civil_from_day(first).year != year) continue;
        *out_first = *out_last = first;
        if (holiday->kind == HOLIDAY_ISLAMIC_MONTH)
            *out_last = islamic_month_start(tried, holiday->month + 1) - 1;
        return true;
    }
    return false;
}

/* ---- The whole ---------------------------------------------------------------------------- */

bool holiday_days(const Holiday *holiday, int32_t year, int32_t *out_first, int32_t *out_last)
{
    CivilDate date = {year, holiday->month, holiday->day};
    if (year < EARLIEST_YEAR || year > LATEST_YEAR) return false;
    switch (holiday->kind) {
    case HOLIDAY_FIXED:
        if (!civil_date_is_valid(date)) return false;
        *out_first = day_from_civil(date);
        break;
    case HOLIDAY_EASTER: *out_first = easter_of(year) + holiday->day; break;
    case HOLIDAY_ORTHODOX_EASTER: *out_first = orthodox_easter_of(year) + holiday->day; break;
    case HOLIDAY_NTH:
        *out_first = nth_weekday(year, holiday->month, holiday->nth, holiday->weekday);
        break;
    case HOLIDAY_CHINESE: *out_first = chinese_day(year, holiday->month, holiday->day); break;
    case HOLIDAY_JEWISH: *out_first = jewish_day(year, holiday->day); break;
    case HOLIDAY_DIWALI: *out_first = diwali_day(year); break;
    case HOLIDAY_ISLAMIC:
    case HOLIDAY_ISLAMIC_MONTH: return islamic_day(holiday, year, out_first, out_last);
    }
    *out_last = *out_first;
    return true;
}

bool holiday_is_approximate(const Holiday *holiday)
{
    return holiday->kind == HOLIDAY_ISLAMIC || holiday->kind == HOLIDAY_ISLAMIC_MONTH ||
           holiday->kind == HOLIDAY_DIWALI;
}

bool holiday_near(const Holiday *holiday, int32_t reference, int32_t side, int32_t *out_first,
                  int32_t *out_last)
{
    int32_t middle = civil_from_day(reference).year, best = INT32_MAX;
    for (int32_t year = middle - 1; year <= middle + 1; year++) {
        int32_t first = 0, last = 0;
        if (!holiday_days(holiday, year, &first, &last)) continue;
        if ((side < 0 && first >= reference) || (side > 0 && first <= reference)) continue;
        int32_t distance = first > reference ? first - reference
                           : last < reference ? reference - last : 0;
        if (distance >= best) continue;
        best = distance;
        *out_first = first;
        *out_last = last;
    }
    return best != INT32_MAX;
}
