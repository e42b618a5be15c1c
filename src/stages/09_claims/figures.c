#include "figures.h"

#include "counted.h"
#include "durations.h"
#include "quantity.h"

#define LARGEST_VALUE 1e15 /* more is a serial number */

static bool has_space_before(const Ground *ground, uint32_t token)
{
    return (ground_token(ground, token)->flags & TOKEN_SPACE_BEFORE) != 0;
}

/* In a date or a time of day; of durations see durations.h. */
static bool is_dated(const Ground *ground, TokenRange range)
{
    for (uint32_t i = range.first; i < range.end; i++)
        if (ground->is_dated[i]) return true;
    return false;
}

/* "Operation 1027", "Group of 77": the number is part of a name. */
static bool is_in_name(const Ground *ground, uint32_t number)
{
    uint32_t index = ground->mention_of[number];
    if (index == NONE) return false;
    const Mention *mention = &ground->doc->mentions.items[index];
    return mention->kind == MENTION_NAME || mention->kind == MENTION_TITLED_NAME;
}

/* "Su-35", "COVID-19", "2-1": joined to a word or number before it. */
static bool is_joined_before(const Ground *ground, TokenRange sentence, uint32_t first)
{
    if (first < sentence.first + 2 || has_space_before(ground, first)) return false;
    bool is_hyphen = ground_is_word(ground, sentence, first - 1, STR("-")) ||
                     ground_is_word(ground, sentence, first - 1, STR("/"));
    return is_hyphen && !has_space_before(ground, first - 1);
}

/* "six-party talks", "71-year-old", "2-1": joined to what follows, and that is neither unit nor counted. */
static bool is_joined_after(const Ground *ground, TokenRange sentence, const Quantity *quantity)
{
    uint32_t end = quantity->tokens.end;
    return end + 1 < sentence.end && ground_is_word(ground, sentence, end, STR("-")) &&
           !has_space_before(ground, end) && !has_space_before(ground, end + 1) &&
           !counted_is_joined(ground, quantity);
}

/* "Caption 12 of 22 photos", "page 3 of 10": a place in a row. */
static bool is_after_label(const Ground *ground, TokenRange sentence, uint32_t first)
{
    if (first < sentence.first + 3 || !ground_is_word(ground, sentence, first - 1, STR("of"))) return false;
    const Token *number = ground_token(ground, first - 2), *name = ground_token(ground, first - 3);
    return number->tag == TAG_NUM && ascii_is_digit(number->lower.data[0]) &&
           (name->tag == TAG_NOUN || name->tag == TAG_PROPN);
}

/* "section 96", "No. 5", "Mach 4", "World Cup 2018": a number behind its noun names, not counts. */
static bool is_label(const Ground *ground, const Quantity *quantity)
{
    if (quantity->tokens.first != quantity->first_number) return false;
    const Token *number = ground_token(ground, quantity->number);
    TokenRange sentence = ground_sentence(ground, quantity->number);
    if (quantity->first_number == sentence.first) return false;
    uint32_t before = quantity->first_number - 1;
    const Token *word = ground_token(ground, before);
    if (str_equal(word->lower, STR("no.")) || str_equal(word->lower, STR("#"))) return true;
    bool is_noun = word->tag == TAG_NOUN || word->tag == TAG_PROPN || word->tag == TAG_SYM;
    bool hangs_back = number->head != NONE && number->head < quantity->first_number &&
                      (number->relation == REL_NUMMOD || number->relation == REL_FLAT ||
                       number->relation == REL_NMOD_UNMARKED || number->relation == REL_DEP ||
                       number->relation == REL_APPOS || number->relation == REL_COMPOUND);
    return is_noun && hangs_back;
}

/* "the two", "both 10", "these three": known from before, not counted anew. */
static bool is_definite_few(const Ground *ground, const Quantity *quantity)
{
    static const Str words[] = {STR_INIT("the"), STR_INIT("both"), STR_INIT("these"),
                                STR_INIT("those"), STR_INIT("other"), STR_INIT("his"),
                                STR_INIT("their"), STR_INIT("its"), STR_INIT("first"),
                                STR_INIT("last"), STR_INIT("our"), STR_INIT("her")};
    TokenRange sentence = ground_sentence(ground, quantity->number);
    if (quantity->is_figures || quantity->high > 12 || quantity->tokens.first == sentence.first)
        return false;
    for (size_t i = 0; i < COUNT(words); i++)
        if (ground_is_word(ground, sentence, quantity->tokens.first - 1, words[i])) return true;
    return false;
}

