/* Where rows are written: collected, and handed on in pieces of some size. Shared by the formats.
 */
#ifndef EXPORT_OUT_H
#define EXPORT_OUT_H

#include "base/json.h"
#include "export/export.h"

typedef struct ExportOut {
    Buffer text;
    ExportWrite write;
    void *context;
    uint64_t rows;
} ExportOut;

/* Ends a row with a newline; hands on what was collected if it is enough. */
DatelineStatus out_end_row(ExportOut *out, DatelineError *err) MUST_CHECK;
DatelineStatus out_flush(ExportOut *out, DatelineError *err) MUST_CHECK;

/* A field of a tab-separated row, with a tab before all but the first: tabs, line ends and other
 * control characters become spaces, as these formats have no escape. A row is begun with tsv_begin.
 */
typedef struct TsvRow {
    Buffer *out;
    bool needs_tab;
    Str missing; /* printed for an empty value: "None"; often empty */
} TsvRow;

void tsv_str(TsvRow *row, Str value);
void tsv_cstring(TsvRow *row, const char *value);
void tsv_int(TsvRow *row, int64_t value);
void tsv_number(TsvRow *row, int decimals, double value);
void tsv_empty(TsvRow *row, uint32_t count);
/* "2024-12-31", or with another separator; empty: "20241231". */
void tsv_day(TsvRow *row, int32_t day, const char *separator);
void add_day(Buffer *out, int32_t day, const char *separator);

#endif
