/* Parties in what stands beside a trigger: the deed it speaks of, clauses of time and condition, all that is below it. */
#ifndef EVENTS_EVENT_BESIDE_H
#define EVENTS_EVENT_BESIDE_H

#include "event_owner.h"
#include "event_said.h"

/* Each adds what it finds to out. Somebody, or whose something is; noun: NONE adds nothing. */
void event_add_or_owner(const EventWork *work, uint32_t noun, bool is_target, FoundParties *out);
/* "threatened to wipe Norland off the map", "refused to hold talks with Norland" */
void event_add_of_deed(const EventWork *work, uint32_t trigger, bool is_target, FoundParties *out);
/* "if Norland closes the border", "as Norland's jets took off": who does what stands beside it. */
void event_add_of_side_clause(const EventWork *work, uint32_t trigger, bool is_condition, bool is_target, FoundParties *out);
/* The first party of politics, or unruly crowd, behind the trigger and below it. */
void event_add_below(const EventWork *work, const EventFrame *frame, uint32_t trigger, bool is_target, FoundParties *out);

#endif
