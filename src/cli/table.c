#include "cli/table.h"

#include <stdlib.h>
#include <sys/ioctl.h>
#include <unicode/uchar.h>
#include <unistd.h>

#include "text/utf8.h"

#define GAP 2                 /* spaces between columns */
#define ROWS_LAID_OUT_AT_ONCE 400
#define NARROWEST 12          /* no column is made narrower than this */
#define LINES_BELOW 3         /* a text below its row may take so many times the lines of a cell */
#define WIDEST_BESIDE 30      /* a longer flexible text goes below its row where space is short */

struct TablePrinter {
    const TableColumn *columns;
    uint32_t column_count;
    uint32_t width;
    uint32_t most_lines;
    bool has_colour;
    bool has_header; /* printed already */
    Arena *arena;    /* of the rows not printed yet */
    List(Str *) rows;
    uint32_t *widths; /* [column_count], fixed with the first rows */
    uint32_t *words;  /* [column_count] the longest word of each: narrower, it would be broken */
    uint32_t below;   /* the column whose texts stand on lines of their own; column_count: none */
};

uint32_t terminal_width(void)
{
    struct winsize size;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 20) return size.ws_col;
    const char *columns = getenv("COLUMNS");
    long width = columns == NULL ? 0 : strtol(columns, NULL, 10);
    return width >= 20 && width <= 1000 ? (uint32_t)width : 80;
}

bool terminal_has_colour(void)
{
    return isatty(STDOUT_FILENO) && getenv("NO_COLOR") == NULL;
}

static uint32_t character_width(uint32_t character)
{
    if (character == UTF8_BAD) return 1;
    int32_t type = u_charType((UChar32)character);
    if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR) return 0;
    int32_t east_asian = u_getIntPropertyValue((UChar32)character, UCHAR_EAST_ASIAN_WIDTH);
    return east_asian == U_EA_WIDE || east_asian == U_EA_FULLWIDTH ? 2 : 1;
}

uint32_t display_width(Str text)
{
    uint32_t width = 0;
    for (uint32_t at = 0, len; at < text.len; at += len)
        width += character_width(utf8_decode(text, at, &len));
    return width;
}

/* Line breaks and runs of space become one space, other control and format characters go: they
 * could move the cursor or turn the writing round. */
static Str make_printable(Str text, Arena *arena)
{
    char *out = arena_alloc(arena, (size_t)text.len + 1);
    uint32_t len = 0;
    for (uint32_t at = 0, used; at < text.len; at += used) {
        uint32_t character = utf8_decode(text, at, &used);
        if (utf8_is_space(character)) {
            if (len > 0 && out[len - 1] != ' ') out[len++] = ' ';
            continue;
        }
        int32_t type = character == UTF8_BAD ? U_CONTROL_CHAR : u_charType((UChar32)character);
        if (type == U_CONTROL_CHAR || type == U_FORMAT_CHAR) continue;
        memcpy(out + len, text.data + at, used);
        len += used;
    }
    while (len > 0 && out[len - 1] == ' ') len--;
    return (Str){out, len};
}

TablePrinter *table_new(const TableColumn *columns, uint32_t column_count, uint32_t width,
                        uint32_t most_lines, bool has_colour)
{
    TablePrinter *table = calloc(1, sizeof *table);
    if (table == NULL) abort();
    *table = (TablePrinter){.columns = columns,
                            .column_count = column_count,
                            .width = width,
                            .most_lines = most_lines,
                            .has_colour = has_colour,
                            .arena = arena_new(1u << 16)};
    return table;
}

void table_free(TablePrinter *table)
{
    if (table == NULL) return;
    arena_free(table->arena);
    free(table->widths);
    free(table->words);
    free(table);
}

void table_add_row(TablePrinter *table, const Str *cells)
{
    Str *row = arena_new_items(table->arena, Str, table->column_count);
    for (uint32_t i = 0; i < table->column_count; i++)
        row[i] = make_printable(cells[i], table->arena);
    *list_add(table->arena, &table->rows) = row;
}

static uint32_t total_width(const TablePrinter *table)
{
    uint32_t total = 0;
    for (uint32_t i = 0; i < table->column_count; i++)
        if (i != table->below) total += table->widths[i] + GAP;
    return total - GAP;
}

