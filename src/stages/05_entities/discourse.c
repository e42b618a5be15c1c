/*
 * Goes through the article and settles who everything is that does not say so itself: first what
 * the article says in its own words, then what stands in quotations, whose speakers are known by
 * then.
 *
 *     "his Turkish counterpart"   the pronoun first, then the role, then what it is joined to
 *
 * A find (roles.c, bodies.c, collectives.c) is settled before the reference that it stands in.
 */
#include "coref.h"

/* "its leader", "his spokesman": the pronoun inside tells whose, so it goes first. */
static void resolve_owner_pronoun(Coref *coref, uint32_t index)
{
    Scan *scan = coref->scan;
    uint32_t inner = find_own_pronoun(scan, index);
    if (inner == NONE) return;
    uint32_t ref = coref->ref_of[scan->finds.items[inner].head];
    if (ref == NONE) return;
    pronoun_resolve(coref, ref);
    coref_tell_find(coref, ref);
    Find *find = &scan->finds.items[index];
    const Find *pronoun = &scan->finds.items[inner];
    find->is_of_pronoun = true;
    if (find->owner.len > 0) return;
    if (pronoun->person != NONE)
        find->owner = scan->persons.items[pronoun->person].owner;
    else if (pronoun->actor != NONE)
        find->owner = scan->doc->actors.items[pronoun->actor].country;
}

static void settle_find(Coref *coref, uint32_t index)
{
    Scan *scan = coref->scan;
    Find *find = &scan->finds.items[index];
    if (find->is_dropped || find->is_settled) return;
    find->is_settled = true;
    if (find->kind == FIND_BODY || find->kind == FIND_GROUP || find->kind == FIND_ROLE)
        resolve_owner_pronoun(coref, index);
    switch (find->kind) {
    case FIND_ROLE: role_resolve(scan, index); break;
    case FIND_AGED: aged_resolve(scan, index); break;
    case FIND_BODY: body_resolve(scan, index); break;
    case FIND_GROUP: group_resolve(scan, index); break;
    case FIND_OUTLET: outlet_resolve(scan, index); break;
    case FIND_COLLECTIVE: collective_resolve(scan, index); break;
    case FIND_DESCRIPTION: description_resolve(scan, index); break;
    case FIND_PRONOUN:
    case FIND_STATE:
    case FIND_NATIONALITY:
    case FIND_METONYM:
    case FIND_PLACE:
    case FIND_ORGANISATION:
    case FIND_MEDIUM:
    case FIND_THING:
    case FIND_PERSON: break;
    }
}

/* What was learnt of a role's person holds for its chain: "the chancellor ... she". */
static void narrow_kinds(Coref *coref, uint32_t index)
{
    const Ref *ref = &coref->refs.items[index];
    uint32_t person = ref->find == NONE ? NONE : coref->scan->finds.items[ref->find].person;
    char sex = person == NONE ? 0 : coref->scan->persons.items[person].sex;
    Ref *first = &coref->refs.items[coref_first(coref, index)];
    uint8_t kinds = sex == 'm' ? KIND_MALE : sex == 'f' ? KIND_FEMALE : 0;
    if ((first->all_kinds & kinds) != 0) first->all_kinds &= kinds;
}

void discourse_settle(Coref *coref, uint32_t index)
{
    Ref *ref = &coref->refs.items[index];
    if (ref->form == REFERENCE_PRONOUN) {
        pronoun_resolve(coref, index);
        coref_tell_find(coref, index);
        return;
    }
    if (ref->is_settled) return;
    if (ref->find != NONE) settle_find(coref, ref->find);
    ref->is_settled = true;
    join_same_actor(coref, index);
    narrow_kinds(coref, index);
    if (ref->antecedent == NONE) join_same_name(coref, index);
    join_same_noun(coref, index);
    if (ref->find != NONE) coref_tell_find(coref, index);
}

static void settle(Coref *coref, bool in_quote)
{
    const Scan *scan = coref->scan;
    uint32_t find = 0, ref = 0;
    while (find < scan->finds.count || ref < coref->refs.count) {
        uint32_t find_at = find < scan->finds.count ? scan->finds.items[find].tokens.first : NONE;
        uint32_t ref_at = ref < coref->refs.count ? coref->refs.items[ref].tokens.first : NONE;
        if (find_at <= ref_at) {
            if (scan->in_quote[find_at] == in_quote) settle_find(coref, find);
            find++;
        } else {
            if (scan->in_quote[coref->refs.items[ref].head] == in_quote)
                discourse_settle(coref, ref);
            ref++;
        }
    }
}

void discourse_resolve(Coref *coref)
{
    roles_learn(coref->scan);
    sieve_names(coref);
    voices_find(coref);
    settle(coref, false);
    voices_settle(coref);
    settle(coref, true);
    sieve_speakers(coref);
}
