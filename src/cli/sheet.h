/* One record as a sheet: a line a field, lists and objects below one another. */
#ifndef CLI_SHEET_H
#define CLI_SHEET_H

#include "cli/command.h"
#include "query/query.h"

typedef struct Sheet Sheet;

Sheet *sheet_new(const QueryColumn *columns, uint32_t column_count);
/* A QuerySink; context is the Sheet. Prints at once; sheets are parted by a blank line. */
DatelineStatus sheet_row(void *context, const Str *values, DatelineError *err);
void sheet_free(Sheet *sheet);

#endif
