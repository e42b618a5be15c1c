/*
 * The data files: lexicons, rules, actors. They are tab-separated text, built into the program;
 * a directory may be named instead, so that rules can be tried without building.
 *
 * A table file: '#' starts a comment line, blank lines are skipped, every other line has exactly
 * the number of tab-separated columns its reader asks for. Fields are trimmed of spaces. A line
 * that breaks this stops the load with "data/speech/verbs.tsv:7: ..." and the reason.
 */
#ifndef TEXT_DATA_H
#define TEXT_DATA_H

#include "base/arena.h"
#include "base/error.h"

typedef struct DataFiles DataFiles;

/* The built-in files if dir is NULL. Freed with data_files_free. */
DataFiles *data_files_new(const char *dir);
void data_files_free(DataFiles *files);
/* Built in, and so read by the tests before. */
bool data_files_are_built_in(const DataFiles *files);

/* The largest models cost time and memory to load, and few ask for them: from here on they are left out. */
void data_files_leave_large(DataFiles *files);
bool data_files_have_large(const DataFiles *files);

/* Whole content of "entities/states.tsv"; lives in arena or in the program. */
DatelineStatus data_file_read(const DataFiles *files, const char *name, Arena *arena, Str *out,
                              DatelineError *err) MUST_CHECK;

typedef struct TableRow {
    Str *fields; /* [columns] */
    uint32_t line;
} TableRow;

typedef struct Table {
    const char *name; /* "entities/states.tsv" */
    uint32_t columns;
    List(TableRow) rows;
} Table;

/* name must outlive the table (a literal). */
DatelineStatus data_table_read(const DataFiles *files, const char *name, uint32_t columns,
                               Arena *arena, Table *out, DatelineError *err) MUST_CHECK;

/* The number of the word that stands in a column of the row. Another word stops the load, with the
 * words that may stand there. */
DatelineStatus data_row_word(const Table *table, const TableRow *row, uint32_t column,
                             const Str *words, size_t count, uint32_t *out,
                             DatelineError *err) MUST_CHECK;

/* return FAIL_ROW(err, &table, row, "strength '%.*s' is not a number", STR_ARG(field)); */
#define FAIL_ROW(err, table, row, fmt, ...)                                                        \
    FAIL((err), DATELINE_ERR_DATA, DATELINE_NO_OFFSET, "data/%s:%u: " fmt, (table)->name,          \
         (unsigned)(row)->line, ##__VA_ARGS__)

/* Splits a field at a separator; empty pieces are dropped. Pieces are trimmed. */
typedef List(Str) StrList;
void str_split(Str text, char separator, Arena *arena, StrList *out);

#endif
