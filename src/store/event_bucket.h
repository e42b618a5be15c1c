/*
 * Events that are put together (ledger/occurrences.h): those of one pair of sides, type and class, eight days at
 * a time. A bucket is named by these four, as the mark DIRTY_OCCURRENCE has it.
 *
 *     "state:RUS\tstate:UKR\tASSAULT\tasserted"  "2512"
 *     "state:RUS\tstate:UKR\tASSAULT\tasserted"  "e7120"   of no day: an event, which is by itself
 */
#ifndef STORE_EVENT_BUCKET_H
#define STORE_EVENT_BUCKET_H

#include "base/map.h"
#include "store/settle.h"

#define DAYS_OF_WINDOW 8
#define BUCKET_PARTS 4

Str event_bucket(const Str parts[BUCKET_PARTS], Arena *arena);
/* Which eight days a day is of. */
int32_t event_window(int32_t day);
/* Marks of many articles, gathered in memory where they are worked off before the transaction ends: a pair is told of by
 * many, and most marks would be written and taken away again at once. */
typedef struct EventMark {
    Str bucket;
    Str window;
} EventMark;

struct EventMarks {
    Arena *arena;
    Map known; /* bucket and window */
    List(EventMark) items;
};

EventMarks *event_marks_new(void);
void event_marks_free(EventMarks *marks);
/* Puts them in the order of the table `dirty`. */
void event_marks_sort(EventMarks *marks);
void event_marks_clear(EventMarks *marks);
/* Those eight days are derived anew; of NO_DAY the event alone. */
void event_bucket_mark(EventMarks *marks, Str bucket, int32_t day, int64_t event);

/* What all its entries of KEYS_OF_EVENTS begin with. */
KeyEntry event_bucket_key(Str bucket);

/* Of an occurrence, as it stands in the ledger. */
typedef struct WrittenOccurrence {
    int64_t number;
    Id id;
    Str parts[BUCKET_PARTS];
    int32_t first_day;
    bool is_mutual;
    Str mode;
    Str cameo;
    uint32_t articles;
} WrittenOccurrence;

typedef List(WrittenOccurrence) WrittenOccurrenceList;

/* Those of the bucket that an event belongs to; added to the list. */
DatelineStatus occurrences_of_event(Store *store, int64_t event, Str bucket, WrittenOccurrenceList *out,
                                    DatelineError *err) MUST_CHECK;
DatelineStatus occurrence_delete(Store *store, int64_t number, DatelineError *err) MUST_CHECK;

#endif
