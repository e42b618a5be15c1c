/*
 * He, she, it and they. Of the references before it that agree, a pronoun goes to the one with the
 * most points: for being near, a subject, much spoken of, of the same place in its clause.
 *
 *     The council met the minister. It told him ...    it: the council; him: the minister
 *     In his letter to Bob, Carl wrote ...             his: the subject to come
 *     "He will sign," Ann said of Bob.                 he: never Ann
 *
 * Barred is what syntax bars: the subject of the pronoun's own verb ("The council told it"), and a
 * phrase that holds the pronoun ("the minister of its party"); and in a quotation its speaker.
 */
#include "coref.h"

#define REFS_BACK 80
#define EMBEDDED_POINTS 0.6f
#define SENTENCES_BACK 4
#define DEEP 2 /* steps below the root: no argument of the main clause */
#define REFS_OF_BEGINNING 4
#define SENTENCES_BACK_PERSON 8

static bool is_subject_ref(const Coref *coref, const Ref *ref)
{
    Relation relation = coref_token(coref, ref->head)->relation;
    return relation == REL_NSUBJ || relation == REL_NSUBJ_PASS || relation == REL_NSUBJ_OUTER;
}

static bool is_object_ref(const Coref *coref, const Ref *ref)
{
    Relation relation = coref_token(coref, ref->head)->relation;
    return relation == REL_OBJ || relation == REL_IOBJ;
}

static bool is_at_start(const Coref *coref, const Ref *ref)
{
    return ref->tokens.first <= coref->doc->sentences.items[ref->sentence].tokens.first + 1;
}

static uint32_t clause_of(const Coref *coref, const Ref *ref)
{
    return tree_clause(&coref->tree, ref->head);
}

/* Both are arguments of the same verb; only a reflexive may then mean the other. */
static bool is_barred(const Coref *coref, const Ref *pronoun, const Ref *candidate)
{
    if (coref_is_within(pronoun, candidate)) return true;
    if (pronoun->place == CASE_POSSESSIVE || pronoun->place == CASE_REFLEXIVE) return false;
    uint32_t verb = coref_token(coref, pronoun->head)->head;
    if (verb == NONE) return false;
    uint32_t first = tree_first_conjunct(&coref->tree, candidate->head); /* "Ann and Bob met her" */
    if (coref_token(coref, first)->head == verb) return true;
    bool is_verb = coref_token(coref, verb)->tag == TAG_VERB; /* "Ann came to see her" */
    return is_verb && !is_subject_ref(coref, pronoun) && tree_subject(&coref->tree, verb) == first;
}

static bool is_medium(const Coref *coref, const Ref *ref)
{
    return ref->find != NONE && coref->scan->finds.items[ref->find].kind == FIND_MEDIUM;
}

/* "told reporters that they would go", "said on Example News": those who only hear or air it are
 * not spoken of. */
static bool is_audience(const Coref *coref, const Ref *candidate)
{
    Relation relation = coref_token(coref, candidate->head)->relation;
    if (is_medium(coref, candidate) && (is_object_ref(coref, candidate) || relation == REL_OBL))
        return true;
    static const Str words[] = {STR_INIT("reporter"), STR_INIT("journalist")};
    return is_object_ref(coref, candidate) &&
           str_is_one_of(coref_token(coref, candidate->head)->lemma, words, COUNT(words));
}

static float place_points(const Coref *coref, const Ref *pronoun, const Ref *candidate)
{
    float points = 0.0f;
    bool subject = is_subject_ref(coref, candidate);
    Relation relation = coref_token(coref, candidate->head)->relation;
    if (subject) points += 1.2f;
    if (is_audience(coref, candidate))
        points -= 2.5f;
    else if (is_object_ref(coref, candidate))
        points += 0.4f;
    if (relation == REL_NMOD || relation == REL_COMPOUND) points -= 0.4f;
    if (relation == REL_OBL_UNMARKED || relation == REL_NMOD_UNMARKED) points -= 1.0f;
    if (relation == coref_token(coref, pronoun->head)->relation) points += 0.5f;
    if (pronoun->place == CASE_POSSESSIVE && subject && pronoun->sentence == candidate->sentence &&
        clause_of(coref, pronoun) == clause_of(coref, candidate))
        points += 0.8f;
    return points;
}

