#include "quantity.h"

#include "number_forms.h"
#include "parts.h"

typedef struct Reader {
    const Ground *ground;
    uint32_t at;
    uint32_t end; /* of the sentence */
} Reader;

static uint32_t words_left(const Reader *reader)
{
    return reader->end - reader->at;
}

static const Str *words_here(const Reader *reader)
{
    return reader->ground->words + reader->at;
}

static bool is_here(const Reader *reader, Str word)
{
    return reader->at < reader->end && str_equal(reader->ground->words[reader->at], word);
}

#define LONGEST_UNIT_WORDS 4 /* "South Korean won" */

/* "Swiss francs": the last word of a unit may be a plural, so it is looked for with that word's lemma. */
static const UnitRow *find_unit(const Reader *reader, UnitKind kind, uint32_t *out_used)
{
    Str words[LONGEST_UNIT_WORDS];
    uint32_t most = words_left(reader) < LONGEST_UNIT_WORDS ? words_left(reader) : LONGEST_UNIT_WORDS;
    for (uint32_t count = most; count > 0; count--) {
        for (uint32_t i = 0; i < count; i++) words[i] = words_here(reader)[i];
        words[count - 1] = reader->ground->lemmas[reader->at + count - 1];
        const UnitRow *unit = claim_data_unit(reader->ground->data, kind, words, count, out_used);
        if (unit != NULL && *out_used == count) return unit;
    }
    return NULL;
}

static const UnitRow *read_unit_word(Reader *reader, UnitKind kind)
{
    uint32_t used;
    const ClaimData *data = reader->ground->data;
    if (reader->at >= reader->end) return NULL;
    const UnitRow *unit =
        claim_data_unit(data, kind, words_here(reader), words_left(reader), &used);
    if (unit == NULL) unit = find_unit(reader, kind, &used);
    if (unit != NULL) reader->at += used;
    return unit;
}

/* "went up to 35" */
static bool is_rise(const Reader *reader)
{
    const Ground *ground = reader->ground;
    uint32_t start = ground_sentence(ground, reader->at).first;
    return is_here(reader, STR("up")) && reader->at > start &&
           claim_data_is(ground->data, UNIT_RISES, ground->lemmas[reader->at - 1]);
}

static bool read_hedge_before(Reader *reader, Quantity *out)
{
    uint32_t used;
    uint32_t hedge = phrases_match(&reader->ground->data->hedges_before, words_here(reader),
                                   words_left(reader), &used);
    if (hedge == MAP_NONE || is_rise(reader)) return false;
    reader->at += used;
    if (out->hedge == HEDGE_EXACT) out->hedge = (Hedge)hedge;
    return true;
}

/* "$", "US$"; "5m" only after one. */
static void read_sign(Reader *reader, Quantity *out)
{
    const UnitRow *sign = read_unit_word(reader, UNIT_SIGN);
    if (sign == NULL) return;
    out->unit = sign->unit;
    out->unit_kind = UNIT_SIGN;
    if (is_here(reader, STR("-"))) reader->at++;
}

static bool read_vague(Reader *reader, Quantity *out)
{
    uint32_t used;
    const ClaimData *data = reader->ground->data;
    uint32_t index =
        phrases_match(&data->vague_words, words_here(reader), words_left(reader), &used);
    if (index == MAP_NONE) return false;
    const VagueRow *row = &data->vague.items[index];
    out->low = row->low;
    out->high = row->high;
    if (row->hedge == HEDGE_VAGUE || out->hedge == HEDGE_EXACT) out->hedge = row->hedge;
    reader->at += used;
    return true;
}

static bool read_number(Reader *reader, const Quantity *out, double *value)
{
    if (reader->at >= reader->end) return false;
    uint32_t used = number_form_read(reader->ground, reader->at, out->unit_kind == UNIT_SIGN, value);
    reader->at += used;
    return used > 0;
}

static bool is_range_joint(const Reader *reader, const Quantity *out)
{
    if (out->hedge == HEDGE_RANGE && is_here(reader, STR("and"))) return true;
    return is_here(reader, STR("-")) || is_here(reader, STR("–")) || is_here(reader, STR("to")) ||
           is_here(reader, STR("or"));
}

/* The scale of the last number serves both: "10 to 12 million". */
static double shared_scale(const Reader *reader, double low, double high)
{
    const NumberWord *last =
        number_word_find(&reader->ground->data->numbers, reader->ground->words[reader->at - 1]);
    if (last == NULL || last->kind != NUMBER_SCALE || low >= 1000) return 1;
    return low * last->value < high ? last->value : 1;
}

