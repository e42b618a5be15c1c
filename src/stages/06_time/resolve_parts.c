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
        char unit = form->unit == 0 || form->unit == 'W' ? 'M' : form->unit;
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
    base.rule = &rule;
    base.unit = 0;
    Time from = {0};
    resolve_time(reckoning, &base, direction, &from);
    bool is_counted = form->number > 0 && form->number <= 10000 && form->unit != 'H' &&
                      form->unit != 'N' && form->unit != 'S';
    if (!from.value.is_known || from.value.first_day != from.value.last_day || !is_counted) return;
    out->anchor = from.anchor;
    value_set_day(out, reckoning->arena,
                  day_shifted(from.value.first_day, form->unit,
                              form->rule->shift * (int32_t)form->number));
}
