/* How often a deed was done: "met twice", "two meetings". */
#ifndef EVENTS_EVENT_TIMES_H
#define EVENTS_EVENT_TIMES_H

#include "event_args.h"

/* 2 or more; 0 where the words do not say. */
uint32_t event_times(const EventWork *work, const EventFrame *frame, uint32_t trigger);

#endif
