/*
 * Which relation a text tells of two parties that are given.
 *
 * Elsewhere the program looks for events and for who takes part in them. Here the parties are known, so that an
 * answer can be weighed in every case, also where the program would have seen no party, or no event:
 *
 *     score(answer) = model * log(what the learnt relations give it) + weights of what the code book says
 *
 * over NONE and the types of PLOVER each way; the best score is the answer, and its share of the whole
 * (softmax) the confidence. The weights stand in data/events/given.tsv.
 */
#ifndef EVENTS_EVENT_GIVEN_H
#define EVENTS_EVENT_GIVEN_H

#include "event_args.h"
#include "record/relation.h"

DatelineStatus event_given_load(const DataFiles *files, Arena *arena, const EventGiven **out, DatelineError *err) MUST_CHECK;

/* events: what the stage's load() made. The document, analysed by all stages up to this one, stays as it is. */
void event_given_answer(const void *events, const Document *doc, const Span places[RELATION_SIDES], bool needs_one,
                        Arena *scratch, RelationAnswer *out);

/* ---- the parts of it ---- */

/* Where the two stand; an empty span: nowhere. Of several places those that an event joins, else the nearest. False
 * if one of them is found in a part of its words only, or not at all: to know who is meant by them may help. */
bool event_given_places(const Document *doc, const RelationQuestion *question, Arena *scratch, Span out[RELATION_SIDES]);
/* Whether a party of an event is who stands at a place: its words overlap, or it is the same actor. */
bool event_given_is_party(const Document *doc, Span place, Party party);

RelationTold event_given_told(const Document *doc, const Span places[RELATION_SIDES]);

/* The two as mentions, and the word that joins them. */
typedef struct GivenPair {
    uint32_t mentions[RELATION_SIDES];
    uint32_t joining; /* token; NONE: they stand in two sentences */
} GivenPair;
/* Where no mention has the head of the words, one is added to the work's document, which must be the caller's
 * own copy. */
GivenPair event_given_pair(EventWork *work, const Span places[RELATION_SIDES]);
/* What the large model says of exactly these two, without any threshold. */
void event_given_scores(const EventWork *work, const Span places[RELATION_SIDES], RelationScores *out);

#endif
