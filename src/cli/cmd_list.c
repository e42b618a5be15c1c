/* The listings: articles, messages, quotes, ... all ask one question and print its rows. */
#include <stdio.h>
#include <stdlib.h>

#include "cli/ledger_file.h"
#include "cli/listing.h"
#include "cli/say.h"
#include "query/query.h"

static Str option_text(const Arguments *arguments, OptionId option)
{
    return str_from_cstring(arguments->values[option]);
}

/* The one of two options with one meaning that was given. */
static bool choose_option(const Arguments *arguments, OptionId first, OptionId second,
                          const char *names, OptionId *out)
{
    if (arguments->values[first] != NULL && arguments->values[second] != NULL) {
        say("choose one of %s: they mean the same", names);
        return false;
    }
    *out = arguments->values[second] != NULL ? second : first;
    return true;
}

bool listing_filter(const Arguments *arguments, QueryFilter *out)
{
    long limit;
    if (!option_number(arguments, OPTION_LIMIT, 1, 1000000000, 0, &limit)) return false;
    OptionId from, to;
    if (!choose_option(arguments, OPTION_FROM, OPTION_SPEAKER, "--from and --speaker", &from) ||
        !choose_option(arguments, from, OPTION_SOURCE, "--from and --source", &from) ||
        !choose_option(arguments, from, OPTION_HOLDER, "--from and --holder", &from) ||
        !choose_option(arguments, OPTION_TO, OPTION_TARGET, "--to and --target", &to))
        return false;
    *out = (QueryFilter){
        .from = option_text(arguments, from),
        .to = option_text(arguments, to),
        .actor = option_text(arguments, OPTION_ACTOR),
        .about = option_text(arguments, OPTION_ABOUT),
        .since = option_text(arguments, OPTION_SINCE),
        .until = option_text(arguments, OPTION_UNTIL),
        .story = option_text(arguments, OPTION_STORY),
        .name = option_text(arguments, OPTION_NAME),
        .country = option_text(arguments, OPTION_COUNTRY),
        .kind = option_text(arguments, OPTION_KIND),
        .office = option_text(arguments, OPTION_OFFICE),
        .limit = (uint64_t)limit,
    };
    return true;
}

/* What listings of events and figures ask for besides; an export takes these words itself. */
static void add_event_words(const Arguments *arguments, QueryFilter *filter)
{
    filter->type = option_text(arguments, OPTION_TYPE);
    filter->status = option_text(arguments, OPTION_STATUS);
    filter->unit = option_text(arguments, OPTION_UNIT);
    filter->counted = option_text(arguments, OPTION_OF);
    filter->scale = option_text(arguments, OPTION_SCALE);
}

void listing_begin(Listing *listing, const Arguments *arguments, QueryKind kind)
{
    *listing = (Listing){.arguments = arguments};
    listing->columns = query_columns(kind, &listing->column_count);
}

DatelineStatus listing_row(void *context, const Str *values, DatelineError *err)
{
    Listing *listing = context;
    if (listing->renderer == NULL)
        listing->renderer =
            renderer_new(listing->columns, listing->column_count, listing->arguments);
    return renderer_row(listing->renderer, values, err);
}

void listing_end(Listing *listing)
{
    if (listing->renderer != NULL) renderer_finish(listing->renderer);
    renderer_free(listing->renderer);
}

static DatelineStatus ignore_row(void *context, const Str *values, DatelineError *err)
{
    (void)context, (void)values, (void)err;
    return DATELINE_OK;
}

/* Says so if nobody in the ledger has the name that was asked for. */
static bool say_unknown_actor(Store *store, Str name)
{
    DatelineError err;
    uint64_t rows = 0;
    QueryFilter filter = {.name = name, .limit = 1};
    if (name.len == 0) return false;
    if (query_run(store, QUERY_ACTORS, &filter, ignore_row, NULL, &rows, &err) != DATELINE_OK ||
        rows > 0)
        return false;
    say("nothing found: no actor here is called '" STR_FMT "'", STR_ARG(name));
    return true;
}

static void say_nothing_found(Store *store, const QueryFilter *filter)
{
    if (say_unknown_actor(store, filter->from) || say_unknown_actor(store, filter->to) ||
        say_unknown_actor(store, filter->actor))
        return;
    say("nothing found");
}

ExitCode listing_run(const Arguments *arguments, Store *store, QueryKind kind,
                     const QueryFilter *filter)
{
    DatelineError err;
    Listing listing;
    uint64_t rows = 0;
    listing_begin(&listing, arguments, kind);
    DatelineStatus status = query_run(store, kind, filter, listing_row, &listing, &rows, &err);
    listing_end(&listing);
    if (status != DATELINE_OK) return report_error(&err);
    if (rows > 0) return EXIT_DONE;
    say_nothing_found(store, filter);
    return EXIT_NOTHING_FOUND;
}

static ExitCode run_listing(const Arguments *arguments, QueryKind kind)
{
    QueryFilter filter;
    if (!listing_filter(arguments, &filter)) return EXIT_USAGE;
    add_event_words(arguments, &filter);
    DatelineError err;
    Store *store;
    if (ledger_open_existing(arguments, &store, &err) != DATELINE_OK) return report_error(&err);
    ExitCode code = listing_run(arguments, store, kind, &filter);
    store_close(store);
    return code;
}

/* A question about two, whom the operands name. */
static ExitCode run_between(const Arguments *arguments, QueryKind kind)
{
    QueryFilter filter;
    if (!listing_filter(arguments, &filter)) return EXIT_USAGE;
    add_event_words(arguments, &filter);
    filter.from = str_from_cstring(arguments->operands[0]);
    filter.to = str_from_cstring(arguments->operands[1]);
    DatelineError err;
    Store *store;
    if (ledger_open_existing(arguments, &store, &err) != DATELINE_OK) return report_error(&err);
    ExitCode code = listing_run(arguments, store, kind, &filter);
    store_close(store);
    return code;
}

ExitCode run_exchange(const Arguments *arguments)
{
    return run_between(arguments, QUERY_EXCHANGE);
}

ExitCode run_dyad(const Arguments *arguments)
{
    return run_between(arguments, QUERY_DYAD);
}

ExitCode run_events(const Arguments *arguments)
{
    return run_listing(arguments,
                       arguments->values[OPTION_MERGED] != NULL ? QUERY_OCCURRENCES : QUERY_EVENTS);
}

#define DEFINE_LISTING(function, kind)                                                             \
    ExitCode function(const Arguments *arguments)                                                  \
    {                                                                                              \
        return run_listing(arguments, kind);                                                       \
    }

DEFINE_LISTING(run_articles, QUERY_ARTICLES)
DEFINE_LISTING(run_messages, QUERY_MESSAGES)
DEFINE_LISTING(run_quotes, QUERY_QUOTES)
DEFINE_LISTING(run_claims, QUERY_CLAIMS)
DEFINE_LISTING(run_figures, QUERY_FIGURES)
DEFINE_LISTING(run_stories, QUERY_STORIES)
DEFINE_LISTING(run_conflicts, QUERY_CONFLICTS)
DEFINE_LISTING(run_actors, QUERY_ACTORS)
DEFINE_LISTING(run_decisions, QUERY_DECISIONS)
