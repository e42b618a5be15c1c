/*
 * Thorough reading: a large model (model/pair_reader.h) reads the words around two parties, at many times the cost of
 * all other stages together. It is asked of the pairs of which the code book has nothing, and of those of its records.
 */
#ifndef EVENTS_EVENT_THOROUGH_H
#define EVENTS_EVENT_THOROUGH_H

#include "event_learnt.h"

/* out: [pairs->count] */
void event_thorough_ask(const EventWork *work, const EventPairList *pairs, PairAnswer *out);

/* Takes records of the code book out that the model denies, and adds to `instead` what it sees in their place. */
void event_thorough_judge(const EventWork *work, FoundEventList *found, FoundEventList *instead);

#endif
