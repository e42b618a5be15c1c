/* xz: streams one after another, with liblzma, which knows of them and of the padding between. */
#include <lzma.h>
#include <stdlib.h>

#include "unpack_source.h"

typedef struct Xz {
    Unpacker unpacker;
    lzma_stream stream;
} Xz;

static void fail(Xz *xz, ByteReader *reader, lzma_ret result)
{
    uint64_t offset = xz->unpacker.packed.offset;
    if (result == LZMA_MEMLIMIT_ERROR) {
        unpack_fail(reader, offset, "the xz stream needs a dictionary of more than %u MiB",
                    LARGEST_DICTIONARY_BYTES >> 20);
        reader->fault.is_limit = true;
    } else if (result == LZMA_BUF_ERROR) {
        unpack_fail(reader, offset, "the xz stream is cut: the file ends within it");
    } else if (result == LZMA_FORMAT_ERROR) {
        unpack_fail(reader, offset, "not xz where another xz stream is expected");
    } else if (result == LZMA_OPTIONS_ERROR) {
        unpack_fail(reader, offset, "the xz stream uses a filter that is not known");
    } else {
        unpack_fail(reader, offset, "the xz stream is damaged");
    }
}

/* One call of the decoder. True if the stream goes on. */
static bool step(Xz *xz, ByteReader *reader)
{
    ByteReader *packed = &xz->unpacker.packed;
    size_t count = bytes_fill(packed, 1);
    xz->stream.next_in = (const uint8_t *)bytes_window(packed);
    xz->stream.avail_in = count;
    lzma_ret result = lzma_code(&xz->stream, count == 0 ? LZMA_FINISH : LZMA_RUN);
    bytes_drop(packed, count - xz->stream.avail_in);
    if (result == LZMA_OK) return true;
    if (result == LZMA_STREAM_END ||
        (result == LZMA_BUF_ERROR && (packed->error != 0 || bytes_have_fault(packed))))
        unpack_end(&xz->unpacker, reader);
    else
        fail(xz, reader, result);
    return false;
}

static size_t read_xz(ByteSource *source, ByteReader *reader, char *out, size_t room)
{
    Xz *xz = (Xz *)source;
    if (room > PACKED_CHUNK_BYTES) room = PACKED_CHUNK_BYTES; /* of use before it is cold */
    if (!unpack_may_grow(&xz->unpacker, reader, room)) return 0;
    xz->stream.next_out = (uint8_t *)out;
    xz->stream.avail_out = room;
    while (xz->stream.avail_out == room && step(xz, reader)) {
    }
    return room - xz->stream.avail_out;
}

static void release_xz(ByteSource *source)
{
    Xz *xz = (Xz *)source;
    lzma_end(&xz->stream);
    bytes_release(&xz->unpacker.packed);
    free(xz);
}

Unpacker *unpack_xz_new(void)
{
    Xz *xz = calloc(1, sizeof *xz);
    if (xz == NULL) abort();
    xz->unpacker.source =
        (ByteSource){.read = read_xz, .release = release_xz, .least_room = PACKED_CHUNK_BYTES};
    /* Beside the dictionary the decoder has tables of less than a MiB. */
    uint64_t limit = (uint64_t)LARGEST_DICTIONARY_BYTES + (1u << 20);
    if (lzma_stream_decoder(&xz->stream, limit, LZMA_CONCATENATED) != LZMA_OK) abort();
    return &xz->unpacker;
}
