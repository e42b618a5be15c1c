/*
 * Chains of references: what is joined, whom it makes a mention, and what is written of it.
 *
 *     Ann Example chairs the council. She said it would meet again.
 *     chain 0: "Ann Example", "She" (COREF-PRONOUN)      actor person:ann example
 *     chain 1: "the council", "it" (COREF-PRONOUN)
 *
 * A chain has one actor at most, and every mention in it has that actor. A reference that nothing
 * is joined to is not written, but for pronouns: of these one should see that nobody was found.
 */
#include "coref.h"

void coref_begin(Coref *coref, const ReferenceWords *words, Scan *scan)
{
    *coref = (Coref){.words = words, .scan = scan, .doc = scan->doc, .scratch = scan->scratch};
    map_init(&coref->name_seen, scan->scratch);
    tree_init(&coref->tree, scan->doc, scan->scratch);
    references_find(coref);
}

uint32_t coref_first(Coref *coref, uint32_t ref)
{
    Ref *refs = coref->refs.items;
    while (refs[ref].parent != ref) {
        refs[ref].parent = refs[refs[ref].parent].parent;
        ref = refs[ref].parent;
    }
    return ref;
}

bool coref_is_same(Coref *coref, uint32_t a, uint32_t b)
{
    return coref_first(coref, a) == coref_first(coref, b);
}

bool coref_agree(Coref *coref, uint32_t a, uint32_t b)
{
    const Ref *left = &coref->refs.items[coref_first(coref, a)];
    const Ref *right = &coref->refs.items[coref_first(coref, b)];
    bool two_actors = left->actor != NONE && right->actor != NONE && left->actor != right->actor;
    return !two_actors && (left->all_kinds & right->all_kinds) != 0 &&
           (left->all_numbers & right->all_numbers) != 0;
}

bool coref_is_open(const Coref *coref, uint32_t index)
{
    const Ref *ref = &coref->refs.items[index];
    return ref->find == NONE || ref->is_settled ||
           coref->scan->finds.items[ref->find].actor != NONE;
}

bool coref_is_within(const Ref *a, const Ref *b)
{
    return (a->tokens.first <= b->tokens.first && b->tokens.end <= a->tokens.end) ||
           (b->tokens.first <= a->tokens.first && a->tokens.end <= b->tokens.end);
}

void coref_join(Coref *coref, uint32_t later, uint32_t earlier, Str rule, float confidence)
{
    Ref *refs = coref->refs.items;
    uint32_t a = coref_first(coref, earlier), b = coref_first(coref, later);
    bool two_actors =
        refs[a].actor != NONE && refs[b].actor != NONE && refs[a].actor != refs[b].actor;
    if (a == b || two_actors) return;
    if (b < a) {
        uint32_t swap = a;
        a = b;
        b = swap;
    }
    refs[b].parent = a;
    refs[a].size += refs[b].size;
    if ((refs[a].all_kinds & refs[b].all_kinds) != 0) refs[a].all_kinds &= refs[b].all_kinds;
    if ((refs[a].all_numbers & refs[b].all_numbers) != 0)
        refs[a].all_numbers &= refs[b].all_numbers;
    if (refs[a].actor == NONE) refs[a].actor = refs[b].actor;
    if (refs[a].group == NONE) refs[a].group = refs[b].group;
    Ref *joined = &refs[later];
    if (joined->antecedent != NONE) joined = &refs[b];
    if (joined->antecedent != NONE) return;
    joined->antecedent = joined == &refs[later] ? earlier : a;
    joined->rule = rule;
    joined->confidence = confidence;
}

uint32_t coref_actor(Coref *coref, uint32_t ref)
{
    return coref->refs.items[coref_first(coref, ref)].actor;
}

/* ---- What a chain tells a mention --------------------------------------------------------- */

/* "Ann and Bob ... they": the actors of both, if both are known. */
static void members_of(Coref *coref, const Ref *group, uint32_t members[MOST_CONJUNCTS])
{
    if (group->conjuncts[0] == NONE) {
        if (group->find != NONE)
            memcpy(members, coref->scan->finds.items[group->find].members,
                   MOST_CONJUNCTS * sizeof *members);
        return;
    }
    for (uint32_t i = 0; i < MOST_CONJUNCTS && group->conjuncts[i] != NONE; i++) {
        members[i] = coref_actor(coref, coref->ref_of[group->conjuncts[i]]);
        if (members[i] != NONE && (i == 0 || members[i] != members[0])) continue;
        for (uint32_t k = 0; k < MOST_CONJUNCTS; k++) members[k] = NONE;
        return;
    }
}

