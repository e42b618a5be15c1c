#include "record/json_fields.h"

#include <math.h>

void json_field(JsonWriter *json, const char *key, Str value)
{
    if (value.len == 0) return;
    json_key(json, key);
    json_str(json, value);
}

void json_name_field(JsonWriter *json, const char *key, const char *name)
{
    json_key(json, key);
    json_cstring(json, name);
}

void json_flag(JsonWriter *json, const char *key, bool value)
{
    if (!value) return;
    json_key(json, key);
    json_bool(json, true);
}

void json_index_field(JsonWriter *json, const char *key, uint32_t index)
{
    if (index == NONE) return;
    json_key(json, key);
    json_int(json, index);
}

void json_evidence(JsonWriter *json, const Document *doc, Span span)
{
    json_key(json, "span");
    json_span(json, span);
    json_key(json, "page");
    json_span(json, document_page_span(doc, span));
    json_key(json, "text");
    json_str(json, document_str(doc, span));
}

void json_evidence_field(JsonWriter *json, const Document *doc, const char *key, Span span)
{
    if (span_is_empty(span)) return;
    json_key(json, key);
    json_begin_object(json);
    json_evidence(json, doc, span);
    json_end_object(json);
}

void json_provenance(JsonWriter *json, const Provenance *by)
{
    json_key(json, "rule");
    json_str(json, by->rule);
    json_key(json, "confidence");
    json_number(json, round((double)by->confidence * 1000) / 1000);
}

void json_actor_field(JsonWriter *json, const Document *doc, const char *key, uint32_t actor)
{
    json_key(json, key);
    if (actor == NONE)
        json_null(json);
    else
        json_str(json, doc->actors.items[actor].key);
}

void json_dated_field(JsonWriter *json, const Document *doc, const char *key,
                        const DateValue *date, Span span)
{
    bool is_told = date->edtf.len > 0 || date->weekday != 0;
    if (!is_told && span_is_empty(span)) return; /* else "in the outgoing year" of an unknown year */
    json_key(json, key);
    json_begin_object(json);
    json_field(json, "edtf", date->edtf);
    if (date->edtf.len > 0) json_name_field(json, "granularity", granularity_name(date->granularity));
    if (date->weekday != 0) {
        json_key(json, "weekday");
        json_int(json, (int)date->weekday);
    }
    json_flag(json, "uncertain", date->is_uncertain);
    if (!span_is_empty(span)) json_evidence(json, doc, span);
    json_end_object(json);
}

static void write_degrees(JsonWriter *json, const char *key, float degrees)
{
    json_key(json, key);
    json_number(json, round((double)degrees * 1000) / 1000);
}

void json_point(JsonWriter *json, const Place *place)
{
    if (!place->has_point) return;
    write_degrees(json, "latitude", place->latitude);
    write_degrees(json, "longitude", place->longitude);
}
