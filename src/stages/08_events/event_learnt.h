/* Events that no frame knows: what a learnt model says of two parties that a word joins. */
#ifndef EVENTS_EVENT_LEARNT_H
#define EVENTS_EVENT_LEARNT_H

#include "event_content.h"
#include "event_pair.h"
#include "model/pair_net.h"
#include "model/pair_reader.h"

/* The rule of all records made so. */
#define LEARNT_RULE STR("EV-LEARNT")
#define READ_RULE STR("EV-READ") /* where reading is thorough */

typedef struct LearntType {
    float least;          /* how likely it must be */
    float least_listed;   /* the same where the code book knows the joining word */
    float least_read;     /* how likely it must be to the large model */
    EventFrame frames[2]; /* as if the code book had one, of verbs and of nouns */
} LearntType;

struct EventLearnt {
    const PairNet *net; /* NULL: the file is empty, nothing is asked */
    const PairReader *reader; /* the large one, asked when reading is thorough; NULL: left out */
    LearntType types[PLOVER_COUNT];
    Map idle; /* joining words of which nothing is asked: "say" */
};

DatelineStatus event_learnt_load(const DataFiles *files, Arena *arena, const EventLearnt **out,
                                 DatelineError *err) MUST_CHECK;

/* Adds to `out` events between parties of whom `told` has none, in the order of their words; what the words
 * around say (status, time, place, span) is the caller's to set. */
void event_learnt_add(const EventWork *work, const FoundEventList *told, FoundEventList *out);

/* Adds what the answer tells of the pair, if it is sure enough. */
void event_learnt_take(const EventWork *work, const EventPair *pair, const PairAnswer *answer, FoundEventList *out);

#endif
