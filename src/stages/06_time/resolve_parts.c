#include "resolve_kinds.h"

#include "values.h"

/* ---- Ends of units ------------------------------------------------------------------------ */

/* The unit that holds the reference day, moved by the rule's shift. */
static bool find_unit(Reckoning *reckoning, const TimeForm *form, Time *out)
{
    if (!reckoning->has_reference) return false;
    char unit = form->unit == 0 ? 'Y' : form->unit; /* "year-end" */
    value_set_unit(out, reckoning->arena, unit, reckoning->reference, form->rule->shift);
    return out->value.is_known;
}

void resolve_unit_end(Reckoning *reckoning, const TimeForm *form, Time *out)
{
    Time unit = {0};
    if (!find_unit(reckoning, form, &unit)) {
        set_only_side(form->rule->shift, out);
        return;
    }
    set_reference_anchor(reckoning, out);
    value_set_day(out, reckoning->arena, unit.value.last_day);
}

void resolve_unit_rest(Reckoning *reckoning, const TimeForm *form, Time *out)
{
    Time unit = {0};
    if (!find_unit(reckoning, form, &unit)) return;
    set_reference_anchor(reckoning, out);
    value_set_interval(out, reckoning->arena, reckoning->reference, unit.value.last_day,
                       GRANULARITY_DAY);
}

void resolve_unit_begun(Reckoning *reckoning, const TimeForm *form, Time *out)
{
    Time unit = {0};
    if (!find_unit(reckoning, form, &unit)) return;
    set_reference_anchor(reckoning, out);
    value_set_interval(out, reckoning->arena, unit.value.first_day, reckoning->reference,
                       GRANULARITY_DAY);
}

/* ---- Within a month or year --------------------------------------------------------------- */

/* The month, year or day the form names, or this month moved by `shift`. */
static bool find_whole(Reckoning *reckoning, const TimeForm *form, Direction direction, Time *out)
{
    TimeForm whole = *form;
    whole.ordinal = 0;
    whole.weekday = 0;
    TimeRule rule = {.meaning = MEANING_CALENDAR};
    whole.rule = &rule;
    if (whole.month != 0 || whole.year != 0) {
        resolve_calendar(reckoning, &whole, direction, out);
    } else if (reckoning->has_reference) {
        set_reference_anchor(reckoning, out);
        char unit = form->outer_unit;
        if (unit == 0) unit = form->unit == 0 || form->unit == 'W' ? 'M' : form->unit;
        value_set_unit(out, reckoning->arena, unit, reckoning->reference, form->rule->shift);
    }
    return out->value.is_known;
}

static int32_t weekday_from(int32_t day, int32_t weekday) /* on the day or after */
{
    return day + (weekday - (int32_t)weekday_of(day) + 7) % 7;
}

/* The nth such weekday between two days; the last if nth is 0. INT32_MIN if there are not so many. */
static int32_t nth_weekday_between(int32_t first, int32_t last, int32_t weekday, int32_t nth)
{
    int32_t day = weekday_from(first, weekday);
    day += nth > 0 ? 7 * (nth - 1) : (last - day) / 7 * 7;
    return day >= first && day <= last ? day : INT32_MIN;
}

/* A week belongs to the month or year of its Thursday, as in ISO 8601. */
void resolve_week_of(Reckoning *reckoning, const TimeForm *form, Direction direction, Time *out)
{
    Time whole = {0};
    if (!find_whole(reckoning, form, direction, &whole)) return;
    int32_t day = whole.value.first_day;
    if (form->day == 0)
        day = nth_weekday_between(day, whole.value.last_day, THURSDAY, form->ordinal);
    if (day == INT32_MIN) return;
    out->anchor = whole.anchor;
    value_set_week(out, reckoning->arena, day);
}

void resolve_nth_weekday(Reckoning *reckoning, const TimeForm *form, Direction direction, Time *out)
{
    Time whole = {0};
    if (!find_whole(reckoning, form, direction, &whole)) return;
    int32_t day = nth_weekday_between(whole.value.first_day, whole.value.last_day, form->weekday,
                                      form->ordinal);
    if (day == INT32_MIN) return;
    out->anchor = whole.anchor;
    value_set_day(out, reckoning->arena, day);
    out->value.weekday = (Weekday)form->weekday;
}

/* Weeks of a year are counted from the one with its first Thursday, all else from its first day. */
static int32_t start_of_units(const DateValue *whole, char unit)
{
    if (unit != 'W' || whole->granularity == GRANULARITY_WEEK) return whole->first_day;
    int32_t thursday = weekday_from(whole->first_day, THURSDAY);
    return thursday - 3;
}

static void set_units(Arena *arena, int32_t first, int32_t next, Time *out)
{
    if (first == INT32_MIN || next == INT32_MIN) return;
    value_set_interval(out, arena, first, next - 1, GRANULARITY_DAY);
}

