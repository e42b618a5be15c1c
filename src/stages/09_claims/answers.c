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
    case STANCE_DISPUTES:
    case STANCE_DOUBTS: return true;
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

uint32_t answers_find(const Ground *ground, const Claim *claim, uint32_t noun)
{
    if (!is_answer(claim->stance)) return NONE;
    const Document *doc = ground->doc;
    bool is_word = noun != NONE && claim_data_is_noun(ground->data, NOUN_CLAIM, ground->lemmas[noun]);
    Str own[MOST_LEMMAS], other[MOST_LEMMAS];
    uint32_t own_count = collect_lemmas(ground, claim->proposition, own);
    for (uint32_t i = doc->claims.count; i > 0; i--) {
        const Claim *before = &doc->claims.items[i - 1];
        if (before->sentence + MOST_SENTENCES_BACK < claim->sentence) break;
        if (is_answer(before->stance) || has_same_holder(claim, before)) continue;
        if (is_word) return i - 1;
        uint32_t count = collect_lemmas(ground, before->proposition, other);
        if (count_shared(own, own_count, other, count) >= SHARED_LEMMAS) return i - 1;
    }
    return NONE;
}
