/*
 * Clauses. Some words tell of an event only by the clause they speak of:
 *
 *     "Norland said that Sudland was behind the attack"     says it of Sudland: an accusation
 *     "Norland threatened to wipe Sudland off the map"      the deed is done to Sudland
 *     "Norland threatened retaliation if Sudland attacked"  whom the threat is for stands in the condition
 */
#include "event_said.h"

#define FARTHEST_RECIPROCAL 4 /* words behind the trigger */
#define MOST_STEPS_UP 6       /* from a noun to the verb it is set beside */

/* ---- what is said ---- */

static bool is_to_come(const EventWork *work, uint32_t clause)
{
    return tree_modality(&work->tree, clause) != MODALITY_NONE;
}

static bool is_listed_predicate(const EventWork *work, const ObjectChoice *choice, uint32_t clause)
{
    const Tree *tree = &work->tree;
    if (event_is_listed(work, choice, clause)) return true;
    uint32_t preposition = tree_case(tree, clause); /* "was behind the attack" */
    if (preposition != NONE && event_is_listed(work, choice, preposition)) return true;
    uint32_t object = tree_object(tree, clause); /* "would pay a heavy price" */
    if (object != NONE && is_to_come(work, clause) && event_is_listed(work, choice, object)) return true;
    uint32_t open = tree_child(tree, clause, REL_XCOMP); /* "was to blame" */
    return open != NONE && tree_has_lemma(tree, clause, STR("be")) && event_is_listed(work, choice, open);
}

uint32_t event_said_clause(const EventWork *work, const EventFrame *frame, uint32_t verb)
{
    const Tree *tree = &work->tree;
    uint32_t clause = frame->is_noun ? tree_child(tree, verb, REL_ACL) : tree_complement(tree, verb);
    bool is_before = clause == NONE && tree_relation(tree, verb) == REL_PARATAXIS; /* "Norland lied, he said" */
    if (is_before) clause = tree_head(tree, verb);
    if (clause == NONE || tree_own_subject(tree, clause) == NONE) return NONE;
    if (tree_is_negated(tree, clause) && !frame->objects.takes_any) return NONE;
    if (tree_is_negated(tree, verb) || !is_listed_predicate(work, &frame->objects, clause)) return NONE;
    return is_to_come(work, clause) == (frame->plover == PLOVER_THREATEN) ? clause : NONE;
}

uint32_t event_said_of(const EventWork *work, uint32_t clause)
{
    const Tree *tree = &work->tree;
    if (clause == NONE) return NONE;
    /* of a threat whom it is done to: "said that Norland would be punished" */
    bool is_done_by = tree_is_passive(tree, clause) && !is_to_come(work, clause);
    return is_done_by ? tree_agent(tree, clause) : tree_own_subject(tree, clause);
}

/* ---- what is to be done ---- */

uint32_t event_deed_clause(const EventWork *work, uint32_t trigger)
{
    const Tree *tree = &work->tree;
    for (uint32_t c = tree_first_child(tree, trigger); c != NONE; c = tree_next_child(tree, c))
        if (c > trigger && tree_is_predicate(tree, c) && tree_has_mark(tree, c, STR("to"))) return c;
    uint32_t object = tree_object(tree, trigger); /* "reserves the right to bomb Norland" */
    uint32_t of_object = object == NONE || object < trigger ? NONE : tree_child(tree, object, REL_ACL);
    return of_object != NONE && tree_has_mark(tree, of_object, STR("to")) ? of_object : NONE;
}

/* ---- on what condition, after what ---- */

static bool has_one_of_marks(const Tree *tree, uint32_t clause, const Str *marks, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (tree_has_mark(tree, clause, marks[i])) return true;
    return false;
}

static bool is_side_clause(const EventWork *work, uint32_t clause, bool is_condition)
{
    static const Str conditions[] = {STR_INIT("if"), STR_INIT("unless"), STR_INIT("until"), STR_INIT("should")};
    static const Str occasions[] = {STR_INIT("after"), STR_INIT("as"), STR_INIT("when"), STR_INIT("because"), STR_INIT("since"),
                                    STR_INIT("while"), STR_INIT("where")};
    const Tree *tree = &work->tree;
    if (tree_relation(tree, clause) != REL_ADVCL || tree_own_subject(tree, clause) == NONE) return false;
    return is_condition ? has_one_of_marks(tree, clause, conditions, COUNT(conditions))
                        : has_one_of_marks(tree, clause, occasions, COUNT(occasions));
}

