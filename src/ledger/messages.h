/*
 * Many reports, one message: who wrote to whom, on which occasion, when it was sent and when that
 * became known, put together from all articles that tell of it.
 *
 *     A, 31 Dec 2024:   "X sent New Year greetings to Y"            \
 *     B, undated:       "X's New Year message to Y sent on Monday"   >  X -> Y, new year 2025,
 *     C, 1 Jan 2025:    "a letter from X to Y for the New Year"     /   sent Mon 30 Dec 2024
 *
 * A bucket holds all reports between two parties, in either direction: reports of different
 * buckets are never merged. The outcome depends on the reports in the bucket, not on their order.
 *
 *     reports -> units     those of one article that speak of one message
 *             -> clusters  dated units first; undated ones join the cluster that fits clearly best
 *             -> messages  what most reports say; where they disagree, a conflict
 */
#ifndef LEDGER_MESSAGES_H
#define LEDGER_MESSAGES_H

#include "ledger/terms.h"
#include "record/records.h"

/* A date as a report gives it: on the calendar, or only a weekday, or a day without a year. */
typedef struct LedgerDate {
    bool is_known;
    int32_t first; /* days since 1970-01-01, both included */
    int32_t last;
    int32_t weekday; /* 1 to 7, Monday first; 0: not told. Only if not known. */
    int32_t month;   /* of "XXXX-12-18"; 0: not told. Only if not known. */
    int32_t day;
} LedgerDate;

/* What the ledger keeps of an article to compare it with others. */
typedef struct LedgerArticle {
    Id id;
    bool has_day;
    int32_t day; /* it speaks from: published, or of the dateline */
    TermList terms;
    KeyList messages; /* message_key() of each message it tells of; ordered */
    bool is_repeat;     /* another's words: it adds no voice to what reports say */
    bool is_superseded; /* by a later version of its own: what it says is withdrawn */
} LedgerArticle;

/* What a report says its message answers: another report of its article, or as it is described. */
typedef struct ReportAnswer {
    bool is_told;
    MessageKind kind;
    LedgerDate sent;
    bool has_report;
    Id report;
} ReportAnswer;

typedef struct Report {
    Id id;
    uint32_t article; /* index in the bucket */
    MessageKind kind;
    bool is_reverse; /* from the second party of the bucket to the first */
    Str said_first; /* whom its article names instead of the bucket's party; else empty */
    Str said_second;
    Str occasion;
    int32_t year; /* of the occasion; 0 unknown */
    LedgerDate sent;
    LedgerDate received;
    LedgerDate reported;
    bool is_exchange;
    bool is_earlier; /* background: the article's day says only that it was not later */
    Status status;
    ReportAnswer answer;
} Report;

typedef struct MessageBucket {
    Str first_party; /* keys, in byte order */
    Str second_party;
    LedgerArticle *articles;
    uint32_t article_count;
    Report *reports;
    uint32_t report_count;
} MessageBucket;

typedef struct MergedDate {
    bool is_known;
    bool is_inferred; /* from a weekday or a day without a year, by the other reports */
    int32_t first;
    int32_t last;
} MergedDate;

typedef List(uint32_t) IndexList;

/* In what reports of one message contradict each other. */
typedef enum MessageConflictKind {
    CONFLICT_SENT,     /* each gives a day of its own */
    CONFLICT_RECEIVED, /* the same */
    CONFLICT_FORM,     /* a letter, a telegram, a note */
    CONFLICT_STATUS,   /* it was sent, it was not */
    CONFLICT_FIRST_PARTY, /* who it was, on one side */
    CONFLICT_SECOND_PARTY,
    MESSAGE_CONFLICT_COUNT,
} MessageConflictKind;

typedef enum MessageDirection {
    FIRST_TO_SECOND,
    SECOND_TO_FIRST,
    BOTH_WAYS, /* a call, a meeting, an exchange of which no letter is told of alone */
} MessageDirection;

typedef struct MergedMessage {
    Id id;
    MessageDirection direction;
    MessageKind kind;
    Str occasion;
    int32_t year;
    MergedDate sent;
    MergedDate received;
    MergedDate reported;
    bool has_bound; /* told as background in an article of that day: not later */
    int32_t bound;
    Status status;
    bool has_reply_to; /* a report tells what it answers, and the bucket holds that */
    Id reply_to;
    IndexList reports; /* in the bucket, ordered by article day and id */
    IndexList conflicts[MESSAGE_CONFLICT_COUNT]; /* reports on either side; empty: no conflict */
} MergedMessage;

typedef List(MergedMessage) MergedMessageList;

/* Everything in the bucket, merged; ordered by id. */
void messages_merge(const MessageBucket *bucket, Arena *arena, MergedMessageList *out);

/* The day it is ordered by; false if none is known. */
bool message_day(const MergedMessage *message, int32_t *out);

/* Kinds that can be one message told in different words, as a number: letters, telegrams and
 * greetings are one family, a call is another. */
uint32_t message_family(MessageKind kind);
/* Is it between both sides, without sender and recipient? */
bool message_is_mutual(MessageKind kind);
/* What articles that tell of the same messages have in common: parties and occasion. */
uint32_t message_key(Str sender, Str recipient, Str occasion);

LedgerDate ledger_date(const DateValue *date);

#endif
