/*
 * Tables that are written in runs, so that rows whose keys are strewn over the whole order cost the same
 * in a ledger of any size (store/key_runs.h does it for keys that SQL need not see).
 *
 *     actor_form_rows   run 4  person:ann example  "Ann Example"  12 articles
 *                       run 7  person:ann example  "Ann Example"   1 article
 *     row_run           kind 1  run 4  58,000 rows
 *                       kind 1  run 7     900 rows
 *
 * The rows of a transaction get a run of their own, which stands at the end of the table; runs of like size
 * are put together as one. What is counted adds up over the runs: a reader sums, and finds a key in each of the few.
 * Views without `_rows` in their names join the runs (docs/ledger-schema.md).
 */
#ifndef STORE_ROW_RUNS_H
#define STORE_ROW_RUNS_H

#include "store/statements.h"

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"

typedef struct Database Database;
typedef struct Row Row;

/* As `row_run.kind` has them. */
typedef enum RowKind {
    ROWS_OF_ACTOR_ARTICLES,
    ROWS_OF_FORMS,
    ROWS_OF_ALIASES,
    ROWS_OF_OFFICES,
    ROWS_OF_OCCURRENCES,
    ROWS_OF_STORIES,
    ROWS_OF_SIGHTINGS,
    ROW_KIND_COUNT,
} RowKind;

/* Of the transaction that goes on. */
typedef struct RowRuns {
    int64_t open[ROW_KIND_COUNT]; /* its run; 0 if nothing was written */
    uint64_t rows[ROW_KIND_COUNT];
    bool is_ending; /* see row_runs_end */
} RowRuns;

/* A statement that writes a row; its first parameter is the run, which is bound. Within a transaction. */
DatelineStatus row_of_run(Database *db, RowKind kind, StatementName statement, Row *out,
                          DatelineError *err) MUST_CHECK;

/* A statement that writes many: its parameters are the run and a first and a last of what the rows are made of. */
DatelineStatus row_run_fill(Database *db, RowKind kind, StatementName statement, int64_t first, int64_t last,
                            DatelineError *err) MUST_CHECK;

/* Puts runs of like size together; before a transaction is committed. */
DatelineStatus row_runs_flush(Database *db, DatelineError *err) MUST_CHECK;
/* The transaction is the last of what is added for now: readers come next, and what waited is put together as well. */
void row_runs_end(Database *db);
/* After a transaction was rolled back. */
void row_runs_forget(Database *db);

#endif
