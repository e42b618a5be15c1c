/* Steps through the tree, and the words that belong to a node. Predicates: tree_clauses.c. */
#include "record/tree.h"

/* Trees of real sentences are not deeper; more is the parser's or an attacker's doing. */
#define DEEPEST_CLIMB 128

void tree_init(Tree *tree, const Document *doc, Arena *arena)
{
    uint32_t count = doc->tokens.count;
    tree->doc = doc;
    tree->first_child = arena_new_items(arena, uint32_t, (size_t)count + 1);
    tree->next_sibling = arena_new_items(arena, uint32_t, (size_t)count + 1);
    for (uint32_t i = 0; i < count; i++) tree->first_child[i] = tree->next_sibling[i] = NONE;
    for (uint32_t i = count; i-- > 0;) { /* from the right, so that lists run to the right */
        uint32_t head = doc->tokens.items[i].head;
        if (head >= count || head == i) continue;
        tree->next_sibling[i] = tree->first_child[head];
        tree->first_child[head] = i;
    }
}

static const Token *token_of(const Tree *tree, uint32_t token)
{
    return document_token(tree->doc, token);
}

uint32_t tree_first_child(const Tree *tree, uint32_t token)
{
    return token == NONE ? NONE : tree->first_child[token];
}

uint32_t tree_next_child(const Tree *tree, uint32_t child)
{
    return child == NONE ? NONE : tree->next_sibling[child];
}

uint32_t tree_head(const Tree *tree, uint32_t token)
{
    return token == NONE ? NONE : token_of(tree, token)->head;
}

Relation tree_relation(const Tree *tree, uint32_t token)
{
    return token == NONE ? REL_DEP : token_of(tree, token)->relation;
}

uint32_t tree_child(const Tree *tree, uint32_t head, Relation relation)
{
    uint32_t child = tree_first_child(tree, head);
    while (child != NONE && tree_relation(tree, child) != relation)
        child = tree_next_child(tree, child);
    return child;
}

uint32_t tree_next_alike(const Tree *tree, uint32_t child)
{
    Relation relation = tree_relation(tree, child);
    uint32_t next = tree_next_child(tree, child);
    while (next != NONE && tree_relation(tree, next) != relation)
        next = tree_next_child(tree, next);
    return next;
}

Str tree_lemma(const Tree *tree, uint32_t token)
{
    if (token == NONE) return (Str){NULL, 0};
    const Token *found = token_of(tree, token);
    return found->lemma.len > 0 ? found->lemma : found->lower;
}

bool tree_has_lemma(const Tree *tree, uint32_t token, Str lemma)
{
    return token != NONE && str_equal(tree_lemma(tree, token), lemma);
}

/* ---- Prepositions ------------------------------------------------------------------------- */

static bool is_possessive_mark(const Tree *tree, uint32_t token)
{
    const Token *found = token_of(tree, token);
    return found->xpos == XPOS_POS || str_equal(found->lower, STR("'s")) ||
           str_equal(found->lower, STR("'"));
}

uint32_t tree_case(const Tree *tree, uint32_t nominal)
{
    uint32_t child = tree_child(tree, nominal, REL_CASE);
    while (child != NONE && is_possessive_mark(tree, child)) child = tree_next_alike(tree, child);
    return child;
}

/* Whether the words of phrase stand at first, first + 1, ...; *out_end is the token after. */
static bool stands_at(const Tree *tree, uint32_t first, Str phrase, uint32_t *out_end)
{
    uint32_t start = 0;
    for (;; first++) {
        uint32_t end = str_find(phrase, STR(" "), start);
        if (end == STR_NOT_FOUND) end = phrase.len;
        if (first >= tree->doc->tokens.count) return false;
        Str word = {phrase.data + start, end - start};
        if (!str_equal(token_of(tree, first)->lower, word)) return false;
        *out_end = first + 1;
        if (end == phrase.len) return true;
        start = end + 1;
    }
}

static uint32_t count_words(Str phrase)
{
    uint32_t words = 1;
    for (uint32_t i = 0; i < phrase.len; i++) words += phrase.data[i] == ' ';
    return words;
}

