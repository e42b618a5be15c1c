#include "text/csv.h"

static bool ends_field(Str bytes, uint32_t at, char separator)
{
    return at == bytes.len || bytes.data[at] == separator || bytes.data[at] == '\n' || bytes.data[at] == '\r';
}

static uint32_t skip_line_end(Str bytes, uint32_t at)
{
    if (at < bytes.len && bytes.data[at] == '\r') at++;
    if (at < bytes.len && bytes.data[at] == '\n') at++;
    return at;
}

static uint32_t find_line_end(Str bytes, uint32_t at)
{
    while (at < bytes.len && bytes.data[at] != '\n' && bytes.data[at] != '\r') at++;
    return at;
}

/* The content of quotation marks, each pair of marks in it made one. */
static Str unquote(Str content, Arena *arena)
{
    if (str_find(content, STR("\""), 0) == STR_NOT_FOUND) return content;
    char *out = arena_alloc(arena, content.len);
    uint32_t len = 0;
    for (uint32_t i = 0; i < content.len; i++) {
        out[len++] = content.data[i];
        if (content.data[i] == '"') i++;
    }
    return (Str){out, len};
}

/* The mark that closes what one at `at` opens; STR_NOT_FOUND. */
static uint32_t find_close(Str bytes, uint32_t at)
{
    for (uint32_t i = at + 1; i < bytes.len; i++) {
        if (bytes.data[i] != '"') continue;
        if (i + 1 == bytes.len || bytes.data[i + 1] != '"') return i;
        i++;
    }
    return STR_NOT_FOUND;
}

static CsvResult break_row(Str bytes, uint32_t at, const char *fault, CsvRow *out)
{
    out->fault_at = at;
    out->fault = fault;
    out->len = skip_line_end(bytes, find_line_end(bytes, 0));
    return CSV_BROKEN;
}

/* One field at *at, which is moved behind it. */
static CsvResult read_field(Str bytes, bool is_all, char separator, uint32_t *at, Arena *arena, CsvRow *out)
{
    uint32_t start = *at, end = start;
    if (start < bytes.len && bytes.data[start] == '"') {
        uint32_t close = find_close(bytes, start);
        bool is_open = close == STR_NOT_FOUND || (close + 1 == bytes.len && !is_all);
        if (is_open && !is_all) return CSV_MORE;
        if (close == STR_NOT_FOUND) return break_row(bytes, start, "the quotation mark is not closed", out);
        if (!ends_field(bytes, close + 1, separator))
            return break_row(bytes, close + 1, "text behind the closing quotation mark", out);
        *list_add(arena, &out->fields) = unquote((Str){bytes.data + start + 1, close - start - 1}, arena);
        *at = close + 1;
        return CSV_ROW;
    }
    while (!ends_field(bytes, end, separator)) end++;
    *list_add(arena, &out->fields) = (Str){bytes.data + start, end - start};
    *at = end;
    return CSV_ROW;
}

/* A field of a line of tab-separated text: unquoted if it is one that a writer of CSV has quoted. */
static Str tabbed_field(Str field, Arena *arena)
{
    bool is_quoted = field.len > 1 && field.data[0] == '"' && find_close(field, 0) == field.len - 1;
    return is_quoted ? unquote((Str){field.data + 1, field.len - 2}, arena) : field;
}

static CsvResult read_tabbed(Str bytes, bool is_all, Arena *arena, CsvRow *out)
{
    uint32_t end = find_line_end(bytes, 0);
    bool may_go_on = end == bytes.len || (end + 1 == bytes.len && bytes.data[end] == '\r');
    if (may_go_on && !is_all) return CSV_MORE;
    Str line = {bytes.data, end};
    for (uint32_t at = 0, tab; at <= line.len; at = tab + 1) {
        tab = str_find(line, STR("\t"), at);
        if (tab == STR_NOT_FOUND) tab = line.len;
        *list_add(arena, &out->fields) = tabbed_field((Str){line.data + at, tab - at}, arena);
    }
    out->len = skip_line_end(bytes, end);
    return CSV_ROW;
}

CsvResult csv_read_row(Str bytes, bool is_all, char separator, Arena *arena, CsvRow *out)
{
    *out = (CsvRow){.len = 0};
    if (separator == '\t') return read_tabbed(bytes, is_all, arena, out);
    for (uint32_t at = 0;; at++) {
        CsvResult result = read_field(bytes, is_all, separator, &at, arena, out);
        if (result != CSV_ROW) return result;
        bool may_go_on = at == bytes.len || (at + 1 == bytes.len && bytes.data[at] == '\r');
        if (may_go_on && !is_all) return CSV_MORE;
        if (at < bytes.len && bytes.data[at] == separator) continue;
        out->len = skip_line_end(bytes, at);
        return CSV_ROW;
    }
}

char csv_separator(Str header)
{
    static const char separators[] = {'\t', ',', ';'};
    for (size_t i = 0; i < sizeof separators; i++)
        if (memchr(header.data, separators[i], header.len) != NULL) return separators[i];
    return 0;
}
