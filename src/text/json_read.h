/*
 * Reading JSON, strictly (RFC 8259), through simdjson.
 *
 *     JsonReader *reader = json_reader_new();
 *     JsonValue root, title;
 *     if (json_reader_parse(reader, text, &root) && json_value_member(&root, STR("title"), &title))
 *         use(json_value_text(&title));
 *
 * Values and their texts live until the reader parses again. Where a text is not JSON, json_check.h
 * says at which byte.
 */
#ifndef TEXT_JSON_READ_H
#define TEXT_JSON_READ_H

#include <stdbool.h>

#include "base/str.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The parser reads beyond the end of a text: that many bytes must be readable there. */
#define JSON_PADDING 64

typedef enum JsonType {
    JSON_NULL,
    JSON_BOOL,
    JSON_NUMBER,
    JSON_STRING,
    JSON_ARRAY,
    JSON_OBJECT,
} JsonType;

typedef struct JsonReader JsonReader;

/* A place in the parsed text. The last two fields are the parser's business. */
typedef struct JsonValue {
    JsonType type;
    const void *document;
    size_t index;
} JsonValue;

/* Where a walk over an array or object stands; begin with {0}. */
typedef struct JsonCursor {
    bool has_begun;
    const void *document;
    size_t index;
} JsonCursor;

JsonReader *json_reader_new(void);
void json_reader_free(JsonReader *reader);
/* False if text is not one JSON value of at most JSON_DEEPEST levels. */
#define JSON_DEEPEST 512
bool json_reader_parse(JsonReader *reader, Str text, JsonValue *out);

/* The first member of that name; false if there is none or value is no object. */
bool json_value_member(const JsonValue *value, Str key, JsonValue *out);
/* Unescaped, UTF-8; empty if it is no string. */
Str json_value_text(const JsonValue *value);
/* False if it is no number that fits. */
bool json_value_number(const JsonValue *value, double *out);
/* The value true; all else is not. */
bool json_value_is_true(const JsonValue *value);
/* The next element of an array or the next member of an object (then out_key is set; may be NULL);
 * false after the last. */
bool json_value_next(const JsonValue *value, JsonCursor *cursor, Str *out_key, JsonValue *out);

#ifdef __cplusplus
}
#endif

#endif
