#include "values.h"

#define MOST_SHIFT 2000 /* units; more is no date of the news */

static bool is_year(int32_t year)
{
    return year >= EARLIEST_YEAR && year <= LATEST_YEAR;
}

static void set_days(Time *time, int32_t first, int32_t last, Granularity granularity)
{
    time->value = (DateValue){.is_known = true, .first_day = first, .last_day = last,
                              .granularity = granularity};
}

static void set_texts(Time *time, Str timex, Str edtf)
{
    time->timex = timex;
    time->value.edtf = edtf;
}

static bool is_day(int32_t day)
{
    return day >= day_of(EARLIEST_YEAR, 1, 1) && day <= day_of(LATEST_YEAR, 12, 31);
}

Str day_text(Arena *arena, int32_t day)
{
    CivilDate date = civil_from_day(day);
    return arena_format(arena, "%04d-%02d-%02d", (int)date.year, (int)date.month, (int)date.day);
}

void value_set_day(Time *time, Arena *arena, int32_t day)
{
    if (!is_day(day)) return;
    set_days(time, day, day, GRANULARITY_DAY);
    Str text = day_text(arena, day);
    set_texts(time, text, text);
}

/* ISO 8601: the week belongs to the year of its Thursday. */
static Str week_text(Arena *arena, int32_t monday)
{
    int32_t thursday = monday + 3;
    int32_t year = civil_from_day(thursday).year;
    int32_t week = (thursday - day_of(year, 1, 1)) / 7 + 1;
    return arena_format(arena, "%04d-W%02d", (int)year, (int)week);
}

static int32_t monday_of(int32_t day)
{
    return day - ((int32_t)weekday_of(day) - (int32_t)MONDAY);
}

static Str interval_text(Arena *arena, int32_t first, int32_t last)
{
    Str from = day_text(arena, first), to = day_text(arena, last);
    return arena_format(arena, STR_FMT "/" STR_FMT, STR_ARG(from), STR_ARG(to));
}

void value_set_week(Time *time, Arena *arena, int32_t any_day)
{
    int32_t monday = monday_of(any_day);
    if (!is_day(monday) || !is_day(monday + 6)) return;
    set_days(time, monday, monday + 6, GRANULARITY_WEEK);
    set_texts(time, week_text(arena, monday), interval_text(arena, monday, monday + 6));
}

void value_set_weekend(Time *time, Arena *arena, int32_t saturday)
{
    if (!is_day(saturday) || !is_day(saturday + 1)) return;
    set_days(time, saturday, saturday + 1, GRANULARITY_WEEK);
    Str week = week_text(arena, monday_of(saturday));
    set_texts(time, arena_format(arena, STR_FMT "-WE", STR_ARG(week)),
              interval_text(arena, saturday, saturday + 1));
}

void value_set_month(Time *time, Arena *arena, int32_t year, int32_t month)
{
    if (!is_year(year)) return;
    set_days(time, day_of(year, month, 1), day_of(year, month, days_in_month(year, month)),
             GRANULARITY_MONTH);
    Str text = arena_format(arena, "%04d-%02d", (int)year, (int)month);
    set_texts(time, text, text);
}

void value_set_year(Time *time, Arena *arena, int32_t year)
{
    if (!is_year(year)) return;
    set_days(time, day_of(year, 1, 1), day_of(year, 12, 31), GRANULARITY_YEAR);
    Str text = arena_format(arena, "%04d", (int)year);
    set_texts(time, text, text);
}

void value_set_decade(Time *time, Arena *arena, int32_t first_year)
{
    if (!is_year(first_year) || !is_year(first_year + 9)) return;
    set_days(time, day_of(first_year, 1, 1), day_of(first_year + 9, 12, 31), GRANULARITY_DECADE);
    set_texts(time, arena_format(arena, "%03d", (int)(first_year / 10)),
              arena_format(arena, "%03dX", (int)(first_year / 10)));
}

