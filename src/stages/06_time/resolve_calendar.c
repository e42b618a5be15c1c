#include "resolve_kinds.h"

#include <stdlib.h>

#include "holidays.h"
#include "values.h"

/* A day without a year may lie this far on the other side of the reference day than the tense says:
 * the article may be dated a day early, or the tense misread. */
#define SLACK_DAYS 1
#define NEAR_DAYS 10
#define FAR_DAYS 320

#define LEAST_TOLD_YEARS 3
#define MOST_YEARS_BC 9999

/* ---- Years that are not said -------------------------------------------------------------- */

static int32_t clamped_day(int32_t year, int32_t month, int32_t day)
{
    int32_t longest = days_in_month(year, month);
    return day_of(year, month, day < 1 ? 1 : day > longest ? longest : day);
}

/* The latest such day up to `limit`, or the earliest from `limit` on. */
static int32_t year_before(int32_t month, int32_t day, int32_t limit)
{
    int32_t year = civil_from_day(limit).year;
    return clamped_day(year, month, day) <= limit ? year : year - 1;
}

static int32_t year_after(int32_t month, int32_t day, int32_t limit)
{
    int32_t year = civil_from_day(limit).year;
    return clamped_day(year, month, day) >= limit ? year : year + 1;
}

static int32_t nearest_year(int32_t month, int32_t day, int32_t reference)
{
    int32_t before = year_before(month, day, reference), after = before + 1;
    int32_t to_before = reference - clamped_day(before, month, day);
    int32_t to_after = clamped_day(after, month, day) - reference;
    return to_before <= to_after ? before : after;
}

static int32_t pick_year(int32_t month, int32_t day, int32_t reference, Direction direction)
{
    int32_t nearest = nearest_year(month, day, reference);
    int32_t year = nearest;
    int32_t slack = day == 0 ? 0 : SLACK_DAYS; /* on 31 December "in January" is long ago */
    if (direction == DIRECTION_PAST) year = year_before(month, day, reference + slack);
    int32_t ends = day == 0 ? 31 : day; /* "will meet in June", said in June */
    if (direction == DIRECTION_FUTURE) year = year_after(month, ends, reference - slack);
    int32_t distance = abs(clamped_day(year, month, day) - reference);
    int32_t nearest_distance = abs(clamped_day(nearest, month, day) - reference);
    return distance > FAR_DAYS && nearest_distance <= NEAR_DAYS && day > 0 ? nearest : year;
}

/* The year near the reference in which the day falls on the weekday that was said; 0 if none. */
static int32_t year_by_weekday(const TimeForm *form, int32_t reference)
{
    int32_t middle = civil_from_day(reference).year;
    int32_t best = 0, best_distance = INT32_MAX;
    for (int32_t year = middle - 5; year <= middle + 1; year++) {
        CivilDate date = {year, form->month, form->day};
        if (!civil_date_is_valid(date)) continue;
        int32_t day = day_from_civil(date);
        if ((int32_t)weekday_of(day) != form->weekday) continue;
        if (abs(day - reference) >= best_distance) continue;
        best = year;
        best_distance = abs(day - reference);
    }
    return best;
}

/* ---- Dates by the calendar ---------------------------------------------------------------- */

/* "November to February 2017" begins the year before. */
static void set_months(Arena *arena, const TimeForm *form, int32_t year, Time *out)
{
    int32_t first_year = form->last_month < form->month ? year - 1 : year;
    int32_t last_len = days_in_month(year, form->last_month);
    value_set_interval(out, arena, day_of(first_year, form->month, 1),
                       day_of(year, form->last_month, last_len), GRANULARITY_MONTH);
    if (!out->value.is_known) return;
    out->timex = out->value.edtf =
        arena_format(arena, "%04d-%02d/%04d-%02d", (int)first_year, (int)form->month, (int)year,
                     (int)form->last_month);
}

