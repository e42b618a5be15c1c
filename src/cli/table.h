/*
 * Tables for people: columns as wide as they need to be, as long as the terminal holds them; long
 * texts are broken over a few lines. Control characters from outside never reach the terminal.
 */
#ifndef CLI_TABLE_H
#define CLI_TABLE_H

#include "base/arena.h"
#include "base/buffer.h"

typedef struct TableColumn {
    const char *title;
    bool is_flexible;  /* may be made narrower and broken over lines */
    bool is_right;     /* numbers */
} TableColumn;

typedef struct TablePrinter TablePrinter;

/* width: columns of the terminal. most_lines: lines a cell may take before it is cut with "…"; 0: as
 * many as it needs. A long text below its row may take three times as many. columns must outlive the
 * printer. */
TablePrinter *table_new(const TableColumn *columns, uint32_t column_count, uint32_t width,
                        uint32_t most_lines, bool has_colour);
void table_free(TablePrinter *table);

/* cells [column_count], copied. Rows are gathered and laid out together, some hundreds at a time. */
void table_add_row(TablePrinter *table, const Str *cells);
/* Appends what was laid out so far and not taken yet; at the end call with is_last. */
void table_take(TablePrinter *table, bool is_last, Buffer *out);

/* Columns of the terminal on standard output; 80 if it is none and COLUMNS is not set. */
uint32_t terminal_width(void);
/* Standard output is a terminal and NO_COLOR is not set. */
bool terminal_has_colour(void);

/* How many columns a text takes. */
uint32_t display_width(Str text);

#endif
