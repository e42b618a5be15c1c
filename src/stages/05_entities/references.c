/*
 * The references of an article: its noun phrases and pronouns, as full as they stand.
 *
 *     The minister who signed the treaty said it would help his country.
 *     [the minister who signed [the treaty]]  [it]  [[his] country]
 *
 * A phrase holds its article, complements and relative clauses, not its preposition and not what
 * is coordinated with it; an apposition is part of the phrase, not one of its own. What a copula
 * says of a subject ("is a bookshop") refers to nothing. What is coordinated is listed once more as
 * a whole: "they" may go to "Ann and Bob".
 */
#include "coref.h"

#include <stdlib.h>

#define FARTHEST_TOKENS 120 /* of a phrase, to each side of its head */
#define DEEPEST_PHRASE 40
#define LONGEST_FIND 64

/* ---- Which tokens head a reference -------------------------------------------------------- */

static bool is_inner_relation(Relation relation)
{
    return relation == REL_FLAT || relation == REL_FIXED || relation == REL_GOESWITH ||
           relation == REL_APPOS || relation == REL_EXPL || relation == REL_DISCOURSE ||
           relation == REL_CASE || relation == REL_CC || relation == REL_ADVMOD ||
           relation == REL_REPARANDUM || relation == REL_NMOD_DESC;
}

static bool is_predicate_noun(const Coref *coref, uint32_t token)
{
    return tree_child(&coref->tree, token, REL_COP) != NONE;
}

/* The innermost find that a token names; NULL. */
static const Find *find_at(const Coref *coref, uint32_t token)
{
    uint32_t index = coref->find_at[token];
    return index == NONE ? NULL : &coref->scan->finds.items[index];
}

/* "US" and "IT" in capitals are names where a find says so. */
static bool is_pronoun(const Coref *coref, uint32_t token)
{
    if (reference_pronoun(coref->words, coref_token(coref, token)->lower) == NULL) return false;
    const Find *find = find_at(coref, token);
    return find == NULL || find->kind == FIND_PRONOUN || find->head != token;
}

static bool is_name_find(const Find *find)
{
    switch (find->kind) {
    case FIND_STATE:
    case FIND_PLACE:
    case FIND_ORGANISATION:
    case FIND_MEDIUM:
    case FIND_THING: return true;
    case FIND_PERSON: return find->title.end == find->title.first;
    case FIND_NATIONALITY:
    case FIND_METONYM:
    case FIND_BODY:
    case FIND_GROUP:
    case FIND_ROLE:
    case FIND_AGED:
    case FIND_OUTLET:
    case FIND_PRONOUN:
    case FIND_DESCRIPTION:
    case FIND_COLLECTIVE: break;
    }
    return false;
}

/* "the NATO summit", "US President Ann Carter": a name before a noun, or before another name that
 * it is no part of. */
static bool is_name_before(const Coref *coref, uint32_t token)
{
    const Token *here = coref_token(coref, token);
    if (here->tag != TAG_PROPN || here->head == NONE) return false;
    if (coref_token(coref, here->head)->tag != TAG_PROPN) return true;
    const Find *find = find_at(coref, token);
    return find != NULL && is_name_find(find) && find->head == token &&
           find->tokens.end <= here->head;
}

/* "The last stop is Kenya, and its president ...": a state is spoken of. */
static bool is_state_predicate(const Coref *coref, uint32_t token)
{
    const Find *find = find_at(coref, token);
    return find != NULL && find->kind == FIND_STATE && find->head == token;
}

static bool is_head(const Coref *coref, uint32_t token)
{
    const Token *here = coref_token(coref, token);
    if (here->tag == TAG_PRON || here->tag == TAG_DET)
        return here->relation != REL_EXPL && is_pronoun(coref, token);
    if (here->tag != TAG_NOUN && here->tag != TAG_PROPN) return false;
    if (is_inner_relation(here->relation)) return false;
    if (coref->in_title[token] && coref->find_at[token] == NONE) return false;
    if (here->relation == REL_COMPOUND) return is_name_before(coref, token);
    return !is_predicate_noun(coref, token) || is_state_predicate(coref, token);
}

