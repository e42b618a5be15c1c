#include "proposition.h"

static const Proposition nothing = {.predicate = NONE, .noun = NONE};

/* Without "that" and quotation marks at its ends. */
static TokenRange trim(const Ground *ground, TokenRange range)
{
    while (range.first < range.end) {
        const Token *token = ground_token(ground, range.first);
        bool is_mark = token->kind == TOKEN_PUNCT || token->kind == TOKEN_QUOTE ||
                       (token->relation == REL_MARK && str_equal(token->lower, STR("that")));
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

static Proposition of_clause(const Ground *ground, uint32_t predicate)
{
    return (Proposition){trim(ground, tree_range(&ground->tree, predicate)), predicate, NONE};
}

/* A clause must not hold the verb that governs it: then the parser went astray. */
static bool is_apart(TokenRange range, uint32_t token)
{
    return token < range.first || token >= range.end;
}

static uint32_t clause_below(const Ground *ground, uint32_t noun)
{
    uint32_t clause = tree_child(&ground->tree, noun, REL_ACL);
    if (clause == NONE) clause = tree_child(&ground->tree, noun, REL_CCOMP);
    return clause;
}

Proposition proposition_of_noun(const Ground *ground, uint32_t noun)
{
    static const Str prepositions[] = {STR_INIT("of"), STR_INIT("about"), STR_INIT("on"),
                                       STR_INIT("against")};
    const Tree *tree = &ground->tree;
    uint32_t clause = clause_below(ground, noun);
    if (clause != NONE && tree_has_mark(tree, clause, STR("that"))) return of_clause(ground, clause);
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
    if (is_word && clause != NONE && tree_has_mark(&ground->tree, clause, STR("that")))
        return of_clause(ground, clause);
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

Proposition proposition_of_accusation(const Ground *ground, uint32_t verb)
{
    const Tree *tree = &ground->tree;
    uint32_t target = tree_patient(tree, verb);
    if (target == NONE) return nothing;
    Proposition found = {tree_nominal_range(tree, target), NONE, NONE};
    for (uint32_t c = tree_first_child(tree, verb); c != NONE; c = tree_next_child(tree, c)) {
        bool is_reason = tree_relation(tree, c) == REL_ADVCL || tree_has_case(tree, c, STR("of")) ||
                         tree_has_case(tree, c, STR("for"));
        if (!is_reason || c < target) continue;
        TokenRange reason = tree_range(tree, c);
        if (reason.end > found.tokens.end) found.tokens.end = reason.end;
        if (tree_relation(tree, c) == REL_ADVCL) found.predicate = c;
    }
    TokenRange whole = tree_range(tree, target); /* the reason may hang on the target */
    if (whole.first <= found.tokens.first && whole.end > found.tokens.end)
        found.tokens.end = whole.end;
    found.tokens = trim(ground, found.tokens);
    return is_apart(found.tokens, verb) ? found : nothing;
}

Proposition proposition_around(const Ground *ground, uint32_t predicate, TokenRange aside)
{
    if (predicate == NONE) return nothing;
    TokenRange whole = tree_range(&ground->tree, predicate);
    Proposition found = {whole, predicate, NONE};
    if (predicate < aside.first && aside.first < whole.end) found.tokens.end = aside.first;
    if (predicate >= aside.end && aside.end > whole.first) found.tokens.first = aside.end;
    found.tokens = trim(ground, found.tokens);
    return found;
}
