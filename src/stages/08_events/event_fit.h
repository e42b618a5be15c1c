/* Whether a frame fits where its trigger stands. */
#ifndef EVENTS_EVENT_FIT_H
#define EVENTS_EVENT_FIT_H

#include "event_args.h"

/* Whether the object (NONE: there is none) and what stands below the trigger are what the frame asks for. */
bool event_fits(const EventWork *work, const EventFrame *frame, uint32_t trigger, uint32_t object);
/* The looks of the words that may stand beside the token as the second ones of triggers. */
uint64_t event_looks_beside(const EventWork *work, uint32_t token);
/* Whether the second word of a trigger, if it has one, stands beside the token, whose looks are given: "out" of "pull out",
 * "for" of "ask ^for". */
bool event_has_second_word(const EventWork *work, const EventTrigger *trigger, uint32_t token, uint64_t looks);

#endif
