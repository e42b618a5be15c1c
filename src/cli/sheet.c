#include "cli/sheet.h"

#include <stdio.h>
#include <stdlib.h>

#include "cli/paragraph.h"
#include "cli/table.h"
#include "text/json_read.h"

struct Sheet {
    const QueryColumn *columns;
    uint32_t column_count;
    uint32_t name_width;
    uint32_t width;
    bool has_colour;
    bool has_printed;
    JsonReader *json;
    Buffer padded; /* a value with the bytes after it that the JSON reader wants */
};

#define INDENT 2
#define DEEPEST_NESTING 8

Sheet *sheet_new(const QueryColumn *columns, uint32_t column_count)
{
    Sheet *sheet = calloc(1, sizeof *sheet);
    if (sheet == NULL) abort();
    *sheet = (Sheet){.columns = columns,
                     .column_count = column_count,
                     .width = terminal_width(),
                     .has_colour = terminal_has_colour(),
                     .json = json_reader_new()};
    for (uint32_t i = 0; i < column_count; i++) {
        uint32_t width = display_width(str_from_cstring(columns[i].name));
        if (width > sheet->name_width) sheet->name_width = width;
    }
    return sheet;
}

void sheet_free(Sheet *sheet)
{
    if (sheet == NULL) return;
    json_reader_free(sheet->json);
    buffer_release(&sheet->padded);
    free(sheet);
}

static void print_value(const Sheet *sheet, const JsonValue *value, uint32_t indent,
                        uint32_t before, int depth);

static bool is_scalar(const JsonValue *value)
{
    return value->type != JSON_ARRAY && value->type != JSON_OBJECT;
}

static void print_scalar(const Sheet *sheet, const JsonValue *value, uint32_t indent,
                         uint32_t before)
{
    double number;
    if (value->type == JSON_STRING)
        paragraph_print(sheet->width, json_value_text(value), indent, before);
    else if (json_value_number(value, &number))
        printf("%.15g\n", number);
    else
        printf("%s\n", value->type == JSON_BOOL ? "yes" : "-");
}

/* "[12,40]" and the like stay on one line. */
static bool is_flat_list(const JsonValue *list)
{
    JsonCursor cursor = {0};
    JsonValue item;
    bool is_flat = true;
    while (json_value_next(list, &cursor, NULL, &item)) is_flat &= item.type == JSON_NUMBER;
    return is_flat;
}

static void print_flat_list(const JsonValue *list)
{
    JsonCursor cursor = {0};
    JsonValue item;
    const char *before = "";
    while (json_value_next(list, &cursor, NULL, &item)) {
        double number = 0;
        json_value_number(&item, &number);
        printf("%s%.15g", before, number);
        before = " to ";
    }
    putchar('\n');
}

static void print_list(const Sheet *sheet, const JsonValue *list, uint32_t indent, int depth)
{
    if (is_flat_list(list)) {
        print_flat_list(list);
        return;
    }
    JsonCursor cursor = {0};
    JsonValue item;
    bool is_first = true;
    while (json_value_next(list, &cursor, NULL, &item)) {
        if (!is_first) printf("%*s", (int)indent, "");
        is_first = false;
        printf("- ");
        print_value(sheet, &item, indent + INDENT, 0, depth + 1);
    }
}

static bool is_nothing(const JsonValue *value)
{
    if (value->type == JSON_NULL) return true;
    if (value->type == JSON_STRING) return json_value_text(value).len == 0;
    JsonCursor cursor = {0};
    JsonValue item;
    return value->type == JSON_ARRAY && !json_value_next(value, &cursor, NULL, &item);
}

static void print_object(const Sheet *sheet, const JsonValue *object, uint32_t indent, int depth)
{
    JsonCursor cursor = {0};
    JsonValue item;
    Str key;
    bool is_first = true;
    while (json_value_next(object, &cursor, &key, &item)) {
        if (is_nothing(&item)) continue;
        if (!is_first) printf("%*s", (int)indent, "");
        is_first = false;
        paragraph_print_word(key);
        bool is_below = !is_scalar(&item) && !(item.type == JSON_ARRAY && is_flat_list(&item));
        if (is_below)
            printf(":\n%*s", (int)(indent + INDENT), "");
        else
            printf(": ");
        /* "key: " stands on the line, INDENT columns of it before the value's own indent */
        uint32_t before = is_below ? 0 : display_width(key) + 2 - INDENT;
        print_value(sheet, &item, indent + INDENT, before, depth + 1);
    }
    if (is_first) printf("-\n");
}

/* Depth is that of our own queries; what is deeper is not shown. */
static void print_value(const Sheet *sheet, const JsonValue *value, uint32_t indent,
                        uint32_t before, int depth)
{
    if (is_scalar(value) || depth > DEEPEST_NESTING)
        print_scalar(sheet, value, indent, before);
    else if (value->type == JSON_ARRAY)
        print_list(sheet, value, indent, depth);
    else
        print_object(sheet, value, indent, depth);
}

static void print_json_field(Sheet *sheet, Str value, uint32_t indent)
{
    static const char padding[JSON_PADDING] = {0};
    buffer_clear(&sheet->padded);
    buffer_add_str(&sheet->padded, value);
    buffer_add(&sheet->padded, padding, sizeof padding);
    JsonValue root;
    if (json_reader_parse(sheet->json, (Str){sheet->padded.data, value.len}, &root))
        print_value(sheet, &root, indent, 0, 0);
    else
        paragraph_print(sheet->width, value, indent, 0);
}

static bool is_empty_list(Str value)
{
    return str_equal(value, STR("[]")) || str_equal(value, STR("{}")) ||
           str_equal(value, STR("null")) || str_equal(value, STR("false"));
}

DatelineStatus sheet_row(void *context, const Str *values, DatelineError *err)
{
    (void)err;
    Sheet *sheet = context;
    if (sheet->has_printed) putchar('\n');
    sheet->has_printed = true;
    uint32_t indent = sheet->name_width + INDENT;
    for (uint32_t i = 0; i < sheet->column_count; i++) {
        if (values[i].len == 0 || is_empty_list(values[i])) continue;
        printf("%s%-*s%s", sheet->has_colour ? "\033[1m" : "", (int)indent, sheet->columns[i].name,
               sheet->has_colour ? "\033[0m" : "");
        if (sheet->columns[i].kind == QUERY_JSON)
            print_json_field(sheet, values[i], indent);
        else
            paragraph_print(sheet->width, values[i], indent, 0);
    }
    return DATELINE_OK;
}
