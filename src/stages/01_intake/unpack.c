#include "unpack.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "unpack_source.h"

Packing unpack_find(Str start)
{
    if (str_starts(start, STR("\x1F\x8B"))) return PACKING_GZIP;
    if (str_starts(start, STR("\xFD\x37zXZ"))) return PACKING_XZ;
    if (str_starts(start, STR("\x28\xB5\x2F\xFD"))) return PACKING_ZSTD;
    bool is_skippable = start.len >= 4 && ((unsigned char)start.data[0] & 0xF0) == 0x50 &&
                        memcmp(start.data + 1, "\x2A\x4D\x18", 3) == 0;
    return is_skippable ? PACKING_ZSTD : PACKING_NONE;
}

const char *unpack_name(Packing packing)
{
    switch (packing) {
    case PACKING_NONE: return "plain";
    case PACKING_GZIP: return "gzip";
    case PACKING_XZ: return "xz";
    case PACKING_ZSTD: return "Zstandard";
    }
    return "";
}

void unpack_fail(ByteReader *reader, uint64_t offset, const char *fmt, ...)
{
    ByteFault *fault = &reader->fault;
    va_list args;
    va_start(args, fmt);
    vsnprintf(fault->message, sizeof fault->message, fmt, args);
    va_end(args);
    fault->offset = offset;
    reader->is_at_end = true;
}

void unpack_end(Unpacker *unpacker, ByteReader *reader)
{
    const ByteReader *packed = &unpacker->packed;
    reader->is_at_end = true;
    reader->error = packed->error;
    reader->fault = packed->fault;
}

bool unpack_may_grow(const Unpacker *unpacker, ByteReader *reader, size_t more)
{
    uint64_t grown = reader->offset + bytes_count(reader) + more;
    uint64_t used = bytes_used_of_file(&unpacker->packed);
    if (grown <= FREE_GROWTH_BYTES || grown / MOST_GROWTH <= used) return true;
    unpack_fail(reader, unpacker->packed.offset,
                "after %llu bytes of content, more than %u times the file's own, the rest is not "
                "unpacked",
                (unsigned long long)(grown - more), MOST_GROWTH);
    reader->fault.is_limit = true;
    return false;
}

static const ByteReader *packed_of(const ByteSource *source)
{
    return &((const Unpacker *)source)->packed;
}

static Unpacker *unpacker_new(Packing packing)
{
    switch (packing) {
    case PACKING_NONE: break;
    case PACKING_GZIP: return unpack_gzip_new();
    case PACKING_XZ: return unpack_xz_new();
    case PACKING_ZSTD: return unpack_zstd_new();
    }
    abort();
}

void unpack_wrap(ByteReader *reader, Packing packing)
{
    Unpacker *unpacker = unpacker_new(packing);
    unpacker->source.packed = packed_of;
    unpacker->packed = *reader;
    bytes_open_source(reader, &unpacker->source);
}
