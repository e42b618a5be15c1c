/* Clauses that a trigger speaks of: what it says of somebody, what somebody is to do, on what condition. */
#ifndef EVENTS_EVENT_SAID_H
#define EVENTS_EVENT_SAID_H

#include "event_args.h"

/* "said that Norland was lying", "'Norland was lying,' he said": the predicate of what is said, if it is one of those the
 * frame lists ("behind" of "was behind the attack" counts too), not negated, and of what is to come only for a threat; NONE. */
uint32_t event_said_clause(const EventWork *work, const EventFrame *frame, uint32_t verb);
/* Whom it is said of: subject of such a clause, in the passive who does it, of what is to come whom it is done to; NONE. */
uint32_t event_said_of(const EventWork *work, uint32_t clause);
/* "threatened to bomb Norland", "the threat to bomb Norland", "a refusal to free": what is to be done; NONE. */
uint32_t event_deed_clause(const EventWork *work, uint32_t trigger);
/* The n-th clause that says when, why or on what condition: "if Norland closed the border", "as Norland's jets took off";
 * is_condition: only what begins with "if", "unless", "until"; NONE. */
uint32_t event_side_clause(const EventWork *work, uint32_t trigger, bool is_condition, uint32_t n);
/* "blamed each other", "clashed with one another": the subjects are who it is done to. */
bool event_is_reciprocal(const EventWork *work, uint32_t trigger);
/* Whose decision "a decision that Norland condemned" is, where no words beside it say so: who does what the sentence
 * tells before; NONE. */
/* Whom the text holds to have done what a noun tells: "blamed Norland for the attack", "was behind the attack", "claimed
 * responsibility for the attack"; NONE. */
uint32_t event_blamed_for(const EventWork *work, uint32_t noun);
uint32_t event_doer_before(const EventWork *work, uint32_t noun);

#endif
