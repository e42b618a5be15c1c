/* What an event is about: the contexts of PLOVER. */
#ifndef EVENTS_EVENT_CONTEXT_H
#define EVENTS_EVENT_CONTEXT_H

#include "event_content.h"

/* Sets contexts: that of the frame, that of the deed spoken of, then those its words show (contexts.tsv). */
void event_set_contexts(const EventWork *work, FoundEvent *found);

#endif