bool tree_has_case(const Tree *tree, uint32_t nominal, Str preposition)
{
    uint32_t first = tree_case(tree, nominal), end;
    if (first == NONE) return false;
    uint32_t words = count_words(preposition);
    if (words == 1) {
        bool is_longer = tree_child(tree, first, REL_FIXED) != NONE; /* "because of" */
        return !is_longer && str_equal(token_of(tree, first)->lower, preposition);
    }
    if (stands_at(tree, first, preposition, &end)) return true;
    /* "on behalf of Kim": only "of" hangs on Kim */
    bool has_room = first + 1 >= words;
    return has_room && stands_at(tree, first + 1 - words, preposition, &end);
}

uint32_t tree_oblique(const Tree *tree, uint32_t head, Str preposition)
{
    bool is_phrase = count_words(preposition) > 1;
    for (uint32_t c = tree_first_child(tree, head); c != NONE; c = tree_next_child(tree, c)) {
        if (tree_relation(tree, c) == REL_CONJ) continue;
        if (tree_has_case(tree, c, preposition)) return c;
        uint32_t inner = is_phrase ? tree_child(tree, c, REL_NMOD) : NONE;
        if (inner != NONE && tree_has_case(tree, inner, preposition)) return inner;
    }
    return NONE;
}

static bool is_nominal_link(Relation relation)
{
    return relation == REL_OBJ || relation == REL_IOBJ || relation == REL_OBL ||
           relation == REL_NMOD || relation == REL_APPOS || relation == REL_OBL_AGENT ||
           relation == REL_OBL_UNMARKED || relation == REL_NMOD_UNMARKED ||
           relation == REL_CONJ || relation == REL_COMPOUND || relation == REL_NSUBJ_PASS ||
           relation == REL_XCOMP || relation == REL_ADVMOD;
}

/* Whether token hangs on verb through nominals alone. */
static bool is_near(const Tree *tree, uint32_t token, uint32_t verb)
{
    for (uint32_t step = 0; step < 5 && token != NONE; step++) {
        if (token == verb) return true;
        if (!is_nominal_link(tree_relation(tree, token))) return false;
        token = tree_head(tree, token);
    }
    return false;
}

static bool has_word(const Tree *tree, TokenRange sentence, Str word)
{
    for (uint32_t i = sentence.first; i < sentence.end; i++)
        if (str_equal(token_of(tree, i)->lower, word)) return true;
    return false;
}

uint32_t tree_oblique_near(const Tree *tree, uint32_t verb, Str preposition)
{
    uint32_t direct = tree_oblique(tree, verb, preposition);
    if (direct != NONE || verb == NONE) return direct;
    TokenRange sentence = tree->doc->sentences.items[token_of(tree, verb)->sentence].tokens;
    if (count_words(preposition) == 1 && !has_word(tree, sentence, preposition)) return NONE;
    for (uint32_t i = verb + 1; i < sentence.end; i++)
        if (tree_has_case(tree, i, preposition) && is_near(tree, i, verb)) return i;
    for (uint32_t i = verb; i-- > sentence.first;)
        if (tree_has_case(tree, i, preposition) && is_near(tree, i, verb)) return i;
    return NONE;
}

/* ---- Nominals ----------------------------------------------------------------------------- */

uint32_t tree_possessor(const Tree *tree, uint32_t noun)
{
    return tree_child(tree, noun, REL_NMOD_POSS);
}

uint32_t tree_apposition(const Tree *tree, uint32_t noun)
{
    return tree_child(tree, noun, REL_APPOS);
}

uint32_t tree_first_conjunct(const Tree *tree, uint32_t token)
{
    for (uint32_t depth = 0; depth < DEEPEST_CLIMB && token != NONE; depth++) {
        uint32_t head = tree_head(tree, token);
        if (tree_relation(tree, token) != REL_CONJ || head == NONE) break;
        token = head;
    }
    return token;
}

uint32_t tree_conjuncts(const Tree *tree, uint32_t token, uint32_t *out, uint32_t capacity)
{
    uint32_t count = 0, next = 0;
    if (token != NONE && capacity > 0) out[count++] = token;
    for (; next < count; next++) { /* conjuncts may hang on each other in a chain */
        uint32_t child = tree_child(tree, out[next], REL_CONJ);
        for (; child != NONE && count < capacity; child = tree_next_alike(tree, child))
            out[count++] = child;
    }
    for (uint32_t i = 1; i < count; i++) /* text order; there are few */
        for (uint32_t k = i; k > 1 && out[k - 1] > out[k]; k--) {
            uint32_t held = out[k];
            out[k] = out[k - 1];
            out[k - 1] = held;
        }
    return count;
}

