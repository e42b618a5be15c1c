#include "quantity.h"

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

static const UnitRow *read_unit_word(Reader *reader, UnitKind kind)
{
    uint32_t used;
    const ClaimData *data = reader->ground->data;
    if (reader->at >= reader->end) return NULL;
    const UnitRow *unit =
        claim_data_unit(data, kind, words_here(reader), words_left(reader), &used);
    if (unit == NULL)
        unit = claim_data_unit(data, kind, reader->ground->lemmas + reader->at,
                               words_left(reader), &used);
    if (unit != NULL) reader->at += used;
    return unit;
}

static bool read_hedge_before(Reader *reader, Quantity *out)
{
    uint32_t used;
    uint32_t hedge = phrases_match(&reader->ground->data->hedges_before, words_here(reader),
                                   words_left(reader), &used);
    if (hedge == MAP_NONE) return false;
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
    if (row->low != row->high) out->hedge = HEDGE_VAGUE;
    reader->at += used;
    return true;
}

/* "$5 m", "50 bn". */
static double read_letter(Reader *reader, const Quantity *out)
{
    if (out->unit_kind != UNIT_SIGN) return 1;
    const UnitRow *letter = read_unit_word(reader, UNIT_LETTER);
    return letter == NULL ? 1 : letter->factor;
}

/* "10 - billion": the scale behind a hyphen. */
static double read_hyphened_scale(Reader *reader)
{
    if (!is_here(reader, STR("-")) || reader->at + 1 >= reader->end) return 1;
    const NumberWord *word =
        number_word_find(&reader->ground->data->numbers, reader->ground->words[reader->at + 1]);
    if (word == NULL || word->kind != NUMBER_SCALE) return 1;
    reader->at += 2;
    return word->value;
}

static bool read_number(Reader *reader, const Quantity *out, double *value)
{
    if (reader->at >= reader->end) return false;
    uint32_t used = number_match(&reader->ground->data->numbers, words_here(reader),
                                 words_left(reader), value);
    if (used == 0) return false;
    reader->at += used;
    *value *= read_hyphened_scale(reader);
    *value *= read_letter(reader, out);
    return true;
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

/* "15 - 20", "between 10,000 and 12,000", "5 to 7 %". */
static void read_range(Reader *reader, Quantity *out)
{
    Reader next = *reader;
    double high;
    if (!is_range_joint(&next, out)) return;
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

/* "km", "percent", "- km": at most one. A metre is not meant by "5m" after a sign. */
static void read_unit(Reader *reader, Quantity *out)
{
    static const UnitKind kinds[] = {UNIT_SHARE, UNIT_MONEY, UNIT_MEASURE};
    if (out->unit_kind == UNIT_SIGN) return;
    Reader next = *reader;
    if (is_here(&next, STR("-"))) next.at++;
    for (size_t i = 0; i < COUNT(kinds); i++) {
        const UnitRow *unit = read_unit_word(&next, kinds[i]);
        if (unit == NULL) continue;
        out->unit = unit->unit;
        out->unit_kind = kinds[i];
        *reader = next;
        return;
    }
}

static void read_hedge_after(Reader *reader, Quantity *out)
{
    uint32_t used;
    if (reader->at >= reader->end) return;
    uint32_t hedge = phrases_match(&reader->ground->data->hedges_after, words_here(reader),
                                   words_left(reader), &used);
    if (hedge == MAP_NONE) return;
    if (out->hedge == HEDGE_EXACT) out->hedge = (Hedge)hedge;
    reader->at += used;
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

uint32_t quantity_read(const Ground *ground, uint32_t at, Quantity *out)
{
    Reader reader = {ground, at, ground_sentence(ground, at).end};
    Quantity quantity = {.unit_kind = UNIT_NONE};
    while (reader.at < reader.end && read_hedge_before(&reader, &quantity)) {}
    if (reader.at >= reader.end) return 0;
    read_sign(&reader, &quantity);
    if (reader.at >= reader.end) return 0;
    quantity.first_number = reader.at;
    quantity.is_figures = starts_with_figure(ground, reader.at);
    if (!read_vague(&reader, &quantity)) {
        if (!read_number(&reader, &quantity, &quantity.low)) return 0;
        quantity.high = quantity.low;
        read_range(&reader, &quantity);
    }
    quantity.number = reader.at - 1;
    read_unit(&reader, &quantity);
    read_hedge_after(&reader, &quantity);
    quantity.tokens = (TokenRange){at, reader.at};
    drop_idle_range(ground, &quantity);
    *out = quantity;
    return reader.at - at;
}