/* "claims Ann Carter ..., she said": who spoke goes on speaking. */
static bool speaks(const Coref *coref, const Ref *ref)
{
    uint32_t verb = coref_token(coref, ref->head)->head;
    return is_subject_ref(coref, ref) && verb != NONE &&
           reference_is_saying(coref->words, tree_lemma(&coref->tree, verb));
}

/* "Ann smiled when she left", "the example that Bob set when he left": the subject of the clause
 * that the pronoun's clause belongs to. */
static bool is_subject_above(const Coref *coref, const Ref *pronoun, const Ref *candidate)
{
    uint32_t clause = clause_of(coref, pronoun);
    if (!is_subject_ref(coref, pronoun) || !is_subject_ref(coref, candidate) || clause == NONE ||
        speaks(coref, candidate))
        return false;
    const Token *verb = coref_token(coref, clause);
    return verb->relation == REL_ADVCL && verb->head != NONE &&
           coref_token(coref, candidate->head)->head == verb->head;
}

/* "Russia and its leader", "Ann and her team" */
static bool is_owner_beside(const Coref *coref, const Ref *pronoun, const Ref *candidate)
{
    uint32_t noun = coref_token(coref, pronoun->head)->head;
    return pronoun->place == CASE_POSSESSIVE && noun != NONE &&
           coref_token(coref, noun)->relation == REL_CONJ &&
           coref_token(coref, noun)->head == candidate->head;
}

static bool has_also(const Coref *coref, uint32_t verb)
{
    static const Str words[] = {STR_INIT("also"), STR_INIT("too"), STR_INIT("likewise"),
                                STR_INIT("as")};
    uint32_t adverb = tree_child(&coref->tree, verb, REL_ADVMOD);
    for (; adverb != NONE; adverb = tree_next_alike(&coref->tree, adverb))
        if (str_is_one_of(coref_token(coref, adverb)->lower, words, COUNT(words))) return true;
    return false;
}

/* "Ann congratulated Bob. Carl also congratulated him": who was congratulated before. */
static bool is_same_object(const Coref *coref, const Ref *pronoun, const Ref *candidate)
{
    uint32_t verb = coref_token(coref, pronoun->head)->head;
    uint32_t other = coref_token(coref, candidate->head)->head;
    return verb != NONE && other != NONE && is_object_ref(coref, pronoun) &&
           is_object_ref(coref, candidate) &&
           (has_also(coref, verb) ||
            str_equal(tree_lemma(&coref->tree, verb), tree_lemma(&coref->tree, other)));
}

/* "Ann called Bob to thank him" */
static bool is_object_above(const Coref *coref, const Ref *pronoun, const Ref *candidate)
{
    uint32_t verb = coref_token(coref, pronoun->head)->head;
    if (verb == NONE || coref_token(coref, verb)->xpos != XPOS_VB) return false;
    Relation relation = coref_token(coref, verb)->relation;
    return (relation == REL_ADVCL || relation == REL_XCOMP) && is_object_ref(coref, candidate) &&
           coref_token(coref, candidate->head)->head == coref_token(coref, verb)->head;
}

/* "thanked Bob for his letter": the one who is thanked. */
static bool is_owner_addressed(const Coref *coref, const Ref *pronoun, const Ref *candidate)
{
    uint32_t noun = coref_token(coref, pronoun->head)->head;
    if (pronoun->place != CASE_POSSESSIVE || noun == NONE || !is_object_ref(coref, candidate))
        return false;
    uint32_t verb = coref_token(coref, candidate->head)->head;
    return verb != NONE && reference_is_of_object(coref->words, tree_lemma(&coref->tree, verb)) &&
           coref_token(coref, noun)->head == verb && tree_case(&coref->tree, noun) != NONE;
}

