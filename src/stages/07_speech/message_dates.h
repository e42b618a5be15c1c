/*
 * Which date of a sentence belongs to the sending, which to the receiving, which to the report.
 *
 *     "In a letter to Putin on Monday, Kim pledged ..., KCNA reported on Tuesday"
 *      sent Monday, reported Tuesday
 *
 * A date belongs to the predicate it hangs on: by the tree, else to the nearest before it, else to
 * the first after it.
 */
#ifndef SPEECH_MESSAGE_DATES_H
#define SPEECH_MESSAGE_DATES_H

#include "channel.h"
#include "messages.h"

/* Gives the index-th report the dates of its own sentence that it has not yet. */
void dates_of_report(const Scene *scene, const CarrierList *carriers, ReportList *reports,
                     uint32_t index);

typedef enum DateRole { DATE_OTHER, DATE_SENT, DATE_RECEIVED, DATE_REPORTED } DateRole;

/* Takes a date unless the report has one in that place. False if it had. */
bool take_date(Report *report, DateRole role, const Time *time);
/* The token of the verb or message noun that a time hangs on; NONE. */
uint32_t predicate_of_time(const Scene *scene, uint32_t time);
/* "a letter dated March 6" */
bool time_is_on_document(const Scene *scene, uint32_t index);
/* The first date of the scene at or behind *token that may be one of the report's, or NONE: no
 * duration, no part of an occasion, no date of what it answers. *token becomes the token
 * behind it. */
uint32_t next_date_of(const Scene *scene, const Report *report, uint32_t *token);

#endif
