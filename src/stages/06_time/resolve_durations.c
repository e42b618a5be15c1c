#include "resolve_kinds.h"

#include "values.h"

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

/* "P2Y1M21D", "P1DT12H". */
static Str length_text(Arena *arena, const Length *length)
{
    static const char letters[] = "YMWDHMS";
    Str text = STR("P");
    bool has_clock = false;
    for (uint32_t i = 0; i < LENGTH_UNIT_COUNT; i++) {
        if (length->count[i] == 0) continue;
        const char *clock = i >= LENGTH_HOURS && !has_clock ? "T" : "";
        has_clock |= i >= LENGTH_HOURS;
        text = arena_format(arena, STR_FMT "%s%.10g%c", STR_ARG(text), clock, length->count[i],
                            letters[i]);
    }
    return text;
}

int32_t length_shifted(int32_t day, const Length *length, int32_t sign)
{
    double months = 12 * length->count[LENGTH_YEARS] + length->count[LENGTH_MONTHS];
    double days = 7 * length->count[LENGTH_WEEKS] + length->count[LENGTH_DAYS];
    if (months > 12 * LATEST_YEAR || days > 10000) return INT32_MIN;
    int32_t moved = day_shifted(day, 'M', sign * (int32_t)months);
    return moved == INT32_MIN ? moved : moved + sign * (int32_t)days;
}

/* The shortest unit named, which is how fine a date counted by it is. */
char length_finest(const Length *length)
{
    static const char units[] = "YMDDDDD";
    uint32_t last = 0;
    for (uint32_t i = 0; i < LENGTH_UNIT_COUNT; i++)
        if (length->count[i] != 0) last = i;
    return units[last];
}

/* What a rule's shift adds to the number: "and a half", "and a quarter". */
static double with_fraction(double number, int32_t shift)
{
    if (shift == -2) return 0.5; /* "half a" */
    if (number <= 0) return number;
    return number + (shift == 2 ? 0.5 : shift == 3 ? 0.25 : 0);
}

void resolve_duration(Reckoning *reckoning, const TimeForm *form, Time *out)
{
    out->type = TIME_TYPE_DURATION;
    if (form->length.is_set) {
        out->timex = length_text(reckoning->arena, &form->length);
        return;
    }
    double number = with_fraction(form->number, form->rule->shift);
    if (number <= 0) number = form->rule->shift != 0 ? 1 : NUMBER_VAGUE;
    out->timex = duration_text(reckoning->arena, form->unit, number);
}

/* "the last two quarters" are whole ones. */
static void set_quarters(Reckoning *reckoning, int32_t sign, double number, Time *out)
{
    Time first = {0}, last = {0};
    int32_t reference = reckoning->reference, count = (int32_t)number;
    value_set_unit(&first, reckoning->arena, 'Q', reference, sign < 0 ? -count : 1);
    value_set_unit(&last, reckoning->arena, 'Q', reference, sign < 0 ? -1 : count);
    if (!first.value.is_known || !last.value.is_known) return;
    value_set_interval(out, reckoning->arena, first.value.first_day, last.value.last_day,
                       GRANULARITY_QUARTER);
}

/* "over the past year", said at the turn of the year: the year that ends, or has just ended. */
static bool is_turn_of_year(int32_t day)
{
    CivilDate date = civil_from_day(day);
    return (date.month == 12 && date.day >= 20) || (date.month == 1 && date.day <= 5);
}

static void set_year_at_turn(Reckoning *reckoning, Time *out)
{
    CivilDate date = civil_from_day(reckoning->reference);
    value_set_year(out, reckoning->arena, date.month == 12 ? date.year : date.year - 1);
}

