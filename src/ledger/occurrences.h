/*
 * Events of the world out of events as articles tell them: reports are not events.
 *
 *     5 March   Sudland's army shells Nordland   "on Tuesday"      article of 6 March     one event
 *                                                "on 5 March"      article of 9 March
 *                                                (no day told)     article of 6 March
 *     7 March   Sudland's army shells Nordland   "on Thursday"     article of 7 March     another
 *
 * Two reports are of one event if they tell of the same type of event between the same two sides, alike as
 * done, as still to come or as not done, and on the same day. A report that tells no day is of the last event
 * among these in the two days up to that of its article (of a copy: of its original); if there is none, all such
 * reports of articles of one day are of one event. A month or a year is a day of its own: "in March" joins "in
 * March" alone. A side is a state, where its government, army or police act, else the actor.
 *
 * The first rule is what the field calls one a day; it is the same for any order of articles.
 */
#ifndef LEDGER_OCCURRENCES_H
#define LEDGER_OCCURRENCES_H

#include "ledger/messages.h"

/* Two days: what an article tells without a day happened on its day or shortly before. */
#define UNDATED_DAYS_BACK 2
/* Of an event without any date, whose article has none either. */
#define NO_DAY (-1000000)

/* One report of an event between two sides; all that are compared have the same sides, type and class. */
typedef struct EventReport {
    Id id;           /* of the event in its article */
    int64_t article;
    int32_t day;     /* first day it can mean; of one without a date its article's, or NO_DAY */
    int32_t last;    /* last day; equal to day where undated */
    bool is_undated;
    Str mode;
    Str cameo;
} EventReport;

typedef struct Occurrence {
    int32_t first;
    int32_t last;
    IndexList reports; /* by article and id */
    Str mode;          /* of most reports; of several as frequent the first in byte order */
    Str cameo;
} Occurrence;

typedef List(Occurrence) OccurrenceList;

/* In the order of days. The reports may stand in any order. */
void occurrences_find(const EventReport *reports, uint32_t count, Arena *arena, OccurrenceList *out);

/* What a status makes of an event: "asserted" (and attributed, historical), "planned" (and possible,
 * conditional), "denied" (and negated). */
Status status_class(Status status);
/* "state:PRK" for those who act for a state, else the actor itself. */
Str side_of(Str actor, Str country, Str sector, Arena *arena);

#endif
