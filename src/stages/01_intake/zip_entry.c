#include "zip_entry.h"

#include <stdlib.h>
#include <zlib.h>

#include "unpack_source.h"

#define RANGE_CHUNK_BYTES (256u << 10)

/* ---- Bytes of a range ------------------------------------------------------------------------ */

typedef struct Range {
    ByteSource source; /* first: a ByteSource is a Range */
    const ZipFile *file;
    uint64_t at;
    uint64_t end;
} Range;

static size_t read_range(ByteSource *source, ByteReader *reader, char *out, size_t room)
{
    Range *range = (Range *)source;
    if (room > RANGE_CHUNK_BYTES) room = RANGE_CHUNK_BYTES;
    if (room > range->end - range->at) room = (size_t)(range->end - range->at);
    if (room > 0 && zip_read_at(range->file, range->at, out, room)) {
        range->at += room;
        return room;
    }
    if (room > 0) unpack_fail(reader, range->at, "the zip file cannot be read there");
    reader->is_at_end = true;
    return 0;
}

static void release_range(ByteSource *source)
{
    free(source);
}

static void open_range(ByteReader *reader, const ZipFile *file, uint64_t start, uint64_t len)
{
    Range *range = calloc(1, sizeof *range);
    if (range == NULL) abort();
    *range = (Range){
        .source = {.read = read_range, .release = release_range, .least_room = 4096},
        .file = file,
        .at = start,
        .end = start + len,
    };
    bytes_open_source(reader, &range->source);
}

/* ---- Deflated -------------------------------------------------------------------------------- */

typedef struct Deflated {
    Unpacker unpacker;
    z_stream stream;
    uint32_t said;  /* the checksum, as the directory has it */
    uint32_t found; /* of what is unpacked so far */
    bool is_done;
} Deflated;

static void end_deflated(Deflated *deflated, ByteReader *reader)
{
    unpack_end(&deflated->unpacker, reader);
    if (bytes_have_fault(reader)) return;
    if (!deflated->is_done)
        unpack_fail(reader, deflated->unpacker.packed.offset, "the zip entry is cut");
    else if (deflated->said != deflated->found)
        unpack_fail(reader, deflated->unpacker.packed.offset,
                    "the zip entry's checksum does not fit");
}

/* One call of the decoder. True if the stream goes on. */
static bool step(Deflated *deflated, ByteReader *reader)
{
    ByteReader *packed = &deflated->unpacker.packed;
    size_t count = deflated->is_done ? 0 : bytes_fill(packed, 1);
    if (count == 0) {
        end_deflated(deflated, reader);
        return false;
    }
    deflated->stream.next_in = (unsigned char *)packed->data + packed->start;
    deflated->stream.avail_in = (unsigned)count;
    int result = inflate(&deflated->stream, Z_NO_FLUSH);
    bytes_drop(packed, count - deflated->stream.avail_in);
    deflated->is_done = result == Z_STREAM_END;
    if (result == Z_OK || result == Z_BUF_ERROR || deflated->is_done) return true;
    unpack_fail(reader, packed->offset, "the zip entry is damaged: %s",
                deflated->stream.msg == NULL ? "it cannot be unpacked" : deflated->stream.msg);
    return false;
}

static size_t read_deflated(ByteSource *source, ByteReader *reader, char *out, size_t room)
{
    Deflated *deflated = (Deflated *)source;
    if (room > RANGE_CHUNK_BYTES) room = RANGE_CHUNK_BYTES;
    if (!unpack_may_grow(&deflated->unpacker, reader, room)) return 0;
    deflated->stream.next_out = (unsigned char *)out;
    deflated->stream.avail_out = (unsigned)room;
    while (deflated->stream.avail_out == room && step(deflated, reader)) {
    }
    size_t len = room - deflated->stream.avail_out;
    deflated->found = (uint32_t)crc32(deflated->found, (unsigned char *)out, (unsigned)len);
    return len;
}

static void release_deflated(ByteSource *source)
{
    Deflated *deflated = (Deflated *)source;
    inflateEnd(&deflated->stream);
    bytes_release(&deflated->unpacker.packed);
    free(deflated);
}

static const ByteReader *packed_of(const ByteSource *source)
{
    return &((const Unpacker *)source)->packed;
}

void zip_open_entry(ByteReader *reader, const ZipFile *file, const ZipEntry *entry, uint64_t data)
{
    assert(entry->method == ZIP_STORED || entry->method == ZIP_DEFLATED);
    open_range(reader, file, data, entry->packed_bytes);
    if (entry->method == ZIP_STORED) return;
    Deflated *deflated = calloc(1, sizeof *deflated);
    if (deflated == NULL) abort();
    deflated->unpacker = (Unpacker){
        .source = {.read = read_deflated,
                   .packed = packed_of,
                   .release = release_deflated,
                   .least_room = RANGE_CHUNK_BYTES},
        .packed = *reader,
    };
    deflated->said = entry->checksum;
    if (inflateInit2(&deflated->stream, -MAX_WBITS) != Z_OK) abort();
    bytes_open_source(reader, &deflated->unpacker.source);
}
