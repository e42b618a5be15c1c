/* The kinds of records that whole-ledger formats write, and their rows, one after another. */
#ifndef EXPORT_RECORDS_H
#define EXPORT_RECORDS_H

#include "export/formats.h"

typedef struct RecordKind {
    const char *record; /* "quotation" */
    const char *table;  /* "quotes": of csv, as the command that lists them */
    QueryKind kind;
} RecordKind;

#define RECORD_KIND_COUNT 12
/* Articles first, what stands in them behind. */
extern const RecordKind record_kinds[RECORD_KIND_COUNT];

typedef struct RecordRow {
    const RecordKind *kind;
    const QueryColumn *columns;
    uint32_t count;
    const Str *values;
} RecordRow;

/* The value of a column; empty if the kind has no such column. */
Str record_value(const RecordRow *row, const char *column);

typedef DatelineStatus (*RecordSink)(void *context, const RecordRow *row, DatelineError *err);

/* Can such records be asked for by all that the plan asks for? */
bool records_answer(const ExportPlan *plan, const RecordKind *kind);
/* Fails if they cannot. */
DatelineStatus records_each(const ExportPlan *plan, const RecordKind *kind, RecordSink sink,
                            void *context, DatelineError *err) MUST_CHECK;

#endif
