/*
 * Whether a frame fits where its trigger stands: the word beside it, the object it asks for, a deed, a clause, a label.
 *
 *     "kicked Norland's army out of Sudland"   particle
 *     "held a meeting and talks"               one of the objects
 *     "agreed to help"                         a deed
 */
#include "event_fit.h"

#include "event_clause.h"
#include "event_label.h"
#include "event_said.h"

#define FARTHEST_PARTICLE 6 /* words between a verb and "out of" */

/* "kicked Norland's army out of Sudland": the particle behind the object, a preposition next to it. */
static bool has_far_particle(const EventWork *work, uint32_t verb, Str particle)
{
    const Document *doc = work->doc;
    uint32_t end = doc->sentences.items[doc->tokens.items[verb].sentence].tokens.end;
    if (!str_equal(particle, STR("out"))) return false;
    for (uint32_t t = verb + 1; t + 1 < end && t < verb + FARTHEST_PARTICLE; t++) {
        const Token *token = &doc->tokens.items[t];
        if (token->tag == TAG_VERB || token->kind == TOKEN_PUNCT) return false;
        if (str_equal(token->lower, particle)) return str_equal(doc->tokens.items[t + 1].lower, STR("of"));
    }
    return false;
}

/* A word beside the trigger: "pulled out", "took hostage", "took into custody". */
static bool has_particle(const EventWork *work, uint32_t verb, Str particle)
{
    const Tree *tree = &work->tree;
    for (uint32_t c = tree_first_child(tree, verb); c != NONE; c = tree_next_child(tree, c)) {
        bool is_own_mark = c < verb && tree_relation(tree, c) == REL_MARK; /* "tend to agree" */
        if (!is_own_mark && str_equal(work->doc->tokens.items[c].lower, particle)) return true;
    }
    uint32_t next = verb + 1;
    bool is_next = next < work->doc->tokens.count && str_equal(work->doc->tokens.items[next].lower, particle);
    return is_next || has_far_particle(work, verb, particle);
}

/* "phone" before "call", "hunger" before "strike" */
static bool has_part(const EventWork *work, const ObjectChoice *choice, uint32_t noun)
{
    const Tree *tree = &work->tree;
    for (uint32_t c = tree_first_child(tree, noun); c != NONE && c < noun; c = tree_next_child(tree, c))
        for (uint32_t i = 0; i < choice->parts.count; i++)
            if (tree_has_lemma(tree, c, choice->parts.items[i])) return true;
    return false;
}

/* One of the objects, or one set beside it: "held a meeting and talks". */
static bool has_listed_object(const EventWork *work, const ObjectChoice *choice, uint32_t object)
{
    uint32_t all[4];
    uint32_t count = tree_conjuncts(&work->tree, object, all, COUNT(all));
    for (uint32_t i = 0; i < count; i++)
        if (event_is_listed(work, choice, event_content_noun(work, all[i]))) return true;
    return false;
}

/* "refused to talk to Norland", "to discuss it with Norland" */
static bool is_with_somebody(const EventWork *work, uint32_t verb)
{
    uint32_t with = tree_oblique_near(&work->tree, verb, STR("with")), to = tree_oblique_near(&work->tree, verb, STR("to"));
    return (with != NONE && event_mention(work, with) != NONE) || (to != NONE && event_mention(work, to) != NONE);
}

/* "agreed to help", not "declined to comment", which is no deed. */
static bool has_deed(const EventWork *work, PloverType type, uint32_t verb)
{
    const Tree *tree = &work->tree;
    for (uint32_t c = tree_first_child(tree, verb); c != NONE; c = tree_next_child(tree, c))
        if (c > verb && tree_is_predicate(tree, c) && tree_has_mark(tree, c, STR("to")))
            return type == PLOVER_REQUEST ? !event_is_class(work, c, work->data->undergoings) /* "wants it to thrive" */
                                          : !event_is_class(work, c, work->data->idle) || is_with_somebody(work, c);
    return false;
}

bool event_fits(const EventWork *work, const EventFrame *frame, uint32_t trigger, uint32_t object)
{
    const ObjectChoice *choice = &frame->objects;
    if (choice->takes_deed) return has_deed(work, frame->plover, trigger);
    if (choice->takes_clause) return event_said_clause(work, frame, trigger) != NONE;
    if (choice->takes_label) return event_has_label(work, choice, trigger, object);
    bool asks_noun = choice->lemmas.count > 0 || choice->classes != 0 || choice->takes_actor ||
                     choice->takes_any || choice->takes_body;
    if (!asks_noun && choice->parts.count == 0) return true;
    bool is_found = object != NONE && has_listed_object(work, choice, object);
    uint32_t noun = frame->is_noun ? trigger : object;
    if (!is_found && noun != NONE) is_found = has_part(work, choice, noun);
    return is_found != choice->is_exclusion;
}

uint64_t event_looks_beside(const EventWork *work, uint32_t token)
{
    const Document *doc = work->doc;
    uint64_t looks = event_look(STR("out")); /* which may stand farther off */
    for (uint32_t c = tree_first_child(&work->tree, token); c != NONE; c = tree_next_child(&work->tree, c))
        looks |= event_look(doc->tokens.items[c].lower);
    return token + 1 < doc->tokens.count ? looks | event_look(doc->tokens.items[token + 1].lower) : looks;
}

/* "for" behind "asked": "asked Norland on Monday for help". */
bool event_has_second_word(const EventWork *work, const EventTrigger *trigger, uint32_t token, uint64_t looks)
{
    if (trigger->particle.len == 0) return true;
    if (trigger->is_apart) {
        uint32_t noun = tree_oblique_near(&work->tree, token, trigger->particle);
        return (noun != NONE && noun > token) || event_clause_marked(work, token, trigger->particle) != NONE;
    }
    return (looks & trigger->look) != 0 && has_particle(work, token, trigger->particle);
}