/* ---- How far a phrase reaches ------------------------------------------------------------- */

/* Whether a dependent of the head belongs to the phrase. */
static bool is_part(const Coref *coref, uint32_t child, uint32_t head)
{
    switch ((unsigned)coref_token(coref, child)->relation) {
    case REL_CC:
    case REL_CC_PRECONJ:
    case REL_CONJ:
    case REL_PARATAXIS:
    case REL_COP:
    case REL_NSUBJ:
    case REL_NSUBJ_OUTER:
    case REL_AUX:
    case REL_ADVCL:
    case REL_DISCOURSE:
    case REL_MARK:
    case REL_DISLOCATED:
    case REL_VOCATIVE:
    case REL_OBL:
    case REL_EXPL:
    case REL_ORPHAN:
    case REL_CCOMP:
    case REL_CSUBJ: return false;
    case REL_ADVMOD: return child + 1 == head && coref_token(coref, child)->tag != TAG_ADV;
    case REL_CASE: return child > head;
    default: return true;
    }
}

static bool is_in_phrase(const Coref *coref, uint32_t token, uint32_t head)
{
    for (uint32_t steps = 0; steps < DEEPEST_PHRASE; steps++) {
        uint32_t above = coref_token(coref, token)->head;
        if (above == NONE) return false;
        if (above == head) return is_part(coref, token, head);
        token = above;
    }
    return false;
}

static bool is_punctuation(const Coref *coref, uint32_t token)
{
    return coref_token(coref, token)->tag == TAG_PUNCT;
}

static TokenRange phrase_of(const Coref *coref, uint32_t head)
{
    TokenRange sentence = coref->doc->sentences.items[coref_token(coref, head)->sentence].tokens;
    TokenRange range = {head, head + 1};
    for (uint32_t i = head; i-- > sentence.first && head - i < FARTHEST_TOKENS;) {
        bool punctuation = is_punctuation(coref, i);
        if (!punctuation && !is_in_phrase(coref, i, head)) break;
        if (!punctuation) range.first = i;
    }
    for (uint32_t i = head + 1; i < sentence.end && i - head < FARTHEST_TOKENS; i++) {
        bool punctuation = is_punctuation(coref, i);
        if (!punctuation && !is_in_phrase(coref, i, head)) break;
        if (!punctuation) range.end = i + 1;
    }
    return range;
}

/* ---- What a phrase is --------------------------------------------------------------------- */

static bool is_article_word(const Coref *coref, uint32_t token)
{
    Relation relation = coref_token(coref, token)->relation;
    return relation == REL_DET || relation == REL_DET_PREDET;
}

static Article article_of(const Coref *coref, Ref *ref)
{
    ref->owner = tree_child(&coref->tree, ref->head, REL_NMOD_POSS);
    if (ref->owner != NONE) return ARTICLE_WHOSE;
    uint32_t det = tree_child(&coref->tree, ref->head, REL_DET);
    if (det == NONE || det > ref->head) return ARTICLE_NONE;
    Str word = coref_token(coref, det)->lower;
    if (str_equal(word, STR("the"))) return ARTICLE_THE;
    if (str_equal(word, STR("this")) || str_equal(word, STR("that")) ||
        str_equal(word, STR("these")) || str_equal(word, STR("those")))
        return ARTICLE_THIS;
    return ARTICLE_A;
}