/* "to Bob and, through him, to his people" */
static bool is_way_to_others(const Coref *coref, const Ref *pronoun, const Ref *candidate)
{
    return pronoun->sentence == candidate->sentence &&
           tree_has_case(&coref->tree, pronoun->head, STR("through")) &&
           tree_has_case(&coref->tree, candidate->head, STR("to"));
}

/* "China and Norway ... they": both rather than either. */
static bool is_conjunct(const Coref *coref, const Ref *candidate)
{
    return candidate->conjuncts[0] == NONE &&
           (coref_token(coref, candidate->head)->relation == REL_CONJ ||
            tree_child(&coref->tree, candidate->head, REL_CONJ) != NONE);
}

/* "Ann said that Bob had left. He ...": Bob stands in what Ann said, and less in sight. */
static bool is_embedded(const Coref *coref, const Ref *ref)
{
    Relation relation = coref_token(coref, clause_of(coref, ref))->relation;
    return relation == REL_CCOMP || relation == REL_ADVCL || relation == REL_ACL ||
           relation == REL_ACL_RELCL;
}

/* How many steps a phrase hangs below the root of its sentence, but for its own. */
static uint32_t depth_of(const Coref *coref, const Ref *ref)
{
    uint32_t depth = 0, above = coref_token(coref, ref->head)->head;
    while (above != NONE && depth < DEEP) {
        above = coref_token(coref, above)->head;
        depth++;
    }
    return depth;
}

static bool is_of_person(const Ref *pronoun)
{
    return (pronoun->kinds & (KIND_THING | KIND_GROUP)) == 0;
}

/* "Ann signed. Bob, the editor wrote, stayed. She ...": who was quoted is not who is spoken of; who
 * acts in this sentence's main clause is. */
static float person_points(const Coref *coref, const Ref *pronoun, const Ref *candidate,
                           const Ref *first)
{
    float points = 0.0f;
    if (first->all_kinds == KIND_MALE || first->all_kinds == KIND_FEMALE) points += 0.3f;
    if (first->all_kinds == KIND_ANY) points -= candidate->form == REFERENCE_NOUN ? 3.0f : 1.1f;
    if (speaks(coref, candidate) && !speaks(coref, pronoun)) points -= 0.6f;
    if (pronoun->sentence == candidate->sentence && depth_of(coref, candidate) < DEEP)
        points += 0.7f;
    return points;
}

/* "its leader", "their army": of whom that can have one. */
static bool is_of_office(const Coref *coref, const Ref *pronoun)
{
    uint32_t noun = coref_token(coref, pronoun->head)->head;
    if (pronoun->place != CASE_POSSESSIVE || noun == NONE) return false;
    uint32_t find = coref->find_at[noun];
    if (find == NONE) return false;
    FindKind kind = coref->scan->finds.items[find].kind;
    return kind == FIND_ROLE || kind == FIND_BODY;
}

static float office_points(const Coref *coref, const Ref *pronoun, const Ref *first)
{
    if (!is_of_office(coref, pronoun)) return 0.0f;
    if (first->actor == NONE) return first->all_kinds == KIND_THING ? -1.5f : 0.0f;
    return coref->doc->actors.items[first->actor].kind == ACTOR_STATE ? 1.0f : 0.0f;
}

/* "The council met. It ...": the subject that began the sentence before. */
static float thing_points(const Coref *coref, const Ref *pronoun, const Ref *candidate,
                          const Ref *first)
{
    bool many = pronoun->numbers == NUMBER_MANY;
    float points = 0.0f;
    if (first->all_kinds == KIND_THING) points += many ? -0.9f : 0.4f;
    points += office_points(coref, pronoun, first);
    if (many && candidate->form == REFERENCE_NAME) points -= 0.8f;
    if (pronoun->sentence == candidate->sentence + 1 && is_subject_ref(coref, candidate) &&
        is_subject_ref(coref, pronoun) && is_at_start(coref, pronoun) &&
        is_at_start(coref, candidate))
        points += 0.5f;
    return points;
}

