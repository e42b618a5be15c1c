/* dateline copies, versions, diff: what repeats what, and what differs. */
#include "cli/ledger_file.h"
#include "cli/listing.h"
#include "cli/say.h"

typedef ExitCode (*RunOnStore)(const Arguments *arguments, Store *store);

static ExitCode with_ledger(const Arguments *arguments, RunOnStore run)
{
    DatelineError err;
    Store *store;
    if (ledger_open_existing(arguments, &store, &err) != DATELINE_OK) return report_error(&err);
    ExitCode code = run(arguments, store);
    store_close(store);
    return code;
}

static Str operand(const Arguments *arguments, int index)
{
    return str_from_cstring(arguments->operands[index]);
}

/* ---- Copies ---------------------------------------------------------------------------------- */

static ExitCode list_copies_of(const Arguments *arguments, Store *store)
{
    QueryKind kind;
    QueryFilter filter;
    bool is_found;
    DatelineError err;
    if (!listing_filter(arguments, &filter)) return EXIT_USAGE;
    Arena *arena = arena_new(256);
    ExitCode code = EXIT_NOTHING_FOUND;
    if (query_find(store, operand(arguments, 0), &kind, &filter.id, arena, &is_found, &err) !=
        DATELINE_OK)
        code = report_error(&err);
    else if (!is_found || kind != QUERY_ARTICLE)
        say("no article's id begins with '%s'", arguments->operands[0]);
    else
        code = listing_run(arguments, store, QUERY_COPIES_OF, &filter);
    arena_free(arena);
    return code;
}

static ExitCode list_all_copies(const Arguments *arguments, Store *store)
{
    QueryFilter filter;
    if (!listing_filter(arguments, &filter)) return EXIT_USAGE;
    return listing_run(arguments, store, QUERY_COPIES, &filter);
}

ExitCode run_copies(const Arguments *arguments)
{
    return with_ledger(arguments, arguments->operand_count > 0 ? list_copies_of : list_all_copies);
}

/* ---- Versions -------------------------------------------------------------------------------- */

/* One of the articles whose history it is. */
static DatelineStatus find_article(Store *store, Str wish, Arena *arena, Str *out, DatelineError *err)
{
    TRY(query_article_with_address(store, wish, arena, out, err));
    if (out->len > 0) return DATELINE_OK;
    LedgerData *data;
    TRY(ledger_data_new(NULL, &data, err));
    Str address = address_of(ledger_data_addresses(data), wish, arena);
    ledger_data_free(data);
    return query_article_at(store, address, arena, out, err);
}

static ExitCode list_versions_of(const Arguments *arguments, Store *store)
{
    QueryFilter filter;
    DatelineError err;
    if (!listing_filter(arguments, &filter)) return EXIT_USAGE;
    Arena *arena = arena_new(4096);
    ExitCode code = EXIT_NOTHING_FOUND;
    if (find_article(store, operand(arguments, 0), arena, &filter.id, &err) != DATELINE_OK)
        code = report_error(&err);
    else if (filter.id.len == 0)
        say("'%s' is no address of an article and begins no id of one that has an address", arguments->operands[0]);
    else
        code = listing_run(arguments, store, QUERY_VERSIONS_OF, &filter);
    arena_free(arena);
    return code;
}

static ExitCode list_all_versions(const Arguments *arguments, Store *store)
{
    QueryFilter filter;
    if (!listing_filter(arguments, &filter)) return EXIT_USAGE;
    return listing_run(arguments, store, QUERY_VERSIONS, &filter);
}

ExitCode run_versions(const Arguments *arguments)
{
    return with_ledger(arguments,
                       arguments->operand_count > 0 ? list_versions_of : list_all_versions);
}

/* ---- Differences ----------------------------------------------------------------------------- */

static ExitCode list_differences(const Arguments *arguments, Store *store)
{
    DatelineError err;
    Str missing;
    uint64_t rows = 0;
    Listing listing;
    listing_begin(&listing, arguments, QUERY_DIFFERENCES);
    DatelineStatus status =
        query_differences(store, operand(arguments, 0), operand(arguments, 1), listing_row, &listing,
                          &rows, &missing, &err);
    listing_end(&listing);
    if (status != DATELINE_OK) return report_error(&err);
    if (rows > 0) return EXIT_DONE;
    if (missing.len > 0)
        say("no article's id begins with '%.*s'", STR_ARG(missing));
    else
        say("the two have the same words");
    return EXIT_NOTHING_FOUND;
}

ExitCode run_diff(const Arguments *arguments)
{
    return with_ledger(arguments, list_differences);
}
