#include "proposition.h"

#define LONGEST_ASIDE_TAIL 6 /* tokens: "said [in a report on Monday]," */

static const Proposition nothing = {.predicate = NONE, .noun = NONE};

/* Without "that" and quotation marks at its ends. */
static TokenRange trim(const Ground *ground, TokenRange range)
{
    while (range.first < range.end) {
        const Token *token = ground_token(ground, range.first);
        bool is_mark = token->kind == TOKEN_PUNCT || token->kind == TOKEN_QUOTE ||
                       (range.first + 1 < range.end && token->tag != TAG_DET &&
                        str_equal(token->lower, STR("that")));
        if (!is_mark) break;
        range.first++;
    }
    while (range.end > range.first) {
        const Token *token = ground_token(ground, range.end - 1);
        if (token->kind != TOKEN_PUNCT && token->kind != TOKEN_QUOTE) break;
        range.end--;
    }
    return range;
}

/* Another's words in the same sentence: a verb of saying with a subject of its own behind a comma
 * and a conjunction. */
static bool opens_other_words(const Ground *ground, uint32_t comma, uint32_t end)
{
    static const Str words[] = {STR_INIT("while"), STR_INIT("whereas"), STR_INIT("but"),
                                STR_INIT("and")};
    if (comma + 2 >= end || !str_equal(ground->words[comma], STR(","))) return false;
    bool is_joined = false;
    for (size_t i = 0; i < COUNT(words); i++)
        is_joined = is_joined || str_equal(ground->words[comma + 1], words[i]);
    for (uint32_t i = comma + 2; is_joined && i < end && i < comma + 12; i++) {
        const Token *token = ground_token(ground, i);
        if (token->tag == TAG_VERB)
            return claim_data_verb(ground->data, ground->lemmas[i]) != NULL &&
                   tree_own_subject(&ground->tree, i) != NONE &&
                   tree_own_subject(&ground->tree, i) > comma && token->xpos != XPOS_VBG;
        if (token->kind == TOKEN_PUNCT || token->kind == TOKEN_QUOTE) return false;
    }
    return false;
}

/* What one verb tells ends at a semicolon, and where another's words begin. */
static TokenRange cut_off_others(const Ground *ground, TokenRange range, uint32_t predicate)
{
    for (uint32_t i = predicate + 1; i < range.end; i++)
        if ((ground->quotation_of[i] == NONE && str_equal(ground->words[i], STR(";"))) ||
            opens_other_words(ground, i, range.end))
            return (TokenRange){range.first, i};
    return range;
}

static Proposition of_clause(const Ground *ground, uint32_t predicate)
{
    TokenRange range = cut_off_others(ground, tree_range(&ground->tree, predicate), predicate);
    return (Proposition){trim(ground, range), predicate, NONE};
}

/* A clause must not hold the verb that governs it: then the parser went astray. */
static bool is_apart(TokenRange range, uint32_t token)
{
    return token < range.first || token >= range.end;
}

/* The clause right behind a noun that "that" opens: "reports that ...". */
static uint32_t clause_below(const Ground *ground, uint32_t noun)
{
    static const Relation relations[] = {REL_ACL, REL_CCOMP, REL_ACL_RELCL};
    if (!ground_is_word(ground, ground_sentence(ground, noun), noun + 1, STR("that"))) return NONE;
    for (size_t i = 0; i < COUNT(relations); i++) {
        uint32_t clause = tree_child(&ground->tree, noun, relations[i]);
        if (clause != NONE && clause > noun) return clause;
    }
    return NONE;
}

Proposition proposition_of_noun(const Ground *ground, uint32_t noun)
{
    static const Str prepositions[] = {STR_INIT("of"), STR_INIT("about"), STR_INIT("on"),
                                       STR_INIT("against")};
    const Tree *tree = &ground->tree;
    uint32_t clause = clause_below(ground, noun);
    if (clause != NONE) return of_clause(ground, clause);
    for (size_t i = 0; i < COUNT(prepositions); i++) {
        uint32_t nominal = tree_oblique(tree, noun, prepositions[i]);
        if (nominal == NONE) continue;
        return (Proposition){trim(ground, tree_range(tree, nominal)), NONE, noun};
    }
    return nothing;
}

/* "denied reports that ...": the clause; "denied such claims": the noun. */
static Proposition of_object(const Ground *ground, uint32_t object)
{
    bool is_word = claim_data_is_noun(ground->data, NOUN_CLAIM, ground->lemmas[object]);
    uint32_t clause = clause_below(ground, object);
    if (is_word && clause != NONE) return of_clause(ground, clause);
    return (Proposition){trim(ground, tree_range(&ground->tree, object)), NONE, object};
}

/* "Six died, she claimed": the clause is set before its verb, loosely. */
static uint32_t loose_clause(const Ground *ground, uint32_t verb)
{
    const Tree *tree = &ground->tree;
    uint32_t clause = tree_child(tree, verb, REL_PARATAXIS);
    return clause != NONE && tree_is_predicate(tree, clause) ? clause : NONE;
}

Proposition proposition_of_verb(const Ground *ground, uint32_t verb)
{
    const Tree *tree = &ground->tree;
    uint32_t clause = tree_complement(tree, verb);
    if (clause == NONE) clause = loose_clause(ground, verb);
    if (clause != NONE) {
        Proposition found = of_clause(ground, clause);
        if (is_apart(found.tokens, verb)) return found;
    }
    uint32_t object = tree_patient(tree, verb);
    if (object != NONE && object != tree_head(tree, verb)) {
        Proposition found = of_object(ground, object);
        if (is_apart(found.tokens, verb)) return found;
    }
    if (tree_relation(tree, verb) == REL_PARATAXIS)
        return proposition_around(ground, tree_head(tree, verb), tree_range(tree, verb));
    return nothing;
}

