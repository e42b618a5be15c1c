/*
 * The body of an answer as the server meant it: chunks joined, content codings undone.
 *
 *     "5\r\nHello\r\n0\r\n\r\n"  ->  "Hello"
 *
 * Archives often hold bodies that were decoded already, under headers that still name the coding:
 * what does not start as the coding does is taken as it is.
 */
#ifndef STAGES_INTAKE_HTTP_BODY_H
#define STAGES_INTAKE_HTTP_BODY_H

#include "base/buffer.h"
#include "faults.h"

#define MOST_CODINGS 3 /* "gzip, gzip" has been seen */

/* Joins the chunks into room, which must live as long as the result. What is behind a broken chunk
 * is kept as it is. *was_chunked: the body did start as chunks do. */
Str http_join_chunks(Str body, Buffer *room, bool *was_chunked, Faults *faults);

typedef enum HttpDecoded {
    HTTP_DECODED,   /* perhaps with faults: what could be decoded of it */
    HTTP_TOO_LARGE, /* decoded it is larger than the limit */
    HTTP_UNKNOWN,   /* a coding that is not known */
} HttpDecoded;

/* Undoes the codings of a Content-Encoding ("gzip", "br, gzip"), the last first. */
HttpDecoded http_decode(Str body, Str encoding, uint32_t limit, Buffer *room, Faults *faults,
                        Str *out);

#endif
