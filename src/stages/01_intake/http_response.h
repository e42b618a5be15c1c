/*
 * An answer of a web server, as archives keep it: what it says of its body, and the body.
 *
 *     HTTP/1.1 200 OK                         status 200
 *     Content-Type: text/html; charset=utf-8  media_type "text/html", charset "utf-8"
 *     Content-Encoding: gzip                  encoding "gzip"
 *     Transfer-Encoding: chunked              is_chunked
 *     (empty line)
 *     ...                                     body
 */
#ifndef STAGES_INTAKE_HTTP_RESPONSE_H
#define STAGES_INTAKE_HTTP_RESPONSE_H

#include "base/str.h"

#define LARGEST_HTTP_HEADER_BYTES (1u << 20)

typedef struct HttpResponse {
    uint32_t status; /* 0: the block does not start as an answer; then it is all body */
    Str media_type;  /* without parameters, as written */
    Str charset;
    Str encoding; /* Content-Encoding, as written */
    bool is_chunked;
    bool is_endless; /* the header does not end within the limit or the block; there is no body */
    Str body;
} HttpResponse;

HttpResponse http_read_response(Str block);

/* The parts of "text/html; charset=utf-8". */
void http_read_content_type(Str value, Str *media_type, Str *charset);

#endif
