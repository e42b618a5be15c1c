/*
 * A connection to a ledger file: opening, pragmas, errors in our own words, prepared statements
 * bound one value after another.
 *
 *     Row row = database_row(db, STATEMENT_INSERT_PARTY);
 *     row_int(&row, article);
 *     row_str(&row, key);
 *     TRY(row_run(&row, err));
 *
 * Every failure is DATELINE_ERR_STORE and names the file, what we were doing and SQLite's reason.
 */
#ifndef STORE_DATABASE_H
#define STORE_DATABASE_H

#include <sqlite3.h>

#include "base/error.h"
#include "base/number_list.h"
#include "record/records.h"
#include "store/key_runs.h"
#include "store/log_file.h"
#include "store/name_rows.h"
#include "store/new_articles.h"
#include "store/row_runs.h"
#include "store/statements.h"

/* What must be written with a transaction and is not yet. */
typedef DatelineStatus BeforeCommit(void *context, DatelineError *err);

struct Database {
    sqlite3 *handle;
    char *path;
    bool is_writable;
    bool is_in_transaction;
    bool is_reading; /* within database_begin_reading */
    int64_t had_room; /* when others could last write, in milliseconds of some clock; 0: not known */
    sqlite3_stmt *statements[STATEMENT_COUNT]; /* prepared when first used */
    KeyRuns *keys;                             /* written with each transaction */
    sqlite3_blob *key_block;                   /* one of its blocks, while a transaction reads them */
    RowRuns row_runs;                          /* of it */
    NewArticles new_articles;                  /* of it */
    NameRows *names;                           /* of it */
    LogSystem *log;                            /* where the file is opened */
    BeforeCommit *before_commit;               /* NULL if there is nothing */
    void *commit_context;
};

typedef enum OpenMode {
    OPEN_TO_READ,   /* the file must be there */
    OPEN_TO_WRITE,  /* the file must be there */
    OPEN_TO_CREATE, /* made if it is not there */
} OpenMode;

/* For a program that is SQLite's only user, once, before its first ledger and its threads: SQLite then keeps no count of
 * its memory, which costs a lock and more for every piece. It is a setting of the whole process, so no library makes it. */
void database_own_process(void);

/* Opens, checks that the file is a ledger, and brings an older one to today's schema. A ledger that
 * may not be written is opened for reading in OPEN_TO_READ mode. */
DatelineStatus database_open(const char *path, OpenMode mode, Database **out,
                             DatelineError *err) MUST_CHECK;
void database_close(Database *db);

DatelineStatus database_begin(Database *db, DatelineError *err) MUST_CHECK;
DatelineStatus database_commit(Database *db, DatelineError *err) MUST_CHECK;
/* Asked before each commit; it commits nothing itself. */
void database_before_commit(Database *db, BeforeCommit *call, void *context);
void database_roll_back(Database *db);
/* What is noted on the way goes into temporary files from here on, whatever its size. Before anything is asked. */
DatelineStatus database_note_in_files(Database *db, DatelineError *err) MUST_CHECK;
/* Between the two all questions see the ledger as it was at the first of them, whoever writes to it meanwhile. */
DatelineStatus database_begin_reading(Database *db, DatelineError *err) MUST_CHECK;
void database_end_reading(Database *db);
/* One or more statements without results. doing: "opening", "making the tables". */
DatelineStatus database_run(Database *db, const char *sql, const char *doing,
                            DatelineError *err) MUST_CHECK;
/* The failure SQLite has just reported. */
DatelineStatus database_fail(const Database *db, const char *doing, DatelineError *err);

/* ---- Statements: each value goes to the next parameter -------------------------------------- */

typedef struct Row {
    Database *db;
    sqlite3_stmt *statement; /* NULL if it could not be prepared: row_run reports it */
    int next;
} Row;

Row database_row(Database *db, StatementName name);

void row_int(Row *row, int64_t value);
void row_bool(Row *row, bool value);
void row_number(Row *row, double value);
void row_str(Row *row, Str value);  /* NULL if empty; must live until row_run */
void row_text(Row *row, Str value); /* the same, but empty stays empty */
void row_cstring(Row *row, const char *value);
void row_id(Row *row, const Id *id);
void row_blob(Row *row, Str bytes);
void row_null(Row *row);
void row_span(Row *row, Span span);                  /* 2: start, end; NULLs if empty */
void row_date(Row *row, const DateValue *date);      /* 3: EDTF, first day, last day */
void row_place(Row *row, const Place *place);        /* 3: country, latitude, longitude; may be NULL */
void row_provenance(Row *row, const Provenance *by); /* 2: rule, confidence */
/* 7, with which every record begins: id, article, start, end, sentence, rule, confidence. */
void row_record(Row *row, int64_t article, const Id *id, Span span, uint32_t sentence,
                const Provenance *by);

/* For statements without results. */
DatelineStatus row_run(Row *row, DatelineError *err) MUST_CHECK;
/* For statements with results: true while there is a row. Call row_end when done early. */
DatelineStatus row_step(Row *row, bool *out_has_row, DatelineError *err) MUST_CHECK;
void row_end(Row *row);

int64_t row_get_int(const Row *row, int column);
double row_get_number(const Row *row, int column);
bool row_is_null(const Row *row, int column);
Str row_get_str(const Row *row, int column); /* until the next step */
Str row_copy_str(const Row *row, int column, Arena *arena);
Id row_get_id(const Row *row, int column);
/* Steps through all rows; adds the number in the first column of each. */
DatelineStatus row_list_numbers(Row *row, Arena *arena, NumberList *out, DatelineError *err) MUST_CHECK;

#endif