/* Where the reason that "of" or "for" opens behind the target ends; the end of the target if there
 * is none. The parser hangs it on the verb or on the target. */
static uint32_t reason_end(const Ground *ground, uint32_t verb, TokenRange target)
{
    const Tree *tree = &ground->tree;
    TokenRange sentence = ground_sentence(ground, verb);
    bool is_reason = ground_is_word(ground, sentence, target.end, STR("of")) ||
                     ground_is_word(ground, sentence, target.end, STR("for"));
    if (!is_reason) return target.end;
    uint32_t at = target.end;
    for (uint32_t step = 0; step < 32 && tree_head(tree, at) != NONE; step++) {
        uint32_t head = tree_head(tree, at);
        if (head == verb || (head >= target.first && head < target.end)) break;
        at = head;
    }
    TokenRange reason = tree_range(tree, at);
    return reason.end > target.end ? reason.end : target.end;
}

Proposition proposition_of_accusation(const Ground *ground, uint32_t verb)
{
    const Tree *tree = &ground->tree;
    uint32_t target = tree_patient(tree, verb);
    if (target == NONE) return nothing;
    TokenRange range = tree_nominal_range(tree, target);
    for (uint32_t i = target + 1; i < range.end; i++) /* the reason may count as part of it */
        if (str_equal(ground->words[i], STR("of")) || str_equal(ground->words[i], STR("for")))
            return (Proposition){trim(ground, tree_range(tree, target)), NONE, NONE};
    range.end = reason_end(ground, verb, range);
    range = trim(ground, range);
    return is_apart(range, verb) ? (Proposition){range, NONE, NONE} : nothing;
}

static bool is_speech(const Ground *ground, uint32_t token)
{
    return claim_data_verb(ground->data, ground->lemmas[token]) != NULL;
}

/* "22 people died, according to ...", read as a noun with its clause: what the clause hangs on. */
static uint32_t main_predicate(const Ground *ground, uint32_t predicate)
{
    for (uint32_t step = 0; step < 8; step++) {
        Relation relation = tree_relation(&ground->tree, predicate);
        uint32_t head = tree_head(&ground->tree, predicate);
        bool is_below = relation == REL_ACL || relation == REL_ACL_RELCL || relation == REL_ADVCL ||
                        relation == REL_CONJ || relation == REL_XCOMP;
        if (!is_below || head == NONE || is_speech(ground, head)) return predicate;
        predicate = head;
    }
    return predicate;
}

/* "The toll, Germany said on Monday, had risen": the aside runs to its comma. */
static uint32_t aside_end(const Ground *ground, uint32_t end, uint32_t predicate)
{
    for (uint32_t i = end; i < predicate && i < end + LONGEST_ASIDE_TAIL; i++)
        if (str_equal(ground->words[i], STR(","))) return i;
    return end;
}

Proposition proposition_around(const Ground *ground, uint32_t predicate, TokenRange aside)
{
    if (predicate == NONE) return nothing;
    predicate = main_predicate(ground, predicate);
    TokenRange whole = tree_range(&ground->tree, predicate);
    Proposition found = {whole, predicate, NONE};
    if (predicate < aside.first && aside.first < whole.end) found.tokens.end = aside.first;
    if (predicate >= aside.end && aside.end > whole.first)
        found.tokens.first = aside_end(ground, aside.end, predicate);
    found.tokens = trim(ground, found.tokens);
    return found;
}

static bool ends_aside(const Ground *ground, TokenRange sentence, uint32_t end)
{
    if (end >= sentence.end) return true;
    const Token *token = ground_token(ground, end);
    return token->kind == TOKEN_PUNCT || token->kind == TOKEN_QUOTE || token->tag == TAG_ADP ||
           token->tag == TAG_PROPN || ground->is_timed[end];
}

/* What stands before the leading part: a semicolon, the dash after a dateline. */
static bool opens_part(const Ground *ground, uint32_t token)
{
    const Dateline *dateline = &ground->doc->meta.dateline;
    if (dateline->is_present && span_overlaps(dateline->span, ground_token(ground, token)->span))
        return true;
    return str_equal(ground->words[token], STR(";")) || str_equal(ground->words[token], STR("--"));
}

Proposition proposition_before(const Ground *ground, TokenRange aside)
{
    TokenRange sentence = ground_sentence(ground, aside.first);
    if (aside.first < sentence.first + 3 || !ends_aside(ground, sentence, aside.end))
        return nothing;
    const Token *before = ground_token(ground, aside.first - 1);
    bool is_set_off = before->kind == TOKEN_QUOTE || str_equal(before->lower, STR(","));
    if (!is_set_off) return nothing;
    uint32_t first = aside.first - 1;
    while (first > sentence.first && !opens_part(ground, first - 1)) first--;
    Proposition found = {trim(ground, (TokenRange){first, aside.first}), NONE, NONE};
    for (uint32_t i = found.tokens.first; i < found.tokens.end && found.predicate == NONE; i++) {
        Relation relation = tree_relation(&ground->tree, i);
        bool is_main = relation == REL_ROOT || relation == REL_CCOMP || relation == REL_PARATAXIS;
        if (is_main && tree_is_predicate(&ground->tree, i)) found.predicate = i;
    }
    return found.predicate == NONE ? nothing : found;
}