/* "one of the most", "one day": a single one needs a hedge or a unit to be a figure. */
static bool is_mere_one(const Quantity *quantity, const Counted *counted)
{
    bool is_one = quantity->high == 1 && !quantity->is_figures && quantity->unit.len == 0;
    bool is_person = str_equal(counted->unit, STR("person")) && counted->shape == SHAPE_COUNTED;
    return is_one && quantity->hedge == HEDGE_EXACT && !is_person;
}

static bool is_figure(const Ground *ground, const Quantity *quantity)
{
    TokenRange sentence = ground_sentence(ground, quantity->number);
    if (quantity->high > LARGEST_VALUE) return false;
    if (is_dated(ground, quantity->tokens)) return false;
    if (quantity->unit.len > 0)
        return quantity->is_part || !is_joined_before(ground, sentence, quantity->first_number);
    if (is_after_label(ground, sentence, quantity->tokens.first)) return false;
    if (is_in_name(ground, quantity->number) || is_label(ground, quantity)) return false;
    if (is_joined_before(ground, sentence, quantity->first_number)) return false;
    if (is_joined_after(ground, sentence, quantity)) return false;
    return !is_definite_few(ground, quantity);
}

/* "360 billion yuan ($50.7 billion)": the one in brackets says the same once more. */
static bool is_rendering(const Ground *ground, const Quantity *quantity)
{
    const Document *doc = ground->doc;
    if (doc->figures.count == 0 || quantity->tokens.first < 2) return false;
    const Figure *last = &doc->figures.items[doc->figures.count - 1];
    uint32_t bracket = quantity->tokens.first - 1;
    return str_equal(ground->words[bracket], STR("(")) &&
           ground_token(ground, bracket - 1)->span.end == last->quantity.end &&
           last->unit.len == 3;
}

static FigureShape money_shape(const Ground *ground, const Quantity *quantity)
{
    return is_rendering(ground, quantity) ? SHAPE_RENDERING : SHAPE_MONEY;
}

static FigureShape shape_of(const Ground *ground, const Quantity *quantity, const Counted *counted)
{
    switch (quantity->unit_kind) {
    case UNIT_SIGN:
    case UNIT_MONEY: return money_shape(ground, quantity);
    case UNIT_SHARE: return quantity->is_part ? SHAPE_PART : SHAPE_SHARE;
    case UNIT_DURATION: return SHAPE_DURATION;
    case UNIT_STRENGTH: return SHAPE_STRENGTH;
    case UNIT_MEASURE:
        return str_equal(quantity->unit, STR("magnitude")) ? SHAPE_MAGNITUDE : SHAPE_MEASURE;
    case UNIT_PERSON:
    case UNIT_CASUALTY:
    case UNIT_LETTER:
    case UNIT_NONE:
    case UNIT_JOINED:
    case UNIT_LASTS:
    case UNIT_STAY:
    case UNIT_COMPARED:
    case UNIT_TALLY:
    case UNIT_CUE:
    case UNIT_RISES:
    case UNIT_KIND_COUNT: break;
    }
    return quantity->hedge == HEDGE_VAGUE ? SHAPE_VAGUE : counted->shape;
}

/* "Eleven of them were foreigners": what they are, the predicate says. */
static bool is_subject_of_people(const Ground *ground, const Quantity *quantity)
{
    const Token *number = ground_token(ground, quantity->number);
    bool is_subject = number->relation == REL_NSUBJ || number->relation == REL_NSUBJ_PASS;
    return is_subject && number->head != NONE &&
           claim_data_is(ground->data, UNIT_PERSON, ground->lemmas[number->head]);
}