/* ---- Ranges ------------------------------------------------------------------------------- */

static bool is_edge_mark(const Tree *tree, uint32_t token)
{
    TokenKind kind = token_of(tree, token)->kind;
    return kind == TOKEN_PUNCT || kind == TOKEN_QUOTE || is_possessive_mark(tree, token);
}

static bool is_bracket(const Tree *tree, uint32_t token, char bracket)
{
    Str text = token_of(tree, token)->lower;
    return text.len == 1 && text.data[0] == bracket;
}

/* A closing bracket stays where the opening one lies within. */
static bool is_paired(const Tree *tree, TokenRange range)
{
    if (!is_bracket(tree, range.end - 1, ')')) return false;
    for (uint32_t i = range.end - 1; i-- > range.first;)
        if (is_bracket(tree, i, '(')) return true;
    return false;
}

static TokenRange trim_range(const Tree *tree, TokenRange range, uint32_t head)
{
    while (range.end - 1 > head && is_edge_mark(tree, range.end - 1) && !is_paired(tree, range))
        range.end--;
    while (range.first < head && is_edge_mark(tree, range.first)) range.first++;
    return range;
}

/* Whether token stands below one of the range, all of which stand below its head: the climb ends at
 * the first of them, which keeps long chains ("that he said that …") cheap. */
static bool is_under_range(const Tree *tree, uint32_t token, TokenRange range)
{
    for (uint32_t depth = 0; token != NONE && depth < DEEPEST_CLIMB; depth++) {
        if (token >= range.first && token < range.end) return true;
        token = tree_head(tree, token);
    }
    return false;
}

TokenRange tree_range(const Tree *tree, uint32_t head)
{
    TokenRange sentence = tree->doc->sentences.items[token_of(tree, head)->sentence].tokens;
    TokenRange range = {head, head + 1};
    while (range.first > sentence.first && is_under_range(tree, range.first - 1, range))
        range.first--;
    while (range.end < sentence.end && is_under_range(tree, range.end, range)) range.end++;
    return trim_range(tree, range, head);
}

Span tree_span(const Tree *tree, uint32_t head)
{
    return document_tokens_span(tree->doc, tree_range(tree, head));
}

static bool is_clausal(Relation relation)
{
    return relation == REL_ACL || relation == REL_ACL_RELCL || relation == REL_ADVCL ||
           relation == REL_ADVCL_RELCL || relation == REL_CCOMP || relation == REL_PARATAXIS ||
           relation == REL_CSUBJ || relation == REL_CSUBJ_PASS;
}

/* Dependents of a noun that are not part of its phrase. */
static bool is_outside(Relation relation)
{
    return relation == REL_APPOS || relation == REL_CONJ || relation == REL_CC ||
           relation == REL_CC_PRECONJ || relation == REL_CASE || relation == REL_NSUBJ ||
           relation == REL_COP || relation == REL_AUX || relation == REL_MARK ||
           relation == REL_ADVMOD || relation == REL_OBL || relation == REL_DISCOURSE ||
           relation == REL_LIST || relation == REL_NSUBJ_OUTER || relation == REL_DEP;
}

static bool is_in_phrase(const Tree *tree, uint32_t token, uint32_t noun)
{
    for (uint32_t depth = 0; depth < DEEPEST_CLIMB && token != NONE; depth++) {
        if (token == noun) return true;
        Relation relation = tree_relation(tree, token);
        uint32_t head = tree_head(tree, token);
        if (is_clausal(relation) || (head == noun && is_outside(relation))) return false;
        token = head;
    }
    return false;
}

TokenRange tree_nominal_range(const Tree *tree, uint32_t noun)
{
    TokenRange sentence = tree->doc->sentences.items[token_of(tree, noun)->sentence].tokens;
    TokenRange range = {noun, noun + 1};
    for (uint32_t i = noun; i-- > sentence.first && is_in_phrase(tree, i, noun);)
        if (!is_edge_mark(tree, i)) range.first = i;
    for (uint32_t i = noun + 1; i < sentence.end && is_in_phrase(tree, i, noun); i++)
        if (!is_edge_mark(tree, i)) range.end = i + 1;
    return range;
}

Span tree_nominal_span(const Tree *tree, uint32_t noun)
{
    return document_tokens_span(tree->doc, tree_nominal_range(tree, noun));
}
