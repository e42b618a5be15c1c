#include "direction.h"

#define LONGEST_CLIMB 12

static const Token *token_at(const Words *words, uint32_t at)
{
    return document_token(words->doc, at);
}

static bool is_inside(TokenRange range, uint32_t at)
{
    return at >= range.first && at < range.end;
}

static bool has_word(const Words *words, WordClass class, uint32_t at)
{
    uint32_t used;
    return time_word_find(words->lexicon, class, words->lower + at, words->range.end - at, &used) !=
           NULL;
}

/* The lemma too: "scheduled" and "schedule" are listed once. */
static bool looks_ahead(const Words *words, uint32_t at)
{
    uint32_t used;
    return has_word(words, WORD_FUTURE, at) ||
           (token_at(words, at)->lemma.len > 0 &&
            time_word_find(words->lexicon, WORD_FUTURE, &token_at(words, at)->lemma, 1, &used));
}

static bool is_verb(const Token *token)
{
    return token->tag == TAG_VERB || token->tag == TAG_AUX;
}

/* The word outside the expression that it hangs on; NONE at the root. */
static uint32_t outer_head(const Words *words, TokenRange expression)
{
    for (uint32_t i = expression.first; i < expression.end; i++) {
        uint32_t head = token_at(words, i)->head;
        if (head != NONE && !is_inside(expression, head)) return head;
    }
    return NONE;
}

/* Nearest verb to the left, else to the right: where the parser says nothing. */
static uint32_t nearest_verb(const Words *words, TokenRange expression)
{
    for (uint32_t i = expression.first; i > words->range.first; i--)
        if (is_verb(token_at(words, i - 1))) return i - 1;
    for (uint32_t i = expression.end; i < words->range.end; i++)
        if (is_verb(token_at(words, i))) return i;
    return NONE;
}

typedef struct Helpers {
    bool has_modal;
    bool has_have;
    bool has_past_be;    /* was, were, did */
    bool has_present_be; /* is, are */
    bool has_to;
    bool has_any;
} Helpers;

static void add_helper(const Words *words, uint32_t at, Helpers *out)
{
    static const Str have[] = {STR_INIT("has"), STR_INIT("have"), STR_INIT("had"),
                               STR_INIT("having"), STR_INIT("'ve")};
    static const Str past[] = {STR_INIT("was"), STR_INIT("were"), STR_INIT("did"),
                               STR_INIT("been")};
    static const Str present[] = {STR_INIT("is"), STR_INIT("are"), STR_INIT("'re")};
    Str word = token_at(words, at)->lower;
    out->has_any = true;
    out->has_modal |= has_word(words, WORD_MODAL, at);
    out->has_have |= str_is_one_of(word, have, COUNT(have));
    out->has_past_be |= str_is_one_of(word, past, COUNT(past));
    out->has_present_be |= str_is_one_of(word, present, COUNT(present));
}

/* Auxiliaries, copulas and "to" stand before their verb; six words back are enough. */
static Helpers find_helpers(const Words *words, uint32_t verb)
{
    Helpers helpers = {0};
    uint32_t first = verb > words->range.first + 6 ? verb - 6 : words->range.first;
    for (uint32_t i = first; i < verb; i++) {
        const Token *token = token_at(words, i);
        if (token->head != verb) continue;
        if (token->relation == REL_AUX || token->relation == REL_AUX_PASS ||
            token->relation == REL_COP)
            add_helper(words, i, &helpers);
        if (token->relation == REL_MARK && str_equal(token->lower, STR("to"))) helpers.has_to = true;
    }
    if (is_verb(token_at(words, verb)) && token_at(words, verb)->tag == TAG_AUX)
        add_helper(words, verb, &helpers);
    return helpers;
}

/* "is meeting on Friday", "is scheduled for Friday" look ahead; "is called" does not. */
static Direction with_present_be(const Words *words, uint32_t verb)
{
    if (token_at(words, verb)->xpos == XPOS_VBG || looks_ahead(words, verb))
        return DIRECTION_FUTURE;
    return DIRECTION_UNKNOWN;
}