static void set_month_or_day(Reckoning *reckoning, const TimeForm *form, int32_t year, Time *out)
{
    Arena *arena = reckoning->arena;
    CivilDate first = {year, form->month, form->day};
    CivilDate last = {year, form->month, form->last_day};
    if (form->last_month != 0)
        set_months(arena, form, year, out);
    else if (form->day == 0)
        value_set_month(out, arena, year, form->month);
    else if (!civil_date_is_valid(first)) {
        if (form->year == 0 && form->day <= 29) /* 29 February, of some leap year */
            value_set_without_year(out, arena, form->month, form->day);
    }
    else if (form->last_day > form->day && civil_date_is_valid(last))
        value_set_interval(out, arena, day_from_civil(first), day_from_civil(last),
                           GRANULARITY_DAY);
    else
        value_set_day(out, arena, day_from_civil(first));
}

/* A life or a history tells its years as it goes and does not speak of the days around its writing;
 * a day without a year is one of the year mentioned last. */
static bool is_narrative(const Reckoning *reckoning)
{
    return reckoning->told_years >= LEAST_TOLD_YEARS && reckoning->reckoned_dates == 0 &&
           reckoning->last.is_set && reckoning->last.has_year &&
           civil_from_day(reckoning->last.day).year + 2 <= civil_from_day(reckoning->reference).year;
}

static int32_t missing_year(Reckoning *reckoning, const TimeForm *form, Direction direction,
                            Time *out)
{
    int32_t reference = reckoning->reference;
    if (!reckoning->has_reference) {
        if (!reckoning->has_written_day) return 0;
        reference = reckoning->written_day;
        direction = DIRECTION_UNKNOWN;
        out->anchor = STR("text");
        out->by.confidence *= 0.8f;
    } else {
        set_reference_anchor(reckoning, out);
    }
    int32_t shift = form->rule->shift;
    if (shift == 0 && is_narrative(reckoning)) {
        out->anchor = STR("text");
        return civil_from_day(reckoning->last.day).year;
    }
    if (form->weekday != 0 && form->day != 0) {
        int32_t year = year_by_weekday(form, reference);
        if (year != 0) return year;
    }
    if (shift != 0 && is_narrative(reckoning)) { /* "the edict of the 12th of October last" */
        out->anchor = STR("text");
        reference = reckoning->last.day;
    }
    if (shift < 0) return year_before(form->month, 28, reference - 1);
    if (shift > 0) return year_after(form->month, 1, reference + 1);
    return pick_year(form->month, form->day, reference, direction);
}

static void resolve_month(Reckoning *reckoning, const TimeForm *form, Direction direction,
                          Time *out)
{
    int32_t year = form->year;
    if (year == 0) year = missing_year(reckoning, form, direction, out);
    if (year == 0) {
        CivilDate date = {PSEUDO_YEAR - 1, form->month, form->day}; /* a leap year */
        if (form->day == 0 || civil_date_is_valid(date))
            value_set_without_year(out, reckoning->arena, form->month, form->day);
        return;
    }
    /* "from November to March": the year is that of the first */
    year += form->year == 0 && form->last_month != 0 && form->last_month < form->month;
    set_month_or_day(reckoning, form, year, out);
    bool is_guess = (!reckoning->has_reference && form->year == 0) || form->is_order_unsure;
    if (out->value.is_known && is_guess) value_set_uncertain(out, reckoning->arena);
    if (form->is_order_unsure) out->by.confidence *= 0.7f;
}

static int32_t season_last_day(int32_t season, int32_t year)
{
    return day_of(year, 3 + 3 * (season - 21), 1) + 90;
}

/* The year of the next such season, or of the one that goes on. */
static int32_t season_ahead(int32_t season, int32_t reference)
{
    int32_t year = civil_from_day(reference).year - 1;
    while (season_last_day(season, year) < reference) year++;
    return year;
}

/* The season of the reference year; early in a year "this winter" is the one that goes on. */
void resolve_season_this(Reckoning *reckoning, const TimeForm *form, Direction direction, Time *out)
{
    if (!reckoning->has_reference) return;
    set_reference_anchor(reckoning, out);
    CivilDate date = civil_from_day(reckoning->reference);
    bool is_winter_of_last_year =
        form->season == 24 && date.month <= (direction == DIRECTION_FUTURE ? 2 : 4);
    int32_t year = date.year - is_winter_of_last_year;
    bool has_begun = day_of(year, 3 + 3 * (form->season - 21), 1) <= reckoning->reference;
    if (direction == DIRECTION_PAST && !has_begun) year--;
    value_set_season(out, reckoning->arena, year, form->season);
}

