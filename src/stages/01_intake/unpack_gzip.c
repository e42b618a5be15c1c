/*
 * gzip: members one after another.
 *
 *     member member member          a record each, as web archives are written: libdeflate unpacks
 *                                   each in one call, twice and a half as fast as zlib
 *     member (gigabytes)            too large for that: zlib unpacks it piece by piece
 *     member mem#er member          damaged: what zlib can make of it, then a fault; resumed, the
 *                                   stream goes on with the next member whose checksum is right
 *     member 00 00 00               zeros behind the last are padding
 */
#include <libdeflate.h>
#include <stdlib.h>
#include <zlib.h>

#include "unpack_source.h"

/* What a member may take, packed and unpacked, for libdeflate to try. */
#define FIRST_ROOM_BYTES (256u << 10)
#define LARGEST_WHOLE_BYTES (4u << 20)

#define HEADER_BYTES 10 /* of a member, the shortest */

/* The search for the next sound member tries what looks like one; both bounds end a file that is
 * made to be tried for ever. */
#define MOST_RESUMED 10000
#define MOST_TRIED_BYTES (1ull << 30)

typedef struct Gzip {
    Unpacker unpacker;
    struct libdeflate_decompressor *whole;
    z_stream stream;
    bool is_streaming; /* zlib is in the middle of a member */
    uint64_t member;   /* offset of the member that is unpacked */
    uint32_t resumed;
    uint64_t tried_bytes;
} Gzip;

typedef enum Attempt { UNPACKED, NEEDS_ROOM, NOT_WHOLE } Attempt;

/* ---- A member in one call -------------------------------------------------------------------- */

/* libdeflate does not tell a damaged member from one whose end is still to come: what is in the
 * window is tried, then twice as much. */
static Attempt unpack_whole(Gzip *gzip, char *out, size_t room, size_t *out_len)
{
    ByteReader *packed = &gzip->unpacker.packed;
    if (room > LARGEST_WHOLE_BYTES) room = LARGEST_WHOLE_BYTES;
    bytes_fill(packed, PACKED_CHUNK_BYTES / 2); /* most members are smaller */
    for (size_t wanted = PACKED_CHUNK_BYTES;; wanted *= 2) {
        size_t count = bytes_count(packed), used;
        enum libdeflate_result result = libdeflate_gzip_decompress_ex(
            gzip->whole, bytes_window(packed), count, out, room, &used, out_len);
        if (result == LIBDEFLATE_SUCCESS) {
            bytes_drop(packed, used);
            return UNPACKED;
        }
        if (result == LIBDEFLATE_INSUFFICIENT_SPACE)
            return room < LARGEST_WHOLE_BYTES ? NEEDS_ROOM : NOT_WHOLE;
        while (wanted <= count) wanted *= 2;
        if (wanted > LARGEST_WHOLE_BYTES || bytes_fill(packed, wanted) == count) return NOT_WHOLE;
    }
}

/* ---- A member piece by piece ----------------------------------------------------------------- */

static void start_stream(Gzip *gzip)
{
    inflateReset(&gzip->stream);
    gzip->is_streaming = true;
}

static void fail_stream(Gzip *gzip, ByteReader *reader)
{
    const char *why = gzip->stream.msg == NULL ? "not gzip" : gzip->stream.msg;
    unpack_fail(reader, gzip->unpacker.packed.offset, "the gzip member at byte %llu is damaged: %s",
                (unsigned long long)gzip->member, why);
    gzip->is_streaming = false;
}

static void end_stream(Gzip *gzip, ByteReader *reader)
{
    ByteReader *packed = &gzip->unpacker.packed;
    unpack_end(&gzip->unpacker, reader);
    if (packed->error == 0 && !bytes_have_fault(packed))
        unpack_fail(reader, packed->offset,
                    "the gzip member at byte %llu is cut: the file ends within it",
                    (unsigned long long)gzip->member);
    gzip->is_streaming = false;
}

/* Up to room bytes of the member; none at its end, and at a fault or the end of the file. */
static size_t read_stream(Gzip *gzip, ByteReader *reader, char *out, size_t room)
{
    ByteReader *packed = &gzip->unpacker.packed;
    z_stream *stream = &gzip->stream;
    stream->next_out = (unsigned char *)out;
    stream->avail_out = (unsigned)room;
    while (gzip->is_streaming && stream->avail_out == room) {
        size_t count = bytes_fill(packed, 1);
        if (count == 0) {
            end_stream(gzip, reader);
            break;
        }
        stream->next_in = (unsigned char *)packed->data + packed->start;
        stream->avail_in = (unsigned)count;
        int result = inflate(stream, Z_NO_FLUSH);
        bytes_drop(packed, count - stream->avail_in);
        if (result == Z_STREAM_END)
            gzip->is_streaming = false;
        else if (result != Z_OK && result != Z_BUF_ERROR)
            fail_stream(gzip, reader);
    }
    return room - stream->avail_out;
}

/* ---- Between members ------------------------------------------------------------------------- */

static bool is_member(const char *bytes, size_t len)
{
    return len >= HEADER_BYTES && memcmp(bytes, "\x1F\x8B\x08", 3) == 0 &&
           ((unsigned char)bytes[3] & 0xE0) == 0;
}

