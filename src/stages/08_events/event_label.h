/* What somebody is called: "called him a liar", "was called 'weird'". */
#ifndef EVENTS_EVENT_LABEL_H
#define EVENTS_EVENT_LABEL_H

#include "event_args.h"

/* Whether the verb says what its object is; where the choice lists nouns or classes, one of their words must say it. */
bool event_has_label(const EventWork *work, const ObjectChoice *choice, uint32_t verb, uint32_t object);

#endif
