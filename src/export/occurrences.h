/*
 * Which event of the world a pair of an event's parties belongs to (ledger/occurrences.h), so that
 * formats whose rows are events can have each once, however many articles tell of it.
 */
#ifndef EXPORT_OCCURRENCES_H
#define EXPORT_OCCURRENCES_H

#include "export/events.h"

typedef struct ExportOccurrence {
    Str id; /* empty: none is known, the pair stands for itself */
    Str source;
    Str target;
    bool is_mutual;
    bool has_day;
    int32_t first_day;
    int32_t last_day;
    uint32_t reports;
    uint32_t articles;
    uint32_t sources; /* outlets */
} ExportOccurrence;

typedef List(ExportOccurrence) ExportOccurrenceList;

/* Those of an event, in the order of their ids. */
DatelineStatus occurrences_read(Database *db, const ExportEvent *event, Arena *arena,
                                ExportOccurrenceList *out, DatelineError *err) MUST_CHECK;

/* The one between two parties; NULL if there is none. *out_is_reverse: the source is its target, as
 * what two do with one another has no order. */
const ExportOccurrence *occurrence_of(const ExportOccurrenceList *occurrences,
                                      const ExportActor *source, const ExportActor *target,
                                      Arena *arena, bool *out_is_reverse);

#endif
