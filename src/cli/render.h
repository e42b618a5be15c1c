/* Rows of a query to standard output: a table, JSON lines or CSV, as the options ask. */
#ifndef CLI_RENDER_H
#define CLI_RENDER_H

#include "cli/command.h"
#include "query/query.h"

typedef struct Renderer Renderer;

Renderer *renderer_new(const QueryColumn *columns, uint32_t column_count,
                       const Arguments *arguments);
/* A QuerySink; context is the Renderer. */
DatelineStatus renderer_row(void *context, const Str *values, DatelineError *err);
/* Prints what is left. */
void renderer_finish(Renderer *renderer);
void renderer_free(Renderer *renderer);

#endif
