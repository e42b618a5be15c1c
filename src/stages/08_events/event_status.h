/* How far the text takes an event for a fact, and who says so. */
#ifndef EVENTS_EVENT_STATUS_H
#define EVENTS_EVENT_STATUS_H

#include "event_args.h"

/* Sets status and, where somebody says so, attributed_to; event->when must be set. */
void event_set_status(const EventWork *work, const EventFrame *frame, uint32_t trigger,
                      Event *event);

/* What the predicate, or the noun, is the content of; NONE. A frame of NULL: of a verb. */
uint32_t event_governor(const EventWork *work, const EventFrame *frame, uint32_t trigger);
/* What status.tsv says of a word above an event; false if it says nothing. */
bool event_governor_status(const EventWork *work, uint32_t governor, Status *out);

/* Whether the doer is going to do it, as far as these words go. */
typedef enum Outlook {
    OUTLOOK_NONE,
    OUTLOOK_WILL,    /* "will visit", "plans to visit", "may visit", "would visit if asked" */
    OUTLOOK_WILL_NOT /* "will not visit" */
} Outlook;

Outlook event_outlook(const EventWork *work, const EventFrame *frame, uint32_t trigger, Status status);

#endif
