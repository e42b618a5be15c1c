/*
 * Rows of comma- or tab-separated text, one at a time.
 *
 *     3,"He said ""no"".",Norland⏎     ->  3 | He said "no". | Norland
 *
 * Commas and semicolons: RFC 4180; a field in quotation marks may hold line ends. Tabs: a row is a line, and only what
 * is quoted as a whole is unquoted, for sentences often begin with a quotation mark of their own.
 */
#ifndef TEXT_CSV_H
#define TEXT_CSV_H

#include "text/data.h" /* StrList */

typedef enum CsvResult {
    CSV_ROW,
    CSV_MORE,   /* the row does not end in these bytes */
    CSV_BROKEN, /* fault says why */
} CsvResult;

typedef struct CsvRow {
    StrList fields;    /* in the bytes, or in the arena where something was unquoted */
    uint32_t len;      /* of the row with its line end; of a broken one up to the end of its first line */
    uint32_t fault_at; /* byte that breaks it */
    const char *fault;
} CsvRow;

/* The row that starts the bytes, which are not empty. is_all: nothing comes behind them. */
CsvResult csv_read_row(Str bytes, bool is_all, char separator, Arena *arena, CsvRow *out);

/* What parts the fields of a header line: a tab, else a comma, else a semicolon; 0 if none stands in it. */
char csv_separator(Str header);

#endif
