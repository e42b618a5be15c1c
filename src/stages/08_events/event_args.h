/* The words that stand around a trigger: its doer, what it is done to, what it is done through. */
#ifndef EVENTS_EVENT_ARGS_H
#define EVENTS_EVENT_ARGS_H

#include "event_data.h"
#include "record/tree.h"

typedef struct EventWork {
    const EventData *data;
    Document *doc;
    Arena *scratch;
    Tree tree;
    uint32_t *mention_over; /* [tokens] outermost mention that covers the token, or NONE */
    bool *has_office;       /* [actors] some mention of it names an office: "Gov. Ann Example" */
    bool *is_used;          /* [tokens] a noun that a verb's event speaks of: "held talks"; a word that is an idiom here */
} EventWork;

void event_work_init(EventWork *work, const EventData *data, Document *doc, Arena *scratch);

Str event_lemma(const EventWork *work, uint32_t token);
bool event_is_class(const EventWork *work, uint32_t token, uint64_t classes);
/* Whether the noun is one of those a frame asks for. */
bool event_is_listed(const EventWork *work, const ObjectChoice *choice, uint32_t noun);
/* The mention whose words the token is one of, or that it is an apposition of; NONE. */
uint32_t event_mention(const EventWork *work, uint32_t token);
/* The noun that says what is meant: "troops" of "thousands of troops". */
uint32_t event_content_noun(const EventWork *work, uint32_t noun);
/* "sending", "having sent", "being attacked". */
bool event_is_gerund(const EventWork *work, uint32_t verb);
/* Where the clause of a verb hangs: the verb itself, or "has" where the parser has torn the two apart. */
uint32_t event_clause_verb(const EventWork *work, uint32_t verb);
/* "the two signed a deal", read as "the [signed] deal". */
bool event_is_hidden_active(const EventWork *work, uint32_t verb);
/* "which Putin and Kim signed", where "which" is taken for the subject of a passive. */
bool event_has_both_subjects(const EventWork *work, uint32_t verb);
/* The tokens of the sentence a token stands in. */
TokenRange event_sentence(const EventWork *work, uint32_t token);
/* Passive, and the frame speaks of something that can be done to somebody. */
bool event_is_passive(const EventWork *work, const EventFrame *frame, uint32_t verb);
/* Who does it, whether an actor or not; NONE where the sentence does not say. */
uint32_t event_agent(const EventWork *work, const EventFrame *frame, uint32_t trigger);
/* The name behind a preposition anywhere below the trigger, no other verb between: "Gaza" of "eased limits on
 * the import of cement into Gaza"; NONE. */
uint32_t event_name_below(const EventWork *work, uint32_t trigger, Str preposition);
/* The noun it is done to: object of a verb (or what stands behind a preposition, if the frame asks for that), "of" or compound of a noun; NONE. */
uint32_t event_object(const EventWork *work, const EventFrame *frame, uint32_t trigger);
/* The same, but the object proper where the frame asks for a noun behind a preposition: "Norland" of "dragged Norland to
 * court". */
uint32_t event_direct_object(const EventWork *work, const EventFrame *frame, uint32_t trigger);
/* "called on Norland's envoy to go": the envoy, of "go"; NONE. */
uint32_t event_called_on(const EventWork *work, uint32_t verb);

#endif