/* "rose from 20 to 35": two values, unless it tells how far something ranges. */
static bool is_from_to(const Reader *reader, const Quantity *out)
{
    static const Str words[] = {STR_INIT("range"), STR_INIT("vary"), STR_INIT("anywhere"), STR_INIT("age"),
                                STR_INIT("stretch")};
    const Ground *ground = reader->ground;
    uint32_t start = ground_sentence(ground, reader->at).first, from = out->tokens.first;
    if (!is_here(reader, STR("to")) || from == start || !str_equal(ground->words[from - 1], STR("from")))
        return false;
    for (uint32_t i = from - 1; i > start && from - i < 6; i--)
        if (str_index(ground->lemmas[i - 1], words, COUNT(words)) != STR_NOT_FOUND) return false;
    return true;
}

/* "15 - 20", "between 10,000 and 12,000", "5 to 7 %". */
static void read_range(Reader *reader, Quantity *out)
{
    Reader next = *reader;
    double high;
    if (!is_range_joint(&next, out) || is_from_to(&next, out)) return;
    next.at++;
    if (out->unit_kind == UNIT_SIGN) read_unit_word(&next, UNIT_SIGN);
    if (!read_number(&next, out, &high)) return;
    double low = out->low * shared_scale(&next, out->low, high);
    if (high <= low) return;
    out->low = low;
    out->high = high;
    out->hedge = HEDGE_RANGE;
    *reader = next;
}

/* "km", "percent", "- km", "dozens of miles": at most one. A metre is not meant by "5m" after a sign. */
static void read_unit(Reader *reader, Quantity *out)
{
    static const UnitKind kinds[] = {UNIT_SHARE, UNIT_MONEY, UNIT_MEASURE, UNIT_DURATION, UNIT_STRENGTH};
    if (out->unit_kind == UNIT_SIGN) return;
    Reader next = *reader;
    if (is_here(&next, STR("-")) || (out->hedge == HEDGE_VAGUE && is_here(&next, STR("of")))) next.at++;
    for (size_t i = 0; i < COUNT(kinds); i++) {
        const UnitRow *unit = read_unit_word(&next, kinds[i]);
        if (unit == NULL) continue;
        out->unit = unit->unit;
        out->unit_kind = kinds[i];
        *reader = next;
        return;
    }
}

/* "from 20 to 35 percent": the first is of what the second is. */
static void borrow_unit(const Reader *reader, Quantity *out)
{
    if (out->unit.len > 0 || !is_from_to(reader, out)) return;
    Reader next = *reader;
    Quantity second = {.unit_kind = UNIT_NONE};
    next.at++;
    if (!read_number(&next, &second, &second.low)) return;
    double scale = shared_scale(&next, out->low, second.low);
    read_unit(&next, &second);
    if (second.unit_kind == UNIT_NONE || second.unit_kind == UNIT_STRENGTH) return;
    out->low *= scale;
    out->high *= scale;
    out->unit = second.unit;
    out->unit_kind = second.unit_kind;
}

/* "500 pounds" are sterling beside words of money. */
static void decide_pounds(const Ground *ground, Quantity *out)
{
    uint32_t used;
    if (out->unit_kind != UNIT_MEASURE || !str_equal(out->unit, STR("pound"))) return;
    TokenRange sentence = ground_sentence(ground, out->number);
    for (uint32_t i = sentence.first; i < sentence.end; i++) {
        const UnitRow *cue = claim_data_unit(ground->data, UNIT_CUE, &ground->lemmas[i], 1, &used);
        if (cue == NULL) continue;
        out->unit = cue->unit;
        out->unit_kind = UNIT_MONEY;
        return;
    }
}

/* "- plus", "+", "or more". */
static void read_hedge_after(Reader *reader, Quantity *out)
{
    uint32_t used;
    Reader next = *reader;
    if (is_here(&next, STR("-"))) next.at++;
    if (next.at >= next.end) return;
    uint32_t hedge = phrases_match(&next.ground->data->hedges_after, words_here(&next), words_left(&next), &used);
    if (hedge == MAP_NONE) return;
    if (out->hedge == HEDGE_EXACT || hedge == HEDGE_AT_LEAST) out->hedge = (Hedge)hedge;
    next.at += used;
    *reader = next;
}

