#include "resolve_kinds.h"

#include "values.h"

void set_reference_anchor(const Reckoning *reckoning, Time *out)
{
    out->anchor = reckoning->reference_name;
}

void set_only_side(int32_t shift, Time *out)
{
    out->timex = shift == 0 ? STR("PRESENT_REF") : shift < 0 ? STR("PAST_REF") : STR("FUTURE_REF");
}

#define MOST_SENTENCES_BACK 4 /* "that day" is one told not long ago */

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

/* An article without a date that names a day in full: its weekday is that day, most likely. */
static void resolve_weekday_undated(Reckoning *reckoning, const TimeForm *form, Time *out)
{
    bool is_that_day = reckoning->has_written_day && form->rule->shift == 0 &&
                       (int32_t)weekday_of(reckoning->written_day) == form->weekday;
    if (!is_that_day) {
        set_weekday_only(reckoning, form, out);
        return;
    }
    out->anchor = STR("text");
    out->by.confidence *= 0.6f;
    value_set_day(out, reckoning->arena, reckoning->written_day);
    out->value.weekday = (Weekday)form->weekday;
    value_set_uncertain(out, reckoning->arena);
}

static void resolve_weekday(Reckoning *reckoning, const TimeForm *form, Direction direction,
                            Time *out)
{
    if (!reckoning->has_reference) {
        resolve_weekday_undated(reckoning, form, out);
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
    if (shift < 0) saturday = weekday_before(reckoning->reference, SUNDAY) - 1 + 7 * (shift + 1);
    if (shift > 0)
        saturday = weekday_before(reckoning->reference + 7, SATURDAY) + 7 * (shift - 1);
    value_set_weekend(out, reckoning->arena, saturday);
}

static void resolve_unit(Reckoning *reckoning, const TimeForm *form, Direction direction, Time *out)
{
    if (form->unit == 'E') {
        if (direction == DIRECTION_UNKNOWN) direction = DIRECTION_FUTURE; /* "this weekend" */
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

static void forget_year(Reckoning *reckoning, const Recent *from, Time *out)
{
    if (from->has_year || !out->value.is_known) return;
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
    if (form->length.is_set) {
        int32_t moved = length_shifted(base, &form->length, sign);
        if (moved != INT32_MIN)
            value_set_unit(out, reckoning->arena, length_finest(&form->length), moved, 0);
        return;
    }
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
    if (out->timex.len > 0) return;
    out->anchor = (Str){0}; /* "5,000 years ago" */
    set_only_side(form->rule->shift, out);
}

/* "two days later" after a year alone is no day; "an hour later" says nothing of the day. */
static bool is_too_coarse(const Recent *from, char unit)
{
    bool is_day = unit == 'D' || unit == 'W' || unit == 'F' || unit == 'H';
    bool is_month = unit == 'M' || unit == 'Q';
    bool is_below = unit == 'N' || unit == 'S';
    Granularity last = from->granularity;
    return is_below || (is_day && last < GRANULARITY_WEEK) ||
           (is_month && last < GRANULARITY_MONTH);
}

/* What the unit can be counted from: the date told last, or the day told last where a year stands
 * between; NULL if nothing. */
static const Recent *find_base(const Reckoning *reckoning, char unit)
{
    if (!reckoning->last.is_set) return NULL;
    if (!is_too_coarse(&reckoning->last, unit)) return &reckoning->last;
    const Recent *exact = &reckoning->last_exact;
    bool is_near = exact->is_set && reckoning->sentence - exact->sentence <= MOST_SENTENCES_BACK;
    return is_near && !is_too_coarse(exact, unit) ? exact : NULL;
}

static void resolve_later(Reckoning *reckoning, const TimeForm *form, Direction direction, Time *out)
{
    bool is_hours = form->unit == 'H' && form->number < 24;
    char unit = form->length.is_set ? length_finest(&form->length) : form->unit;
    if (!reckoning->last.is_set && direction == DIRECTION_FUTURE && form->rule->shift > 0 && !is_hours) {
        resolve_ago(reckoning, form, out); /* "will return two weeks later" */
        return;
    }
    const Recent *base = find_base(reckoning, unit);
    if (base == NULL || form->number < 0 || is_hours) {
        set_only_side(form->rule->shift, out);
        return;
    }
    out->anchor = STR("text");
    set_moved(reckoning, form, base->day, form->rule->shift, true, out);
    forget_year(reckoning, base, out);
}

static char unit_of_text(const TimeForm *form)
{
    static const struct {
        Str word;
        char unit;
    } named[] = {{STR_INIT("month"), 'M'},
                 {STR_INIT("year"), 'Y'},
                 {STR_INIT("week"), 'W'},
                 {STR_INIT("weekend"), 'E'}};
    if (form->unit != 0) return form->unit;
    for (size_t i = 0; i < COUNT(named); i++)
        if (str_equal(form->last_word, named[i].word)) return named[i].unit;
    return 'D';
}

/* "the same week", and none was named: some week. */
static Str some_unit(char unit)
{
    switch (unit) {
    case 'D': return STR("XXXX-XX-XX");
    case 'E': return STR("XXXX-WXX-WE");
    case 'W': return STR("XXXX-WXX");
    case 'M': return STR("XXXX-XX");
    default: return STR("XXXX");
    }
}

/* Nothing was mentioned before to reckon from: larger units are those of the reference day, days
 * only where the clause looks that way. */
static void resolve_unit_alone(Reckoning *reckoning, const TimeForm *form, char unit,
                               Direction direction, Time *out)
{
    int32_t shift = form->rule->shift;
    bool is_of_reference = form->edge.len > 0 && reckoning->has_reference; /* "later in the day" */
    if (shift == 0 && !is_of_reference) {
        out->timex = some_unit(unit);
        return;
    }
    set_only_side(shift, out);
    bool looks_there = shift < 0 ? direction == DIRECTION_PAST : direction == DIRECTION_FUTURE;
    if (!reckoning->has_reference || (unit == 'D' && shift != 0 && !looks_there)) return;
    set_reference_anchor(reckoning, out);
    out->by.confidence *= 0.7f;
    value_set_unit(out, reckoning->arena, unit, reckoning->reference, shift);
}

static void resolve_text_unit(Reckoning *reckoning, const TimeForm *form, Direction direction,
                              Time *out)
{
    char unit = unit_of_text(form);
    const Recent *base = find_base(reckoning, unit);
    if (base == NULL) {
        resolve_unit_alone(reckoning, form, unit, direction, out);
        return;
    }
    out->anchor = STR("text");
    value_set_unit(out, reckoning->arena, unit, base->day, form->rule->shift);
    forget_year(reckoning, base, out);
}

static void resolve_text_weekday(Reckoning *reckoning, const TimeForm *form, Time *out)
{
    if (!reckoning->last.is_set || !reckoning->last.has_year) {
        set_weekday_only(reckoning, form, out);
        return;
    }
    out->anchor = STR("text");
    value_set_day(out, reckoning->arena,
                  weekday_day(reckoning->last.day, form->weekday, form->rule->shift,
                              DIRECTION_UNKNOWN));
}

static void add_part(Reckoning *reckoning, Str part, Time *out)
{
    if (out->timex.len == 0) return;
    out->type = TIME_TYPE_TIME;
    out->timex = arena_format(reckoning->arena, STR_FMT "T" STR_FMT, STR_ARG(out->timex),
                              STR_ARG(part));
}

static void resolve_day(Reckoning *reckoning, const TimeForm *form, Time *out)
{
    Meaning meaning = form->rule->meaning;
    int32_t shift = meaning == MEANING_DAY ? form->deictic : form->rule->shift;
    if (form->is_generic) {
        set_only_side(0, out);
        return;
    }
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
    case MEANING_CENTURY: resolve_century(reckoning, form, out); break;
    case MEANING_ERA: resolve_era(reckoning, form, out); break;
    case MEANING_PERIOD: resolve_period(reckoning, form, out); break;
    case MEANING_TEXT_CALENDAR: resolve_text_calendar(reckoning, form, out); break;
    case MEANING_TEXT_SEASON: resolve_text_season(reckoning, form, out); break;
    case MEANING_UNIT_END: resolve_unit_end(reckoning, form, out); break;
    case MEANING_UNIT_REST: resolve_unit_rest(reckoning, form, out); break;
    case MEANING_WEEK_OF: resolve_week_of(reckoning, form, direction, out); break;
    case MEANING_NTH_WEEKDAY: resolve_nth_weekday(reckoning, form, direction, out); break;
    case MEANING_FIRST_UNITS:
    case MEANING_LAST_UNITS: resolve_edge_units(reckoning, form, direction, out); break;
    case MEANING_NTH_UNIT: resolve_nth_unit(reckoning, form, direction, out); break;
    case MEANING_UNIT_BEGUN: resolve_unit_begun(reckoning, form, out); break;
    case MEANING_WEEKDAY_DAY: resolve_weekday_day(reckoning, form, direction, out); break;
    case MEANING_SEASON_THIS: resolve_season_this(reckoning, form, direction, out); break;
    case MEANING_FROM_DATE: resolve_from_date(reckoning, form, direction, out); break;
    case MEANING_CALENDAR_YEAR:
    case MEANING_QUARTER:
    case MEANING_HALF: resolve_in_year(reckoning, form, direction, out); break;
    case MEANING_FISCAL_YEAR: resolve_fiscal_year(reckoning, form, out); break;
    case MEANING_AGE: resolve_age(reckoning, form, out); break;
    case MEANING_ANNIVERSARY: resolve_anniversary(reckoning, form, out); break;
    case MEANING_HOLIDAY: resolve_holiday(reckoning, form, direction, out); break;
    case MEANING_NEW_YEAR:
    case MEANING_OUTGOING_YEAR: resolve_turn(reckoning, form, out); break;
    case MEANING_DAY:
    case MEANING_DAY_SHIFT:
    case MEANING_NIGHT: resolve_day(reckoning, form, out); break;
    case MEANING_WEEKDAY:
    case MEANING_WEEKDAY_WEEK: resolve_weekday(reckoning, form, direction, out); break;
    case MEANING_UNIT: resolve_unit(reckoning, form, direction, out); break;
    case MEANING_WEEKEND:
        resolve_weekend(reckoning, direction, form->rule->shift, out);
        break;
    case MEANING_AGO: resolve_ago(reckoning, form, out); break;
    case MEANING_LATER: resolve_later(reckoning, form, direction, out); break;
    case MEANING_TEXT_UNIT: resolve_text_unit(reckoning, form, direction, out); break;
    case MEANING_TEXT_WEEKDAY: resolve_text_weekday(reckoning, form, out); break;
    case MEANING_SPAN: resolve_span(reckoning, form, out); break;
    case MEANING_VAGUE:
        if (form->ref.len > 0)
            out->timex = form->ref;
        else
            set_only_side(form->rule->shift, out);
        break;
    case MEANING_DURATION: resolve_duration(reckoning, form, out); break;
    case MEANING_SET: resolve_set(reckoning, form, out); break;
    case MEANING_CLOCK: resolve_clock(reckoning, form, out); break;
    case MEANING_COUNT: break;
    }
    if (form->part.len > 0 && out->type == TIME_TYPE_DATE) add_part(reckoning, form->part, out);
}

void resolve_clock_day(const Reckoning *reckoning, Direction direction, Time *clock)
{
    const Recent *exact = &reckoning->last_exact;
    bool is_near = exact->is_set && exact->has_year &&
                   reckoning->sentence - exact->sentence <= MOST_SENTENCES_BACK;
    bool is_over = direction != DIRECTION_PAST && reckoning->has_reference &&
                   exact->day < reckoning->reference;
    if (!is_near || is_over) return;
    Time day = {0};
    value_set_day(&day, reckoning->arena, exact->day);
    clock->timex = arena_format(reckoning->arena, STR_FMT STR_FMT, STR_ARG(day.timex),
                                (int)(clock->timex.len - 10), clock->timex.data + 10);
    clock->value.is_known = day.value.is_known;
    clock->value.first_day = clock->value.last_day = exact->day;
    clock->value.edtf = day.value.edtf;
    clock->anchor = STR("text");
    clock->by.confidence *= 0.7f;
}

void resolve_remember(Reckoning *reckoning, const TimeForm *form, const Time *time)
{
    bool is_date = time->type == TIME_TYPE_DATE || time->type == TIME_TYPE_TIME;
    bool is_aside = form->rule->meaning == MEANING_HOLIDAY || form->rule->meaning == MEANING_PERIOD;
    if (!is_date || is_aside) return;
    bool is_month_or_day = form->rule->meaning == MEANING_CALENDAR;
    reckoning->told_years += time->anchor.len == 0 && form->year != 0;
    reckoning->reckoned_dates += time->anchor.len > 0 && !is_month_or_day &&
                                 !str_equal(time->anchor, STR("text"));
    Recent told = {true, true, time->value.first_day, time->value.granularity,
                   reckoning->sentence};
    if (time->value.is_known) {
        reckoning->last = told;
    } else if (form->month != 0 && time->value.edtf.len > 0) {
        CivilDate date = {PSEUDO_YEAR, form->month, form->day == 0 ? 1 : form->day};
        if (!civil_date_is_valid(date)) return;
        told.has_year = false;
        told.day = day_from_civil(date);
        reckoning->last = told;
    } else {
        return;
    }
    if (told.granularity >= GRANULARITY_DAY) reckoning->last_exact = told;
}
