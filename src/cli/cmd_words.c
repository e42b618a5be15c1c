/* dateline variants: groups of wordings, and the wordings of one side by side. */
#include <stdio.h>

#include "cli/ledger_file.h"
#include "cli/listing.h"
#include "cli/say.h"

/* ---- Wordings of one group --------------------------------------------------------------------- */

/* The table's rows, with a heading before the first. */
typedef struct Wordings {
    Listing listing;
    bool is_table;
} Wordings;

static Str value_of(const Listing *listing, const Str *values, const char *name)
{
    for (uint32_t i = 0; i < listing->column_count; i++)
        if (strcmp(listing->columns[i].name, name) == 0) return values[i];
    return (Str){NULL, 0};
}

static DatelineStatus wording_row(void *context, const Str *values, DatelineError *err)
{
    Wordings *wordings = context;
    Listing *listing = &wordings->listing;
    if (wordings->is_table && listing->renderer == NULL)
        printf(STR_FMT ": what differs from %.8s, word by word\n\n",
               STR_ARG(value_of(listing, values, "speaker")), value_of(listing, values, "base").data);
    return listing_row(listing, values, err);
}

static ExitCode list_wordings(const Arguments *arguments, Store *store, const QueryFilter *filter)
{
    DatelineError err;
    uint64_t rows = 0;
    Wordings wordings = {.is_table = arguments->values[OPTION_JSON] == NULL &&
                                     arguments->values[OPTION_CSV] == NULL};
    listing_begin(&wordings.listing, arguments, QUERY_WORDINGS);
    DatelineStatus status = query_run(store, QUERY_WORDINGS, filter, wording_row, &wordings, &rows, &err);
    listing_end(&wordings.listing);
    if (status != DATELINE_OK) return report_error(&err);
    if (rows > 0) return EXIT_DONE;
    say("nothing found");
    return EXIT_NOTHING_FOUND;
}

static ExitCode list_variants_of(const Arguments *arguments, Store *store, QueryFilter *filter)
{
    DatelineError err;
    Arena *arena = arena_new(256);
    ExitCode code = EXIT_NOTHING_FOUND;
    if (query_wordings_of(store, str_from_cstring(arguments->operands[0]), arena, &filter->id,
                          &filter->base, &err) != DATELINE_OK)
        code = report_error(&err);
    else if (filter->base.len == 0)
        say("no quotation's and no group's id begins with '%s'", arguments->operands[0]);
    else if (filter->id.len == 0)
        say("no other wording of " STR_FMT " is known", STR_ARG(filter->base));
    else
        code = list_wordings(arguments, store, filter);
    arena_free(arena);
    return code;
}

ExitCode run_variants(const Arguments *arguments)
{
    DatelineError err;
    Store *store;
    QueryFilter filter;
    if (!listing_filter(arguments, &filter)) return EXIT_USAGE;
    if (ledger_open_existing(arguments, &store, &err) != DATELINE_OK) return report_error(&err);
    ExitCode code = arguments->operand_count > 0
                        ? list_variants_of(arguments, store, &filter)
                        : listing_run(arguments, store, QUERY_VARIANTS, &filter);
    store_close(store);
    return code;
}