static void resolve_season(Reckoning *reckoning, const TimeForm *form, Direction direction,
                           Time *out)
{
    int32_t year = form->year;
    if (year == 0 && reckoning->has_reference) {
        set_reference_anchor(reckoning, out);
        int32_t month = 3 + 3 * (form->season - 21), reference = reckoning->reference;
        if (form->rule->shift < 0) direction = DIRECTION_PAST;
        if (form->rule->shift > 0) direction = DIRECTION_FUTURE;
        year = direction == DIRECTION_FUTURE ? season_ahead(form->season, reference)
                                             : pick_year(month, 0, reference, direction);
        if (form->rule->shift < 0 && day_of(year, month, 1) + 90 > reference) year--;
    }
    if (year != 0) value_set_season(out, reckoning->arena, year, form->season);
}

static void resolve_years(Reckoning *reckoning, const TimeForm *form, Time *out)
{
    Arena *arena = reckoning->arena;
    if (form->last_year == 0) {
        value_set_year(out, arena, form->year);
    } else if (form->last_year > form->year) {
        value_set_interval(out, arena, day_of(form->year, 1, 1), day_of(form->last_year, 12, 31),
                           GRANULARITY_YEAR);
        out->timex = out->value.edtf =
            arena_format(arena, "%04d/%04d", (int)form->year, (int)form->last_year);
    }
}

/* ---- Eras ---- */

/* Years before EARLIEST_YEAR have a name but no days: the calendar was another. */
static void set_old_year(Arena *arena, int32_t year, Time *out)
{
    out->value = (DateValue){.granularity = GRANULARITY_YEAR};
    out->timex = year > 0 ? arena_format(arena, "%04d", (int)year)
                          : arena_format(arena, "BC%04d", (int)(1 - year));
    out->value.edtf = year >= 0 ? arena_format(arena, "%04d", (int)year)
                                : arena_format(arena, "-%04d", (int)-year);
}

/* "the 7th century BC": BC06, the years -0699 to -0600 of astronomers, who count a year 0. */
static void set_era_century(Arena *arena, const TimeForm *form, Time *out)
{
    if (form->ordinal < 1 || form->ordinal > 99) return;
    bool is_before = form->rule->shift < 0;
    out->value = (DateValue){.granularity = GRANULARITY_DECADE};
    out->timex = arena_format(arena, is_before ? "BC%02d" : "%02d", (int)(form->ordinal - 1));
    if (!is_before) out->value.edtf = arena_format(arena, "%02dXX", (int)(form->ordinal - 1));
}

void resolve_era(Reckoning *reckoning, const TimeForm *form, Time *out)
{
    if (form->ordinal != 0)
        set_era_century(reckoning->arena, form, out);
    else if (form->rule->shift < 0 && form->figure <= MOST_YEARS_BC)
        set_old_year(reckoning->arena, 1 - form->figure, out);
    else if (form->rule->shift > 0 && form->figure < EARLIEST_YEAR)
        set_old_year(reckoning->arena, form->figure, out);
    else if (form->rule->shift > 0)
        value_set_year(out, reckoning->arena, form->figure);
}

void resolve_period(Reckoning *reckoning, const TimeForm *form, Time *out)
{
    const Period *period = form->period;
    out->by.confidence = period->confidence;
    if (period->first_day != INT32_MIN && period->last_day != INT32_MIN)
        value_set_interval(out, reckoning->arena, period->first_day, period->last_day,
                           GRANULARITY_YEAR);
    out->timex = arena_format(reckoning->arena, STR_FMT "/" STR_FMT, STR_ARG(period->first_text),
                              STR_ARG(period->last_text));
    out->value.edtf = out->timex;
}

