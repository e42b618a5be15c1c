/* dateline actor, same, different, undo: who is who, and what users decide of it. */
#include <stdio.h>

#include "cli/ledger_file.h"
#include "cli/listing.h"
#include "cli/say.h"
#include "cli/sheet.h"
#include "store/decisions.h"

/* ---- One actor ------------------------------------------------------------------------------- */

static DatelineStatus print_sheet(void *context, const Str *values, DatelineError *err)
{
    return sheet_row(context, values, err);
}

static ExitCode show_actor(const Arguments *arguments, Store *store, const QueryFilter *filter)
{
    if (arguments->values[OPTION_JSON] != NULL || arguments->values[OPTION_CSV] != NULL)
        return listing_run(arguments, store, QUERY_ACTOR, filter);
    uint32_t count;
    uint64_t rows = 0;
    DatelineError err;
    const QueryColumn *columns = query_columns(QUERY_ACTOR, &count);
    Sheet *sheet = sheet_new(columns, count);
    DatelineStatus status = query_run(store, QUERY_ACTOR, filter, print_sheet, sheet, &rows, &err);
    sheet_free(sheet);
    if (status != DATELINE_OK) return report_error(&err);
    if (rows > 0) return EXIT_DONE;
    say("no actor has the key or name '%s'", arguments->operands[0]);
    return EXIT_NOTHING_FOUND;
}

ExitCode run_actor(const Arguments *arguments)
{
    QueryFilter filter;
    if (!listing_filter(arguments, &filter)) return EXIT_USAGE;
    filter.actor = str_from_cstring(arguments->operands[0]);
    DatelineError err;
    Store *store;
    if (ledger_open_existing(arguments, &store, &err) != DATELINE_OK) return report_error(&err);
    ExitCode code = show_actor(arguments, store, &filter);
    store_close(store);
    return code;
}

/* ---- Decisions ------------------------------------------------------------------------------- */

typedef enum Verdict { VERDICT_SAME, VERDICT_DIFFERENT, VERDICT_NONE } Verdict;

typedef struct Deciding {
    const Arguments *arguments;
    Store *store;
    Arena *arena;
    Str actors[2];
    Str article;
} Deciding;

typedef struct FoundActors {
    Arena *arena;
    Str keys[3];
    uint32_t count;
} FoundActors;

static DatelineStatus note_actor(void *context, const Str *values, DatelineError *err)
{
    (void)err;
    FoundActors *found = context;
    if (found->count < COUNT(found->keys))
        found->keys[found->count] = arena_copy_str(found->arena, values[0]);
    found->count++;
    return DATELINE_OK;
}

/* A key stands for itself, also of nobody yet; a name must be that of one actor. */
static DatelineStatus find_actor(const Deciding *deciding, Str wish, Str *out, DatelineError *err)
{
    *out = wish;
    if (str_find(wish, STR(":"), 0) != STR_NOT_FOUND) return DATELINE_OK;
    FoundActors found = {.arena = deciding->arena};
    QueryFilter filter = {.name = wish};
    TRY(query_run(deciding->store, QUERY_ACTORS, &filter, note_actor, &found, NULL, err));
    if (found.count == 0)
        return FAIL(err, DATELINE_ERR_USAGE, DATELINE_NO_OFFSET, "no actor has the name '" STR_FMT "'",
                    STR_ARG(wish));
    if (found.count > 1)
        return FAIL(err, DATELINE_ERR_USAGE, DATELINE_NO_OFFSET,
                    "%u actors have the name '" STR_FMT "': " STR_FMT ", " STR_FMT
                    "%s; give the key of one",
                    found.count, STR_ARG(wish), STR_ARG(found.keys[0]), STR_ARG(found.keys[1]),
                    found.count > 2 ? " …" : "");
    *out = found.keys[0];
    return DATELINE_OK;
}

static DatelineStatus find_article(Deciding *deciding, DatelineError *err)
{
    const char *wish = deciding->arguments->values[OPTION_ARTICLE];
    if (wish == NULL) return DATELINE_OK;
    QueryKind kind;
    bool is_found;
    TRY(query_find(deciding->store, str_from_cstring(wish), &kind, &deciding->article,
                   deciding->arena, &is_found, err));
    if (is_found && kind == QUERY_ARTICLE) return DATELINE_OK;
    return FAIL(err, DATELINE_ERR_USAGE, DATELINE_NO_OFFSET, "no article's id begins with '%s'", wish);
}

static DatelineStatus decide(Deciding *deciding, Verdict verdict, bool *out_found,
                             DatelineError *err)
{
    for (int i = 0; i < 2; i++)
        TRY(find_actor(deciding, str_from_cstring(deciding->arguments->operands[i]),
                       &deciding->actors[i], err));
    TRY(find_article(deciding, err));
    Str a = deciding->actors[0], b = deciding->actors[1];
    *out_found = true;
    TRY(verdict == VERDICT_NONE
            ? decisions_remove(deciding->store, a, b, deciding->article, out_found, err)
            : decisions_set(deciding->store, a, b, deciding->article, verdict == VERDICT_SAME, err));
    return store_finish(deciding->store, err);
}

static DatelineStatus open_and_decide(Deciding *deciding, const LedgerData *data, Verdict verdict,
                                      bool *out_found, DatelineError *err)
{
    TRY(store_open(ledger_path(deciding->arguments), OPEN_TO_WRITE, data, &deciding->store, err));
    DatelineStatus status = decide(deciding, verdict, out_found, err);
    store_close(deciding->store);
    return status;
}

static ExitCode run_verdict(const Arguments *arguments, Verdict verdict)
{
    static const char *const words[] = {"are the same", "are not the same",
                                        "are told apart by the rules again"};
    DatelineError err;
    LedgerData *data;
    bool is_found = false;
    if (ledger_data_new(NULL, &data, &err) != DATELINE_OK) return report_error(&err);
    Deciding deciding = {.arguments = arguments, .arena = arena_new(1024)};
    DatelineStatus status = open_and_decide(&deciding, data, verdict, &is_found, &err);
    ExitCode code = status != DATELINE_OK ? report_error(&err) : EXIT_DONE;
    if (status == DATELINE_OK && !is_found) {
        say("nothing was decided of these two");
        code = EXIT_NOTHING_FOUND;
    } else if (status == DATELINE_OK && arguments->values[OPTION_QUIET] == NULL) {
        printf(STR_FMT " and " STR_FMT " %s\n", STR_ARG(deciding.actors[0]),
               STR_ARG(deciding.actors[1]), words[verdict]);
    }
    arena_free(deciding.arena);
    ledger_data_free(data);
    return code;
}

ExitCode run_same(const Arguments *arguments)
{
    return run_verdict(arguments, VERDICT_SAME);
}

ExitCode run_different(const Arguments *arguments)
{
    return run_verdict(arguments, VERDICT_DIFFERENT);
}

ExitCode run_undo(const Arguments *arguments)
{
    return run_verdict(arguments, VERDICT_NONE);
}
