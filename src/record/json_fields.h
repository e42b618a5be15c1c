/*
 * What the objects of an article's JSON have in common: keys that are left out where there is nothing
 * to say, evidence, provenance, dates. Each writes into the object that is open.
 */
#ifndef RECORD_JSON_FIELDS_H
#define RECORD_JSON_FIELDS_H

#include "base/json.h"
#include "record/document.h"

/* Left out if empty. */
void json_field(JsonWriter *json, const char *key, Str value);
void json_name_field(JsonWriter *json, const char *key, const char *name);
/* Left out if false. */
void json_flag(JsonWriter *json, const char *key, bool value);
/* Left out for NONE. */
void json_index_field(JsonWriter *json, const char *key, uint32_t index);
/* "span", "page" and "text". */
void json_evidence(JsonWriter *json, const Document *doc, Span span);
/* An object of its own with them; left out if the span is empty. */
void json_evidence_field(JsonWriter *json, const Document *doc, const char *key, Span span);
/* "rule" and "confidence". */
void json_provenance(JsonWriter *json, const Provenance *by);
/* The key of an actor of the document; null for NONE. */
void json_actor_field(JsonWriter *json, const Document *doc, const char *key, uint32_t actor);
/* A date with the words it was read from; left out if nothing is known of it. */
void json_dated_field(JsonWriter *json, const Document *doc, const char *key, const DateValue *date,
                      Span span);

/* "latitude" and "longitude", to the digits they are known by. */
void json_point(JsonWriter *json, const Place *place);

/* "quotations", "messages", "events", "claims" and "figures" of the article's object. */
void json_reports(JsonWriter *json, const Document *doc);

#endif
