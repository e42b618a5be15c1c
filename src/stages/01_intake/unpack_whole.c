/* Each decoder is called with a piece of room until it is done, broken, or over the limit. */
#include "unpack_whole.h"

#include <brotli/decode.h>
#include <stdlib.h>
#include <zlib.h>
#include <zstd.h>

#include "unpack.h"

#define FIRST_ROOM_BYTES (64u << 10)

const char *whole_name(WholeCoding coding)
{
    switch (coding) {
    case WHOLE_GZIP: return "gzip";
    case WHOLE_DEFLATE: return "deflate";
    case WHOLE_BROTLI: return "br";
    case WHOLE_ZSTD: return "zstd";
    }
    return "";
}

/* Room for more output: twice what there is, but no more than one byte beyond the limit. */
static size_t next_room(Buffer *out, uint32_t limit)
{
    size_t room = out->len < FIRST_ROOM_BYTES ? FIRST_ROOM_BYTES : out->len;
    if (out->len + room > (size_t)limit + 1) room = (size_t)limit + 1 - out->len;
    buffer_reserve(out, room);
    return room;
}

/* bits: zlib's window bits, which say whether there is a gzip or zlib header or none. */
static WholeResult inflate_all(Str packed, int bits, uint32_t limit, Buffer *out)
{
    z_stream stream = {.next_in = (unsigned char *)(uintptr_t)packed.data, .avail_in = packed.len};
    if (inflateInit2(&stream, bits) != Z_OK) abort();
    int result = Z_OK;
    while (result == Z_OK && out->len <= limit) {
        size_t room = next_room(out, limit);
        stream.next_out = (unsigned char *)out->data + out->len;
        stream.avail_out = (unsigned)room;
        result = inflate(&stream, Z_NO_FLUSH);
        out->len += room - stream.avail_out;
        if (result == Z_BUF_ERROR && stream.avail_out == 0) result = Z_OK;
        /* The next member of a body that has several. */
        if (result == Z_STREAM_END && bits > MAX_WBITS && stream.avail_in > 1 &&
            stream.next_in[0] == 0x1F && stream.next_in[1] == 0x8B)
            result = inflateReset(&stream);
    }
    inflateEnd(&stream);
    if (out->len > limit) return WHOLE_TOO_LARGE;
    return result == Z_STREAM_END ? WHOLE_UNPACKED : WHOLE_BROKEN;
}

/* "deflate" is zlib's format, but some servers send it without the header. */
static WholeResult unpack_deflate(Str packed, uint32_t limit, Buffer *out)
{
    const unsigned char *bytes = (const unsigned char *)packed.data;
    bool has_header =
        packed.len >= 2 && (bytes[0] & 0x0F) == 8 && (bytes[0] * 256 + bytes[1]) % 31 == 0;
    WholeResult result = inflate_all(packed, has_header ? MAX_WBITS : -MAX_WBITS, limit, out);
    return result == WHOLE_BROKEN && out->len < 16 ? WHOLE_NOT_PACKED : result;
}

static WholeResult unpack_brotli(Str packed, uint32_t limit, Buffer *out)
{
    BrotliDecoderState *state = BrotliDecoderCreateInstance(NULL, NULL, NULL);
    if (state == NULL) abort();
    const uint8_t *in = (const uint8_t *)packed.data;
    size_t in_left = packed.len;
    BrotliDecoderResult result = BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT;
    while (result == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT && out->len <= limit) {
        size_t room = next_room(out, limit), room_left = room;
        uint8_t *at = (uint8_t *)out->data + out->len;
        result = BrotliDecoderDecompressStream(state, &in_left, &in, &room_left, &at, NULL);
        out->len += room - room_left;
    }
    BrotliDecoderDestroyInstance(state);
    if (out->len > limit) return WHOLE_TOO_LARGE;
    if (result == BROTLI_DECODER_RESULT_SUCCESS && (in_left == 0 || out->len > 0))
        return WHOLE_UNPACKED;
    return out->len < 16 ? WHOLE_NOT_PACKED : WHOLE_BROKEN; /* it has no magic bytes */
}

static WholeResult unpack_zstd(Str packed, uint32_t limit, Buffer *out)
{
    ZSTD_DStream *stream = ZSTD_createDStream();
    if (stream == NULL) abort();
    ZSTD_DCtx_setParameter(stream, ZSTD_d_windowLogMax, LARGEST_DICTIONARY_LOG);
    ZSTD_inBuffer in = {packed.data, packed.len, 0};
    size_t result = 1;
    bool is_stuck = false;
    while (!is_stuck && !ZSTD_isError(result) && out->len <= limit &&
           (in.pos < in.size || result != 0)) {
        size_t room = next_room(out, limit), before = in.pos;
        ZSTD_outBuffer buffer = {out->data + out->len, room, 0};
        result = ZSTD_decompressStream(stream, &buffer, &in);
        out->len += buffer.pos;
        is_stuck = buffer.pos == 0 && in.pos == before;
    }
    ZSTD_freeDStream(stream);
    if (out->len > limit) return WHOLE_TOO_LARGE;
    return result == 0 ? WHOLE_UNPACKED : WHOLE_BROKEN;
}

/* Two codings have no magic bytes: a body of markup or JSON that they cannot read was not packed.
 */
static WholeResult judge(WholeResult result, Str packed)
{
    Str start = str_trim((Str){packed.data, packed.len < 64 ? packed.len : 64});
    bool is_plain = start.len > 0 && (start.data[0] == '<' || start.data[0] == '{');
    return result == WHOLE_BROKEN && is_plain ? WHOLE_NOT_PACKED : result;
}

WholeResult unpack_whole(WholeCoding coding, Str packed, uint32_t limit, Buffer *out)
{
    Packing found = unpack_find(packed);
    switch (coding) {
    case WHOLE_GZIP:
        if (found != PACKING_GZIP) return WHOLE_NOT_PACKED;
        return inflate_all(packed, MAX_WBITS + 16, limit, out);
    case WHOLE_DEFLATE: return judge(unpack_deflate(packed, limit, out), packed);
    case WHOLE_BROTLI: return judge(unpack_brotli(packed, limit, out), packed);
    case WHOLE_ZSTD:
        if (found != PACKING_ZSTD) return WHOLE_NOT_PACKED;
        return unpack_zstd(packed, limit, out);
    }
    return WHOLE_NOT_PACKED;
}
