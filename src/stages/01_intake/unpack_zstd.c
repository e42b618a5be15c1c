/*
 * Zstandard: frames one after another. After a damaged frame reading goes on at the next bytes that
 * start one.
 */
#include <stdlib.h>
#include <zstd.h>
#include <zstd_errors.h>

#include "unpack_source.h"

#define MOST_RESUMED 1000

typedef struct Zstd {
    Unpacker unpacker;
    ZSTD_DStream *stream;
    bool is_in_frame;
    uint32_t resumed;
} Zstd;

static void fail(Zstd *zstd, ByteReader *reader, size_t result)
{
    uint64_t offset = zstd->unpacker.packed.offset;
    ZSTD_ErrorCode code = ZSTD_getErrorCode(result);
    if (code == ZSTD_error_frameParameter_windowTooLarge) {
        unpack_fail(reader, offset, "the Zstandard frame needs a window of more than %u MiB",
                    LARGEST_DICTIONARY_BYTES >> 20);
        reader->fault.is_limit = true;
    } else if (code == ZSTD_error_prefix_unknown) {
        unpack_fail(reader, offset, "not Zstandard where another frame is expected");
    } else if (code == ZSTD_error_dictionary_wrong) {
        unpack_fail(reader, offset, "the Zstandard frame needs a dictionary that is not at hand");
    } else {
        unpack_fail(reader, offset, "the Zstandard frame is damaged: %s",
                    ZSTD_getErrorName(result));
    }
}

static void end(Zstd *zstd, ByteReader *reader)
{
    ByteReader *packed = &zstd->unpacker.packed;
    unpack_end(&zstd->unpacker, reader);
    if (zstd->is_in_frame && packed->error == 0 && !bytes_have_fault(packed))
        unpack_fail(reader, packed->offset, "the Zstandard frame is cut: the file ends within it");
}

/* One call of the decoder. True if the stream goes on. */
static bool step(Zstd *zstd, ByteReader *reader, ZSTD_outBuffer *out)
{
    ByteReader *packed = &zstd->unpacker.packed;
    size_t count = bytes_fill(packed, 1);
    if (count == 0) {
        end(zstd, reader);
        return false;
    }
    if (!zstd->is_in_frame) bytes_mark_member(reader, packed->offset);
    ZSTD_inBuffer in = {bytes_window(packed), count, 0};
    size_t result = ZSTD_decompressStream(zstd->stream, out, &in);
    if (ZSTD_isError(result)) {
        fail(zstd, reader, result);
        return false;
    }
    zstd->is_in_frame = result != 0;
    bytes_drop(packed, in.pos);
    return true;
}

static size_t read_zstd(ByteSource *source, ByteReader *reader, char *out, size_t room)
{
    Zstd *zstd = (Zstd *)source;
    if (room > PACKED_CHUNK_BYTES) room = PACKED_CHUNK_BYTES; /* of use before it is cold */
    if (!unpack_may_grow(&zstd->unpacker, reader, room)) return 0;
    ZSTD_outBuffer buffer = {out, room, 0};
    while (buffer.pos == 0 && step(zstd, reader, &buffer)) {
    }
    return buffer.pos;
}

static bool resume_zstd(ByteSource *source, ByteReader *reader)
{
    (void)reader;
    Zstd *zstd = (Zstd *)source;
    ByteReader *packed = &zstd->unpacker.packed;
    if (zstd->resumed++ == MOST_RESUMED || bytes_count(packed) == 0) return false;
    bytes_drop(packed, 1);
    while (bytes_fill(packed, 4) >= 4) {
        const char *window = bytes_window(packed);
        size_t count = bytes_count(packed);
        const char *found = memmem(window, count, "\x28\xB5\x2F\xFD", 4);
        bytes_drop(packed, found == NULL ? count - 3 : (size_t)(found - window));
        if (found == NULL) continue;
        ZSTD_DCtx_reset(zstd->stream, ZSTD_reset_session_only);
        zstd->is_in_frame = false;
        return true;
    }
    return false;
}

static void release_zstd(ByteSource *source)
{
    Zstd *zstd = (Zstd *)source;
    ZSTD_freeDStream(zstd->stream);
    bytes_release(&zstd->unpacker.packed);
    free(zstd);
}

Unpacker *unpack_zstd_new(void)
{
    Zstd *zstd = calloc(1, sizeof *zstd);
    if (zstd == NULL) abort();
    zstd->stream = ZSTD_createDStream();
    if (zstd->stream == NULL) abort();
    ZSTD_DCtx_setParameter(zstd->stream, ZSTD_d_windowLogMax, LARGEST_DICTIONARY_LOG);
    zstd->unpacker.source = (ByteSource){.read = read_zstd,
                                         .resume = resume_zstd,
                                         .release = release_zstd,
                                         .least_room = PACKED_CHUNK_BYTES};
    return &zstd->unpacker;
}
