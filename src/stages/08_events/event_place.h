/* Where an event takes place, by the words of its sentence. */
#ifndef EVENTS_EVENT_PLACE_H
#define EVENTS_EVENT_PLACE_H

#include "event_args.h"

/* target_place: mention of a place that stands where a party could ("shelled Portville"); NONE. */
void event_set_place(const EventWork *work, uint32_t trigger, uint32_t target_place, Event *event);

#endif
