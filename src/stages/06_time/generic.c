#include "generic.h"

#define LONGEST_CLIMB 6
#define SPEAKER_REACH 4 /* words on either side of "today" */
#define HELPER_REACH 8 /* words before a verb where its auxiliaries stand */

typedef struct Clause {
    uint32_t predicate; /* NONE: no clause found */
    bool is_past;
    bool is_present;     /* "is", "are", or a verb in the present */
    bool is_copular;     /* "is strong" */
    bool is_progressive;
    bool can;            /* "can be seen" */
} Clause;

static const Token *token_at(const Words *words, uint32_t at)
{
    return document_token(words->doc, at);
}

static bool is_verb(const Token *token)
{
    return token->tag == TAG_VERB || token->tag == TAG_AUX;
}

static void add_helper(const Token *helper, Clause *out)
{
    static const Str present[] = {STR_INIT("is"), STR_INIT("are"), STR_INIT("'s"), STR_INIT("'re"),
                                  STR_INIT("am"), STR_INIT("do"), STR_INIT("does")};
    static const Str possible[] = {STR_INIT("can"), STR_INIT("may")};
    static const Str be[] = {STR_INIT("be"), STR_INIT("been"), STR_INIT("being")};
    if (str_is_one_of(helper->lower, possible, COUNT(possible)))
        out->can = true;
    else if (str_is_one_of(helper->lower, present, COUNT(present)))
        out->is_present = true;
    else if (!str_is_one_of(helper->lower, be, COUNT(be)))
        out->is_past = true; /* "was", "has", "will": at a time of its own */
    out->is_copular |= helper->relation == REL_COP;
}

static bool is_helper(const Token *token)
{
    return token->relation == REL_AUX || token->relation == REL_AUX_PASS ||
           token->relation == REL_COP;
}

static Clause read_clause(const Words *words, uint32_t predicate)
{
    Clause clause = {.predicate = predicate};
    uint32_t first = words->range.first;
    if (predicate > first + HELPER_REACH) first = predicate - HELPER_REACH;
    for (uint32_t i = first; i < predicate; i++)
        if (token_at(words, i)->head == predicate && is_helper(token_at(words, i)))
            add_helper(token_at(words, i), &clause);
    Xpos xpos = token_at(words, predicate)->xpos;
    bool is_finite = is_verb(token_at(words, predicate));
    clause.is_past |= is_finite && xpos == XPOS_VBD;
    clause.is_present |= is_finite && (xpos == XPOS_VBZ || xpos == XPOS_VBP);
    clause.is_progressive = xpos == XPOS_VBG;
    return clause;
}

/* The clause the expression stands in: the first word above it that is a verb or has a copula. */
static Clause find_clause(const Words *words, TokenRange expression)
{
    uint32_t at = NONE;
    for (uint32_t i = expression.first; i < expression.end && at == NONE; i++) {
        uint32_t head = token_at(words, i)->head;
        if (head != NONE && (head < expression.first || head >= expression.end)) at = head;
    }
    for (uint32_t step = 0; at != NONE && step < LONGEST_CLIMB; step++) {
        Clause clause = read_clause(words, at);
        if (is_verb(token_at(words, at)) || clause.is_copular) return clause;
        at = token_at(words, at)->head;
    }
    return (Clause){.predicate = NONE};
}

static const TimeWord *find_word(const Words *words, WordClass class, Str word)
{
    uint32_t used;
    return time_word_find(words->lexicon, class, &word, 1, &used);
}

/* "remains", "is used": what goes on, and not on one day. */
static bool is_lasting(const Words *words, const Token *predicate)
{
    const TimeWord *word = find_word(words, WORD_LASTING, predicate->lemma);
    return word != NULL && (word->number == 0 || predicate->xpos == XPOS_VBN);
}

/* "still in use today", "even today": within the clause, before the predicate or after it. */
static bool has_still(const Words *words, const TimeForm *form)
{
    uint32_t first = form->tokens.first, from = words->range.first;
    if (first > from + HELPER_REACH) from = first - HELPER_REACH;
    for (uint32_t i = from; i < first; i++)
        if (str_equal(words->lower[i], STR("still"))) return true;
    return first > words->range.first && str_equal(words->lower[first - 1], STR("even"));
}

/* "today's world": the word after the mark tells. */
static bool owns_an_age(const Words *words, const TimeForm *form)
{
    uint32_t mark = form->tokens.end;
    if (mark + 1 >= words->range.end) return false;
    bool is_mark = str_equal(words->lower[mark], STR("'s")) ||
                   str_equal(words->lower[mark], STR("\xE2\x80\x99s"));
    return is_mark && find_word(words, WORD_AGE, words->lower[mark + 1]) != NULL;
}

/* "It is sad for me today", "today I am going to talk": who speaks of himself speaks of that day. */
static bool is_told_by_speaker(const Words *words, const TimeForm *form)
{
    static const Str speakers[] = {STR_INIT("i"), STR_INIT("me"), STR_INIT("my"), STR_INIT("we"),
                                   STR_INIT("us"), STR_INIT("our")};
    uint32_t first = form->tokens.first, end = form->tokens.end, from = words->range.first;
    if (first > from + SPEAKER_REACH) from = first - SPEAKER_REACH;
    for (uint32_t i = from; i < end + SPEAKER_REACH && i < words->range.end; i++)
        if (str_is_one_of(words->lower[i], speakers, COUNT(speakers))) return true;
    return false;
}

static bool is_generic_today(const Words *words, const TimeForm *form)
{
    if (owns_an_age(words, form)) return true;
    if (!has_still(words, form) && is_told_by_speaker(words, form)) return false;
    const Token *today = token_at(words, form->tokens.first);
    if (today->relation == REL_ROOT || today->relation == REL_NSUBJ) return false;
    Clause clause = find_clause(words, form->tokens);
    if (clause.predicate == NONE || clause.is_past) return false;
    if (has_still(words, form)) return true;
    const Token *predicate = token_at(words, clause.predicate);
    bool lasts = is_lasting(words, predicate);
    if (clause.is_progressive) return lasts && clause.is_present;
    if (predicate->xpos == XPOS_VBN && !clause.is_present) return lasts || clause.can;
    if (clause.is_copular) return clause.is_present && predicate->tag != TAG_VERB;
    return (clause.is_present && lasts) || clause.can;
}

/* "summers are hot", "in winter it is cold"; "this winter", "met in the winter" are of a year. */
static bool is_generic_season(const Words *words, const TimeForm *form)
{
    uint32_t last = form->tokens.end - 1;
    if (token_at(words, last)->xpos == XPOS_NNS) return true;
    Clause clause = find_clause(words, form->tokens);
    if (clause.predicate == NONE || clause.is_past || clause.is_progressive) return false;
    return clause.is_present || clause.can;
}

bool time_is_generic(const Words *words, const TimeForm *form)
{
    bool is_today = form->rule->meaning == MEANING_DAY && form->has_deictic && form->deictic == 0;
    if (is_today && form->part.len == 0) return is_generic_today(words, form);
    bool is_season = form->season != 0 && form->rule->meaning == MEANING_CALENDAR &&
                     form->year == 0 && form->rule->shift == 0;
    if (!is_season || str_equal(words->lower[form->tokens.first], STR("this"))) return false;
    return is_generic_season(words, form);
}
