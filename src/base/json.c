#include "base/json.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>

static void begin_value(JsonWriter *json)
{
    if (json->needs_comma) buffer_add_char(json->out, ',');
    json->needs_comma = true;
}

void json_begin_object(JsonWriter *json)
{
    begin_value(json);
    buffer_add_char(json->out, '{');
    json->needs_comma = false;
}

void json_end_object(JsonWriter *json)
{
    buffer_add_char(json->out, '}');
    json->needs_comma = true;
}

void json_begin_array(JsonWriter *json)
{
    begin_value(json);
    buffer_add_char(json->out, '[');
    json->needs_comma = false;
}

void json_end_array(JsonWriter *json)
{
    buffer_add_char(json->out, ']');
    json->needs_comma = true;
}

static void add_escaped(Buffer *out, Str text)
{
    buffer_add_char(out, '"');
    uint32_t plain = 0; /* start of the run that needs no escape */
    for (uint32_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.data[i];
        if (c >= 0x20 && c != 0x7F && c != 0xC2 && c != '"' && c != '\\') continue;
        if (c == 0xC2) { /* U+0080 to U+009F steer terminals, too */
            if (i + 1 >= text.len || (unsigned char)text.data[i + 1] >= 0xA0) continue;
            buffer_add(out, text.data + plain, i - plain);
            buffer_format(out, "\\u%04x", (unsigned char)text.data[++i]);
            plain = i + 1;
            continue;
        }
        buffer_add(out, text.data + plain, i - plain);
        plain = i + 1;
        if (c == '"' || c == '\\')
            buffer_format(out, "\\%c", c);
        else if (c == '\n')
            buffer_add(out, "\\n", 2);
        else if (c == '\t')
            buffer_add(out, "\\t", 2);
        else
            buffer_format(out, "\\u%04x", c);
    }
    if (plain < text.len) buffer_add(out, text.data + plain, text.len - plain);
    buffer_add_char(out, '"');
}

void json_key(JsonWriter *json, const char *key)
{
    json_cstring(json, key);
    buffer_add_char(json->out, ':');
    json->needs_comma = false;
}

void json_str(JsonWriter *json, Str text)
{
    begin_value(json);
    add_escaped(json->out, text);
}

void json_cstring(JsonWriter *json, const char *text)
{
    if (text == NULL)
        json_null(json);
    else
        json_str(json, str_from_cstring(text));
}

void json_int(JsonWriter *json, int64_t value)
{
    begin_value(json);
    buffer_format(json->out, "%" PRId64, value);
}

void json_number(JsonWriter *json, double value)
{
    if (!isfinite(value)) {
        json_null(json);
        return;
    }
    begin_value(json);
    buffer_format(json->out, "%.15g", value == 0 ? 0.0 : value); /* no "-0" */
}

void json_bool(JsonWriter *json, bool value)
{
    begin_value(json);
    buffer_format(json->out, "%s", value ? "true" : "false");
}

void json_null(JsonWriter *json)
{
    begin_value(json);
    buffer_add(json->out, "null", 4);
}

void json_span(JsonWriter *json, Span span)
{
    begin_value(json);
    buffer_format(json->out, "[%" PRIu32 ",%" PRIu32 "]", span.start, span.end);
}

void json_raw(JsonWriter *json, Str value)
{
    begin_value(json);
    buffer_add_str(json->out, value);
}