/* Eats zeros; true if nothing else comes. */
static bool skip_padding(ByteReader *packed)
{
    while (bytes_fill(packed, 1) > 0) {
        size_t count = bytes_count(packed), at = 0;
        while (at < count && bytes_window(packed)[at] == '\0') at++;
        bytes_drop(packed, at);
        if (at < count) return false;
    }
    return true;
}

/* True if a member starts in the window; else the stream has ended, well or not. */
static bool find_member(Gzip *gzip, ByteReader *reader)
{
    ByteReader *packed = &gzip->unpacker.packed;
    size_t count = bytes_fill(packed, HEADER_BYTES);
    if (is_member(bytes_window(packed), count)) {
        gzip->member = packed->offset;
        bytes_mark_member(reader, packed->offset);
        return true;
    }
    uint64_t offset = packed->offset;
    bool is_cut = count < HEADER_BYTES &&
                  unpack_find((Str){bytes_window(packed), (uint32_t)count}) == PACKING_GZIP;
    if (skip_padding(packed))
        unpack_end(&gzip->unpacker, reader);
    else if (is_cut)
        unpack_fail(reader, offset, "the gzip member is cut: the file ends within it");
    else
        unpack_fail(reader, offset, "not gzip where another gzip member is expected");
    return false;
}

static size_t read_gzip(ByteSource *source, ByteReader *reader, char *out, size_t room)
{
    Gzip *gzip = (Gzip *)source;
    if (room > LARGEST_WHOLE_BYTES) room = LARGEST_WHOLE_BYTES;
    for (;;) {
        size_t len = 0;
        if (!unpack_may_grow(&gzip->unpacker, reader, room)) return 0;
        if (!gzip->is_streaming) {
            if (!find_member(gzip, reader)) return 0;
            switch (unpack_whole(gzip, out, room, &len)) {
            case UNPACKED: break;
            case NEEDS_ROOM: source->least_room = 2 * room; return 0;
            case NOT_WHOLE: start_stream(gzip); break;
            }
        }
        if (gzip->is_streaming) len = read_stream(gzip, reader, out, room);
        if (len > 0 || reader->is_at_end) return len;
    }
}

/* ---- After damage ---------------------------------------------------------------------------- */

/* Does the member in the window unpack well, with its checksum or, if it is large, for a while?
 * Bytes that look like a member's by chance do not. */
static bool is_sound(Gzip *gzip, char *room)
{
    ByteReader *packed = &gzip->unpacker.packed;
    bytes_fill(packed, LARGEST_WHOLE_BYTES);
    size_t used, len, count = bytes_count(packed);
    if (count > LARGEST_WHOLE_BYTES) count = LARGEST_WHOLE_BYTES;
    enum libdeflate_result result = libdeflate_gzip_decompress_ex(
        gzip->whole, bytes_window(packed), count, room, FIRST_ROOM_BYTES, &used, &len);
    if (result == LIBDEFLATE_SUCCESS || result == LIBDEFLATE_INSUFFICIENT_SPACE) return true;
    gzip->tried_bytes += count;
    return false;
}

/* Eats up to the next bytes that may start a member. */
static bool find_magic(ByteReader *packed)
{
    while (bytes_fill(packed, HEADER_BYTES) >= HEADER_BYTES) {
        const char *window = bytes_window(packed);
        size_t count = bytes_count(packed);
        const char *found = memmem(window, count, "\x1F\x8B\x08", 3);
        size_t at = found == NULL ? count - 2 : (size_t)(found - window);
        bytes_drop(packed, at);
        if (found != NULL) return true;
    }
    return false;
}

static bool resume_gzip(ByteSource *source, ByteReader *reader)
{
    (void)reader;
    Gzip *gzip = (Gzip *)source;
    ByteReader *packed = &gzip->unpacker.packed;
    if (gzip->resumed++ == MOST_RESUMED) return false;
    char *room = malloc(FIRST_ROOM_BYTES);
    if (room == NULL) abort();
    bool found = false;
    gzip->is_streaming = false;
    while (!found && gzip->tried_bytes < MOST_TRIED_BYTES && find_magic(packed)) {
        found = is_member(bytes_window(packed), bytes_fill(packed, HEADER_BYTES)) &&
                is_sound(gzip, room);
        if (!found) bytes_drop(packed, 1);
    }
    free(room);
    return found;
}

/* ---- New and gone ---------------------------------------------------------------------------- */

static void release_gzip(ByteSource *source)
{
    Gzip *gzip = (Gzip *)source;
    libdeflate_free_decompressor(gzip->whole);
    inflateEnd(&gzip->stream);
    bytes_release(&gzip->unpacker.packed);
    free(gzip);
}

Unpacker *unpack_gzip_new(void)
{
    Gzip *gzip = calloc(1, sizeof *gzip);
    if (gzip == NULL) abort();
    gzip->whole = libdeflate_alloc_decompressor();
    if (gzip->whole == NULL) abort();
    if (inflateInit2(&gzip->stream, MAX_WBITS + 16) != Z_OK) abort(); /* 16: gzip alone */
    gzip->unpacker.source = (ByteSource){.read = read_gzip,
                                         .resume = resume_gzip,
                                         .release = release_gzip,
                                         .least_room = FIRST_ROOM_BYTES};
    return &gzip->unpacker;
}
