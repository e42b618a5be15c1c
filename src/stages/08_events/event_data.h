/*
 * The code book of events (data/events): which words tell of which event, where its parties stand,
 * and what the words around it say about its status.
 */
#ifndef EVENTS_EVENT_DATA_H
#define EVENTS_EVENT_DATA_H

#include "base/map.h"
#include "record/stage.h"

/* Where a party stands, seen from the trigger. X(suffix, name in the data). */
#define EVENT_SLOT_LIST(X)                                                                         \
    X(SUBJECT, "subject") X(OBJECT, "object") X(POSSESSOR, "possessor") X(EACH, "each")            \
    X(TO, "to") X(WITH, "with") X(ON, "on") X(AGAINST, "against") X(FROM, "from") X(BY, "by")      \
    X(OF, "of") X(FOR, "for") X(IN, "in") X(AT, "at") X(BETWEEN, "between") X(INTO, "into")        \
    X(OVER, "over") X(BEHIND, "behind") X(INDIRECT, "indirect") X(AS, "as") X(WITHIN, "within")    \
    X(MODIFIER, "modifier") X(TOWARDS, "towards") X(ONTO, "onto") X(UNDER, "under")\
    X(NEAR, "near") X(ABOUT, "about")

typedef enum EventSlot {
#define DEFINE_EVENT_SLOT(suffix, name) EVENT_SLOT_##suffix,
    EVENT_SLOT_LIST(DEFINE_EVENT_SLOT)
#undef DEFINE_EVENT_SLOT
        EVENT_SLOT_COUNT
} EventSlot;

#define MOST_SLOTS 4
#define MOST_OBJECTS 24

typedef struct SlotChoice {
    EventSlot slots[MOST_SLOTS]; /* tried in this order */
    uint32_t count;              /* 0: the frame has no such party */
} SlotChoice;

/* One row of frames.tsv. */
typedef struct EventFrame {
    Str id;
    bool is_noun;               /* the trigger is a noun: "attack", "signing" */
    Str particle;               /* "out" of "carry out"; empty if none */
    Str objects[MOST_OBJECTS];  /* lemmas, one of which the object must be; none: any object */
    uint32_t object_count;
    SlotChoice source;
    SlotChoice target;
    PloverType plover;
    Str mode;
    Str cameo;
    Str example;
    uint32_t line;
    uint32_t next; /* frame of the same trigger, less specific; NONE */
} EventFrame;

/* One row of status.tsv: what a governing word says of the event below it. */
typedef struct StatusEntry {
    Status status;
    bool names_holder; /* its subject is who says so */
} StatusEntry;

typedef struct EventData {
    Map verbs; /* lemma -> first frame */
    Map nouns;
    List(EventFrame) frames;
    Map governors; /* lemma -> statuses */
    Map adverbs;
    List(StatusEntry) statuses;
} EventData;

DatelineStatus event_data_load(const DataFiles *files, Arena *arena, EventData *out,
                               DatelineError *err) MUST_CHECK;
bool event_data_example(const EventData *data, uint32_t index, RuleExample *out);

#endif