void coref_tell_find(Coref *coref, uint32_t index)
{
    const Ref *ref = &coref->refs.items[index];
    if (ref->find == NONE) return;
    Find *find = &coref->scan->finds.items[ref->find];
    const Ref *first = &coref->refs.items[coref_first(coref, index)];
    bool is_pronoun = find->kind == FIND_PRONOUN;
    bool is_told = first->actor != NONE && find->actor == NONE && find->members[0] == NONE;
    if (is_told) {
        find->actor = first->actor;
        find->person = person_of_actor(coref->scan, first->actor);
    }
    if (is_pronoun && first->group != NONE)
        members_of(coref, &coref->refs.items[first->group], find->members);
    if ((is_pronoun || is_told) && ref->rule.len > 0) {
        find->rule = ref->rule;
        find->confidence = ref->confidence;
    }
}

/* "It rained", "the bridge ... it": nobody who acts. */
static bool is_of_thing(const Ref *ref, const Find *find)
{
    return find->kind == FIND_PRONOUN && (ref->kinds & KIND_PERSON) == 0 && find->actor == NONE;
}

void chains_settle(Coref *coref)
{
    for (uint32_t i = 0; i < coref->refs.count; i++) {
        coref_tell_find(coref, i);
        const Ref *ref = &coref->refs.items[i];
        if (ref->find == NONE) continue;
        Find *find = &coref->scan->finds.items[ref->find];
        if (is_of_thing(ref, find)) find->is_dropped = true;
    }
}

/* ---- Writing ------------------------------------------------------------------------------ */

static void write_reference(Coref *coref, uint32_t index, uint32_t chain, uint32_t mention)
{
    Document *doc = coref->doc;
    const Ref *ref = &coref->refs.items[index];
    *list_add(doc->arena, &doc->references) = (Reference){
        .span = document_tokens_span(doc, ref->tokens),
        .tokens = ref->tokens,
        .head = ref->head,
        .form = ref->form,
        .mention = mention,
        .chain = chain,
        .antecedent = ref->antecedent,
        .by = {ref->rule, ref->confidence},
    };
}

/* Numbers the chains in the order of their first references, and points antecedents to the places
 * in the written list. */
void chains_write(Coref *coref, const uint32_t *mention_of_find)
{
    Document *doc = coref->doc;
    uint32_t count = coref->refs.count;
    uint32_t *chain_of = arena_new_items(coref->scratch, uint32_t, (size_t)count + 1);
    uint32_t *place_of = arena_new_items(coref->scratch, uint32_t, (size_t)count + 1);
    for (uint32_t i = 0; i < count; i++) {
        const Ref *ref = &coref->refs.items[i];
        uint32_t first = coref_first(coref, i), chain = NONE;
        bool alone = coref->refs.items[first].size < 2;
        place_of[i] = NONE;
        if (alone && ref->form != REFERENCE_PRONOUN) continue;
        if (!alone && first == i) {
            chain_of[i] = doc->chains.count;
            *list_add(doc->arena, &doc->chains) =
                (Chain){.first = doc->references.count, .actor = ref->actor};
        }
        if (!alone) chain = chain_of[first];
        if (chain != NONE) doc->chains.items[chain].count++;
        place_of[i] = doc->references.count;
        write_reference(coref, i, chain, ref->find == NONE ? NONE : mention_of_find[ref->find]);
    }
    for (uint32_t i = 0; i < doc->references.count; i++) {
        Reference *reference = &doc->references.items[i];
        if (reference->antecedent != NONE) reference->antecedent = place_of[reference->antecedent];
        if (reference->by.rule.len == 0)
            reference->by = reference->chain == NONE ? (Provenance){STR("COREF-UNKNOWN"), 0.3f}
                                                     : (Provenance){STR("COREF-FIRST"), 1.0f};
    }
}