/* "killed at least ten, seven of them in the capital": of the kind told before. */
static Str inherited_unit(const Ground *ground, const Quantity *quantity)
{
    static const Str pronouns[] = {STR_INIT("them"), STR_INIT("whom"), STR_INIT("the")};
    const Document *doc = ground->doc;
    TokenRange sentence = ground_sentence(ground, quantity->number);
    uint32_t of = quantity->tokens.end;
    if (is_subject_of_people(ground, quantity) || counted_are_casualties(ground, quantity)) return STR("person");
    if (doc->figures.count == 0 || !ground_is_word(ground, sentence, of, STR("of")))
        return (Str){0};
    const Figure *last = &doc->figures.items[doc->figures.count - 1];
    bool is_near = last->sentence + 1 >= ground_token(ground, quantity->number)->sentence;
    for (size_t i = 0; i < COUNT(pronouns) && is_near; i++)
        if (ground_is_word(ground, sentence, of + 1, pronouns[i])) return last->unit;
    return (Str){0};
}

/* The lemma; "full-timer" whole. */
static Str name_of_counted(const Ground *ground, uint32_t head)
{
    TokenRange sentence = ground_sentence(ground, head);
    bool is_joined = is_joined_before(ground, sentence, head) && ground_token(ground, head - 2)->tag != TAG_NUM &&
                     ground_token(ground, head - 2)->tag != TAG_PROPN && !ascii_is_digit(ground->words[head - 2].data[0]);
    if (!is_joined) return ground->lemmas[head];
    return arena_format(ground->doc->arena, STR_FMT "-" STR_FMT, STR_ARG(ground->words[head - 2]),
                        STR_ARG(ground->lemmas[head]));
}

static void add_figure(const Ground *ground, const Quantity *quantity, const Counted *counted)
{
    Document *doc = ground->doc;
    FigureShape shape = shape_of(ground, quantity, counted);
    const FigureRule *rule = ground->data->rule_of_shape[shape];
    Span span = document_tokens_span(doc, quantity->tokens);
    Figure figure = {.span = span,
                     .quantity = span,
                     .low = quantity->low,
                     .high = quantity->high,
                     .hedge = quantity->hedge,
                     .unit = quantity->unit.len > 0 ? quantity->unit : counted->unit,
                     .sentence = ground_token(ground, quantity->number)->sentence,
                     .event = NONE,
                     .claim = NONE,
                     .by = {rule->id, rule->confidence}};
    if (figure.unit.len == 0 && counted->head == NONE)
        figure.unit = inherited_unit(ground, quantity);
    if (counted->head != NONE) {
        figure.counted = name_of_counted(ground, counted->head);
        figure.counted_span = document_tokens_span(doc, counted->tokens);
        uint32_t of = quantity->tokens.first;
        bool is_right_before = counted->head + 2 == of && str_equal(ground->words[of - 1], STR("of"));
        if (is_right_before) figure.span.start = figure.counted_span.start;
        figure.span.end = figure.counted_span.end > span.end ? figure.counted_span.end : span.end;
    }
    *list_add(doc->arena, &doc->figures) = figure;
}

/* "magnitude 7.8", "magnitude of 7.8": the unit stands first. */
static void take_magnitude(const Ground *ground, Quantity *quantity)
{
    TokenRange sentence = ground_sentence(ground, quantity->number);
    for (uint32_t back = 1; back <= 2 && quantity->tokens.first >= sentence.first + back; back++) {
        uint32_t at = quantity->tokens.first - back;
        if (ground_is_word(ground, sentence, at, STR("magnitude"))) {
            quantity->unit = STR("magnitude");
            quantity->unit_kind = UNIT_MEASURE;
            quantity->tokens.first = at;
            return;
        }
        if (!ground_is_word(ground, sentence, at, STR("of")) &&
            !ground_is_word(ground, sentence, at, STR("-")))
            return;
    }
}

void figures_find(const Ground *ground)
{
    uint32_t count = ground->doc->tokens.count;
    for (uint32_t at = 0; at < count;) {
        Quantity quantity;
        uint32_t used = quantity_read(ground, at, &quantity);
        if (used == 0) {
            at++;
            continue;
        }
        at += used;
        if (quantity.unit.len == 0) take_magnitude(ground, &quantity);
        if (!is_figure(ground, &quantity)) continue;
        uint32_t noun = NONE;
        if (quantity.unit_kind == UNIT_DURATION && !duration_is_figure(ground, &quantity, &noun)) continue;
        Counted counted = counted_find(ground, &quantity);
        if (noun != NONE) counted_set_noun(ground, noun, &counted);
        if (counted.is_excluded || is_mere_one(&quantity, &counted)) continue;
        add_figure(ground, &quantity, &counted);
    }
}
