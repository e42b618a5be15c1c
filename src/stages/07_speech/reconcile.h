/*
 * What an article as a whole says of its messages, after each sentence was read alone: later
 * sentences that go on about a message ("the message was sent on Dec. 17"), exchanges, and
 * occasions that only one of several reports names.
 */
#ifndef SPEECH_RECONCILE_H
#define SPEECH_RECONCILE_H

#include "channel.h"
#include "messages.h"

/* What an article's condolences or congratulations are for, where it says so of all of them. */
typedef struct Topic {
    const OccasionEntry *entry; /* NULL: none */
    MessageKind kind;
    Span span;
    int32_t year;
    bool is_from_event; /* told without a word on condolences or congratulations yet */
} Topic;

void find_topic(const Scene *scene, Topic *topic);
/* A sentence after a report, which may tell more of it. */
void follow_up(const Scene *scene, ReportList *reports);
/* Exchanges against directed messages, occasions and kinds of one message. */
void reconcile_reports(const Staging *staging, const Topic *topic, ReportList *reports);

#endif