/* The 19th century is written 18XX. */
void value_set_century(Time *time, Arena *arena, int32_t ordinal)
{
    int32_t first_year = (ordinal - 1) * 100;
    if (ordinal < 1 || !is_year(first_year) || !is_year(first_year + 99)) return;
    set_days(time, day_of(first_year, 1, 1), day_of(first_year + 99, 12, 31), GRANULARITY_DECADE);
    set_texts(time, arena_format(arena, "%02d", (int)(ordinal - 1)),
              arena_format(arena, "%02dXX", (int)(ordinal - 1)));
}

/* Months of the northern half of the world; winter runs into the next year. */
void value_set_season(Time *time, Arena *arena, int32_t year, int32_t edtf_season)
{
    static const char *const timex[] = {"SP", "SU", "FA", "WI"};
    int32_t index = edtf_season - 21;
    if (!is_year(year) || !is_year(year + 1) || index < 0 || index > 3) return;
    int32_t first_month = 3 + 3 * index;
    int32_t last_year = index == 3 ? year + 1 : year, last_month = index == 3 ? 2 : first_month + 2;
    set_days(time, day_of(year, first_month, 1),
             day_of(last_year, last_month, days_in_month(last_year, last_month)),
             GRANULARITY_SEASON);
    set_texts(time, arena_format(arena, "%04d-%s", (int)year, timex[index]),
              arena_format(arena, "%04d-%d", (int)year, (int)edtf_season));
}

void value_set_quarter(Time *time, Arena *arena, int32_t year, int32_t quarter)
{
    if (!is_year(year) || quarter < 1 || quarter > 4) return;
    int32_t last_month = quarter * 3;
    set_days(time, day_of(year, last_month - 2, 1),
             day_of(year, last_month, days_in_month(year, last_month)), GRANULARITY_QUARTER);
    set_texts(time, arena_format(arena, "%04d-Q%d", (int)year, (int)quarter),
              arena_format(arena, "%04d-%d", (int)year, (int)(32 + quarter)));
}

void value_set_half(Time *time, Arena *arena, int32_t year, int32_t half)
{
    if (!is_year(year) || half < 1 || half > 2) return;
    set_days(time, day_of(year, half == 1 ? 1 : 7, 1),
             half == 1 ? day_of(year, 6, 30) : day_of(year, 12, 31), GRANULARITY_QUARTER);
    set_texts(time, arena_format(arena, "%04d-H%d", (int)year, (int)half),
              arena_format(arena, "%04d-%d", (int)year, (int)(39 + half)));
}

void value_set_interval(Time *time, Arena *arena, int32_t first_day, int32_t last_day,
                        Granularity granularity)
{
    if (!is_day(first_day) || !is_day(last_day) || first_day > last_day) return;
    set_days(time, first_day, last_day, granularity);
    Str text = interval_text(arena, first_day, last_day);
    set_texts(time, text, text);
}

void value_set_without_year(Time *time, Arena *arena, int32_t month, int32_t day)
{
    time->value = (DateValue){.granularity = day == 0 ? GRANULARITY_MONTH : GRANULARITY_DAY};
    Str text = day == 0 ? arena_format(arena, "XXXX-%02d", (int)month)
                        : arena_format(arena, "XXXX-%02d-%02d", (int)month, (int)day);
    set_texts(time, text, text);
}

static int32_t months_shifted(int32_t day, int32_t months)
{
    CivilDate date = civil_from_day(day);
    int32_t index = date.year * 12 + date.month - 1 + months;
    date.year = index / 12;
    date.month = index % 12 + 1;
    if (!is_year(date.year)) return INT32_MIN;
    int32_t longest = days_in_month(date.year, date.month);
    if (date.day > longest) date.day = longest;
    return day_from_civil(date);
}

