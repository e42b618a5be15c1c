/* What the unpackers share: a source with the packed reader in it. Private to unpack_*.c. */
#ifndef STAGES_INTAKE_UNPACK_SOURCE_H
#define STAGES_INTAKE_UNPACK_SOURCE_H

#include "base/error.h"
#include "unpack.h"

#define PACKED_CHUNK_BYTES (256u << 10)

typedef struct Unpacker {
    ByteSource source; /* first: a ByteSource is an Unpacker */
    ByteReader packed;
} Unpacker;

Unpacker *unpack_gzip_new(void);
Unpacker *unpack_xz_new(void);
Unpacker *unpack_zstd_new(void);

/* Ends the stream with a fault at a place in the packed bytes. */
void unpack_fail(ByteReader *reader, uint64_t offset, const char *fmt, ...) PRINTF_LIKE(3, 4);
/* Ends the stream because the packed one ended; hands its error or fault on. */
void unpack_end(Unpacker *unpacker, ByteReader *reader);
/* True if the stream may be `more` bytes longer; else it has ended with a fault. */
bool unpack_may_grow(const Unpacker *unpacker, ByteReader *reader, size_t more);

static inline Unpacker *unpacker_of(ByteSource *source)
{
    return (Unpacker *)source;
}

#endif
