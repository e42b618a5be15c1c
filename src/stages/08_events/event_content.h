/* What a promise, request, refusal or threat is of, and what is still to come. */
#ifndef EVENTS_EVENT_CONTENT_H
#define EVENTS_EVENT_CONTENT_H

#include "event_args.h"

/* An event with the word that tells of it. */
typedef struct FoundEvent {
    Event event;
    const EventFrame *frame;
    uint32_t trigger;
    Str content_context; /* that of the deed spoken of; empty if none */
    bool is_content;  /* told by another one: "to help" of "agreed to help" */
    bool is_left_off; /* what shall not be, or shall end: "urged Norland to stop shelling Sudland" */
} FoundEvent;

typedef List(FoundEvent) FoundEventList;

/* Events are in the order of their triggers. */
void event_settle_contents(const EventWork *work, FoundEventList *events);

#endif
