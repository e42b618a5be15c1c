/*
 * The references of an article: its noun phrases and pronouns, as full as they stand.
 *
 *     The minister who signed the treaty said it would help his country.
 *     [the minister who signed [the treaty]]  [it]  [[his] country]
 *
 * A phrase holds its article, complements and relative clauses, not its preposition and not what
 * is coordinated with it; an apposition is part of the phrase, not one of its own. What a copula
 * says of a subject ("is a bookshop") refers to nothing.
 */
#include "coref.h"

#include <stdlib.h>

#define FARTHEST_TOKENS 120 /* of a phrase, to each side of its head */
#define DEEPEST_PHRASE 40
#define LONGEST_MENTION 64

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

/* "US" and "IT" in capitals are names where a mention says so. */
static bool is_pronoun(const Coref *coref, uint32_t token)
{
    if (coref_pronoun(coref->lexicon, coref_token(coref, token)->lower) == NULL) return false;
    uint32_t mention = coref->mention_at[token];
    return mention == NONE || coref->doc->mentions.items[mention].kind == MENTION_PRONOUN ||
           coref->doc->mentions.items[mention].head != token;
}

/* "the NATO summit", "US President Ann Carter": a name before a noun, or before another name that it
 * is no part of. */
static bool is_name_before(const Coref *coref, uint32_t token)
{
    const Token *here = coref_token(coref, token);
    if (here->tag != TAG_PROPN || here->head == NONE) return false;
    if (coref_token(coref, here->head)->tag != TAG_PROPN) return true;
    uint32_t index = coref->mention_at[token];
    if (index == NONE) return false;
    const Mention *mention = &coref->doc->mentions.items[index];
    return mention->kind == MENTION_NAME && mention->head == token &&
           mention->tokens.end <= here->head;
}

