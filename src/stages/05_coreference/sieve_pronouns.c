/*
 * He, she, it and they. Of the references before it that agree, a pronoun goes to the one with the
 * most points: for being near, a subject, much spoken of, of the same place in its clause.
 *
 *     The council met the minister. It told him ...    it: the council; him: the minister
 *
 * Barred is what syntax bars: the subject of the pronoun's own verb ("The council told it"), and a
 * phrase that holds the pronoun ("the minister of its party").
 */
#include "coref.h"

#define REFS_BACK 80
#define SENTENCES_BACK 4
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

static uint32_t clause_of(const Coref *coref, const Ref *ref)
{
    return tree_clause(&coref->tree, ref->head);
}

/* Both are arguments of the same verb; only a reflexive may then mean the other. */
static bool is_barred(const Coref *coref, const Ref *pronoun, const Ref *candidate)
{
    if (coref_is_within(pronoun, candidate)) return true;
    if (pronoun->place == CASE_POSSESSIVE || pronoun->place == CASE_REFLEXIVE) return false;
    uint32_t head = coref_token(coref, pronoun->head)->head;
    return head != NONE && coref_token(coref, candidate->head)->head == head;
}

static float place_points(const Coref *coref, const Ref *pronoun, const Ref *candidate)
{
    float points = 0.0f;
    bool subject = is_subject_ref(coref, candidate);
    Relation relation = coref_token(coref, candidate->head)->relation;
    if (subject) points += 1.2f;
    if (is_object_ref(coref, candidate)) points += 0.4f;
    if (relation == REL_NMOD || relation == REL_COMPOUND) points -= 0.4f;
    if (relation == REL_OBL_UNMARKED || relation == REL_NMOD_UNMARKED) points -= 1.0f;
    if (relation == coref_token(coref, pronoun->head)->relation) points += 0.5f;
    if (pronoun->place == CASE_POSSESSIVE && subject && pronoun->sentence == candidate->sentence &&
        clause_of(coref, pronoun) == clause_of(coref, candidate))
        points += 0.8f;
    return points;
}

static float points_of(Coref *coref, const Ref *pronoun, uint32_t index, uint32_t passed)
{
    const Ref *candidate = &coref->refs.items[index];
    const Ref *first = &coref->refs.items[coref_first(coref, index)];
    float points = 3.0f - (float)(pronoun->sentence - candidate->sentence) - 0.05f * (float)passed;
    points += place_points(coref, pronoun, candidate);
    if (candidate->form == REFERENCE_PRONOUN) points += 0.7f;
    if (candidate->form == REFERENCE_NAME) points += 0.2f;
    if (first->size > 1) points += 0.4f;
    if (first->size > 4) points += 0.3f;
    if (pronoun->numbers == NUMBER_MANY && candidate->numbers == NUMBER_ANY) points -= 0.8f;
    if (candidate->voice != pronoun->voice) points -= 0.6f;
    return points;
}

static bool may_be(Coref *coref, uint32_t pronoun, uint32_t candidate)
{
    const Ref *a = &coref->refs.items[pronoun], *b = &coref->refs.items[candidate];
    return b->person == 3 && (b->kinds & KIND_TIME) == 0 && !is_barred(coref, a, b) &&
           coref_agree(coref, pronoun, candidate);
}

static uint32_t reflexive_subject(const Coref *coref, const Ref *pronoun)
{
    uint32_t subject = tree_subject(&coref->tree, clause_of(coref, pronoun));
    return subject == NONE ? NONE : coref->ref_of[subject];
}

static void resolve(Coref *coref, uint32_t index)
{
    const Ref *pronoun = &coref->refs.items[index];
    bool of_person = (pronoun->kinds & (KIND_THING | KIND_GROUP)) == 0;
    uint32_t limit = of_person ? SENTENCES_BACK_PERSON : SENTENCES_BACK;
    uint32_t best = NONE, passed = 0;
    float most = 0.0f;
    if (pronoun->place == CASE_REFLEXIVE) {
        uint32_t subject = reflexive_subject(coref, pronoun);
        if (subject != NONE && subject != index && coref_agree(coref, index, subject)) {
            coref_join(coref, index, subject, STR("COREF-REFLEXIVE"), 0.9f);
            return;
        }
    }
    for (uint32_t back = 1; back <= index && back <= REFS_BACK; back++) {
        uint32_t candidate = index - back;
        if (pronoun->sentence - coref->refs.items[candidate].sentence > limit) break;
        if (!may_be(coref, index, candidate)) continue;
        float points = points_of(coref, pronoun, candidate, passed++);
        if (best != NONE && points <= most) continue;
        best = candidate;
        most = points;
    }
    if (best == NONE) return;
    coref_join(coref, index, best, STR("COREF-PRONOUN"), most > 3.5f ? 0.7f : 0.5f);
}

void sieve_pronouns(Coref *coref)
{
    for (uint32_t i = 0; i < coref->refs.count; i++) {
        const Ref *ref = &coref->refs.items[i];
        if (ref->form == REFERENCE_PRONOUN && ref->person == 3) resolve(coref, i);
    }
}