/* What stands deep in another sentence is less in sight, whom the article began with more. */
static float sight_points(const Coref *coref, const Ref *pronoun, const Ref *candidate,
                          uint32_t first)
{
    float points = 0.0f;
    bool is_person = is_of_person(pronoun);
    if (pronoun->sentence != candidate->sentence && depth_of(coref, candidate) >= DEEP)
        points -= is_person ? 0.3f : pronoun->numbers == NUMBER_MANY ? 0.9f : 0.7f;
    if (coref_token(coref, candidate->head)->relation == REL_NMOD_POSS) points += 0.7f;
    if (first < REFS_OF_BEGINNING) points += 0.35f;
    return points;
}

/* In sentences; a person stays in sight longer than a thing. */
static float distance(const Ref *pronoun, const Ref *candidate)
{
    float sentences = (float)(pronoun->sentence - candidate->sentence);
    if (!is_of_person(pronoun) || sentences <= 2.0f) return sentences;
    return 2.0f + (sentences - 2.0f) * 0.4f;
}

static float points_of(Coref *coref, const Ref *pronoun, uint32_t index, uint32_t passed)
{
    const Ref *candidate = &coref->refs.items[index];
    uint32_t first_of_chain = coref_first(coref, index);
    const Ref *first = &coref->refs.items[first_of_chain];
    float points = 3.0f - distance(pronoun, candidate) - 0.05f * (float)passed;
    points += place_points(coref, pronoun, candidate);
    points += sight_points(coref, pronoun, candidate, first_of_chain);
    points += is_of_person(pronoun) ? person_points(coref, pronoun, candidate, first)
                                    : thing_points(coref, pronoun, candidate, first);
    if (is_owner_beside(coref, pronoun, candidate)) points += 2.5f;
    if (is_owner_addressed(coref, pronoun, candidate)) points += 2.5f;
    if (speaks(coref, pronoun) && speaks(coref, candidate)) points += 0.8f;
    if (pronoun->sentence != candidate->sentence && is_embedded(coref, candidate))
        points -= EMBEDDED_POINTS;
    if (is_same_object(coref, pronoun, candidate)) points += 1.5f;
    if (is_subject_above(coref, pronoun, candidate)) points += 1.0f;
    if (is_object_above(coref, pronoun, candidate)) points += 1.0f;
    if (is_way_to_others(coref, pronoun, candidate)) points += 2.5f;
    if (candidate->form == REFERENCE_PRONOUN) points += 0.7f;
    if (candidate->form == REFERENCE_NAME) points += 0.2f;
    if (first->size > 1) points += 0.4f;
    if (first->size > 4) points += 0.3f;
    if (pronoun->numbers == NUMBER_MANY && candidate->numbers == NUMBER_ANY)
        points -= is_conjunct(coref, candidate) ? 2.0f : 0.8f;
    if (coref->scan->in_quote[candidate->head] != coref->scan->in_quote[pronoun->head])
        points -= 0.6f;
    return points;
}

/* "No president had been ...": there is none that a pronoun could mean. */
static bool is_none_at_all(const Coref *coref, const Ref *ref)
{
    return ref->form == REFERENCE_NOUN &&
           str_equal(coref_token(coref, ref->tokens.first)->lower, STR("no"));
}

/* Whom syntax keeps from being the pronoun, by whatever name: the subject of its own verb; NONE. */
static uint32_t barred_chain(Coref *coref, const Ref *pronoun)
{
    if (pronoun->place == CASE_POSSESSIVE || is_subject_ref(coref, pronoun)) return NONE;
    uint32_t verb = coref_token(coref, pronoun->head)->head;
    if (verb == NONE || coref_token(coref, verb)->tag != TAG_VERB) return NONE;
    uint32_t subject = tree_subject(&coref->tree, verb);
    uint32_t ref = subject == NONE ? NONE : coref->ref_of[subject];
    return ref == NONE ? NONE : coref_first(coref, ref);
}

/* "\"My answer is no,\" it says": who speaks is nothing in the words that are said. */
static bool is_in_own_words(const Coref *coref, const Ref *pronoun, const Ref *candidate)
{
    const bool *in_quote = coref->scan->in_quote;
    return !in_quote[pronoun->head] && in_quote[candidate->head] &&
           pronoun->sentence == candidate->sentence && speaks(coref, pronoun);
}