/* From the first word that is no article to the end of the noun or name. */
static TokenRange core_of(const Coref *coref, const Ref *ref)
{
    TokenRange core = {ref->tokens.first, ref->head + 1};
    while (core.first < ref->head &&
           (is_article_word(coref, core.first) || is_punctuation(coref, core.first)))
        core.first++;
    while (core.end < ref->tokens.end) {
        const Token *next = coref_token(coref, core.end);
        bool inner = next->relation == REL_FLAT || next->relation == REL_COMPOUND ||
                     next->relation == REL_GOESWITH;
        if (!inner || next->head == NONE || next->head < core.first || next->head >= core.end)
            break;
        core.end++;
    }
    return core;
}

static bool is_name_word(const Coref *coref, uint32_t token)
{
    const Token *here = coref_token(coref, token);
    return here->tag == TAG_PROPN && here->relation != REL_NMOD_DESC;
}

/* The capitalised words around the head, without a title that the data know. */
static TokenRange name_of(const Coref *coref, const Ref *ref)
{
    TokenRange name = {ref->head, ref->head};
    if (!is_name_word(coref, ref->head)) return name;
    name.end = ref->core.end;
    while (name.first > ref->core.first && is_name_word(coref, name.first - 1)) name.first--;
    if (ref->find == NONE) return name;
    TokenRange title = coref->scan->finds.items[ref->find].title;
    while (name.first < ref->head && title.first <= name.first && name.first < title.end)
        name.first++;
    return name;
}

static Str words_of(const Coref *coref, TokenRange range)
{
    uint32_t len = 0;
    for (uint32_t i = range.first; i < range.end; i++) len += coref_token(coref, i)->lower.len + 1;
    char *text = arena_alloc(coref->scratch, len + 1);
    uint32_t at = 0;
    for (uint32_t i = range.first; i < range.end; i++) {
        Str word = coref_token(coref, i)->lower;
        if (is_punctuation(coref, i) || word.len == 0) continue;
        if (at > 0) text[at++] = ' ';
        memcpy(text + at, word.data, word.len);
        at += word.len;
    }
    return (Str){text, at};
}

/* ---- Pronouns among the finds ------------------------------------------------------------- */

/* "US" and "U.S." are states; "it is clear that" points nowhere; "I" of the article is its author.
 */
static bool is_pronoun_find(const Scan *scan, uint32_t token, const Pronoun *pronoun)
{
    const Token *here = scan_token(scan, token);
    if (scan->marks[token].form != NULL) return false;
    if (here->tag != TAG_PRON && here->tag != TAG_DET && here->tag != TAG_X) return false;
    if (here->relation == REL_EXPL) return false;
    return pronoun->person == 3 || scan->in_quote[token];
}

void pronouns_find(Scan *scan, const ReferenceWords *words)
{
    for (uint32_t i = 0; i < scan->doc->tokens.count; i++) {
        const Pronoun *pronoun = reference_pronoun(words, scan_token(scan, i)->lower);
        if (pronoun == NULL || !is_pronoun_find(scan, i, pronoun)) continue;
        TokenRange range = {i, i + 1};
        scan_add(scan, FIND_PRONOUN, range, range, STR("COREF-UNKNOWN"), 0.3f);
    }
}

/* ---- Listing ------------------------------------------------------------------------------ */

/* "US President Ann Carter": at "US" the state, at "President" nobody, then the person. */
static void find_finds(Coref *coref)
{
    const Scan *scan = coref->scan;
    uint32_t count = coref->doc->tokens.count;
    coref->find_at = arena_new_items(coref->scratch, uint32_t, (size_t)count + 1);
    coref->in_title = arena_new_items(coref->scratch, bool, (size_t)count + 1);
    for (uint32_t i = 0; i <= count; i++) coref->find_at[i] = NONE;
    for (uint32_t i = 0; i < scan->finds.count; i++) { /* the longer go first */
        const Find *find = &scan->finds.items[i];
        if (find->is_dropped) continue;
        uint32_t last = find->tokens.end - find->tokens.first > LONGEST_FIND
                            ? find->tokens.first + LONGEST_FIND
                            : find->tokens.end;
        for (uint32_t t = find->tokens.first; t < last; t++) {
            bool in_title = find->title.first <= t && t < find->title.end;
            if (!in_title || t == find->head) coref->find_at[t] = i;
            if (find->kind == FIND_PERSON) coref->in_title[t] = in_title && t != find->head;
        }
    }
}

