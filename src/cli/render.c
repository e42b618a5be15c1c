#include "cli/render.h"

#include <stdio.h>
#include <stdlib.h>

#include "cli/table.h"
#include "query/row_text.h"

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

static void print_line(Renderer *renderer)
{
    buffer_add_char(&renderer->line, '\n');
    fwrite(renderer->line.data, 1, renderer->line.len, stdout);
    buffer_clear(&renderer->line);
}

static void print_csv(Renderer *renderer, const Str *values)
{
    row_add_csv(&renderer->line, values, renderer->column_count);
    print_line(renderer);
}

static void print_csv_header(Renderer *renderer)
{
    row_add_csv_header(&renderer->line, renderer->columns, renderer->column_count);
    print_line(renderer);
}

static void print_json(Renderer *renderer, const Str *values)
{
    JsonWriter json = {.out = &renderer->line};
    json_begin_object(&json);
    row_add_json(&json, renderer->columns, renderer->column_count, values);
    json_end_object(&json);
    print_line(renderer);
}

/* An id is cut to what a person types; every command takes the beginning of one. */
static Str table_cell(const Renderer *renderer, uint32_t column, const Str *values)
{
    Str value = values[column];
    bool is_id = strcmp(renderer->columns[column].title, "id") == 0; /* of a record; a row of somebody's table stays whole */
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
