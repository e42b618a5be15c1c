/*
 * Writing JSON, one value after another. Commas and quotes are the writer's business:
 *
 *     JsonWriter json = {.out = &buffer};
 *     json_begin_object(&json);
 *     json_key(&json, "id");
 *     json_str(&json, id);
 *     json_end_object(&json);
 *
 * Text must be valid UTF-8; control characters are escaped. Numbers are written so that equal
 * values give equal bytes on every machine.
 */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include "base/buffer.h"

typedef struct JsonWriter {
    Buffer *out;
    bool needs_comma; /* a value stands before, on the same level */
} JsonWriter;

void json_begin_object(JsonWriter *json);
void json_end_object(JsonWriter *json);
void json_begin_array(JsonWriter *json);
void json_end_array(JsonWriter *json);
void json_key(JsonWriter *json, const char *key);
void json_str(JsonWriter *json, Str text);
void json_cstring(JsonWriter *json, const char *text); /* null if NULL */
void json_int(JsonWriter *json, int64_t value);
void json_number(JsonWriter *json, double value); /* at most 15 significant digits; null if not finite */
void json_bool(JsonWriter *json, bool value);
void json_null(JsonWriter *json);
void json_span(JsonWriter *json, Span span); /* [start,end] */
/* Already JSON: copied as it is. */
void json_raw(JsonWriter *json, Str value);

#endif
