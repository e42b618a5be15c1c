/*
 * A ledger in the formats of others: event data sets, annotations, entities, tables.
 *
 *     ExportPlan plan = {.store = store, .format = export_format_find(STR("plover")), ...};
 *     TRY(export_run(&plan, &counts, err));
 *
 * Rows are written as they are read, in the order of articles (day, id) and of places in them: the
 * same ledger gives the same bytes, and a ledger of any size needs the same memory. What each
 * format holds, and what it cannot hold, is told in docs/formats/exports.md.
 */
#ifndef EXPORT_EXPORT_H
#define EXPORT_EXPORT_H

#include "query/query.h"
#include "text/data.h"

typedef struct DatelinePipeline Pipeline; /* pipeline/pipeline.h */
typedef struct ExportFormat ExportFormat;

/* What an export counts; statuses are told by name in errors and help. */
typedef struct ExportCounts {
    uint64_t rows;    /* lines, entities, annotations */
    uint64_t undated; /* events left out of formats that must give a day: neither event nor article
                         has one */
} ExportCounts;

/* bytes are borrowed until the call returns. Not DATELINE_OK ends the export. */
typedef DatelineStatus (*ExportWrite)(void *context, Str bytes, DatelineError *err);

typedef struct ExportPlan {
    Store *store;
    const ExportFormat *format;
    QueryFilter filter;   /* streams is set by export_run */
    Str statuses;         /* "asserted,planned" or "all"; empty: what the format's users expect */
    Str table;            /* of csv: which kind of records */
    bool one_a_day;       /* of phoenix: at most one row a day, source, target and code */
    const char *data_dir; /* NULL: the data built in */
    ExportWrite write;
    void *context;
} ExportPlan;

/* NULL if there is none of that name. */
const ExportFormat *export_format_find(Str name);
/* "plover, gdelt-events, ...": for messages. Lives in arena. */
Str export_format_names(Arena *arena);
Str export_table_names(Arena *arena); /* of csv */

DatelineStatus export_run(const ExportPlan *plan, ExportCounts *out, DatelineError *err) MUST_CHECK;

#endif
