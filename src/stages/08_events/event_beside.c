/*
 * Parties that stand in what is beside a trigger: in the deed it speaks of, in the clause that says when or on what
 * condition, anywhere below it.
 *
 *     "Norland put its army on alert as Sudland's jets took off"   MOBILIZE, against Sudland
 */
#include "event_beside.h"

#include "event_kinds.h"

#define MOST_SIDE_CLAUSES 3
#define MOST_STEPS_BELOW 8 /* from a party up to the trigger */
#define FARTHEST_BELOW 40  /* words from the trigger */

void event_add_or_owner(const EventWork *work, uint32_t noun, bool is_target, FoundParties *out)
{
    if (noun != NONE) event_add_conjuncts(work, noun, is_target, out);
    if (noun != NONE && out->parties.count == 0) event_add_owner(work, event_content_noun(work, noun), is_target, 1, out);
}

void event_add_of_deed(const EventWork *work, uint32_t trigger, bool is_target, FoundParties *out)
{
    static const Str links[] = {STR_INIT("against"), STR_INIT("on"), STR_INIT("to"), STR_INIT("with"), STR_INIT("from"),
                                STR_INIT("into"), STR_INIT("at"), STR_INIT("for")};
    uint32_t deed = event_deed_clause(work, trigger);
    if (deed == NONE) return;
    event_add_or_owner(work, tree_object(&work->tree, deed), is_target, out);
    for (size_t i = 0; i < COUNT(links) && out->parties.count == 0; i++)
        event_add_or_owner(work, tree_oblique_near(&work->tree, deed, links[i]), is_target, out);
}

void event_add_of_side_clause(const EventWork *work, uint32_t trigger, bool is_condition, bool is_target, FoundParties *out)
{
    for (uint32_t n = 0; n < MOST_SIDE_CLAUSES && out->parties.count == 0; n++) {
        uint32_t clause = event_side_clause(work, trigger, is_condition, n);
        if (clause == NONE) return;
        bool is_passive = tree_is_passive(&work->tree, clause) && tree_agent(&work->tree, clause) != NONE;
        event_add_or_owner(work, is_passive ? tree_agent(&work->tree, clause) : tree_subject(&work->tree, clause), is_target, out);
    }
}

/* Whether the words on the way up to the trigger are of its clause: phrases, aims, and what went on meanwhile. */
static bool is_below(const EventWork *work, uint32_t token, uint32_t trigger, bool is_protest)
{
    const Tree *tree = &work->tree;
    for (int step = 0; step < MOST_STEPS_BELOW && token != NONE; step++) {
        Relation relation = tree_relation(tree, token);
        bool is_apart = relation == REL_PARATAXIS || relation == REL_APPOS || (relation == REL_CONJ && tree_is_predicate(tree, token));
        bool is_earlier = is_protest && tree_has_case(tree, token, STR("after")); /* "after the death of Norland's king" */
        if (is_apart || is_earlier || tree_has_case(tree, token, STR("with"))) return false;
        token = tree_head(tree, token);
        if (token == trigger) return true;
    }
    return false;
}

/* "took to the streets calling for Norland's minister to go": the first party of politics behind the trigger and below it. */
void event_add_below(const EventWork *work, const EventFrame *frame, uint32_t trigger, bool is_target, FoundParties *out)
{
    const Document *doc = work->doc;
    uint32_t object = event_object(work, frame, trigger);
    uint32_t end = doc->sentences.items[document_token(doc, trigger)->sentence].tokens.end;
    for (uint32_t t = trigger + 1; t < end && t < trigger + FARTHEST_BELOW && out->parties.count == 0; t++) {
        uint32_t mention = work->mention_over[t];
        if (mention == NONE || doc->mentions.items[mention].head != t || !is_below(work, t, trigger, frame->plover == PLOVER_PROTEST)) continue;
        bool is_moved = t == object || (tree_head(&work->tree, t) == trigger && tree_relation(&work->tree, t) == REL_OBJ);
        if (is_moved || (object != NONE && is_below(work, object, t, false))) continue; /* "thousands of soldiers" */
        Party party = {.mention = mention, .actor = doc->mentions.items[mention].actor};
        if (doc->mentions.items[mention].kind == MENTION_PRONOUN || event_is_press(work, party)) continue;
        if (event_is_political(work, party) || event_is_unruly(work, party)) event_add_mention(work, mention, is_target, out);
    }
}
