/*
 * What a message was sent for, and the year it belongs to.
 *
 *     "wished Putin a happy New Year 2025"                     -> new year, 2025
 *     an article of December 2024 with "New Year's greeting"   -> new year, 2025
 *     "congratulated him on his re-election"                   -> election
 */
#ifndef SPEECH_OCCASIONS_H
#define SPEECH_OCCASIONS_H

#include "scene.h"

/* The occasion of what is told by the tokens [first, end) of the sentence, with its verb or noun at
 * `cue`. NULL if none is told. A loose search takes weak occasions anywhere in the sentence. */
const OccasionCue *occasion_find(const Scene *scene, uint32_t first, uint32_t end, bool is_loose);

/* The year an occasion belongs to; 0 if nothing tells. sent may be unknown. */
int32_t occasion_year(const Scene *scene, const OccasionCue *occasion, const DateValue *sent);
/* The year of an occasion kept on that date; 0 if the date is not known. */
int32_t occasion_year_on(const OccasionEntry *occasion, const DateValue *date);
/* "2025 would be the year of victory": the year a wish is for; 0 if none is named. */
int32_t occasion_year_wished(const Scene *scene);
/* The day an article was printed; false if nothing tells. */
bool occasion_day_of_article(const Document *doc, int32_t *out);
/* A kind that says how words were sent, not what for: a letter may still be a condolence. */
bool message_kind_is_form(MessageKind kind);
/* A letter for the New Year is a greeting; greetings on an election are congratulations. A letter
 * after an election may be anything. */
/* May somebody be wished it: "wished him a speedy recovery"? */
bool occasion_is_wished(const Scene *scene, const OccasionCue *cue);
MessageKind kind_with_occasion(MessageKind kind, const OccasionEntry *occasion);
/* May a message of this kind be for this occasion, or is the word only near it? */
bool occasion_fits(MessageKind kind, const OccasionEntry *occasion);

#endif
