/* The fields of a JSON record, looked for where record_fields.h says. Private to intake. */
#ifndef STAGES_INTAKE_JSON_FIELDS_H
#define STAGES_INTAKE_JSON_FIELDS_H

#include "base/arena.h"
#include "record_fields.h"
#include "text/json_read.h"

/* Nodes that others point to by "@id", as schema.org's "@graph" has them. */
typedef struct JsonGraph {
    JsonValue nodes;
    uint32_t looks_left; /* nodes that may still be looked at: time is bounded */
} JsonGraph;

typedef struct JsonLookup {
    const IntakeFields *fields;
    JsonGraph *graph; /* may be NULL */
    Arena *arena;
} JsonLookup;

/* The field's value as text: of the first path that has one. Lists are joined, objects give their
 * name, numbers of a date become a date. Empty if there is none. */
Str json_field_text(const JsonLookup *lookup, const JsonValue *record, RecordField field);
/* The first path of the field that leads to an array of objects. */
bool json_field_list(const JsonLookup *lookup, const JsonValue *record, JsonValue *out);
/* Is the record, by its "@type", an article? *out_type is its type; empty if it has none. */
bool json_is_article(const JsonLookup *lookup, const JsonValue *record, Str *out_type);

#endif
