#include "resolve.h"

#include <stdlib.h>

#include "holidays.h"
#include "values.h"

/* A day without a year may lie this far on the other side of the reference day than the tense says:
 * the article may be dated a day early, or the tense misread. */
#define SLACK_DAYS 1
#define NEAR_DAYS 10
#define FAR_DAYS 320

static void set_reference_anchor(const Reckoning *reckoning, Time *out)
{
    out->anchor = reckoning->reference_name;
}

static void set_only_side(int32_t shift, Time *out)
{
    out->timex = shift == 0 ? STR("PRESENT_REF") : shift < 0 ? STR("PAST_REF") : STR("FUTURE_REF");
}

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
    if (direction == DIRECTION_PAST) year = year_before(month, day, reference + SLACK_DAYS);
    if (direction == DIRECTION_FUTURE) year = year_after(month, day, reference - SLACK_DAYS);
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

static void set_month_or_day(Reckoning *reckoning, const TimeForm *form, int32_t year, Time *out)
{
    Arena *arena = reckoning->arena;
    CivilDate first = {year, form->month, form->day};
    CivilDate last = {year, form->month, form->last_day};
    if (form->day == 0)
        value_set_month(out, arena, year, form->month);
    else if (!civil_date_is_valid(first))
        return;
    else if (form->last_day > form->day && civil_date_is_valid(last))
        value_set_interval(out, arena, day_from_civil(first), day_from_civil(last),
                           GRANULARITY_DAY);
    else
        value_set_day(out, arena, day_from_civil(first));
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
    if (form->weekday != 0 && form->day != 0) {
        int32_t year = year_by_weekday(form, reference);
        if (year != 0) return year;
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
    set_month_or_day(reckoning, form, year, out);
    if (out->value.is_known && !reckoning->has_reference && form->year == 0)
        value_set_uncertain(out, reckoning->arena);
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
        year = pick_year(month, 0, reference, direction);
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

static void resolve_calendar(Reckoning *reckoning, const TimeForm *form, Direction direction,
                             Time *out)
{
    if (form->decade != 0)
        value_set_decade(out, reckoning->arena, form->decade);
    else if (form->season != 0)
        resolve_season(reckoning, form, direction, out);
    else if (form->month != 0)
        resolve_month(reckoning, form, direction, out);
    else
        resolve_years(reckoning, form, out);
}

static int32_t reference_year(const Reckoning *reckoning)
{
    return civil_from_day(reckoning->reference).year;
}

/* "in April last year", "the third quarter of this year", "the first half of 2023". */
static void resolve_in_year(Reckoning *reckoning, const TimeForm *form, Time *out)
{
    int32_t year = form->year;
    if (year == 0) {
        if (!reckoning->has_reference) return;
        set_reference_anchor(reckoning, out);
        year = reference_year(reckoning) + form->rule->shift;
    }
    if (form->rule->meaning == MEANING_QUARTER)
        value_set_quarter(out, reckoning->arena, year, form->ordinal);
    else if (form->rule->meaning == MEANING_HALF)
        value_set_half(out, reckoning->arena, year, form->ordinal);
    else
        set_month_or_day(reckoning, form, year, out);
}

/* The turn of the year: late in a year the new one is the next, early in a year it is this. */
static void resolve_turn(Reckoning *reckoning, const TimeForm *form, Time *out)
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

static void resolve_holiday(Reckoning *reckoning, const TimeForm *form, Direction direction,
                            Time *out)
{
    out->by.confidence = form->holiday->confidence;
    int32_t day;
    if (form->year != 0) {
        if (holiday_day(reckoning->lexicon, form->holiday, form->year, &day))
            value_set_day(out, reckoning->arena, day);
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
    if (holiday_near(reckoning->lexicon, form->holiday, reckoning->reference,
                     is_forced ? (direction == DIRECTION_PAST ? -1 : 1) : 0, &day))
        value_set_day(out, reckoning->arena, day);
}

/* ---- Days of the week --------------------------------------------------------------------- */

static int32_t weekday_before(int32_t day, int32_t weekday) /* on the day or before */
{
    int32_t back = ((int32_t)weekday_of(day) - weekday + 7) % 7;
    return day - back;
}

static int32_t weekday_day(int32_t reference, int32_t weekday, int32_t shift, Direction direction)
{
    if (shift < 0) return weekday_before(reference - 1, weekday);
    if (shift > 0) return weekday_before(reference + 7, weekday);
    if (direction == DIRECTION_FUTURE) return weekday_before(reference + 6, weekday);
    return weekday_before(reference, weekday);
}

static void set_weekday_only(Reckoning *reckoning, const TimeForm *form, Time *out)
{
    out->value = (DateValue){.granularity = GRANULARITY_DAY, .weekday = (Weekday)form->weekday};
    out->timex = arena_format(reckoning->arena, "XXXX-WXX-%d", (int)form->weekday);
}

static void resolve_weekday(Reckoning *reckoning, const TimeForm *form, Direction direction,
                            Time *out)
{
    if (!reckoning->has_reference) {
        set_weekday_only(reckoning, form, out);
        return;
    }
    set_reference_anchor(reckoning, out);
    int32_t reference = reckoning->reference, shift = form->rule->shift, day;
    if (form->rule->meaning == MEANING_WEEKDAY_WEEK)
        day = weekday_before(reference, MONDAY) + 7 * shift + form->weekday - 1;
    else
        day = weekday_day(reference, form->weekday, shift, direction);
    value_set_day(out, reckoning->arena, day);
    out->value.weekday = (Weekday)form->weekday;
    /* Printed the evening before in another part of the world? */
    if (reference - day == 6 && shift == 0) out->by.confidence *= 0.6f;
}

/* ---- Units -------------------------------------------------------------------------------- */

static void resolve_weekend(Reckoning *reckoning, Direction direction, int32_t shift, Time *out)
{
    if (!reckoning->has_reference) {
        set_only_side(shift, out);
        return;
    }
    set_reference_anchor(reckoning, out);
    int32_t saturday = direction == DIRECTION_FUTURE
                           ? weekday_before(reckoning->reference + 6, SATURDAY)
                           : weekday_before(reckoning->reference, SATURDAY);
    if (shift < 0) saturday = weekday_before(reckoning->reference, SUNDAY) - 1;
    if (shift > 0) saturday = weekday_before(reckoning->reference + 7, SATURDAY);
    value_set_weekend(out, reckoning->arena, saturday);
}

static void resolve_unit(Reckoning *reckoning, const TimeForm *form, Direction direction, Time *out)
{
    if (form->unit == 'E') {
        resolve_weekend(reckoning, direction, form->rule->shift, out);
        return;
    }
    if (!reckoning->has_reference) {
        set_only_side(form->rule->shift, out);
        return;
    }
    set_reference_anchor(reckoning, out);
    value_set_unit(out, reckoning->arena, form->unit, reckoning->reference, form->rule->shift);
}

static void forget_year(Reckoning *reckoning, Time *out)
{
    if (reckoning->last_has_year || !out->value.is_known) return;
    CivilDate date = civil_from_day(out->value.first_day);
    bool is_day = out->value.granularity == GRANULARITY_DAY;
    bool is_month = out->value.granularity == GRANULARITY_MONTH;
    out->value = (DateValue){0};
    out->timex = (Str){0};
    if (is_day || is_month)
        value_set_without_year(out, reckoning->arena, date.month, is_day ? date.day : 0);
}

/* Days stay days; "two months ago" means the month. */
static void set_moved(Reckoning *reckoning, const TimeForm *form, int32_t base, int32_t sign,
                      bool weeks_are_days, Time *out)
{
    if (form->number < 0 || form->number > 10000) return;
    int32_t count = sign * (int32_t)form->number;
    bool is_day = form->unit == 'D' || (form->unit == 'W' && weeks_are_days) ||
                  form->unit == 'F' || form->unit == 'H' || form->unit == 'N' || form->unit == 'S';
    int32_t day = form->unit == 'H' ? base + count / 24 : day_shifted(base, form->unit, count);
    if (day == INT32_MIN) return;
    if (is_day)
        value_set_day(out, reckoning->arena, day);
    else
        value_set_unit(out, reckoning->arena, form->unit, day, 0);
}

static void resolve_ago(Reckoning *reckoning, const TimeForm *form, Time *out)
{
    if (form->number < 0) {
        set_only_side(form->rule->shift, out);
        return;
    }
    if (!reckoning->has_reference) {
        set_only_side(form->rule->shift, out);
        return;
    }
    set_reference_anchor(reckoning, out);
    set_moved(reckoning, form, reckoning->reference, form->rule->shift, false, out);
}

/* "two days later" after a year alone is no day; "an hour later" says nothing of the day. */
static bool is_too_coarse(const Reckoning *reckoning, char unit)
{
    bool is_day = unit == 'D' || unit == 'W' || unit == 'F' || unit == 'H';
    bool is_month = unit == 'M' || unit == 'Q';
    bool is_below = unit == 'N' || unit == 'S';
    Granularity last = reckoning->last_granularity;
    return is_below || (is_day && last < GRANULARITY_WEEK) ||
           (is_month && last < GRANULARITY_MONTH);
}

static void resolve_later(Reckoning *reckoning, const TimeForm *form, Time *out)
{
    bool is_hours = form->unit == 'H' && form->number < 24;
    if (!reckoning->has_last || form->number < 0 || is_hours ||
        is_too_coarse(reckoning, form->unit)) {
        set_only_side(form->rule->shift, out);
        return;
    }
    out->anchor = STR("text");
    set_moved(reckoning, form, reckoning->last_day, form->rule->shift, true, out);
    forget_year(reckoning, out);
}

static void resolve_text_unit(Reckoning *reckoning, const TimeForm *form, Time *out)
{
    char unit = form->unit == 0 ? 'D' : form->unit;
    static const struct {
        Str word;
        char unit;
    } named[] = {{STR_INIT("month"), 'M'}, {STR_INIT("year"), 'Y'}, {STR_INIT("week"), 'W'}};
    for (size_t i = 0; i < COUNT(named) && form->unit == 0; i++)
        if (str_equal(form->last_word, named[i].word)) unit = named[i].unit;
    if (!reckoning->has_last || is_too_coarse(reckoning, unit)) {
        set_only_side(form->rule->shift, out);
        return;
    }
    out->anchor = STR("text");
    value_set_unit(out, reckoning->arena, unit, reckoning->last_day, form->rule->shift);
    forget_year(reckoning, out);
}

static void resolve_text_weekday(Reckoning *reckoning, const TimeForm *form, Time *out)
{
    if (!reckoning->has_last || !reckoning->last_has_year) {
        set_weekday_only(reckoning, form, out);
        return;
    }
    out->anchor = STR("text");
    value_set_day(out, reckoning->arena,
                  weekday_day(reckoning->last_day, form->weekday, form->rule->shift,
                              DIRECTION_UNKNOWN));
}

/* ---- Durations, sets, times of day --------------------------------------------------------- */

/* "P2W", "PT3H", "PXD". */
static Str duration_text(Arena *arena, char unit, double number)
{
    static const struct {
        char unit;
        const char *prefix;
        const char *letter;
    } letters[] = {{'S', "PT", "S"}, {'N', "PT", "M"}, {'H', "PT", "H"}, {'E', "P", "WE"},
                   {'T', "P", "DE"}, {'C', "P", "CE"}};
    const char *prefix = "P";
    char plain[2] = {unit == 'F' ? 'W' : unit, '\0'};
    const char *letter = plain;
    if (unit == 'F' && number > 0) number *= 2;
    for (size_t i = 0; i < COUNT(letters); i++) {
        if (letters[i].unit != unit) continue;
        prefix = letters[i].prefix;
        letter = letters[i].letter;
    }
    if (number < 0) return arena_format(arena, "%sX%s", prefix, letter);
    return arena_format(arena, "%s%.10g%s", prefix, number, letter);
}

static void resolve_duration(Reckoning *reckoning, const TimeForm *form, Time *out)
{
    out->type = TIME_TYPE_DURATION;
    double number = form->number;
    if (number <= 0) number = form->rule->shift != 0 ? 1 : NUMBER_VAGUE;
    out->timex = duration_text(reckoning->arena, form->unit, number);
}

/* "the past two weeks": a duration whose place on the calendar is known. */
static void resolve_span(Reckoning *reckoning, const TimeForm *form, Time *out)
{
    double number = form->number == 0 ? 1 : form->number;
    int32_t reference = reckoning->reference, sign = form->rule->shift;
    if (reckoning->has_reference && number > 0 && number < 10000) {
        set_reference_anchor(reckoning, out);
        int32_t other = day_shifted(reference, form->unit, sign * (int32_t)number);
        if (other != INT32_MIN)
            value_set_interval(out, reckoning->arena, sign < 0 ? other : reference,
                               sign < 0 ? reference : other, GRANULARITY_DAY);
    }
    out->type = TIME_TYPE_DURATION;
    out->timex = duration_text(reckoning->arena, form->unit, number);
}

static void resolve_set(Reckoning *reckoning, const TimeForm *form, Time *out)
{
    Arena *arena = reckoning->arena;
    out->type = TIME_TYPE_SET;
    double number = form->number == 0 ? 1 : form->number;
    if (form->frequency.len > 0)
        out->timex = form->frequency;
    else if (form->weekday != 0)
        out->timex = arena_format(arena, "XXXX-WXX-%d", (int)form->weekday);
    else if (form->month != 0)
        out->timex = arena_format(arena, "XXXX-%02d", (int)form->month);
    else if (form->part.len > 0)
        out->timex = arena_format(arena, "XXXX-XX-XXT" STR_FMT, STR_ARG(form->part));
    else if (form->unit != 0)
        out->timex = duration_text(arena, form->unit, number);
    else
        out->timex = STR("P1Y"); /* a season */
}

static void add_part(Reckoning *reckoning, Str part, Time *out)
{
    if (out->timex.len == 0) return;
    out->type = TIME_TYPE_TIME;
    out->timex = arena_format(reckoning->arena, STR_FMT "T" STR_FMT, STR_ARG(out->timex),
                              STR_ARG(part));
}

static void resolve_clock(Reckoning *reckoning, const TimeForm *form, Time *out)
{
    int32_t hour = form->hour;
    if (!form->has_clock) hour = str_equal(form->last_word, STR("noon")) ? 12 : 0;
    out->type = TIME_TYPE_TIME;
    out->value = (DateValue){.granularity = GRANULARITY_TIME};
    out->timex = arena_format(reckoning->arena, "XXXX-XX-XXT%02d:%02d", (int)hour,
                              (int)form->minute);
}

static void resolve_day(Reckoning *reckoning, const TimeForm *form, Time *out)
{
    Meaning meaning = form->rule->meaning;
    int32_t shift = meaning == MEANING_DAY ? form->deictic : form->rule->shift;
    if (!reckoning->has_reference) {
        set_only_side(shift, out);
        return;
    }
    set_reference_anchor(reckoning, out);
    value_set_day(out, reckoning->arena, reckoning->reference + shift);
    if (meaning == MEANING_NIGHT) add_part(reckoning, STR("NI"), out);
}

/* ---- The whole ---------------------------------------------------------------------------- */

void resolve_time(Reckoning *reckoning, const TimeForm *form, Direction direction, Time *out)
{
    out->type = TIME_TYPE_DATE;
    switch (form->rule->meaning) {
    case MEANING_CALENDAR: resolve_calendar(reckoning, form, direction, out); break;
    case MEANING_CENTURY: value_set_century(out, reckoning->arena, form->ordinal); break;
    case MEANING_CALENDAR_YEAR:
    case MEANING_QUARTER:
    case MEANING_HALF: resolve_in_year(reckoning, form, out); break;
    case MEANING_HOLIDAY: resolve_holiday(reckoning, form, direction, out); break;
    case MEANING_NEW_YEAR:
    case MEANING_OUTGOING_YEAR: resolve_turn(reckoning, form, out); break;
    case MEANING_DAY:
    case MEANING_DAY_SHIFT:
    case MEANING_NIGHT: resolve_day(reckoning, form, out); break;
    case MEANING_WEEKDAY:
    case MEANING_WEEKDAY_WEEK: resolve_weekday(reckoning, form, direction, out); break;
    case MEANING_UNIT: resolve_unit(reckoning, form, direction, out); break;
    case MEANING_WEEKEND: resolve_weekend(reckoning, direction, 0, out); break;
    case MEANING_AGO: resolve_ago(reckoning, form, out); break;
    case MEANING_LATER: resolve_later(reckoning, form, out); break;
    case MEANING_TEXT_UNIT: resolve_text_unit(reckoning, form, out); break;
    case MEANING_TEXT_WEEKDAY: resolve_text_weekday(reckoning, form, out); break;
    case MEANING_SPAN: resolve_span(reckoning, form, out); break;
    case MEANING_VAGUE: set_only_side(form->rule->shift, out); break;
    case MEANING_DURATION: resolve_duration(reckoning, form, out); break;
    case MEANING_SET: resolve_set(reckoning, form, out); break;
    case MEANING_CLOCK: resolve_clock(reckoning, form, out); break;
    case MEANING_COUNT: break;
    }
    if (form->part.len > 0 && out->type == TIME_TYPE_DATE) add_part(reckoning, form->part, out);
}

void resolve_remember(Reckoning *reckoning, const TimeForm *form, const Time *time)
{
    bool is_date = time->type == TIME_TYPE_DATE || time->type == TIME_TYPE_TIME;
    if (!is_date || form->rule->meaning == MEANING_HOLIDAY) return;
    if (time->value.is_known) {
        reckoning->has_last = true;
        reckoning->last_has_year = true;
        reckoning->last_day = time->value.first_day;
        reckoning->last_granularity = time->value.granularity;
    } else if (form->month != 0 && time->value.edtf.len > 0) {
        CivilDate date = {PSEUDO_YEAR, form->month, form->day == 0 ? 1 : form->day};
        if (!civil_date_is_valid(date)) return;
        reckoning->has_last = true;
        reckoning->last_has_year = false;
        reckoning->last_day = day_from_civil(date);
        reckoning->last_granularity = time->value.granularity;
    }
}
