/* Which members of a JSON record mean what. Private to intake; docs/input.md has the same list for
 * people. */
#ifndef STAGES_INTAKE_JSON_FIELDS_H
#define STAGES_INTAKE_JSON_FIELDS_H

#include "base/arena.h"
#include "text/json_read.h"

typedef enum JsonField {
    FIELD_HTML, /* the page itself */
    FIELD_TEXT,
    FIELD_SUMMARY, /* the page if there is neither */
    FIELD_TITLE,
    FIELD_URL,
    FIELD_PUBLISHED,
    FIELD_OUTLET,
    FIELD_AUTHOR,
    FIELD_LANGUAGE,
    FIELD_RECORDS, /* a list of records within the record */
    FIELD_COUNT,
} JsonField;

/* The field's value as text: of the first member in the list that has one. Lists are joined,
 * objects give their name, numbers of a date become a date. Empty if there is none. */
Str json_field_text(const JsonValue *record, JsonField field, Arena *arena);
/* The first member of the field that is an array of objects. */
bool json_field_list(const JsonValue *record, JsonField field, JsonValue *out);

#endif