int32_t day_shifted(int32_t day, char unit, int32_t count)
{
    if (day == INT32_MIN || count > MOST_SHIFT * 20 || count < -MOST_SHIFT * 20) return INT32_MIN;
    switch (unit) {
    case 'D': return day + count;
    case 'W': return day + 7 * count;
    case 'E': return day + 7 * count;
    case 'F': return day + 14 * count;
    case 'M': return months_shifted(day, count);
    case 'Q': return months_shifted(day, 3 * count);
    case 'Y': return months_shifted(day, 12 * count);
    case 'T': return months_shifted(day, 120 * count);
    case 'C': return months_shifted(day, 1200 * count);
    case 'H': return day + count / 24;
    default: return day;
    }
}

void value_set_unit(Time *time, Arena *arena, char unit, int32_t day, int32_t shift)
{
    if (unit == 'F') {
        value_set_week(time, arena, day_shifted(day, unit, shift));
        return;
    }
    int32_t moved = day_shifted(day, unit, shift);
    if (!is_day(moved)) return;
    CivilDate date = civil_from_day(moved);
    switch (unit) {
    case 'W': value_set_week(time, arena, moved); break;
    case 'E': value_set_weekend(time, arena, monday_of(moved) + 5); break;
    case 'M': value_set_month(time, arena, date.year, date.month); break;
    case 'Q': value_set_quarter(time, arena, date.year, (date.month + 2) / 3); break;
    case 'Y': value_set_year(time, arena, date.year); break;
    case 'T': value_set_decade(time, arena, date.year / 10 * 10); break;
    case 'C': value_set_century(time, arena, date.year / 100 + 1); break;
    default: value_set_day(time, arena, moved); break;
    }
}

static Str first_half(Str edtf)
{
    uint32_t stroke = str_find(edtf, STR("/"), 0);
    return stroke == STR_NOT_FOUND ? edtf : (Str){edtf.data, stroke};
}

static Str last_half(Str edtf)
{
    uint32_t stroke = str_find(edtf, STR("/"), 0);
    if (stroke == STR_NOT_FOUND) return edtf;
    return (Str){edtf.data + stroke + 1, edtf.len - stroke - 1};
}

void value_open_end(Time *time, Arena *arena)
{
    time->value.is_open_end = true;
    if (time->value.edtf.len == 0) return;
    Str from = first_half(time->value.edtf);
    time->value.edtf = arena_format(arena, STR_FMT "/..", STR_ARG(from));
}

void value_open_start(Time *time, Arena *arena)
{
    time->value.is_open_start = true;
    if (time->value.edtf.len == 0) return;
    Str to = last_half(time->value.edtf);
    time->value.edtf = arena_format(arena, "../" STR_FMT, STR_ARG(to));
}

static Str mark_half(Arena *arena, Str half, char mark)
{
    if (half.len == 0 || str_equal(half, STR(".."))) return half;
    char last = half.data[half.len - 1];
    bool is_marked = last == '?' || last == '~' || last == '%';
    if (last == mark || last == '%') return half;
    if (is_marked) half.len--; /* both at once is '%' */
    return arena_format(arena, STR_FMT "%c", STR_ARG(half), is_marked ? '%' : mark);
}

/* An interval has its mark on both ends. */
static Str mark_edtf(Arena *arena, Str edtf, char mark)
{
    if (str_find(edtf, STR("/"), 0) == STR_NOT_FOUND) return mark_half(arena, edtf, mark);
    Str from = mark_half(arena, first_half(edtf), mark);
    Str to = mark_half(arena, last_half(edtf), mark);
    return arena_format(arena, STR_FMT "/" STR_FMT, STR_ARG(from), STR_ARG(to));
}

void value_set_uncertain(Time *time, Arena *arena)
{
    if (time->value.edtf.len == 0 || time->value.is_uncertain) return;
    time->value.is_uncertain = true;
    time->value.edtf = mark_edtf(arena, time->value.edtf, '?');
}

void value_set_approximate(Time *time, Arena *arena)
{
    if (time->value.edtf.len == 0) return;
    time->value.edtf = mark_edtf(arena, time->value.edtf, '~');
    if (time->mod.len == 0) time->mod = STR("APPROX");
}
