/*
 * Which expression of time dates a predicate.
 *
 *     "The letter sent on Monday was praised, KCNA reported on Tuesday."
 *
 *     sent -> "Monday"     reported -> "Tuesday"     praised -> NONE
 */
#ifndef RECORD_TIME_ATTACH_H
#define RECORD_TIME_ATTACH_H

#include "record/document.h"

/* Index into doc->times of the expression that says when `predicate` (a token) happened, or NONE: a
 * date, a time of day, days that lie behind ("in the past week"), the start of what still goes on
 * ("since May"). A date in front of a noun dates what the noun tells ("Monday's attack"), one of a
 * verb also the noun that tells of the same event ("held talks on Monday"). Dates that stand in
 * another relation ("ahead of Monday") are not taken. */
uint32_t document_time_of(const Document *doc, uint32_t predicate);

/* The first time that starts at or after a token; doc->times.count if there is none. */
uint32_t document_first_time_from(const Document *doc, uint32_t token);

#endif