#define MOST_NAMED_BELOW 8
#define REFS_AHEAD 40
#define DEEPEST_BELOW 24

/* Whether a token hangs below a verb, not by words put in between. */
static bool is_below(const Coref *coref, uint32_t token, uint32_t verb)
{
    for (uint32_t steps = 0; token != NONE && steps < DEEPEST_BELOW; steps++) {
        if (token == verb) return true;
        const Token *here = coref_token(coref, token);
        if (here->relation == REL_PARATAXIS) return false;
        token = here->head;
    }
    return false;
}

/* "resigned as President": names nobody. */
static bool is_role(const Coref *coref, const Ref *ref)
{
    return ref->find != NONE && coref->scan->finds.items[ref->find].kind == FIND_ROLE;
}

/* "He wrote to the speaker, Ann Example": whom a subject's own clause names is somebody else. Gives
 * the chains, and how many they are. */
static uint32_t named_below(Coref *coref, uint32_t index, uint32_t chains[MOST_NAMED_BELOW])
{
    const Ref *pronoun = &coref->refs.items[index];
    uint32_t verb = coref_token(coref, pronoun->head)->head, count = 0;
    if (!is_subject_ref(coref, pronoun) || verb == NONE) return 0;
    for (uint32_t i = index + 1; i < coref->refs.count && i <= index + REFS_AHEAD; i++) {
        const Ref *ref = &coref->refs.items[i];
        if (ref->sentence != pronoun->sentence || count == MOST_NAMED_BELOW) break;
        bool same_voice = coref->scan->in_quote[ref->head] == coref->scan->in_quote[pronoun->head];
        if (ref->form == REFERENCE_NAME && !is_role(coref, ref) && same_voice &&
            is_below(coref, ref->head, verb))
            chains[count++] = coref_first(coref, i);
    }
    return count;
}

static bool may_be(Coref *coref, uint32_t pronoun, uint32_t candidate)
{
    const Ref *a = &coref->refs.items[pronoun], *b = &coref->refs.items[candidate];
    bool is_aired = a->sentence == b->sentence || a->numbers == NUMBER_MANY;
    if (is_aired && is_medium(coref, b) && is_audience(coref, b)) return false;
    return b->person == 3 && (b->kinds & KIND_TIME) == 0 && coref_is_open(coref, candidate) &&
           !is_none_at_all(coref, b) && !is_barred(coref, a, b) && !is_in_own_words(coref, a, b) &&
           coref_agree(coref, pronoun, candidate);
}

/* ---- Reflexives --------------------------------------------------------------------------- */

/* "Ann herself" is Ann, "Bob saw himself" the subject. */
static uint32_t reflexive_of(const Coref *coref, uint32_t index)
{
    const Ref *pronoun = &coref->refs.items[index];
    for (uint32_t back = 1; back <= index && back <= 8; back++)
        if (coref->refs.items[index - back].tokens.end == pronoun->head) return index - back;
    uint32_t subject = tree_subject(&coref->tree, clause_of(coref, pronoun));
    return subject == NONE ? NONE : coref->ref_of[subject];
}

/* "in his own name": the subject's. */
static bool is_own(const Coref *coref, const Ref *pronoun)
{
    uint32_t next = pronoun->head + 1;
    return pronoun->place == CASE_POSSESSIVE && next < coref->doc->tokens.count &&
           str_equal(coref_token(coref, next)->lower, STR("own"));
}

static bool resolve_reflexive(Coref *coref, uint32_t index)
{
    const Ref *pronoun = &coref->refs.items[index];
    if (pronoun->place != CASE_REFLEXIVE && !is_own(coref, pronoun)) return false;
    uint32_t other = reflexive_of(coref, index);
    if (other == NONE || other == index || !coref_agree(coref, index, other)) return false;
    if (!coref_is_open(coref, other)) return false;
    coref_join(coref, index, other, STR("COREF-REFLEXIVE"), 0.9f);
    return true;
}