/* ---- Decades, centuries, seasons ---- */

/* "early 1990s": its first half; the value stays the decade's, as TIMEX3 has it. */
static void narrow_to_edge(Str edge, int32_t first_year, int32_t years, Time *out)
{
    if (edge.len == 0 || !out->value.is_known) return;
    if (str_equal(edge, STR("START"))) out->value.last_day = day_of(first_year + years - 1, 12, 31);
    int32_t end_year = civil_from_day(out->value.last_day).year;
    if (str_equal(edge, STR("END"))) out->value.first_day = day_of(end_year - years + 1, 1, 1);
}

void resolve_century(Reckoning *reckoning, const TimeForm *form, Time *out)
{
    int32_t first_year = (form->ordinal - 1) * 100;
    value_set_century(out, reckoning->arena, form->ordinal);
    if (!out->value.is_known) set_era_century(reckoning->arena, form, out);
    narrow_to_edge(form->edge, first_year, 25, out);
}

/* Of the season that comes round each year; of one year if the text or the clause says which. */
static void resolve_any_season(Reckoning *reckoning, const TimeForm *form, Direction direction,
                               Time *out)
{
    if (!form->is_generic) {
        resolve_season(reckoning, form, direction, out);
        return;
    }
    static const char *const names[] = {"SP", "SU", "FA", "WI"};
    out->timex = arena_format(reckoning->arena, "XXXX-%s", names[form->season - 21]);
    out->value = (DateValue){.granularity = GRANULARITY_SEASON};
}

/* "1800s" is read as an ordinal too, by a class of its own. */
static bool is_near_month(const TimeForm *form)
{
    return str_equal(form->last_word, STR("month"));
}

/* "the 20th of next month", "4 to 22 of this month". */
static void resolve_near_month(Reckoning *reckoning, const TimeForm *form, Time *out)
{
    TimeForm whole = *form;
    if (form->day == 0) whole.day = form->ordinal;
    if (!reckoning->has_reference || whole.day == 0) return;
    set_reference_anchor(reckoning, out);
    CivilDate date = civil_from_day(day_shifted(reckoning->reference, 'M', form->rule->shift));
    whole.month = date.month;
    set_month_or_day(reckoning, &whole, date.year, out);
}

void resolve_calendar(Reckoning *reckoning, const TimeForm *form, Direction direction, Time *out)
{
    if (form->decade != 0) {
        value_set_decade(out, reckoning->arena, form->decade);
        narrow_to_edge(form->edge, form->decade, 5, out);
    } else if (form->ordinal != 0 && form->month == 0 && !is_near_month(form))
        resolve_century(reckoning, form, out);
    else if (form->season != 0)
        resolve_any_season(reckoning, form, direction, out);
    else if (form->month != 0)
        resolve_month(reckoning, form, direction, out);
    else if (form->year == 0)
        resolve_near_month(reckoning, form, out);
    else
        resolve_years(reckoning, form, out);
}

static int32_t reference_year(const Reckoning *reckoning)
{
    return civil_from_day(reckoning->reference).year;
}

/* "in April last year", "the third quarter of this year", "the first half of 2023". */
static void set_in_year(Reckoning *reckoning, const TimeForm *form, int32_t year, Time *out)
{
    if (form->rule->meaning == MEANING_HALF || form->year_part == 'H')
        value_set_half(out, reckoning->arena, year, form->ordinal);
    else if (form->rule->meaning == MEANING_QUARTER)
        value_set_quarter(out, reckoning->arena, year, form->ordinal);
    else
        set_month_or_day(reckoning, form, year, out);
}

void resolve_in_year(Reckoning *reckoning, const TimeForm *form, Direction direction, Time *out)
{
    int32_t year = form->year;
    if (year == 0) {
        if (!reckoning->has_reference) return;
        set_reference_anchor(reckoning, out);
        year = reference_year(reckoning) + form->rule->shift;
    }
    set_in_year(reckoning, form, year, out);
    /* "fell in the third quarter", said in January */
    bool is_told = form->year != 0 || form->rule->meaning == MEANING_CALENDAR_YEAR ||
                   str_equal(form->last_word, STR("year"));
    if (is_told || !out->value.is_known) return;
    bool is_ahead = out->value.first_day > reckoning->reference;
    bool is_over = out->value.last_day < reckoning->reference;
    if (is_ahead && direction != DIRECTION_FUTURE)
        set_in_year(reckoning, form, year - 1, out);
    else if (is_over && direction == DIRECTION_FUTURE)
        set_in_year(reckoning, form, year + 1, out);
}