void resolve_edge_units(Reckoning *reckoning, const TimeForm *form, Direction direction, Time *out)
{
    Time whole = {0};
    bool is_counted = form->number >= 1 && form->number <= 1000 && form->unit != 'H' &&
                      form->unit != 'N' && form->unit != 'S' && form->unit != 'E';
    if (!is_counted || !find_whole(reckoning, form, direction, &whole)) return;
    out->anchor = whole.anchor;
    int32_t count = (int32_t)form->number, next = whole.value.last_day + 1;
    int32_t first = start_of_units(&whole.value, form->unit);
    if (form->rule->meaning == MEANING_FIRST_UNITS)
        set_units(reckoning->arena, first, day_shifted(first, form->unit, count), out);
    else
        set_units(reckoning->arena, day_shifted(next, form->unit, -count), next, out);
}

void resolve_nth_unit(Reckoning *reckoning, const TimeForm *form, Direction direction, Time *out)
{
    Time whole = {0};
    if (!find_whole(reckoning, form, direction, &whole)) return;
    int32_t day = form->ordinal == 0
                      ? whole.value.last_day
                      : day_shifted(whole.value.first_day, form->unit, form->ordinal - 1);
    if (day == INT32_MIN || day < whole.value.first_day || day > whole.value.last_day) return;
    out->anchor = whole.anchor;
    value_set_unit(out, reckoning->arena, form->unit, day, 0);
}

/* ---- A weekday with its day of the month --------------------------------------------------- */

#define MOST_MONTHS_AWAY 14 /* a weekday falls on each day of the month within that time */

/* That day of the month so many months away, if it is the weekday; else INT32_MIN. */
static int32_t weekday_in_month(int32_t reference, int32_t months, const TimeForm *form)
{
    CivilDate date = civil_from_day(reference);
    date.day = 1;
    int32_t first = day_shifted(day_from_civil(date), 'M', months);
    if (first == INT32_MIN) return first;
    date = civil_from_day(first);
    date.day = form->day;
    if (!civil_date_is_valid(date)) return INT32_MIN;
    int32_t day = day_from_civil(date);
    return (int32_t)weekday_of(day) == form->weekday ? day : INT32_MIN;
}

void resolve_weekday_day(Reckoning *reckoning, const TimeForm *form, Direction direction, Time *out)
{
    if (!reckoning->has_reference) {
        out->value = (DateValue){.granularity = GRANULARITY_DAY,
                                 .weekday = (Weekday)form->weekday};
        out->timex = arena_format(reckoning->arena, "XXXX-WXX-%d", (int)form->weekday);
        return;
    }
    int32_t reference = reckoning->reference;
    for (int32_t away = 0; away <= MOST_MONTHS_AWAY; away++) {
        int32_t back = weekday_in_month(reference, -away, form);
        int32_t ahead = weekday_in_month(reference, away, form);
        bool is_ahead = direction == DIRECTION_FUTURE ? ahead != INT32_MIN && ahead >= reference
                                                      : back == INT32_MIN || back > reference;
        int32_t day = is_ahead ? ahead : back;
        if (day == INT32_MIN || (direction == DIRECTION_PAST && day > reference)) continue;
        set_reference_anchor(reckoning, out);
        value_set_day(out, reckoning->arena, day);
        out->value.weekday = (Weekday)form->weekday;
        return;
    }
}

/* ---- Counted from another date ------------------------------------------------------------ */

static Meaning base_meaning(const TimeForm *form)
{
    if (form->has_deictic) return MEANING_DAY;
    if (form->holiday != NULL) return MEANING_HOLIDAY;
    return form->month != 0 ? MEANING_CALENDAR : MEANING_WEEKDAY;
}

void resolve_from_date(Reckoning *reckoning, const TimeForm *form, Direction direction, Time *out)
{
    TimeForm base = *form;
    TimeRule rule = {.meaning = base_meaning(form), .confidence = form->rule->confidence};
    bool is_next = form->weekday != 0 && form->month == 0; /* "three days after Tuesday" */
    if (is_next) direction = form->rule->shift > 0 ? DIRECTION_FUTURE : direction;
    base.rule = &rule;
    base.unit = 0;
    Time from = {0};
    resolve_time(reckoning, &base, direction, &from);
    bool is_counted = form->number > 0 && form->number <= 10000 && form->unit != 'H' &&
                      form->unit != 'N' && form->unit != 'S';
    bool is_day = from.value.is_known && from.value.first_day == from.value.last_day;
    if (!is_day || !is_counted) return;
    out->anchor = from.anchor;
    value_set_day(out, reckoning->arena,
                  day_shifted(from.value.first_day, form->unit,
                              form->rule->shift * (int32_t)form->number));
}
