/* Rows of a question to standard output; nothing found prints nothing and is an exit code. */
#ifndef CLI_LISTING_H
#define CLI_LISTING_H

#include "cli/render.h"
#include "store/store.h"

/* What the options ask for; false (after saying so) if one makes no sense. */
bool listing_filter(const Arguments *arguments, QueryFilter *out);
ExitCode listing_run(const Arguments *arguments, Store *store, QueryKind kind,
                     const QueryFilter *filter);

/* The table's header is printed with the first row, so that nothing found prints nothing. */
typedef struct Listing {
    const Arguments *arguments;
    const QueryColumn *columns;
    uint32_t column_count;
    Renderer *renderer; /* NULL until the first row */
} Listing;

void listing_begin(Listing *listing, const Arguments *arguments, QueryKind kind);
/* A QuerySink; context is the Listing. */
DatelineStatus listing_row(void *context, const Str *values, DatelineError *err);
void listing_end(Listing *listing);

#endif