static bool is_head(const Coref *coref, uint32_t token)
{
    const Token *here = coref_token(coref, token);
    if (here->tag == TAG_PRON || here->tag == TAG_DET)
        return here->relation != REL_EXPL && is_pronoun(coref, token);
    if (here->tag != TAG_NOUN && here->tag != TAG_PROPN) return false;
    if (is_inner_relation(here->relation)) return false;
    if (here->relation == REL_COMPOUND) return is_name_before(coref, token);
    return !is_predicate_noun(coref, token);
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
    if (ref->mention == NONE) return name;
    Span title = coref->doc->mentions.items[ref->mention].title;
    while (name.first < ref->head &&
           coref_token(coref, name.first)->span.start < title.end &&
           coref_token(coref, name.first)->span.start >= title.start)
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

/* ---- Number and kind ---------------------------------------------------------------------- */

static uint8_t kinds_of_actor(ActorKind kind)
{
    switch (kind) {
    case ACTOR_PERSON: return KIND_PERSON;
    case ACTOR_STATE:
    case ACTOR_GOVERNMENT:
    case ACTOR_ARMED_GROUP:
    case ACTOR_ORGANISATION:
    case ACTOR_MEDIA: return KIND_GROUP | KIND_THING;
    case ACTOR_GROUP: return KIND_PERSON | KIND_GROUP;
    case ACTOR_PLACE: return KIND_THING | KIND_GROUP;
    case ACTOR_UNKNOWN:
    case ACTOR_COUNT: return KIND_ANY;
    }
    return KIND_ANY;
}

static uint8_t kinds_of_name_type(NameType type)
{
    switch (type) {
    case NAME_TYPE_PERSON: return KIND_PERSON;
    case NAME_TYPE_ORGANISATION:
    case NAME_TYPE_COUNTRY:
    case NAME_TYPE_PEOPLE: return KIND_GROUP | KIND_THING;
    case NAME_TYPE_PLACE:
    case NAME_TYPE_FACILITY:
    case NAME_TYPE_EVENT:
    case NAME_TYPE_WORK: return KIND_THING;
    case NAME_TYPE_NONE:
    case NAME_TYPE_COUNT: return KIND_ANY;
    }
    return KIND_ANY;
}

static uint8_t given_of(const Coref *coref, uint32_t token)
{
    return coref_given(coref->lexicon, coref_token(coref, token)->lower);
}

/* "Mr. Example", "Ann Example": the sex, where the words tell. */
static uint8_t sex_of_name(const Coref *coref, const Ref *ref)
{
    for (uint32_t i = ref->core.first; i < ref->core.end; i++) {
        Str word = coref_token(coref, i)->lower;
        uint8_t noun = coref_noun(coref->lexicon, word);
        if ((noun & KIND_PERSON) == KIND_MALE || (noun & KIND_PERSON) == KIND_FEMALE)
            return noun & KIND_PERSON;
    }
    if (ref->name.first >= ref->name.end) return KIND_PERSON;
    uint8_t given = given_of(coref, ref->name.first);
    return given != 0 ? given : KIND_PERSON;
}

static uint8_t kinds_of_name(const Coref *coref, const Ref *ref)
{
    const Token *head = coref_token(coref, ref->head);
    uint8_t kinds = kinds_of_name_type(head->name);
    if (ref->actor != NONE)
        kinds = kinds_of_actor(coref->doc->actors.items[ref->actor].kind);
    else if (kinds == KIND_ANY && ref->name.end > ref->name.first &&
             given_of(coref, ref->name.first) != 0)
        kinds = KIND_PERSON;
    if (kinds == KIND_ANY) {
        uint8_t noun = coref_noun(coref->lexicon, ref->noun);
        if (noun != 0) kinds = noun;
    }
    if ((kinds & KIND_PERSON) == KIND_PERSON && (kinds & KIND_THING) == 0)
        kinds = (uint8_t)((kinds & ~KIND_PERSON) | sex_of_name(coref, ref));
    return kinds;
}

static uint8_t kinds_of_noun(const Coref *coref, const Ref *ref)
{
    uint8_t kinds = coref_noun(coref->lexicon, ref->noun);
    if (kinds == 0 && ref->actor != NONE)
        kinds = kinds_of_actor(coref->doc->actors.items[ref->actor].kind);
    if (kinds == 0 && ref->mention != NONE &&
        coref->doc->mentions.items[ref->mention].kind == MENTION_ROLE)
        kinds = KIND_PERSON;
    if (kinds == 0) kinds = KIND_THING;
    if (ref->numbers == NUMBER_MANY && (kinds & KIND_GROUP) != 0) kinds |= KIND_THING;
    /* the name in apposition tells more: "his wife, Ann Example", "writer Bob Example" */
    uint32_t other = tree_child(&coref->tree, ref->head, REL_APPOS);
    if (other == NONE) other = tree_child(&coref->tree, ref->head, REL_FLAT);
    if ((kinds & KIND_PERSON) == KIND_PERSON && other != NONE) {
        uint8_t given = given_of(coref, other);
        if (given != 0) kinds = (uint8_t)((kinds & ~KIND_PERSON) | (kinds & given));
    }
    return kinds;
}

static uint8_t numbers_of(const Coref *coref, const Ref *ref)
{
    Xpos xpos = coref_token(coref, ref->head)->xpos;
    if (xpos == XPOS_NNPS) return NUMBER_ANY;
    return xpos == XPOS_NNS ? NUMBER_MANY : NUMBER_ONE;
}

/* ---- Listing ------------------------------------------------------------------------------ */

/* "US President Ann Carter": at "US" the state, at "President" nobody, then the person. */
static void find_mentions(Coref *coref)
{
    const Document *doc = coref->doc;
    coref->mention_at = arena_new_items(coref->scratch, uint32_t, (size_t)doc->tokens.count + 1);
    for (uint32_t i = 0; i <= doc->tokens.count; i++) coref->mention_at[i] = NONE;
    for (uint32_t i = 0; i < doc->mentions.count; i++) { /* the longer go first */
        const Mention *mention = &doc->mentions.items[i];
        uint32_t last = mention->tokens.end - mention->tokens.first > LONGEST_MENTION
                            ? mention->tokens.first + LONGEST_MENTION
                            : mention->tokens.end;
        for (uint32_t t = mention->tokens.first; t < last; t++) {
            uint32_t start = doc->tokens.items[t].span.start;
            bool in_title = mention->title.start <= start && start < mention->title.end;
            if (!in_title || t == mention->head) coref->mention_at[t] = i;
        }
    }
}

static uint32_t mention_of(const Coref *coref, uint32_t head)
{
    uint32_t index = coref->mention_at[head];
    if (index == NONE) return NONE;
    const Mention *mention = &coref->doc->mentions.items[index];
    return mention->kind == MENTION_NATIONALITY || mention->kind == MENTION_COLLECTIVE ? NONE
                                                                                       : index;
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
    ref->mention = mention_of(coref, ref->head);
    if (ref->mention != NONE) ref->actor = coref->doc->mentions.items[ref->mention].actor;
    ref->article = article_of(coref, ref);
    ref->name = name_of(coref, ref);
    ref->form = ref->name.end > ref->name.first ? REFERENCE_NAME : REFERENCE_NOUN;
    ref->numbers = numbers_of(coref, ref);
    ref->kinds = ref->form == REFERENCE_NAME ? kinds_of_name(coref, ref) : kinds_of_noun(coref, ref);
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
               .mention = NONE,
               .same_noun = NONE,
               .size = 1,
               .antecedent = NONE};
    if (here->tag == TAG_PRON || here->tag == TAG_DET) {
        describe_pronoun(&ref, coref_pronoun(coref->lexicon, here->lower));
        uint32_t mention = coref->mention_at[head];
        if (mention != NONE && coref->doc->mentions.items[mention].kind == MENTION_PRONOUN)
            ref.mention = mention;
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
    return left->head < right->head ? -1 : left->head > right->head;
}

void references_find(Coref *coref)
{
    uint32_t count = coref->doc->tokens.count;
    coref->ref_of = arena_new_items(coref->scratch, uint32_t, (size_t)count + 1);
    for (uint32_t i = 0; i <= count; i++) coref->ref_of[i] = NONE;
    find_mentions(coref);
    for (uint32_t i = 0; i < count; i++)
        if (is_head(coref, i)) add_ref(coref, i);
    if (coref->refs.count > 0)
        qsort(coref->refs.items, coref->refs.count, sizeof *coref->refs.items, compare_refs);
    for (uint32_t i = 0; i < coref->refs.count; i++) {
        coref->refs.items[i].parent = i;
        coref->ref_of[coref->refs.items[i].head] = i;
    }
}