static Direction of_finite(const Words *words, uint32_t verb, Helpers helpers)
{
    if (helpers.has_modal) return DIRECTION_FUTURE;
    if (helpers.has_have || helpers.has_past_be)
        return looks_ahead(words, verb) && token_at(words, verb)->xpos == XPOS_VBN
                   ? DIRECTION_UNKNOWN
                   : DIRECTION_PAST;
    if (helpers.has_present_be) return with_present_be(words, verb);
    return token_at(words, verb)->xpos == XPOS_VBD ? DIRECTION_PAST : DIRECTION_UNKNOWN;
}

/* Of one verb alone; *out_climb is set if the word it hangs on has to tell. */
static Direction of_verb(const Words *words, uint32_t verb, bool *out_climb)
{
    Helpers helpers = find_helpers(words, verb);
    const Token *token = token_at(words, verb);
    *out_climb = false;
    if (helpers.has_to && helpers.has_have) return DIRECTION_PAST;
    if (helpers.has_to && helpers.has_present_be) return DIRECTION_FUTURE; /* "is to be held" */
    if (helpers.has_to || (token->xpos == XPOS_VB && !helpers.has_any)) {
        *out_climb = true;
        return DIRECTION_UNKNOWN;
    }
    if (token->xpos == XPOS_VBG && !helpers.has_any) {
        *out_climb = true;
        return looks_ahead(words, verb) ? DIRECTION_FUTURE : DIRECTION_UNKNOWN;
    }
    if (token->xpos == XPOS_VBN && !helpers.has_any)
        return looks_ahead(words, verb) ? DIRECTION_FUTURE : DIRECTION_PAST;
    return of_finite(words, verb, helpers);
}

/* "ahead of Friday's vote", "until Monday". */
static bool follows_ahead_word(const Words *words, uint32_t first)
{
    for (uint32_t back = 1; back <= 3 && first >= words->range.first + back; back++) {
        uint32_t used;
        uint32_t at = first - back;
        bool found = time_word_find(words->lexicon, WORD_AHEAD, words->lower + at,
                                  words->range.end - at, &used) != NULL;
        if (found && used == back) return true;
    }
    return false;
}

/* "until Friday", "by May": ahead where the verb does not tell. */
static Direction by_preposition(const Words *words, uint32_t first)
{
    bool is_limit = first > words->range.first && has_word(words, WORD_UNTIL, first - 1);
    return is_limit ? DIRECTION_FUTURE : DIRECTION_UNKNOWN;
}

/* "is to be held": the infinitive hangs on a form of "be". */
static bool is_be(const Words *words, uint32_t at)
{
    return str_equal(token_at(words, at)->lemma, STR("be"));
}

/* Climbs from clause to clause while the verb itself does not tell: "plans to meet on Friday". */
Direction time_direction_of(const Words *words, TokenRange expression)
{
    if (follows_ahead_word(words, expression.first)) return DIRECTION_FUTURE;
    bool is_since = expression.first > words->range.first &&
                    has_word(words, WORD_SINCE, expression.first - 1);
    if (is_since) return DIRECTION_PAST;
    uint32_t at = outer_head(words, expression);
    if (at == NONE) at = nearest_verb(words, expression);
    bool below_infinitive = false;
    for (uint32_t steps = 0; at != NONE && steps < LONGEST_CLIMB; steps++) {
        const Token *token = token_at(words, at);
        Helpers helpers = find_helpers(words, at);
        if (is_verb(token) || helpers.has_any) {
            bool climb;
            if (below_infinitive && (looks_ahead(words, at) || is_be(words, at)))
                return DIRECTION_FUTURE;
            Direction direction = of_verb(words, at, &climb);
            if (direction != DIRECTION_UNKNOWN) return direction;
            if (!climb) break;
            /* "called her on Monday to ask": the date stands before the infinitive, and is not its */
            below_infinitive = helpers.has_to && at < expression.first;
        } else if (looks_ahead(words, at) && (below_infinitive || token->tag == TAG_ADJ)) {
            return DIRECTION_FUTURE;
        }
        at = token->head;
    }
    return by_preposition(words, expression.first);
}
