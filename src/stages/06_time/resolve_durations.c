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

void resolve_duration(Reckoning *reckoning, const TimeForm *form, Time *out)
{
    out->type = TIME_TYPE_DURATION;
    double number = form->number;
    int32_t shift = form->rule->shift; /* 2: "and a half", -2: "half a" */
    if (shift == 2 && number > 0) number += 0.5;
    if (shift == -2) number = 0.5;
    if (number <= 0) number = form->rule->shift != 0 ? 1 : NUMBER_VAGUE;
    out->timex = duration_text(reckoning->arena, form->unit, number);
}

/* "the past two weeks": a duration whose place on the calendar is known. */
void resolve_span(Reckoning *reckoning, const TimeForm *form, Time *out)
{
    double number = form->number == 0 ? 1 : form->number;
    int32_t reference = reckoning->reference, sign = form->rule->shift;
    if (reckoning->has_reference && number > 0 && number < 10000) {
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

void resolve_set(Reckoning *reckoning, const TimeForm *form, Time *out)
{
    Arena *arena = reckoning->arena;
    out->type = TIME_TYPE_SET;
    double number = form->number == 0 ? 1 : form->number;
    if (form->rule->shift == 2) number = 2; /* "every other day" */
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

void resolve_clock(Reckoning *reckoning, const TimeForm *form, Time *out)
{
    int32_t hour = form->hour;
    if (!form->has_clock) hour = str_equal(form->last_word, STR("noon")) ? 12 : 0;
    out->type = TIME_TYPE_TIME;
    out->value = (DateValue){.granularity = GRANULARITY_TIME};
    out->timex = arena_format(reckoning->arena, "XXXX-XX-XXT%02d:%02d", (int)hour,
                              (int)form->minute);
}