static void raise_to(uint32_t *least, uint32_t width)
{
    if (*least < width) *least = width;
}

/* Of names and the like; a long text is broken anywhere between words. */
static uint32_t longest_word(Str text)
{
    uint32_t longest = 0;
    for (uint32_t at = 0; at < text.len;) {
        uint32_t start = at;
        while (at < text.len && text.data[at] != ' ' && text.data[at] != '-') at++;
        raise_to(&longest, display_width((Str){text.data + start, at - start}));
        at++;
    }
    return longest;
}

static void measure(TablePrinter *table)
{
    for (uint32_t c = 0; c < table->column_count; c++) {
        Str title = str_from_cstring(table->columns[c].title);
        table->widths[c] = display_width(title);
        table->words[c] = NARROWEST;
        for (uint32_t r = 0; r < table->rows.count; r++) {
            Str cell = table->rows.items[r][c];
            raise_to(&table->widths[c], display_width(cell));
            raise_to(&table->words[c], longest_word(cell));
        }
    }
}

/* The last flexible column, if the table is too wide and its texts are long. */
static void choose_below(TablePrinter *table)
{
    table->below = table->column_count;
    if (total_width(table) <= table->width) return;
    for (uint32_t i = table->column_count; i-- > 1;) {
        if (!table->columns[i].is_flexible) continue;
        if (table->widths[i] > WIDEST_BESIDE) table->below = i;
        return;
    }
}

/* May the column be made narrower? */
static bool can_shrink(const TablePrinter *table, uint32_t column, bool is_flexible, bool breaks_words)
{
    const TableColumn *c = &table->columns[column];
    if (column == table->below || c->is_right || (is_flexible && !c->is_flexible)) return false;
    if (column == 0 && !c->is_flexible) return false; /* an id stays whole */
    return table->widths[column] > (breaks_words ? NARROWEST : table->words[column]);
}

/* The widest column that can be made narrower: flexible ones first, and words broken last. */
static uint32_t widest_column(const TablePrinter *table)
{
    for (int way = 0; way < 4; way++) {
        uint32_t widest = table->column_count;
        for (uint32_t i = 0; i < table->column_count; i++) {
            if (!can_shrink(table, i, way % 2 == 0, way >= 2)) continue;
            if (widest == table->column_count || table->widths[i] > table->widths[widest]) widest = i;
        }
        if (widest < table->column_count) return widest;
    }
    return table->column_count;
}

static void shrink_to_fit(TablePrinter *table)
{
    uint32_t total = total_width(table);
    while (total > table->width) {
        uint32_t widest = widest_column(table);
        if (widest == table->column_count) return;
        uint32_t excess = total - table->width;
        uint32_t room = table->widths[widest] - NARROWEST;
        uint32_t step = room > 200 && excess > 100 ? 100 : 1; /* a long text shrinks fast */
        table->widths[widest] -= step;
        total -= step;
    }
}

/* A hyphen with letters on both sides, and not the mark of "[-left out-]". */
static bool is_within_word(Str text, uint32_t hyphen)
{
    return hyphen > 0 && hyphen + 1 < text.len && strchr("[ ", text.data[hyphen - 1]) == NULL &&
           strchr("] ", text.data[hyphen + 1]) == NULL;
}

/* Bytes of text that fit into a line, broken after a space where there is one, else within a key or
 * an address: "person:", "example.". */
static uint32_t fit_line(Str text, uint32_t width)
{
    uint32_t used = 0, at = 0, last_space = 0, last_mark = 0;
    while (at < text.len) {
        uint32_t len;
        uint32_t character = utf8_decode(text, at, &len);
        uint32_t wide = character_width(character);
        if (used + wide > width)
            return last_space > 0 ? last_space : last_mark > 0 ? last_mark : at > 0 ? at : len;
        used += wide;
        at += len;
        if (character == ' ' || (character == '-' && is_within_word(text, at - len))) last_space = at;
        if (character == ':' || character == '.' || character == '/') last_mark = at;
    }
    return at;
}

