#include "http_body.h"

#include <stdio.h>

#include "unpack_whole.h"

#define LONGEST_CHUNK_LINE 4096 /* with extensions, which nobody writes */

/* ---- Chunks ---------------------------------------------------------------------------------- */

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    c = (char)(c | 32);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* "1a2b;name=value\r\n" at *at: the number; *at is behind the line. False if it is no such line, or
 * the number is larger than any body. */
static bool read_chunk_len(Str body, uint32_t *at, uint32_t *out)
{
    uint32_t i = *at, limit = body.len - i < LONGEST_CHUNK_LINE ? body.len : i + LONGEST_CHUNK_LINE;
    uint64_t len = 0;
    uint32_t digits = 0;
    for (; i < limit && hex_digit(body.data[i]) >= 0; i++, digits++) {
        len = 16 * len + (uint64_t)hex_digit(body.data[i]);
        if (len > UINT32_MAX) return false;
    }
    while (i < limit && (body.data[i] == ' ' || body.data[i] == '\t')) i++;
    bool is_extended = i < limit && body.data[i] == ';';
    while (is_extended && i < limit && body.data[i] != '\n') i++;
    if (i < limit && body.data[i] == '\r') i++;
    if (digits == 0 || i >= limit || body.data[i] != '\n') return false;
    *at = i + 1;
    *out = (uint32_t)len;
    return true;
}

/* CR LF or LF behind a chunk. */
static void skip_line_end(Str body, uint32_t *at)
{
    if (*at < body.len && body.data[*at] == '\r') ++*at;
    if (*at < body.len && body.data[*at] == '\n') ++*at;
}

Str http_join_chunks(Str body, Buffer *room, bool *was_chunked, Faults *faults)
{
    uint32_t at = 0, len = 0;
    buffer_clear(room);
    *was_chunked = read_chunk_len(body, &at, &len);
    if (!*was_chunked) return body;
    while (len > 0) {
        uint32_t left = body.len - at;
        if (len > left) faults_add(faults, "a chunk of %u bytes has only %u", len, left);
        if (len > left) len = left;
        buffer_add(room, body.data + at, len);
        at += len;
        skip_line_end(body, &at);
        if (at >= body.len) break; /* the last, empty chunk is often left out */
        if (read_chunk_len(body, &at, &len)) continue;
        faults_add(faults, "no chunk length at byte %u of the body", at);
        buffer_add(room, body.data + at, body.len - at);
        break;
    }
    return buffer_str(room);
}

/* ---- Codings --------------------------------------------------------------------------------- */

static bool find_coding(Str name, WholeCoding *out)
{
    static const struct {
        Str name;
        WholeCoding coding;
    } names[] = {
        {STR_INIT("gzip"), WHOLE_GZIP},       {STR_INIT("x-gzip"), WHOLE_GZIP},
        {STR_INIT("deflate"), WHOLE_DEFLATE}, {STR_INIT("br"), WHOLE_BROTLI},
        {STR_INIT("zstd"), WHOLE_ZSTD},
    };
    for (size_t i = 0; i < COUNT(names); i++) {
        if (!str_equal_ignoring_case(name, names[i].name)) continue;
        *out = names[i].coding;
        return true;
    }
    return false;
}

/* The last of "a, b"; *rest is what stands before it. */
static Str last_coding(Str encoding, Str *rest)
{
    uint32_t at = encoding.len;
    while (at > 0 && encoding.data[at - 1] != ',') at--;
    *rest = (Str){encoding.data, at > 0 ? at - 1 : 0};
    return str_trim((Str){encoding.data + at, encoding.len - at});
}

static HttpDecoded decode_one(Str body, WholeCoding coding, uint32_t limit, Buffer *room,
                              Faults *faults, Str *out)
{
    Buffer unpacked = {0};
    HttpDecoded result = HTTP_DECODED;
    *out = body;
    switch (unpack_whole(coding, body, limit, &unpacked)) {
    case WHOLE_NOT_PACKED: break;
    case WHOLE_TOO_LARGE: result = HTTP_TOO_LARGE; break;
    case WHOLE_BROKEN: faults_add(faults, "the body's %s is cut or damaged", whole_name(coding));
    /* fall through */
    case WHOLE_UNPACKED:
        buffer_release(room);
        *room = unpacked;
        *out = buffer_str(room);
        return HTTP_DECODED;
    }
    buffer_release(&unpacked);
    return result;
}

HttpDecoded http_decode(Str body, Str encoding, uint32_t limit, Buffer *room, Faults *faults,
                        Str *out)
{
    *out = body;
    for (int i = 0; !str_is_empty(str_trim(encoding)); i++) {
        Str name = last_coding(encoding, &encoding);
        WholeCoding coding;
        if (str_is_empty(name) || str_equal_ignoring_case(name, STR("identity")) ||
            str_equal_ignoring_case(name, STR("none")) ||
            str_equal_ignoring_case(name, STR("utf-8")))
            continue;
        if (i == MOST_CODINGS || !find_coding(name, &coding)) {
            faults_add(faults, "Content-Encoding '" STR_FMT "' is not known", SHORT_ARG(name));
            return HTTP_UNKNOWN;
        }
        HttpDecoded result = decode_one(*out, coding, limit, room, faults, out);
        if (result != HTTP_DECODED) return result;
    }
    return HTTP_DECODED;
}
