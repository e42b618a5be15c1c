/* Who takes part in an event: from the slots of its frame to the actors that stand there. */
#ifndef EVENTS_EVENT_PARTIES_H
#define EVENTS_EVENT_PARTIES_H

#include "event_owner.h"

/* The parties in the first slot that has any. */
void event_find_parties(const EventWork *work, const EventFrame *frame, uint32_t trigger,
                        const SlotChoice *choice, bool is_target, FoundParties *out);
/* Looks for a target where events of this type have it (reach.tsv), if the frame has found none and does not ask
 * for one; whether it found one. */
bool event_reach_target(const EventWork *work, const EventFrame *frame, uint32_t trigger, const PartyList *sources,
                        FoundParties *targets);
/* "flew to Portville", "struck a depot in Portville": what has no other target has the state where
 * Portville lies, or Portville, if the article does not name that and it is not the doer's own. */
void event_take_place(const EventWork *work, const PartyList *sources, FoundParties *targets);
/* Whether the trigger's doer is something that does not act: "an earthquake killed ...". */
bool event_has_other_doer(const EventWork *work, const EventFrame *frame, uint32_t trigger,
                          const PartyList *sources);

#endif