uint32_t event_side_clause(const EventWork *work, uint32_t trigger, bool is_condition, uint32_t n)
{
    const Tree *tree = &work->tree;
    uint32_t above[] = {trigger, event_deed_clause(work, trigger), event_clause_verb(work, trigger)};
    for (size_t i = 0; i < COUNT(above); i++) {
        if (above[i] == NONE || (i > 0 && above[i] == trigger)) continue;
        for (uint32_t c = tree_first_child(tree, above[i]); c != NONE; c = tree_next_child(tree, c))
            if (is_side_clause(work, c, is_condition) && n-- == 0) return c;
    }
    return NONE;
}

/* ---- each other ---- */

bool event_is_reciprocal(const EventWork *work, uint32_t trigger)
{
    const Document *doc = work->doc;
    uint32_t end = doc->sentences.items[document_token(doc, trigger)->sentence].tokens.end;
    for (uint32_t t = trigger + 1; t + 1 < end && t <= trigger + FARTHEST_RECIPROCAL; t++) {
        Str first = doc->tokens.items[t].lower, second = doc->tokens.items[t + 1].lower;
        if (doc->tokens.items[t].tag == TAG_VERB) return false;
        if (str_equal(first, STR("each")) && str_equal(second, STR("other"))) return true;
        if (str_equal(first, STR("one")) && str_equal(second, STR("another"))) return true;
    }
    return false;
}

/* ---- whose deed ---- */

/* The verb that the noun is set beside or that went before: "Norland left, a step that ...", "Norland left and he called the
 * step ...". */
static uint32_t verb_before(const EventWork *work, uint32_t noun)
{
    const Tree *tree = &work->tree;
    uint32_t above = tree_head(tree, noun);
    for (int step = 0; step < MOST_STEPS_UP && above != NONE; step++) {
        if (tree_is_predicate(tree, above)) break;
        above = tree_head(tree, above);
    }
    if (above == NONE || !tree_is_predicate(tree, above)) return NONE;
    Relation relation = tree_relation(tree, noun);
    uint32_t start = tree_nominal_range(tree, noun).first;
    bool is_set_beside = start > 0 && str_equal(document_token(work->doc, start - 1)->lower, STR(","));
    if (relation != REL_OBJ && relation != REL_NSUBJ_PASS) return is_set_beside && above < noun ? above : NONE;
    uint32_t first = tree_first_conjunct(tree, above);
    return first == above ? NONE : first;
}

uint32_t event_doer_before(const EventWork *work, uint32_t noun)
{
    uint32_t verb = verb_before(work, noun);
    if (verb == NONE || document_token(work->doc, verb)->sentence != document_token(work->doc, noun)->sentence) return NONE;
    return tree_is_passive(&work->tree, verb) ? tree_agent(&work->tree, verb) : tree_subject(&work->tree, verb);
}

/* ---- who is held to have done it ---- */

/* "Norland was behind the attack" */
static uint32_t who_is_behind(const EventWork *work, uint32_t noun)
{
    const Tree *tree = &work->tree;
    if (!tree_has_case(tree, noun, STR("behind"))) return NONE;
    bool is_predicate = tree_child(tree, noun, REL_COP) != NONE;
    uint32_t above = tree_head(tree, noun);
    if (is_predicate) return tree_own_subject(tree, noun);
    return above != NONE && tree_has_lemma(tree, above, STR("be")) ? tree_own_subject(tree, above) : NONE;
}

uint32_t event_blamed_for(const EventWork *work, uint32_t noun)
{
    const Tree *tree = &work->tree;
    uint32_t first = tree_first_conjunct(tree, noun), blaming = tree_head(tree, first);
    uint32_t behind = who_is_behind(work, first);
    bool is_reason = tree_has_case(tree, first, STR("for")) || tree_has_case(tree, first, STR("of"));
    if (behind != NONE || !is_reason || blaming == NONE) return behind;
    if (tree_relation(tree, first) == REL_NMOD && tree_relation(tree, blaming) == REL_OBJ &&
        event_is_class(work, tree_head(tree, blaming), work->data->blames)) /* "blamed Norland for", whatever "for" hangs on */
        return event_mention(work, blaming) == NONE ? NONE : blaming;
    if (tree_has_lemma(tree, blaming, STR("responsibility")) && tree_relation(tree, blaming) == REL_OBJ)
        return tree_subject(tree, tree_head(tree, blaming));
    if (!event_is_class(work, blaming, work->data->blames)) return NONE;
    bool is_verb = document_token(work->doc, blaming)->tag == TAG_VERB;
    return is_verb && !tree_is_passive(tree, blaming) ? tree_object(tree, blaming) : tree_own_subject(tree, blaming);
}