/* The find that a noun or name heads: of "the National Library of Norway" the library's is not
 * Norway's. */
static uint32_t find_of(const Coref *coref, uint32_t head)
{
    const Find *find = find_at(coref, head);
    if (find == NULL || find->kind == FIND_NATIONALITY) return NONE;
    uint32_t top = scan_syntactic_head(coref->scan, find->tokens);
    Tag tag = coref_token(coref, top)->tag;
    bool is_nominal = tag == TAG_PROPN || tag == TAG_NOUN;
    return top == head || (!is_nominal && find->head == head) ? coref->find_at[head] : NONE;
}

/* "another holdout, Ann Example,": the noun says nothing of who it is, the name beside it does. */
static uint32_t find_beside(const Coref *coref, uint32_t head)
{
    const Token *noun = coref_token(coref, head);
    if (noun->tag != TAG_NOUN || noun->xpos == XPOS_NNS) return NONE;
    uint8_t kinds = reference_noun(coref->words, noun->lemma);
    if (kinds != 0 && (kinds & KIND_PERSON) == 0) return NONE;
    uint32_t name = tree_child(&coref->tree, head, REL_APPOS);
    const Find *find = name == NONE ? NULL : find_at(coref, name);
    return find != NULL && find->kind == FIND_PERSON && !find->is_dropped ? coref->find_at[name]
                                                                          : NONE;
}

static void describe_pronoun(Ref *ref, const Pronoun *pronoun)
{
    ref->form = REFERENCE_PRONOUN;
    ref->person = pronoun->person;
    ref->numbers = pronoun->numbers;
    ref->kinds = pronoun->kinds;
    ref->place = pronoun->place;
}

static void describe_phrase(const Coref *coref, Ref *ref)
{
    ref->tokens = phrase_of(coref, ref->head);
    ref->core = core_of(coref, ref);
    ref->find = find_of(coref, ref->head);
    if (ref->find != NONE) ref->actor = coref->scan->finds.items[ref->find].actor;
    uint32_t beside = ref->find == NONE ? find_beside(coref, ref->head) : NONE;
    if (beside != NONE) ref->actor = coref->scan->finds.items[beside].actor;
    ref->article = article_of(coref, ref);
    ref->name = name_of(coref, ref);
    ref->form = ref->name.end > ref->name.first ? REFERENCE_NAME : REFERENCE_NOUN;
    ref->numbers = reference_numbers(coref, ref);
    ref->kinds = ref->form == REFERENCE_NAME ? reference_kinds_of_name(coref, ref)
                                             : reference_kinds_of_noun(coref, ref);
    if ((ref->kinds & KIND_GROUP) != 0) ref->numbers = NUMBER_ANY;
    ref->words = words_of(coref, ref->core);
}

static void add_ref(Coref *coref, uint32_t head)
{
    const Token *here = coref_token(coref, head);
    Ref ref = {.tokens = {head, head + 1},
               .core = {head, head + 1},
               .name = {head, head},
               .head = head,
               .sentence = here->sentence,
               .person = 3,
               .owner = NONE,
               .noun = here->lemma.len > 0 ? here->lemma : here->lower,
               .actor = NONE,
               .find = NONE,
               .conjuncts = {NONE, NONE, NONE, NONE},
               .group = NONE,
               .same_noun = NONE,
               .size = 1,
               .antecedent = NONE};
    if (here->tag == TAG_PRON || here->tag == TAG_DET) {
        describe_pronoun(&ref, reference_pronoun(coref->words, here->lower));
        const Find *find = find_at(coref, head);
        if (find != NULL && find->kind == FIND_PRONOUN) ref.find = coref->find_at[head];
        if (here->relation == REL_NMOD_POSS) ref.place = CASE_POSSESSIVE;
    } else {
        describe_phrase(coref, &ref);
    }
    ref.all_kinds = ref.kinds;
    ref.all_numbers = ref.numbers;
    *list_add(coref->scratch, &coref->refs) = ref;
}

