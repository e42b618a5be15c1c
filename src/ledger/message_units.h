/* Units and clusters: the two steps between reports and messages (see messages.h). */
#ifndef LEDGER_MESSAGE_UNITS_H
#define LEDGER_MESSAGE_UNITS_H

#include "ledger/messages.h"

/* What a message is about: a greeting is no condolence, but either may be called a letter. */
typedef enum MessageTone {
    TONE_ANY,
    TONE_GREETING,
    TONE_CONDOLENCE,
    TONE_THANKS,
} MessageTone;

/* Reports that speak of one message; those of one article in a unit, of many in a cluster. */
typedef struct Unit {
    MessageDirection direction;
    uint32_t family;
    MessageTone tone;
    Str occasion;  /* empty: not told */
    int32_t year;  /* of the occasion; 0: not told */
    bool has_days; /* first and last are set */
    bool is_told;  /* a report gives one of them; else it is only that of the article */
    int32_t first; /* days that any of the reports gives, or on which it was printed */
    int32_t last;
    bool has_sent; /* a report says when it was sent, were it only the year */
    int32_t sent_first; /* the narrowest that any says */
    int32_t sent_last;
    bool has_bound; /* it was not later than bound: background in an article of that day */
    int32_t bound;
    bool is_ahead; /* an article tells of it before it comes about, and not when that will be */
    int32_t ahead; /* the day of that article */
    uint32_t article; /* of a unit; NONE in clusters */
    IndexList reports;
} Unit;

typedef List(Unit) UnitList;

MessageTone message_tone(MessageKind kind);
MessageDirection message_direction(MessageKind kind, bool is_exchange, bool is_reverse);

/* All units of a bucket, in an order by content. */
void units_find(const MessageBucket *bucket, Arena *arena, UnitList *out);
/* Clusters of units, in an order by content. */
void clusters_find(const MessageBucket *bucket, const UnitList *units, Arena *arena, UnitList *out);

/* May both be one message, as far as kind, occasion and its year go? Of an occasion that only one
 * names, nothing is known. */
bool units_agree(const Unit *a, const Unit *b);
/* And as far as they say in which month or year it was sent? */
bool units_may_be_one(const Unit *a, const Unit *b);
/* Days between the two; 0 if they overlap. Both must have days. */
int32_t units_distance(const Unit *a, const Unit *b);
/* a takes in b. */
void unit_join(Unit *a, const Unit *b, Arena *arena);

/* Content order of reports: by the article's day, article id, id. */
int report_compare(const MessageBucket *bucket, uint32_t a, uint32_t b);
void reports_sort(const MessageBucket *bucket, IndexList *reports);

/* How well an undated unit fits a cluster, in thousandths; NO_FIT if it cannot be. */
#define NO_FIT INT32_MIN
int32_t unit_fit(const MessageBucket *bucket, const Unit *unit, const Unit *cluster);

/* Is the bucket of what somebody said to nobody in particular? Many things are said in a few days.
 */
bool bucket_is_public(const MessageBucket *bucket);
/* Is an article of the one like an article of the other, so that both are of one matter? */
bool units_are_alike(const MessageBucket *bucket, const Unit *a, const Unit *b);

/* Is it told before it comes about: "will write", "may meet"? */
bool status_is_ahead(Status status);

/* Only a month or a year is told of when it was sent. */
bool unit_is_wide(const Unit *unit);
/* Days between the two as far as they say when the message was sent, were it only the year; 0 if
 * they overlap; -1 if one of them does not say. */
int32_t units_apart(const Unit *a, const Unit *b);

/* Does the article tell the message as news, so that its day is one of the message's? */
bool report_is_news(const Report *report, const LedgerArticle *article);

/* Days on which the reports of a cluster were made public: days they give for it, and those of the
 * articles that tell it as news. The first of them; false, and 0, if there is none. */
bool cluster_reported_day(const MessageBucket *bucket, const Unit *cluster, int32_t *out_first);

/* Which of the messages each answers, as its reports tell it. messages: all of the bucket, by id.
 */
void messages_find_answered(const MessageBucket *bucket, MergedMessageList *messages, Arena *arena);

/* Where the message's reports contradict each other. */
void message_find_conflicts(const MessageBucket *bucket, MergedMessage *message, Arena *arena);

#endif
