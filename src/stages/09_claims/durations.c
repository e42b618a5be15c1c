#include "durations.h"

static bool is_word(const Ground *ground, TokenRange sentence, uint32_t at, Str word)
{
    return ground_is_word(ground, sentence, at, word);
}

static bool is_kind(const Ground *ground, UnitKind kind, uint32_t token)
{
    return claim_data_is(ground->data, kind, ground->lemmas[token]) ||
           claim_data_is(ground->data, kind, ground->words[token]);
}

static bool is_noun(const Ground *ground, uint32_t token)
{
    Tag tag = ground_token(ground, token)->tag;
    return tag == TAG_NOUN || tag == TAG_PROPN;
}

/* "ago", "later", "old": a point in time, or an age. */
static bool is_placed_in_time(const Ground *ground, TokenRange sentence, uint32_t next)
{
    static const Str words[] = {STR_INIT("ago"), STR_INIT("later"), STR_INIT("earlier"), STR_INIT("before"),
                                STR_INIT("after"), STR_INIT("since"), STR_INIT("old"), STR_INIT("olds"),
                                STR_INIT("prior"), STR_INIT("from"), STR_INIT("ahead"), STR_INIT("away"),
                                STR_INIT("apart"), STR_INIT("into"), STR_INIT("hence"), STR_INIT("back")};
    if (is_word(ground, sentence, next, STR("-"))) next++;
    for (size_t i = 0; i < COUNT(words); i++)
        if (is_word(ground, sentence, next, words[i])) return true;
    return false;
}

/* "a 20-year postponement", "a five-year suspended sentence": a noun follows that it belongs to. */
static bool is_modifier(const Ground *ground, const Quantity *quantity, TokenRange sentence)
{
    uint32_t unit = quantity->tokens.end - 1;
    bool has_hyphen = unit > sentence.first && is_word(ground, sentence, unit - 1, STR("-"));
    const Token *token = ground_token(ground, unit);
    bool is_attached = token->relation == REL_COMPOUND || token->relation == REL_NMOD_UNMARKED ||
                       token->relation == REL_NMOD_POSS || token->relation == REL_AMOD;
    if (!has_hyphen && !(is_attached && token->head != NONE && token->head > unit)) return false;
    for (uint32_t i = unit + 1; i < sentence.end && i <= unit + 4; i++) {
        const Token *next = ground_token(ground, i);
        if (is_kind(ground, UNIT_COMPARED, i)) return false;
        if (is_noun(ground, i)) return i + 1 >= sentence.end || !is_kind(ground, UNIT_COMPARED, i + 1);
        bool may_stand = next->tag == TAG_ADJ || next->tag == TAG_VERB || next->tag == TAG_ADV ||
                         next->tag == TAG_PUNCT || str_equal(next->lower, STR("'s"));
        if (!may_stand) break;
    }
    return has_hyphen && unit + 1 < sentence.end && ground_token(ground, unit + 1)->tag != TAG_PUNCT;
}

/* "three days of mourning", "12 years in prison". */
static bool is_filled(const Ground *ground, TokenRange sentence, uint32_t next)
{
    if (next + 1 >= sentence.end) return false;
    if (is_word(ground, sentence, next, STR("of")))
        return !ground->is_timed[next + 1] && !is_kind(ground, UNIT_COMPARED, next + 1);
    if (is_word(ground, sentence, next, STR("in")) || is_word(ground, sentence, next, STR("behind")))
        return is_kind(ground, UNIT_STAY, next + 1) || is_word(ground, sentence, next + 1, STR("bars"));
    return false;
}

/* "a ban of 18 months": the noun before "of". */
static uint32_t noun_before(const Ground *ground, TokenRange sentence, uint32_t first)
{
    if (first < sentence.first + 2 || !is_word(ground, sentence, first - 1, STR("of"))) return NONE;
    uint32_t noun = first - 2;
    return is_noun(ground, noun) && !is_kind(ground, UNIT_COMPARED, noun) ? noun : NONE;
}

/* "lasted 45 minutes", "delayed by two months", "jailed for seven years". */
static bool is_governed(const Ground *ground, const Quantity *quantity, TokenRange sentence)
{
    uint32_t first = quantity->tokens.first, head = ground_token(ground, quantity->tokens.end - 1)->head;
    if (first == sentence.first) return false;
    if (is_word(ground, sentence, first - 1, STR("for"))) return true;
    if (head == NONE || head >= first || !is_kind(ground, UNIT_LASTS, head)) return false;
    return first - 1 == head || is_word(ground, sentence, first - 1, STR("by")) ||
           is_word(ground, sentence, first - 1, STR("to")) ||
           ground_token(ground, first - 1)->tag != TAG_ADP;
}

bool duration_is_figure(const Ground *ground, const Quantity *quantity, uint32_t *out_noun)
{
    TokenRange sentence = ground_sentence(ground, quantity->number);
    uint32_t first = quantity->tokens.first, next = quantity->tokens.end;
    *out_noun = NONE;
    if (is_placed_in_time(ground, sentence, next)) return false;
    if (is_modifier(ground, quantity, sentence) || is_filled(ground, sentence, next)) return true;
    *out_noun = noun_before(ground, sentence, first);
    return *out_noun != NONE || is_governed(ground, quantity, sentence);
}
