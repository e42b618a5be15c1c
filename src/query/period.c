#include "query/period.h"

#include "base/calendar.h"

static bool read_digits(Str text, uint32_t from, uint32_t count, int32_t *out)
{
    *out = 0;
    for (uint32_t i = from; i < from + count; i++) {
        if (i >= text.len || text.data[i] < '0' || text.data[i] > '9') return false;
        *out = *out * 10 + (text.data[i] - '0');
    }
    return true;
}

/* First or last day of "2024", "2024-12" or "2024-12-31". */
static bool read_period(Str text, bool wants_last, int32_t *out)
{
    CivilDate date = {0, wants_last ? 12 : 1, 1};
    bool has_month = text.len >= 7, has_day = text.len == 10;
    if (text.len != 4 && text.len != 7 && !has_day) return false;
    if (!read_digits(text, 0, 4, &date.year)) return false;
    if (has_month && (text.data[4] != '-' || !read_digits(text, 5, 2, &date.month))) return false;
    if (has_day && (text.data[7] != '-' || !read_digits(text, 8, 2, &date.day))) return false;
    if (!civil_date_is_valid(date)) return false;
    if (!has_day && wants_last) date.day = days_in_month(date.year, date.month);
    *out = day_from_civil(date);
    return true;
}

DatelineStatus period_read_bound(Str text, const char *name, bool wants_last, int32_t *out,
                                 DatelineError *err)
{
    if (text.len == 0 || read_period(text, wants_last, out)) return DATELINE_OK;
    return FAIL(err, DATELINE_ERR_USAGE, DATELINE_NO_OFFSET,
                "%s '%.*s' is not a date: 2024, 2024-12 or 2024-12-31", name, STR_ARG(text));
}