void resolve_fiscal_year(Reckoning *reckoning, const TimeForm *form, Time *out)
{
    int32_t year = form->year;
    if (year == 0) {
        if (!reckoning->has_reference) return;
        set_reference_anchor(reckoning, out);
        year = reference_year(reckoning) + form->rule->shift;
    }
    value_set_year(out, reckoning->arena, year);
    value_set_approximate(out, reckoning->arena);
}

/* The turn of the year: late in a year the new one is the next, early in a year it is this. */
void resolve_turn(Reckoning *reckoning, const TimeForm *form, Time *out)
{
    if (!reckoning->has_reference) {
        out->timex = STR("XXXX");
        return;
    }
    set_reference_anchor(reckoning, out);
    CivilDate date = civil_from_day(reckoning->reference);
    int32_t new_year = date.month >= 7 ? date.year + 1 : date.year;
    value_set_year(out, reckoning->arena,
                   form->rule->meaning == MEANING_NEW_YEAR ? new_year : new_year - 1);
}

static void set_holiday(const Reckoning *reckoning, const Holiday *holiday, int32_t first,
                        int32_t last, Time *out)
{
    if (first == last)
        value_set_day(out, reckoning->arena, first);
    else
        value_set_interval(out, reckoning->arena, first, last, GRANULARITY_MONTH);
    if (holiday_is_approximate(holiday)) value_set_approximate(out, reckoning->arena);
}

void resolve_holiday(Reckoning *reckoning, const TimeForm *form, Direction direction,
                            Time *out)
{
    out->by.confidence = form->holiday->confidence;
    int32_t first, last;
    if (form->year != 0) {
        if (holiday_days(form->holiday, form->year, &first, &last))
            set_holiday(reckoning, form->holiday, first, last, out);
        return;
    }
    if (!reckoning->has_reference) {
        if (form->holiday->kind == HOLIDAY_FIXED)
            value_set_without_year(out, reckoning->arena, form->holiday->month, form->holiday->day);
        return;
    }
    set_reference_anchor(reckoning, out);
    if (form->rule->shift < 0) direction = DIRECTION_PAST;
    if (form->rule->shift > 0) direction = DIRECTION_FUTURE;
    bool is_forced = form->rule->shift != 0;
    if (holiday_near(form->holiday, reckoning->reference,
                     is_forced ? (direction == DIRECTION_PAST ? -1 : 1) : 0, &first, &last))
        set_holiday(reckoning, form->holiday, first, last, out);
}

/* ---- From the date mentioned last ---- */

void resolve_text_calendar(Reckoning *reckoning, const TimeForm *form, Time *out)
{
    if (!reckoning->last.is_set || !reckoning->last.has_year) {
        value_set_without_year(out, reckoning->arena, form->month, form->day);
        return;
    }
    out->anchor = STR("text");
    set_month_or_day(reckoning, form,
                     civil_from_day(reckoning->last.day).year + form->rule->shift, out);
}

void resolve_text_season(Reckoning *reckoning, const TimeForm *form, Time *out)
{
    if (!reckoning->last.is_set || !reckoning->last.has_year) {
        set_only_side(form->rule->shift, out);
        return;
    }
    out->anchor = STR("text");
    int32_t month = 3 + 3 * (form->season - 21), last = reckoning->last.day, shift = form->rule->shift;
    int32_t year = civil_from_day(last).year;
    if (shift > 0 && day_of(year, month, 1) <= last) year++;
    if (shift < 0 && day_of(year, month, 1) + 90 > last) year--;
    value_set_season(out, reckoning->arena, year, form->season);
}
