/*
 * The directory of a zip file, which stands at its end: what is in it, and where.
 *
 *     local header, data, local header, data ...  directory  (zip64: end, locator)  end
 */
#ifndef STAGES_INTAKE_ZIP_DIRECTORY_H
#define STAGES_INTAKE_ZIP_DIRECTORY_H

#include "base/arena.h"
#include "base/error.h"

/* Bytes that can be read at any place: of a file, or in memory. */
typedef struct ZipFile {
    int fd;     /* -1: in memory */
    Str memory; /* borrowed */
    uint64_t size;
} ZipFile;

/* True if all len bytes at the offset could be read. */
bool zip_read_at(const ZipFile *file, uint64_t offset, void *out, size_t len);

#define LARGEST_ZIP_DIRECTORY_BYTES (32u << 20)

typedef enum ZipMethod { ZIP_STORED = 0, ZIP_DEFLATED = 8 } ZipMethod;

typedef struct ZipEntry {
    Str name;
    uint64_t header; /* offset of its local header */
    uint64_t packed_bytes;
    uint64_t bytes;
    uint32_t checksum;
    uint16_t method; /* a ZipMethod, or another that we do not have */
    bool is_encrypted;
} ZipEntry;

typedef struct ZipDirectory {
    ZipEntry *entries; /* ordered by header */
    uint32_t count;
} ZipDirectory;

/* The error's input_offset is where in the file something is wrong. What the arena holds stays. */
DatelineStatus zip_read_directory(const ZipFile *file, Arena *arena, ZipDirectory *out,
                                  DatelineError *err) MUST_CHECK;
/* Where the entry's data start, behind its local header. */
DatelineStatus zip_find_data(const ZipFile *file, const ZipEntry *entry, uint64_t *out,
                             DatelineError *err) MUST_CHECK;

#endif