/* "the past two weeks": a duration whose place on the calendar is known. */
void resolve_span(Reckoning *reckoning, const TimeForm *form, Time *out)
{
    double number = form->number == 0 ? 1 : form->number;
    int32_t reference = reckoning->reference, sign = form->rule->shift;
    if (form->length.is_set) {
        int32_t other = reckoning->has_reference
                            ? length_shifted(reference, &form->length, sign)
                            : INT32_MIN;
        if (other != INT32_MIN) {
            set_reference_anchor(reckoning, out);
            value_set_interval(out, reckoning->arena, sign < 0 ? other : reference + 1,
                               sign < 0 ? reference : other, GRANULARITY_DAY);
        }
        resolve_duration(reckoning, form, out);
        return;
    }
    if (reckoning->has_reference && form->unit == 'Q' && number > 0 && number < 1000) {
        set_reference_anchor(reckoning, out);
        set_quarters(reckoning, sign, number, out);
    } else if (reckoning->has_reference && form->unit == 'Y' && form->number == 0 && sign < 0 &&
               is_turn_of_year(reckoning->reference)) {
        set_reference_anchor(reckoning, out);
        set_year_at_turn(reckoning, out);
    } else if (reckoning->has_reference && number > 0 && number < 10000) {
        set_reference_anchor(reckoning, out);
        bool is_ahead_in_days = sign > 0 && form->unit != 'H' && form->unit != 'N' &&
                                form->unit != 'S'; /* the next days begin with the next */
        int32_t other = day_shifted(reference, form->unit, sign * (int32_t)number);
        if (other != INT32_MIN)
            value_set_interval(out, reckoning->arena,
                               sign < 0 ? other : reference + is_ahead_in_days,
                               sign < 0 ? reference : other, GRANULARITY_DAY);
    }
    out->type = TIME_TYPE_DURATION;
    out->timex = duration_text(reckoning->arena, form->unit, number);
}

void resolve_age(Reckoning *reckoning, const TimeForm *form, Time *out)
{
    out->type = TIME_TYPE_AGE;
    out->timex = duration_text(reckoning->arena, form->unit == 0 ? 'Y' : form->unit, form->number);
}

void resolve_anniversary(Reckoning *reckoning, const TimeForm *form, Time *out)
{
    int32_t years = form->ordinal != 0 ? form->ordinal
                    : form->number > 0 ? (int32_t)form->number
                                       : form->figure;
    out->type = TIME_TYPE_ANNIVERSARY;
    out->timex = duration_text(reckoning->arena, 'Y', years);
}

/* "Friday mornings". */
static const char *part_of_plural(Str word)
{
    static const struct {
        Str word;
        const char *part;
    } parts[] = {{STR_INIT("mornings"), "TMO"},
                 {STR_INIT("afternoons"), "TAF"},
                 {STR_INIT("evenings"), "TEV"},
                 {STR_INIT("nights"), "TNI"}};
    for (size_t i = 0; i < COUNT(parts); i++)
        if (str_equal(parts[i].word, word)) return parts[i].part;
    return "";
}

void resolve_set(Reckoning *reckoning, const TimeForm *form, Time *out)
{
    Arena *arena = reckoning->arena;
    out->type = TIME_TYPE_SET;
    double number = form->number == 0 ? 1 : form->number;
    if (form->rule->shift == 2) number = 2; /* "every other day" */
    if (form->frequency.len > 0)
        out->timex = form->frequency;
    else if (form->weekday != 0)
        out->timex = arena_format(arena, "XXXX-WXX-%d%s", (int)form->weekday,
                                  part_of_plural(form->last_word));
    else if (form->month != 0)
        out->timex = arena_format(arena, "XXXX-%02d", (int)form->month);
    else if (form->unit == 'E' && number == 1)
        out->timex = STR("XXXX-WXX-WE");
    else if (form->part.len > 0)
        out->timex = arena_format(arena, "XXXX-XX-XXT" STR_FMT, STR_ARG(form->part));
    else if (form->unit != 0)
        out->timex = duration_text(arena, form->unit, number);
    else
        out->timex = STR("P1Y"); /* a season */
}

void resolve_clock(Reckoning *reckoning, const TimeForm *form, Time *out)
{
    int32_t hour = form->hour;
    if (!form->has_clock) hour = str_equal(form->last_word, STR("noon")) ? 12 : 0;
    out->type = TIME_TYPE_TIME;
    out->value = (DateValue){.granularity = GRANULARITY_TIME};
    out->timex = arena_format(reckoning->arena, "XXXX-XX-XXT%02d:%02d", (int)hour,
                              (int)form->minute);
}