/* ---- Before what it points to ------------------------------------------------------------- */

#define TOKENS_AHEAD 40
#define TOKENS_OF_LEAD 6

/* "In his greeting to Bob, Ann ...", "As he left, Ann ...": a pronoun in what stands before the
 * main clause is the subject of that, if nobody was spoken of that fits better. */
static uint32_t subject_ahead(const Coref *coref, const Ref *pronoun)
{
    TokenRange sentence = coref->doc->sentences.items[pronoun->sentence].tokens;
    const Token *first = coref_token(coref, sentence.first);
    bool leads = first->tag == TAG_ADP || first->tag == TAG_SCONJ || first->xpos == XPOS_VBG;
    if (!leads || pronoun->head > sentence.first + TOKENS_OF_LEAD) return NONE;
    uint32_t subject = tree_subject(&coref->tree, clause_of(coref, pronoun));
    if (subject == NONE || subject <= pronoun->head || subject > pronoun->head + TOKENS_AHEAD)
        return NONE;
    return coref->ref_of[subject];
}

static bool resolve_ahead(Coref *coref, uint32_t index)
{
    const Ref *pronoun = &coref->refs.items[index];
    uint32_t ahead = subject_ahead(coref, pronoun);
    if (pronoun->place != CASE_POSSESSIVE || ahead == NONE) return false;
    if (coref->refs.items[ahead].form == REFERENCE_PRONOUN) return false;
    discourse_settle(coref, ahead);
    if (coref->refs.items[ahead].find == NONE || !coref_is_open(coref, ahead)) return false;
    if (!coref_agree(coref, index, ahead)) return false;
    coref_join(coref, index, ahead, STR("COREF-AHEAD"), 0.8f);
    return true;
}

/* ---- By points ---------------------------------------------------------------------------- */

static bool is_speaker(Coref *coref, uint32_t speaker, uint32_t candidate)
{
    return speaker != NONE && coref_is_same(coref, speaker, candidate);
}

static bool is_one_of(uint32_t chain, const uint32_t *chains, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        if (chains[i] == chain) return true;
    return false;
}

static uint32_t best_before(Coref *coref, uint32_t index, float *out_points)
{
    const Ref *pronoun = &coref->refs.items[index];
    uint32_t limit = is_of_person(pronoun) ? SENTENCES_BACK_PERSON : SENTENCES_BACK;
    uint32_t best = NONE, passed = 0, speaker = voice_speaker(coref, pronoun->head);
    uint32_t barred = barred_chain(coref, pronoun), named[MOST_NAMED_BELOW];
    uint32_t named_count = named_below(coref, index, named);
    *out_points = 0.0f;
    for (uint32_t back = 1; back <= index && back <= REFS_BACK; back++) {
        uint32_t candidate = index - back;
        if (pronoun->sentence - coref->refs.items[candidate].sentence > limit) break;
        if (!may_be(coref, index, candidate) || is_speaker(coref, speaker, candidate)) continue;
        uint32_t chain = coref_first(coref, candidate);
        if (chain == barred || is_one_of(chain, named, named_count)) continue;
        float points = points_of(coref, pronoun, candidate, passed++);
        if (best != NONE && points <= *out_points) continue;
        best = candidate;
        *out_points = points;
    }
    return best;
}

void pronoun_resolve(Coref *coref, uint32_t index)
{
    Ref *pronoun = &coref->refs.items[index];
    if (pronoun->is_settled) return;
    pronoun->is_settled = true;
    if (pronoun->person != 3) return;
    if (resolve_reflexive(coref, index) || resolve_ahead(coref, index)) return;
    float points;
    uint32_t best = best_before(coref, index, &points);
    if (best != NONE)
        coref_join(coref, index, best, STR("COREF-PRONOUN"), points > 3.5f ? 0.7f : 0.5f);
    else if (pronoun->numbers == NUMBER_MANY && pronoun->find != NONE)
        pair_resolve(coref->scan, pronoun->find);
}
