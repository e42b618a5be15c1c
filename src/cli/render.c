#include "cli/render.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/json.h"
#include "cli/table.h"

typedef enum RenderFormat { RENDER_TABLE, RENDER_JSON, RENDER_CSV } RenderFormat;

struct Renderer {
    const QueryColumn *columns;
    uint32_t column_count;
    RenderFormat format;
    TablePrinter *table;
    TableColumn *table_columns;
    uint32_t *shown; /* [shown_count] columns that stand in the table */
    uint32_t shown_count;
    Str *cells;      /* [shown_count], of one row */
    Buffer line;
};

#define MOST_LINES_IN_A_CELL 4
#define ID_CHARS_SHOWN 8

static void *allocate_items(size_t count, size_t bytes)
{
    void *items = calloc(count > 0 ? count : 1, bytes);
    if (items == NULL) abort();
    return items;
}

static void choose_table_columns(Renderer *renderer)
{
    renderer->table_columns = allocate_items(renderer->column_count, sizeof(TableColumn));
    renderer->shown = allocate_items(renderer->column_count, sizeof(uint32_t));
    renderer->cells = allocate_items(renderer->column_count, sizeof(Str));
    for (uint32_t i = 0; i < renderer->column_count; i++) {
        const QueryColumn *column = &renderer->columns[i];
        if (column->title == NULL) continue;
        renderer->shown[renderer->shown_count] = i;
        renderer->table_columns[renderer->shown_count++] =
            (TableColumn){.title = column->title,
                          .is_flexible = column->is_flexible,
                          .is_right = column->kind == QUERY_NUMBER};
    }
}

static void add_csv_field(Buffer *out, Str value)
{
    bool needs_quotes = false;
    for (uint32_t i = 0; i < value.len; i++)
        needs_quotes |= strchr(",\"\r\n", value.data[i]) != NULL;
    if (!needs_quotes) {
        buffer_add_str(out, value);
        return;
    }
    buffer_add_char(out, '"');
    for (uint32_t i = 0; i < value.len; i++) {
        if (value.data[i] == '"') buffer_add_char(out, '"');
        buffer_add_char(out, value.data[i]);
    }
    buffer_add_char(out, '"');
}

static void print_line(Renderer *renderer)
{
    buffer_add_char(&renderer->line, '\n');
    fwrite(renderer->line.data, 1, renderer->line.len, stdout);
    buffer_clear(&renderer->line);
}

static void print_csv(Renderer *renderer, const Str *values)
{
    for (uint32_t i = 0; i < renderer->column_count; i++) {
        if (i > 0) buffer_add_char(&renderer->line, ',');
        add_csv_field(&renderer->line, values[i]);
    }
    print_line(renderer);
}

static void print_csv_header(Renderer *renderer)
{
    Str *names = allocate_items(renderer->column_count, sizeof *names);
    for (uint32_t i = 0; i < renderer->column_count; i++)
        names[i] = str_from_cstring(renderer->columns[i].name);
    print_csv(renderer, names);
    free(names);
}

static void write_json_value(JsonWriter *json, QueryColumnKind kind, Str value)
{
    switch (kind) {
    case QUERY_TEXT:
        if (value.len > 0)
            json_str(json, value);
        else
            json_null(json);
        return;
    case QUERY_NUMBER:
    case QUERY_JSON:
        if (value.len > 0)
            json_raw(json, value);
        else
            json_null(json);
        return;
    }
}

static void print_json(Renderer *renderer, const Str *values)
{
    JsonWriter json = {.out = &renderer->line};
    json_begin_object(&json);
    for (uint32_t i = 0; i < renderer->column_count; i++) {
        json_key(&json, renderer->columns[i].name);
        write_json_value(&json, renderer->columns[i].kind, values[i]);
    }
    json_end_object(&json);
    print_line(renderer);
}

/* An id is cut to what a person types; every command takes the beginning of one. */
static Str table_cell(const Renderer *renderer, uint32_t column, const Str *values)
{
    Str value = values[column];
    bool is_id = strcmp(renderer->columns[column].name, "id") == 0;
    return is_id && value.len > ID_CHARS_SHOWN ? (Str){value.data, ID_CHARS_SHOWN} : value;
}

static void take_table(Renderer *renderer, bool is_last)
{
    table_take(renderer->table, is_last, &renderer->line);
    if (renderer->line.len == 0) return;
    fwrite(renderer->line.data, 1, renderer->line.len, stdout);
    buffer_clear(&renderer->line);
}

Renderer *renderer_new(const QueryColumn *columns, uint32_t column_count,
                       const Arguments *arguments)
{
    Renderer *renderer = allocate_items(1, sizeof *renderer);
    *renderer = (Renderer){.columns = columns, .column_count = column_count};
    if (arguments->values[OPTION_JSON] != NULL) renderer->format = RENDER_JSON;
    if (arguments->values[OPTION_CSV] != NULL) renderer->format = RENDER_CSV;
    if (renderer->format == RENDER_CSV) print_csv_header(renderer);
    if (renderer->format != RENDER_TABLE) return renderer;
    choose_table_columns(renderer);
    uint32_t most_lines = arguments->values[OPTION_FULL] != NULL ? 0 : MOST_LINES_IN_A_CELL;
    renderer->table = table_new(renderer->table_columns, renderer->shown_count, terminal_width(),
                                most_lines, terminal_has_colour());
    return renderer;
}

DatelineStatus renderer_row(void *context, const Str *values, DatelineError *err)
{
    (void)err;
    Renderer *renderer = context;
    switch (renderer->format) {
    case RENDER_JSON: print_json(renderer, values); break;
    case RENDER_CSV: print_csv(renderer, values); break;
    case RENDER_TABLE:
        for (uint32_t i = 0; i < renderer->shown_count; i++)
            renderer->cells[i] = table_cell(renderer, renderer->shown[i], values);
        table_add_row(renderer->table, renderer->cells);
        take_table(renderer, false);
        break;
    }
    return DATELINE_OK;
}

void renderer_finish(Renderer *renderer)
{
    if (renderer->format == RENDER_TABLE) take_table(renderer, true);
}

void renderer_free(Renderer *renderer)
{
    if (renderer == NULL) return;
    table_free(renderer->table);
    free(renderer->table_columns);
    free(renderer->shown);
    free(renderer->cells);
    buffer_release(&renderer->line);
    free(renderer);
}
