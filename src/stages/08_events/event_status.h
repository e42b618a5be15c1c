/* How far the text takes an event for a fact, and who says so. */
#ifndef EVENTS_EVENT_STATUS_H
#define EVENTS_EVENT_STATUS_H

#include "event_args.h"

/* Sets status and, where somebody says so, attributed_to; event->when must be set. */
void event_set_status(const EventWork *work, const EventFrame *frame, uint32_t trigger,
                      Event *event);

#endif
