#include "query/row_text.h"

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

void row_add_csv(Buffer *out, const Str *values, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        if (i > 0) buffer_add_char(out, ',');
        add_csv_field(out, values[i]);
    }
}

void row_add_csv_header(Buffer *out, const QueryColumn *columns, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        if (i > 0) buffer_add_char(out, ',');
        add_csv_field(out, str_from_cstring(columns[i].name));
    }
}

void row_add_json(JsonWriter *json, const QueryColumn *columns, uint32_t count, const Str *values)
{
    for (uint32_t i = 0; i < count; i++) {
        json_key(json, columns[i].name);
        if (values[i].len == 0)
            json_null(json);
        else if (columns[i].kind == QUERY_TEXT)
            json_str(json, values[i]);
        else
            json_raw(json, values[i]);
    }
}
