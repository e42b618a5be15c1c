#include "answers.h"

#define MOST_SENTENCES_BACK 8
#define MOST_LEMMAS 32
#define SHARED_LEMMAS 2 /* content words two propositions must share */

static bool is_answer(Stance stance)
{
    switch (stance) {
    case STANCE_DENIES:
    case STANCE_CONFIRMS:
    case STANCE_NEITHER:
    case STANCE_RETRACTS:
    case STANCE_DISPUTES:
    case STANCE_DOUBTS:
    case STANCE_REJECTS:
    case STANCE_ACCEPTS: return true;
    case STANCE_ASSERTS:
    case STANCE_PROPOSES:
    case STANCE_PREDICTS:
    case STANCE_COUNT: break;
    }
    return false;
}

static bool is_content(const Token *token)
{
    return token->tag == TAG_NOUN || token->tag == TAG_PROPN || token->tag == TAG_VERB ||
           token->tag == TAG_ADJ;
}

static uint32_t collect_lemmas(const Ground *ground, Span span, Str *out)
{
    uint32_t count = 0, at = document_token_at(ground->doc, span.start);
    for (; at < ground->doc->tokens.count && count < MOST_LEMMAS; at++) {
        const Token *token = ground_token(ground, at);
        if (token->span.end > span.end) break;
        if (is_content(token)) out[count++] = ground->lemmas[at];
    }
    return count;
}

static uint32_t count_shared(const Str *a, uint32_t a_count, const Str *b, uint32_t b_count)
{
    uint32_t shared = 0;
    for (uint32_t i = 0; i < a_count; i++)
        for (uint32_t k = 0; k < b_count; k++)
            if (str_equal(a[i], b[k])) {
                shared++;
                break;
            }
    return shared;
}

static bool has_same_holder(const Claim *a, const Claim *b)
{
    for (uint32_t i = 0; i < a->holders.count; i++)
        for (uint32_t k = 0; k < b->holders.count; k++)
            if (a->holders.items[i].actor != NONE &&
                a->holders.items[i].actor == b->holders.items[k].actor)
                return true;
    return false;
}

/* Whose claim it is that the words stand for: "Ford's allegations", "denied by her": the actor; NONE. */
static uint32_t owner_of(const Ground *ground, uint32_t noun)
{
    uint32_t owner = noun == NONE ? NONE : tree_possessor(&ground->tree, noun);
    uint32_t mention = owner == NONE ? NONE : ground->mention_of[owner];
    return mention == NONE ? NONE : ground->doc->mentions.items[mention].actor;
}

static bool is_held_by(const Claim *claim, uint32_t actor)
{
    for (uint32_t i = 0; i < claim->holders.count; i++)
        if (claim->holders.items[i].actor == actor) return true;
    return false;
}

static bool is_reply(Stance stance)
{
    return stance == STANCE_REJECTS || stance == STANCE_ACCEPTS;
}

/* "allegations" are of one who alleges or accuses, not of one who announces; a plan is of one who proposes. */
static bool fits_noun(const Ground *ground, uint32_t noun, const Claim *claim, const Claim *before)
{
    if (is_reply(claim->stance)) return before->stance == STANCE_PROPOSES;
    bool is_accusation = claim_data_is_noun(ground->data, NOUN_ACCUSATION, ground->lemmas[noun]);
    return !is_accusation || claim_data_is_noun(ground->data, NOUN_ACCUSER, before->by.rule);
}

/* "denied it": of what was said just before. */
#define MOST_SENTENCES_BACK_TO_PRONOUN 2

static uint32_t reach_of(const Ground *ground, uint32_t noun)
{
    bool is_pronoun = noun != NONE && (ground_token(ground, noun)->tag == TAG_PRON ||
                                       ground_token(ground, noun)->tag == TAG_DET);
    return is_pronoun ? MOST_SENTENCES_BACK_TO_PRONOUN : MOST_SENTENCES_BACK;
}

/* "a plan", "any offer": none that was told before. */
static bool is_new(const Ground *ground, uint32_t noun)
{
    static const Str words[] = {STR_INIT("a"), STR_INIT("an"), STR_INIT("any")};
    uint32_t determiner = tree_child(&ground->tree, noun, REL_DET);
    for (size_t i = 0; determiner != NONE && i < COUNT(words); i++)
        if (str_equal(ground->words[determiner], words[i])) return true;
    return false;
}

uint32_t answers_find(const Ground *ground, const Claim *claim, uint32_t noun)
{
    if (!is_answer(claim->stance)) return NONE;
    const Document *doc = ground->doc;
    NounUse use = is_reply(claim->stance) ? NOUN_PROPOSAL : NOUN_CLAIM;
    bool is_word = noun != NONE && !(is_reply(claim->stance) && is_new(ground, noun)) &&
                   claim_data_is_noun(ground->data, use, ground->lemmas[noun]);
    uint32_t owner = is_word ? owner_of(ground, noun) : NONE;
    uint32_t reach = reach_of(ground, noun);
    Str own[MOST_LEMMAS], other[MOST_LEMMAS];
    uint32_t own_count = collect_lemmas(ground, claim->proposition, own);
    for (uint32_t i = doc->claims.count; i > 0; i--) {
        const Claim *before = &doc->claims.items[i - 1];
        if (before->sentence + reach < claim->sentence) break;
        bool is_own = has_same_holder(claim, before); /* what is taken back is */
        if (is_answer(before->stance) || is_own != (claim->stance == STANCE_RETRACTS)) continue;
        if (span_contains(before->proposition, claim->cue)) continue; /* "said they doubt it" */
        if (owner != NONE && !is_held_by(before, owner)) continue;
        if (is_word && fits_noun(ground, noun, claim, before)) return i - 1;
        if (is_word) continue;
        uint32_t count = collect_lemmas(ground, before->proposition, other);
        if (count_shared(own, own_count, other, count) >= SHARED_LEMMAS) return i - 1;
    }
    return NONE;
}
