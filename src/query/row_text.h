/* A row of a question as a line of CSV or a JSON object. */
#ifndef QUERY_ROW_TEXT_H
#define QUERY_ROW_TEXT_H

#include "base/json.h"
#include "query/query.h"

/* Without the end of the line. Fields with a comma, a quotation mark or an end of line stand in
 * quotation marks (RFC 4180). */
void row_add_csv(Buffer *out, const Str *values, uint32_t count);
void row_add_csv_header(Buffer *out, const QueryColumn *columns, uint32_t count);
/* The members of an object that the caller begins and ends; an empty value is null. */
void row_add_json(JsonWriter *json, const QueryColumn *columns, uint32_t count, const Str *values);

#endif
