#include "store/row_runs.h"

#include "store/database.h"

/* A run is put together with those after it once they are more than this part of it. */
#define PART_OF_A_RUN 2
/* So many runs wait to be put together where nobody looks anything up until the end of what is added. */
#define MOST_RUNS_WAITING 24

typedef struct RowTable {
    StatementName merge;  /* new run, first and last of the old */
    StatementName remove; /* first and last run */
    bool can_wait;
} RowTable;

static const RowTable tables[ROW_KIND_COUNT] = {
    [ROWS_OF_ACTOR_ARTICLES] = {STATEMENT_MERGE_ACTOR_ARTICLES, STATEMENT_DELETE_ACTOR_ARTICLES, .can_wait = true},
    [ROWS_OF_FORMS] = {STATEMENT_MERGE_FORMS, STATEMENT_DELETE_FORMS, .can_wait = true},
    [ROWS_OF_ALIASES] = {STATEMENT_MERGE_ALIASES, STATEMENT_DELETE_ALIASES, .can_wait = true},
    [ROWS_OF_OFFICES] = {STATEMENT_MERGE_OFFICES, STATEMENT_DELETE_OFFICES, .can_wait = false},
    [ROWS_OF_OCCURRENCES] = {STATEMENT_MERGE_OCCURRENCE_KEYS, STATEMENT_DELETE_OCCURRENCE_KEYS,
                             .can_wait = true},
    [ROWS_OF_STORIES] = {STATEMENT_MERGE_STORY_IDS, STATEMENT_DELETE_STORY_IDS, .can_wait = true},
    [ROWS_OF_SIGHTINGS] = {STATEMENT_MERGE_SIGHTINGS, STATEMENT_DELETE_SIGHTINGS, .can_wait = false},
};

/* Binds up to three numbers; those below zero are none. */
static DatelineStatus run_with(Database *db, StatementName statement, int64_t a, int64_t b, int64_t c,
                               DatelineError *err)
{
    Row row = database_row(db, statement);
    const int64_t values[] = {a, b, c};
    for (size_t i = 0; i < COUNT(values); i++)
        if (values[i] >= 0) row_int(&row, values[i]);
    return row_run(&row, err);
}

static DatelineStatus open_run(Database *db, RowKind kind, DatelineError *err)
{
    bool has_row;
    Row row = database_row(db, STATEMENT_NEXT_ROW_RUN);
    row_int(&row, kind);
    TRY(row_step(&row, &has_row, err));
    int64_t run = row_get_int(&row, 0);
    row_end(&row);
    TRY(run_with(db, STATEMENT_INSERT_ROW_RUN, kind, run, 0, err));
    db->row_runs.open[kind] = run;
    return DATELINE_OK;
}

DatelineStatus row_of_run(Database *db, RowKind kind, StatementName statement, Row *out, DatelineError *err)
{
    if (db->row_runs.open[kind] == 0) TRY(open_run(db, kind, err));
    db->row_runs.rows[kind]++;
    *out = database_row(db, statement);
    row_int(out, db->row_runs.open[kind]);
    return DATELINE_OK;
}

DatelineStatus row_run_fill(Database *db, RowKind kind, StatementName statement, int64_t first, int64_t last,
                            DatelineError *err)
{
    RowRuns *runs = &db->row_runs;
    if (runs->open[kind] == 0) TRY(open_run(db, kind, err));
    TRY(run_with(db, statement, runs->open[kind], first, last, err));
    runs->rows[kind] += (uint64_t)sqlite3_changes(db->handle);
    return DATELINE_OK;
}

/* ---- Merging ---------------------------------------------------------------------------------- */

/* The first run that is put together with so many rows of the newest, *out: runs before it are larger than those behind
 * them. Where runs have waited, all are looked at, not only up to the first that is large. */
static DatelineStatus first_merged(Database *db, RowKind kind, uint64_t rows, int64_t *out, DatelineError *err)
{
    Row row = database_row(db, STATEMENT_GET_ROW_RUNS);
    row_int(&row, kind);
    row_int(&row, *out);
    for (bool has_row;;) {
        TRY(row_step(&row, &has_row, err));
        if (!has_row) return DATELINE_OK;
        uint64_t before = (uint64_t)row_get_int(&row, 1);
        bool is_large = before >= PART_OF_A_RUN * rows;
        if (is_large && !tables[kind].can_wait) break;
        rows += before;
        if (!is_large) *out = row_get_int(&row, 0);
    }
    row_end(&row);
    return DATELINE_OK;
}

typedef struct NewestRun {
    int64_t run; /* 0 if there is none */
    uint64_t rows;
    bool may_merge;
} NewestRun;

/* With the rows that this transaction wrote, if it wrote any. */
static DatelineStatus find_newest(Database *db, RowKind kind, NewestRun *out, DatelineError *err)
{
    bool has_row, is_ending = db->row_runs.is_ending;
    *out = (NewestRun){0};
    if (db->row_runs.open[kind] == 0 && !is_ending) return DATELINE_OK;
    Row row = database_row(db, STATEMENT_GET_NEWEST_ROW_RUN);
    row_int(&row, kind);
    TRY(row_step(&row, &has_row, err));
    if (!has_row) return DATELINE_OK;
    bool is_open = db->row_runs.open[kind] != 0;
    *out = (NewestRun){.run = row_get_int(&row, 0),
                       .rows = is_open ? db->row_runs.rows[kind] : (uint64_t)row_get_int(&row, 1),
                       .may_merge = !tables[kind].can_wait || is_ending ||
                                    row_get_int(&row, 2) >= MOST_RUNS_WAITING};
    row_end(&row);
    return DATELINE_OK;
}

static DatelineStatus flush_kind(Database *db, RowKind kind, DatelineError *err)
{
    NewestRun newest;
    TRY(find_newest(db, kind, &newest, err));
    if (newest.run == 0) return DATELINE_OK;
    int64_t last = newest.run, first = last;
    uint64_t rows = newest.rows;
    if (newest.may_merge) TRY(first_merged(db, kind, rows, &first, err));
    if (first == last) {
        TRY(run_with(db, STATEMENT_SET_ROW_RUN, kind, last, (int64_t)rows, err));
    } else {
        TRY(run_with(db, tables[kind].merge, last + 1, first, last, err));
        rows = (uint64_t)sqlite3_changes(db->handle);
        TRY(run_with(db, tables[kind].remove, first, last, -1, err));
        TRY(run_with(db, STATEMENT_DELETE_ROW_RUNS, kind, first, -1, err));
        TRY(run_with(db, STATEMENT_INSERT_ROW_RUN, kind, last + 1, (int64_t)rows, err));
    }
    db->row_runs.open[kind] = 0;
    db->row_runs.rows[kind] = 0;
    return DATELINE_OK;
}

DatelineStatus row_runs_flush(Database *db, DatelineError *err)
{
    for (int kind = 0; kind < ROW_KIND_COUNT; kind++) TRY(flush_kind(db, (RowKind)kind, err));
    db->row_runs.is_ending = false;
    return DATELINE_OK;
}

void row_runs_end(Database *db)
{
    db->row_runs.is_ending = true;
}

void row_runs_forget(Database *db)
{
    db->row_runs = (RowRuns){0};
}