static void add_spaces(Buffer *out, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) buffer_add_char(out, ' ');
}

/* One line of one cell in a column of that width; advances *rest. */
static void print_piece(const TablePrinter *table, uint32_t column, uint32_t width, Str *rest,
                        bool is_cut, Buffer *out)
{
    Str text = *rest;
    uint32_t len = fit_line(text, width);
    if (is_cut && len < text.len) {
        len = fit_line(text, width - 1);
        Str piece = str_trim((Str){text.data, len});
        buffer_add_str(out, piece);
        buffer_add_str(out, STR("…"));
        if (column + 1 < table->column_count)
            add_spaces(out, width - display_width(piece) - 1);
        *rest = (Str){text.data + text.len, 0};
        return;
    }
    Str piece = str_trim((Str){text.data, len});
    uint32_t pad = width - display_width(piece);
    if (table->columns[column].is_right) add_spaces(out, pad);
    buffer_add_str(out, piece);
    bool is_last = column + 1 == table->column_count;
    if (!table->columns[column].is_right && !is_last) add_spaces(out, pad);
    *rest = str_trim((Str){text.data + len, text.len - len});
}

static bool has_rest(const TablePrinter *table, const Str *rests)
{
    for (uint32_t i = 0; i < table->column_count; i++)
        if (i != table->below && rests[i].len > 0) return true;
    return false;
}

static void end_line(Buffer *out, size_t line_start)
{
    while (out->len > line_start && out->data[out->len - 1] == ' ') out->len--;
    buffer_add_char(out, '\n');
}

/* The long text of a row, under its second column. */
static void print_below(const TablePrinter *table, Str text, Buffer *out)
{
    uint32_t indent = table->widths[0] + GAP;
    uint32_t width = table->width > indent + NARROWEST ? table->width - indent : NARROWEST;
    for (uint32_t line = 1; text.len > 0; line++) {
        size_t line_start = out->len;
        add_spaces(out, indent);
        bool is_last = line == table->most_lines * LINES_BELOW;
        print_piece(table, table->below, width, &text, is_last, out);
        end_line(out, line_start);
    }
}

static void print_row(const TablePrinter *table, const Str *cells, Arena *arena, Buffer *out)
{
    Str *rests = arena_new_items(arena, Str, table->column_count);
    memcpy(rests, cells, table->column_count * sizeof *rests);
    uint32_t line = 0;
    do {
        line++;
        size_t line_start = out->len;
        for (uint32_t c = 0; c < table->column_count; c++) {
            if (c == table->below) continue;
            if (c > 0) add_spaces(out, GAP);
            print_piece(table, c, table->widths[c], &rests[c], line == table->most_lines, out);
        }
        end_line(out, line_start);
    } while (has_rest(table, rests) && (table->most_lines == 0 || line < table->most_lines));
    if (table->below < table->column_count) print_below(table, cells[table->below], out);
}

static void print_header(TablePrinter *table, Buffer *out)
{
    Str *titles = arena_new_items(table->arena, Str, table->column_count);
    for (uint32_t i = 0; i < table->column_count; i++)
        titles[i] = str_from_cstring(table->columns[i].title);
    if (table->has_colour) buffer_add_str(out, STR("\033[1m"));
    print_row(table, titles, table->arena, out);
    if (table->has_colour) buffer_add_str(out, STR("\033[0m"));
    table->has_header = true;
}

void table_take(TablePrinter *table, bool is_last, Buffer *out)
{
    if (!is_last && table->rows.count < ROWS_LAID_OUT_AT_ONCE) return;
    if (table->widths == NULL) {
        table->widths = calloc(table->column_count, sizeof *table->widths);
        table->words = calloc(table->column_count, sizeof *table->words);
        if (table->widths == NULL || table->words == NULL) abort();
        measure(table);
        choose_below(table);
        shrink_to_fit(table);
    }
    if (!table->has_header) print_header(table, out);
    for (uint32_t r = 0; r < table->rows.count; r++)
        print_row(table, table->rows.items[r], table->arena, out);
    table->rows.count = table->rows.capacity = 0;
    table->rows.items = NULL;
    arena_clear(table->arena);
}
