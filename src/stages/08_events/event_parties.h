/* Who takes part in an event, and how far the text takes the event for a fact. */
#ifndef EVENTS_EVENT_PARTIES_H
#define EVENTS_EVENT_PARTIES_H

#include "event_data.h"
#include "record/tree.h"

typedef struct EventWork {
    const EventData *data;
    Document *doc;
    Arena *scratch;
    Tree tree;
    uint32_t *mention_over; /* [tokens] outermost mention that covers the token, or NONE */
} EventWork;

void event_work_init(EventWork *work, const EventData *data, Document *doc, Arena *scratch);

/* The parties in the first slot that has any; false if the frame names slots and none has. */
bool event_find_parties(const EventWork *work, const EventFrame *frame, uint32_t trigger,
                        const SlotChoice *choice, PartyList *out);
/* The object noun of a verb in the given voice; NONE. */
uint32_t event_object(const EventWork *work, uint32_t verb);

/* Sets status and, where somebody says so, attributed_to. */
void event_set_status(const EventWork *work, uint32_t trigger, Event *event);

#endif
