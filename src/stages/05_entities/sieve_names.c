/*
 * Names and nouns that say again what was said before.
 *
 *     Ann Example ... Ms Example            COREF-ACTOR, COREF-SHORT-NAME
 *     the Example Trade Union ... the ETU   COREF-ACRONYM
 *     a new bridge ... the bridge           COREF-SAME-NOUN
 *     Oslo ... Oslo                         COREF-SAME-NAME
 */
#include "coref.h"

#define NOUNS_LOOKED_AT 12 /* back, of the same noun */
#define SENTENCES_FOR_NOUN 30
#define NAMES_LOOKED_AT 200

/* ---- The same actor, the same words ------------------------------------------------------- */

/* The reference that named an actor first, or that is noted as such now. */
static uint32_t first_of(Coref *coref, uint32_t actor, uint32_t index)
{
    while (coref->first_of_actor.count <= actor)
        *list_add(coref->scratch, &coref->first_of_actor) = NONE;
    uint32_t first = coref->first_of_actor.items[actor];
    if (first == NONE) coref->first_of_actor.items[actor] = index;
    return first;
}

void join_same_actor(Coref *coref, uint32_t index)
{
    Ref *ref = &coref->refs.items[index];
    uint32_t actor = ref->find == NONE ? NONE : coref->scan->finds.items[ref->find].actor;
    if (ref->form == REFERENCE_PRONOUN || actor == NONE) return;
    uint32_t own = coref_first(coref, index);
    if (coref->refs.items[own].actor == NONE) coref->refs.items[own].actor = actor;
    if (ref->numbers == NUMBER_MANY) return;
    uint32_t first = first_of(coref, actor, index);
    if (first != NONE && !coref_is_within(ref, &coref->refs.items[first]))
        coref_join(coref, index, first, STR("COREF-ACTOR"), 0.9f);
}

void join_same_name(Coref *coref, uint32_t index)
{
    const Ref *ref = &coref->refs.items[index];
    if (ref->form != REFERENCE_NAME || ref->words.len == 0 || !coref_is_open(coref, index)) return;
    uint32_t before = map_find(&coref->name_seen, ref->words);
    if (before == MAP_NONE)
        map_set(&coref->name_seen, ref->words, index);
    else if (before != index && !coref_is_within(ref, &coref->refs.items[before]))
        coref_join(coref, index, before, STR("COREF-SAME-NAME"), 0.9f);
}

/* ---- Short names -------------------------------------------------------------------------- */

static bool is_person(const Ref *ref)
{
    return (ref->kinds & KIND_PERSON) != 0 && (ref->kinds & (KIND_THING | KIND_GROUP)) == 0;
}

/* Every word of the longer name is known by the reference that has it: the last of that name. */
static void add_name_words(Coref *coref, Map *by_word, uint32_t index)
{
    const Ref *ref = &coref->refs.items[index];
    if (ref->name.end - ref->name.first < 2) return;
    for (uint32_t i = ref->name.first; i < ref->name.end; i++) {
        Str word = coref_token(coref, i)->lower;
        if (word.len > 2) map_set(by_word, word, index);
    }
}

/* "Example" after "Ann Example": a person's name of one word, or a title and that word. */
static void join_short_names(Coref *coref)
{
    Map by_word;
    map_init(&by_word, coref->scratch);
    for (uint32_t i = 0; i < coref->refs.count; i++) {
        const Ref *ref = &coref->refs.items[i];
        if (ref->form != REFERENCE_NAME || !coref_is_open(coref, i)) continue;
        if (ref->name.end - ref->name.first == 1 && ref->size == 1) {
            Str word = coref_token(coref, ref->name.first)->lower;
            uint32_t longer = map_find(&by_word, word);
            if (longer != MAP_NONE && (is_person(ref) || is_person(&coref->refs.items[longer])) &&
                coref_agree(coref, i, longer) && !coref_is_within(ref, &coref->refs.items[longer]))
                coref_join(coref, i, longer, STR("COREF-SHORT-NAME"), 0.8f);
        }
        if (is_person(ref)) add_name_words(coref, &by_word, i);
    }
}

/* ---- Acronyms ----------------------------------------------------------------------------- */

#define LONGEST_INITIALS 16

/* First letters of the capitalised words: "Example Trade Union" -> "etu"; what is in capitals gives
 * all of them: "Task Force for the ETU" -> "tfetu". */
static Str initials_of(const Coref *coref, TokenRange name)
{
    char *text = arena_alloc(coref->scratch, LONGEST_INITIALS);
    uint32_t len = 0;
    for (uint32_t i = name.first; i < name.end; i++) {
        const Token *token = coref_token(coref, i);
        if ((token->flags & TOKEN_CAPITALISED) == 0 || token->lower.len == 0) continue;
        uint32_t letters = (token->flags & TOKEN_ALL_CAPS) != 0 ? token->lower.len : 1;
        if (len + letters > LONGEST_INITIALS) break;
        memcpy(text + len, token->lower.data, letters);
        len += letters;
    }
    return (Str){text, len};
}

/* "ETU", "TF-ETU": letters alone, in one token or parted by hyphens. */
static bool is_acronym(const Coref *coref, TokenRange name)
{
    for (uint32_t i = name.first; i < name.end; i++) {
        const Token *token = coref_token(coref, i);
        bool is_hyphen = token->kind == TOKEN_PUNCT && i > name.first;
        if (!is_hyphen && (token->flags & TOKEN_ALL_CAPS) == 0) return false;
    }
    return name.end > name.first;
}

