/*
 * Messages: one record for each report of a message in a sentence.
 *
 *     "In a letter to Putin on Monday, Kim pledged ..., KCNA reported on Tuesday."
 *
 *     kind letter   Kim -> Putin   sent Monday   reported Tuesday
 *     chain         said by Kim, reported by KCNA, printed by the outlet
 */
#ifndef SPEECH_MESSAGES_H
#define SPEECH_MESSAGES_H

#include "slots.h"

/* A report under work: the record and what the later passes need to know of it. */
typedef struct Report {
    Message message;
    uint32_t sender;    /* actor */
    uint32_t recipient; /* actor */
    uint32_t verb;      /* token of the verb that tells it; NONE */
    uint32_t noun;      /* token of the message noun; NONE */
    uint32_t governor;  /* verb of the clause an adjunct noun belongs to; NONE */
    bool is_similar;    /* "a similar message": for the same occasion as another */
    bool is_on_same;   /* "on the same occasion" */
    bool is_public;    /* said to nobody in particular: recipient NONE */
    bool is_dropped;
} Report;

typedef List(Report) ReportList;

/* Is it written: a letter, greetings, no call and no meeting? */
bool report_is_correspondence(const Report *report);

/* Adds the messages of the document. */
void messages_find(const Staging *ready, Document *doc);

#endif