static int compare_refs(const void *a, const void *b)
{
    const Ref *left = a, *right = b;
    if (left->tokens.first != right->tokens.first)
        return left->tokens.first < right->tokens.first ? -1 : 1;
    if (left->tokens.end != right->tokens.end) return left->tokens.end > right->tokens.end ? -1 : 1;
    if (left->head != right->head) return left->head < right->head ? -1 : 1;
    return left->conjuncts[0] < right->conjuncts[0] ? -1 : left->conjuncts[0] > right->conjuncts[0];
}

/* ---- What is coordinated ------------------------------------------------------------------ */

static bool is_joined_by_and(const Coref *coref, uint32_t conjunct)
{
    uint32_t word = tree_child(&coref->tree, conjunct, REL_CC);
    return word != NONE && str_equal(coref_token(coref, word)->lower, STR("and"));
}

/* Adds "Ann and Bob" where both stand as references. */
static void add_coordination(Coref *coref, uint32_t head)
{
    uint32_t heads[MOST_CONJUNCTS + 1];
    uint32_t count = tree_conjuncts(&coref->tree, head, heads, COUNT(heads));
    if (count < 2 || count > MOST_CONJUNCTS || !is_joined_by_and(coref, heads[count - 1])) return;
    Ref whole = coref->refs.items[coref->ref_of[head]];
    whole.form = REFERENCE_NOUN;
    whole.numbers = whole.all_numbers = NUMBER_MANY;
    whole.article = ARTICLE_A;
    whole.name = (TokenRange){head, head};
    whole.words = whole.noun = (Str){NULL, 0};
    whole.find = whole.actor = NONE;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t part = coref->ref_of[heads[i]];
        if (part == NONE) return;
        const Ref *conjunct = &coref->refs.items[part];
        if (conjunct->form == REFERENCE_PRONOUN && conjunct->person != 3) return;
        if (i > 0 && conjunct->tokens.first < whole.tokens.end) return; /* crossing branches */
        whole.kinds |= conjunct->kinds;
        whole.tokens.end = conjunct->tokens.end;
        whole.conjuncts[i] = heads[i];
    }
    whole.all_kinds = whole.kinds;
    *list_add(coref->scratch, &coref->refs) = whole;
}

static void add_coordinations(Coref *coref)
{
    uint32_t count = coref->refs.count;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t head = coref->refs.items[i].head;
        if (coref_token(coref, head)->relation != REL_CONJ &&
            tree_child(&coref->tree, head, REL_CONJ) != NONE)
            add_coordination(coref, head);
    }
}

static void point_to_refs(Coref *coref)
{
    for (uint32_t i = 0; i < coref->refs.count; i++) {
        Ref *ref = &coref->refs.items[i];
        ref->parent = i;
        if (ref->conjuncts[0] == NONE)
            coref->ref_of[ref->head] = i;
        else
            ref->group = i;
    }
}

void references_find(Coref *coref)
{
    uint32_t count = coref->doc->tokens.count;
    coref->ref_of = arena_new_items(coref->scratch, uint32_t, (size_t)count + 1);
    for (uint32_t i = 0; i <= count; i++) coref->ref_of[i] = NONE;
    find_finds(coref);
    for (uint32_t i = 0; i < count; i++)
        if (is_head(coref, i)) add_ref(coref, i);
    point_to_refs(coref);
    add_coordinations(coref);
    if (coref->refs.count > 0)
        qsort(coref->refs.items, coref->refs.count, sizeof *coref->refs.items, compare_refs);
    point_to_refs(coref);
}