static void join_acronyms(Coref *coref)
{
    Map by_initials;
    map_init(&by_initials, coref->scratch);
    for (uint32_t i = 0; i < coref->refs.count; i++) {
        const Ref *ref = &coref->refs.items[i];
        if (ref->form != REFERENCE_NAME || !coref_is_open(coref, i)) continue;
        if (is_acronym(coref, ref->core)) {
            uint32_t longer = map_find(&by_initials, initials_of(coref, ref->core));
            if (longer != MAP_NONE && coref_agree(coref, i, longer))
                coref_join(coref, i, longer, STR("COREF-ACRONYM"), 0.8f);
        } else if (ref->core.end - ref->core.first > 1) {
            Str initials = initials_of(coref, ref->core);
            if (initials.len > 1) map_set(&by_initials, initials, i);
            initials = initials_of(coref, ref->tokens); /* "Task Force | for the ETU" */
            if (initials.len > 3) map_set(&by_initials, initials, i);
        }
    }
}

/* ---- The same noun ------------------------------------------------------------------------ */

static bool is_content_word(const Token *token)
{
    return token->tag == TAG_NOUN || token->tag == TAG_PROPN || token->tag == TAG_ADJ ||
           token->tag == TAG_NUM || token->tag == TAG_VERB || token->tag == TAG_X;
}

static bool has_word(const Coref *coref, TokenRange range, Str word)
{
    for (uint32_t i = range.first; i < range.end; i++) {
        const Token *token = coref_token(coref, i);
        if (str_equal(token->lower, word) || str_equal(token->lemma, word)) return true;
    }
    return false;
}

/* Nothing is said of the later one that was not said of the earlier. */
static bool adds_no_word(const Coref *coref, const Ref *later, const Ref *earlier)
{
    for (uint32_t i = later->tokens.first; i < later->tokens.end; i++) {
        const Token *token = coref_token(coref, i);
        if (i == later->head || !is_content_word(token)) continue;
        if (!has_word(coref, earlier->tokens, token->lower) &&
            !has_word(coref, earlier->tokens, token->lemma))
            return false;
    }
    return true;
}

/* "his letter" is his letter again only if it is of the same one. */
static bool has_same_owner(Coref *coref, const Ref *later, const Ref *earlier)
{
    if (later->article != ARTICLE_WHOSE) return true;
    if (earlier->article != ARTICLE_WHOSE) return false;
    uint32_t a = coref->ref_of[later->owner], b = coref->ref_of[earlier->owner];
    if (a == NONE || b == NONE) return false;
    if (coref_is_same(coref, a, b)) return true;
    return str_equal(coref_token(coref, later->owner)->lower,
                     coref_token(coref, earlier->owner)->lower);
}

static bool may_be_same_noun(Coref *coref, uint32_t later, uint32_t earlier)
{
    const Ref *a = &coref->refs.items[later], *b = &coref->refs.items[earlier];
    if (coref_is_within(a, b) || a->numbers != b->numbers) return false;
    if (a->sentence - b->sentence > SENTENCES_FOR_NOUN) return false;
    return has_same_owner(coref, a, b) && adds_no_word(coref, a, b) &&
           coref_agree(coref, later, earlier);
}

/* "bridges" and "water" are of any bridges, any water; "the bridge" was spoken of. */
static bool may_point_back(const Ref *ref)
{
    if (ref->form == REFERENCE_NOUN && ref->article == ARTICLE_NONE) return false;
    return ref->article != ARTICLE_A && (ref->kinds & KIND_TIME) == 0;
}

static uint32_t same_noun_before(Coref *coref, uint32_t index)
{
    uint32_t earlier = coref->refs.items[index].same_noun;
    for (uint32_t steps = 0; earlier != NONE && steps < NOUNS_LOOKED_AT; steps++) {
        if (coref_is_open(coref, earlier) && may_be_same_noun(coref, index, earlier))
            return earlier;
        earlier = coref->refs.items[earlier].same_noun;
    }
    return NONE;
}

static void link_same_nouns(Coref *coref)
{
    Map last;
    map_init(&last, coref->scratch);
    for (uint32_t i = 0; i < coref->refs.count; i++) {
        Ref *ref = &coref->refs.items[i];
        if (ref->form == REFERENCE_PRONOUN || ref->noun.len == 0) continue;
        const Token *head = coref_token(coref, ref->head);
        Str noun = head->tag == TAG_PROPN ? head->lower : ref->noun;
        uint32_t before = map_find(&last, noun);
        ref->same_noun = before == MAP_NONE ? NONE : before;
        map_set(&last, noun, i);
    }
}

void join_same_noun(Coref *coref, uint32_t index)
{
    const Ref *ref = &coref->refs.items[index];
    if (ref->form == REFERENCE_PRONOUN || ref->noun.len == 0) return;
    if (ref->form == REFERENCE_NAME && ref->article != ARTICLE_THE) return;
    if (ref->antecedent != NONE || !may_point_back(ref)) return;
    uint32_t earlier = same_noun_before(coref, index);
    if (earlier != NONE) coref_join(coref, index, earlier, STR("COREF-SAME-NOUN"), 0.6f);
}

void sieve_names(Coref *coref)
{
    for (uint32_t i = 0; i < coref->refs.count; i++)
        if (coref->refs.items[i].form == REFERENCE_NAME) join_same_actor(coref, i);
    for (uint32_t i = 0; i < coref->refs.count; i++) join_same_name(coref, i);
    join_short_names(coref);
    join_acronyms(coref);
    link_same_nouns(coref);
}