/* "between" alone opens no range. */
static void drop_idle_range(const Ground *ground, Quantity *out)
{
    if (out->hedge != HEDGE_RANGE || out->low != out->high) return;
    out->hedge = HEDGE_EXACT;
    if (out->tokens.first < out->first_number &&
        ground_token(ground, out->tokens.first)->tag == TAG_ADP)
        out->tokens.first++;
}

static bool starts_with_figure(const Ground *ground, uint32_t at)
{
    Str word = ground->words[at];
    return word.len > 0 && ascii_is_digit(word.data[0]);
}

/* "minus 20", "-0.3%": the sign stands apart from what is before it. */
static bool read_minus(Reader *reader, bool *out_is_sign)
{
    const Ground *ground = reader->ground;
    *out_is_sign = is_here(reader, STR("-")) || is_here(reader, STR("−")) || is_here(reader, STR("–"));
    uint32_t next = reader->at + 1;
    if (next >= reader->end || !starts_with_figure(ground, next)) return false;
    bool is_glued = (ground_token(ground, next)->flags & TOKEN_SPACE_BEFORE) == 0;
    bool is_apart = reader->at == ground_sentence(ground, reader->at).first ||
                    (ground_token(ground, reader->at)->flags & TOKEN_SPACE_BEFORE) != 0;
    if (!(*out_is_sign && is_glued && is_apart) && !is_here(reader, STR("minus"))) return false;
    reader->at++;
    return true;
}

/* "30C", "86F": one word. */
static bool read_degrees(Reader *reader, Quantity *out)
{
    const Ground *ground = reader->ground;
    Str word = ground->words[reader->at];
    Str printed = str_slice(ground->doc->text, ground_token(ground, reader->at)->span);
    if (word.len < 2 || word.len > 4 || printed.len == 0) return false;
    char letter = printed.data[printed.len - 1];
    if ((letter != 'C' && letter != 'F') ||
        !number_from_figures((Str){word.data, word.len - 1}, &out->low))
        return false;
    out->high = out->low;
    out->unit = letter == 'C' ? STR("celsius") : STR("fahrenheit");
    out->unit_kind = UNIT_MEASURE;
    reader->at++;
    return true;
}

/* "two-thirds", "one in five". */
static bool read_part(Reader *reader, Quantity *out)
{
    uint32_t used = out->unit.len > 0 ? 0 : part_read(reader->ground, reader->at, &out->low);
    if (used == 0) return false;
    out->high = out->low;
    out->unit = STR("percent");
    out->unit_kind = UNIT_SHARE;
    out->is_part = true;
    reader->at += used;
    return true;
}

static bool read_value(Reader *reader, Quantity *out)
{
    if (read_vague(reader, out) || read_part(reader, out) || read_degrees(reader, out)) return true;
    if (!read_number(reader, out, &out->low)) return false;
    out->high = out->low;
    read_range(reader, out);
    return true;
}

static void negate(Quantity *out)
{
    double low = out->low;
    out->low = -out->high;
    out->high = -low;
}

uint32_t quantity_read(const Ground *ground, uint32_t at, Quantity *out)
{
    Reader reader = {ground, at, ground_sentence(ground, at).end};
    Quantity quantity = {.tokens = {at, at}, .unit_kind = UNIT_NONE};
    while (reader.at < reader.end && read_hedge_before(&reader, &quantity)) {}
    if (reader.at >= reader.end) return 0;
    bool is_sign, is_negative = read_minus(&reader, &is_sign);
    read_sign(&reader, &quantity);
    if (reader.at >= reader.end) return 0;
    quantity.first_number = reader.at;
    quantity.is_figures = starts_with_figure(ground, reader.at);
    quantity.has_comma = str_find(ground->words[reader.at], STR(","), 0) != STR_NOT_FOUND;
    if (!read_value(&reader, &quantity)) return 0;
    quantity.number = reader.at - 1;
    if (!quantity.is_part) read_unit(&reader, &quantity);
    borrow_unit(&reader, &quantity);
    if (is_negative && is_sign && quantity.unit.len == 0) return 0; /* a dash */
    if (is_negative) negate(&quantity);
    decide_pounds(ground, &quantity);
    read_hedge_after(&reader, &quantity);
    quantity.tokens = (TokenRange){at, reader.at};
    drop_idle_range(ground, &quantity);
    *out = quantity;
    return reader.at - at;
}
