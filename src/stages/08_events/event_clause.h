/* Clauses below a trigger: who is asked to act, and what a promise is of. */
#ifndef EVENTS_EVENT_CLAUSE_H
#define EVENTS_EVENT_CLAUSE_H

#include "event_args.h"

/* Who is to do what is asked for: "demanded that Norland pay", "called for Norland to pay", "repeated its demand
 * that Norland pay", "demanded Norland pay"; NONE. */
uint32_t event_asked(const EventWork *work, uint32_t trigger);
/* The clause below with a subject of its own behind this word: "called for Norland to pay"; NONE. */
uint32_t event_clause_marked(const EventWork *work, uint32_t trigger, Str mark);
/* The verbs of what is promised: "to help" of "agreed to help", of "expressed readiness to help", of "agreed to try to
 * help"; fills out, returns how many. */
uint32_t event_deeds(const EventWork *work, uint32_t trigger, uint32_t *out, uint32_t capacity);

#endif
