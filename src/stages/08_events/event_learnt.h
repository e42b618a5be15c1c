/* Events that no frame knows: what a learnt model says of two parties that a word joins. */
#ifndef EVENTS_EVENT_LEARNT_H
#define EVENTS_EVENT_LEARNT_H

#include "event_content.h"
#include "event_pair.h"

/* The rule of all records made so. */
#define LEARNT_RULE STR("EV-LEARNT")

typedef struct LearntType {
    float least;          /* how likely it must be */
    float least_listed;   /* the same where the code book knows the joining word */
    EventFrame frames[2]; /* as if the code book had one, of verbs and of nouns */
} LearntType;

struct EventLearnt {
    const PairNet *net; /* NULL: the file is empty, nothing is asked */
    LearntType types[PLOVER_COUNT];
    Map idle; /* joining words of which nothing is asked: "say" */
};

DatelineStatus event_learnt_load(const DataFiles *files, Arena *arena, const EventLearnt **out,
                                 DatelineError *err) MUST_CHECK;

/* What the network says of one pair, as it stands: no threshold, no word of which nothing is asked. There must be a
 * network. */
void event_learnt_ask(const EventWork *work, const EventPair *pair, PairAnswer *out);

/* Adds to `out` events between parties of whom `told` has none, in the order of their words; what the words
 * around say (status, time, place, span) is the caller's to set. */
void event_learnt_add(const EventWork *work, const FoundEventList *told, FoundEventList *out);

#endif
