#include "number_forms.h"

#define MOST_GROUPS 5 /* of "1 234 567" */

static bool are_digits(Str word, uint32_t start, uint32_t end)
{
    if (end > word.len || start >= end) return false;
    for (uint32_t i = start; i < end; i++)
        if (!ascii_is_digit(word.data[i])) return false;
    return true;
}

static double value_of(Str word, uint32_t start, uint32_t end)
{
    double value = 0;
    for (uint32_t i = start; i < end; i++) value = value * 10 + (word.data[i] - '0');
    return value;
}

/* "3,5", "12,50": a comma for the point, as the group after it is no thousand. */
static bool read_decimal_comma(Str word, double *out)
{
    uint32_t comma = str_find(word, STR(","), 0);
    if (comma == STR_NOT_FOUND || comma > 3 || !are_digits(word, 0, comma)) return false;
    uint32_t places = word.len - comma - 1;
    if (places < 1 || places > 2 || !are_digits(word, comma + 1, word.len)) return false;
    *out = value_of(word, 0, comma) + value_of(word, comma + 1, word.len) / (places == 1 ? 10 : 100);
    return true;
}

/* "1.234.567": points part thousands if there are at least two. */
static bool read_points(Str word, double *out)
{
    uint32_t start = str_find(word, STR("."), 0), points = 0;
    if (start == STR_NOT_FOUND || start > 3 || !are_digits(word, 0, start)) return false;
    double value = value_of(word, 0, start);
    for (; start < word.len; start += 4, points++) {
        if (word.data[start] != '.' || !are_digits(word, start + 1, start + 4)) return false;
        value = value * 1000 + value_of(word, start + 1, start + 4);
    }
    *out = value;
    return points >= 2;
}

/* "300 000", "1 234 567": spaces part thousands. */
static uint32_t read_spaced(const Ground *ground, uint32_t at, uint32_t end, double *out)
{
    Str word = ground->words[at];
    if (word.len > 3 || !are_digits(word, 0, word.len) || word.data[0] == '0') return 0;
    double value = value_of(word, 0, word.len);
    uint32_t used = 1;
    for (; used < MOST_GROUPS && at + used < end; used++) {
        Str group = ground->words[at + used];
        if (group.len != 3 || !are_digits(group, 0, 3)) break;
        value = value * 1000 + value_of(group, 0, 3);
    }
    *out = value;
    return used > 1 ? used : 0;
}

static const NumberWord *scale_at(const Ground *ground, uint32_t at, uint32_t end)
{
    const NumberWord *word = at < end ? number_word_find(&ground->data->numbers, ground->words[at]) : NULL;
    return word != NULL && word->kind == NUMBER_SCALE ? word : NULL;
}

/* "two and a half million", "a million and a half". */
static uint32_t read_half(const Ground *ground, uint32_t at, uint32_t end, double *value)
{
    if (at + 2 >= end || !str_equal(ground->words[at], STR("and")) ||
        !str_equal(ground->words[at + 1], STR("a")) || !str_equal(ground->words[at + 2], STR("half")))
        return 0;
    const NumberWord *before = scale_at(ground, at - 1, end), *after = scale_at(ground, at + 3, end);
    if (before != NULL)
        *value += before->value / 2;
    else
        *value = (*value + 0.5) * (after == NULL ? 1 : after->value);
    return before == NULL && after != NULL ? 4 : 3;
}

/* "10 - billion", "350 - 400 thousand": the scale behind a hyphen. */
static uint32_t read_hyphened_scale(const Ground *ground, uint32_t at, uint32_t end, double *value)
{
    if (at + 1 >= end || !str_equal(ground->words[at], STR("-"))) return 0;
    const NumberWord *scale = scale_at(ground, at + 1, end);
    if (scale == NULL) return 0;
    *value *= scale->value;
    return 2;
}

/* "1.2m members": glued to the number, and what follows is counted in numbers; "a 5m wall" is a length. */
static bool is_scale_letter(const Ground *ground, uint32_t at, uint32_t end)
{
    if ((ground_token(ground, at)->flags & TOKEN_SPACE_BEFORE) != 0 || at + 1 >= end) return false;
    for (uint32_t i = at + 1; i < end && i <= at + 3; i++) {
        const Token *next = ground_token(ground, i);
        if (next->tag == TAG_ADJ) continue;
        return next->tag == TAG_NOUN && (str_ends(next->lower, STR("s")) ||
                                         claim_data_is(ground->data, UNIT_PERSON, ground->words[i]));
    }
    return false;
}

static uint32_t read_letter(const Ground *ground, uint32_t at, uint32_t end, bool after_sign, double *value)
{
    uint32_t used;
    if (at >= end || (!after_sign && !is_scale_letter(ground, at, end))) return 0;
    const UnitRow *letter = claim_data_unit(ground->data, UNIT_LETTER, &ground->words[at], 1, &used);
    if (letter == NULL) return 0;
    *value *= letter->factor;
    return used;
}

uint32_t number_form_read(const Ground *ground, uint32_t at, bool after_sign, double *out)
{
    uint32_t end = ground_sentence(ground, at).end;
    if (at >= end) return 0;
    uint32_t used = read_spaced(ground, at, end, out);
    if (used == 0) used = number_match(&ground->data->numbers, &ground->words[at], end - at, out);
    if (used == 0) {
        Str word = ground->words[at];
        if (!read_decimal_comma(word, out) && !read_points(word, out)) return 0;
        used = 1;
        const NumberWord *scale = scale_at(ground, at + 1, end);
        if (scale != NULL) {
            *out *= scale->value;
            used++;
        }
    }
    used += read_half(ground, at + used, end, out);
    used += read_hyphened_scale(ground, at + used, end, out);
    return used + read_letter(ground, at + used, end, after_sign, out);
}
