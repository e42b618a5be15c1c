#include "zip_directory.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#define END_BYTES 22
#define LONGEST_COMMENT_BYTES 0xFFFFu
#define LOCATOR_BYTES 20 /* of the 64-bit end, right before the end */
#define END_64_BYTES 56
#define ENTRY_BYTES 46
#define LOCAL_HEADER_BYTES 30
#define NOT_IN_32 0xFFFFFFFFu /* the value stands in 64 bits elsewhere */

bool zip_read_at(const ZipFile *file, uint64_t offset, void *out, size_t len)
{
    if (offset > file->size || len > file->size - offset) return false;
    if (file->fd < 0) {
        if (len > 0) memcpy(out, file->memory.data + offset, len);
        return true;
    }
    for (size_t done = 0; done < len;) {
        ssize_t got = pread(file->fd, (char *)out + done, len - done, (off_t)(offset + done));
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return false;
        done += (size_t)got;
    }
    return true;
}

/* ---- Numbers, the lowest byte first ---------------------------------------------------------- */

static uint16_t read_16(const unsigned char *at)
{
    return (uint16_t)(at[0] | at[1] << 8);
}

static uint32_t read_32(const unsigned char *at)
{
    return (uint32_t)read_16(at) | (uint32_t)read_16(at + 2) << 16;
}

static uint64_t read_64(const unsigned char *at)
{
    return (uint64_t)read_32(at) | (uint64_t)read_32(at + 4) << 32;
}

/* ---- The end --------------------------------------------------------------------------------- */

typedef struct DirectoryPlace {
    uint64_t offset;
    uint64_t bytes;
    uint64_t count;
} DirectoryPlace;

/* The values that do not fit into the end's 32 bits. */
static bool read_end_64(const ZipFile *file, uint64_t end, DirectoryPlace *out)
{
    unsigned char locator[LOCATOR_BYTES], end_64[END_64_BYTES];
    if (end < LOCATOR_BYTES || !zip_read_at(file, end - LOCATOR_BYTES, locator, sizeof locator))
        return false;
    if (memcmp(locator, "PK\x06\x07", 4) != 0) return false;
    if (!zip_read_at(file, read_64(locator + 8), end_64, sizeof end_64)) return false;
    if (memcmp(end_64, "PK\x06\x06", 4) != 0) return false;
    *out = (DirectoryPlace){read_64(end_64 + 48), read_64(end_64 + 40), read_64(end_64 + 32)};
    return true;
}

/* Looks for the end from behind: only a comment can come after it. */
static DatelineStatus find_directory(const ZipFile *file, Arena *arena, DirectoryPlace *out,
                                     DatelineError *err)
{
    size_t len = END_BYTES + LONGEST_COMMENT_BYTES;
    if (len > file->size) len = (size_t)file->size;
    unsigned char *tail = arena_alloc(arena, len + 1);
    uint64_t start = file->size - len;
    if (!zip_read_at(file, start, tail, len))
        return FAIL(err, DATELINE_ERR_IO, (size_t)start, "cannot read the end of the zip file");
    for (size_t at = len < END_BYTES ? 0 : len - END_BYTES + 1; at-- > 0;) {
        if (memcmp(tail + at, "PK\x05\x06", 4) != 0) continue;
        *out = (DirectoryPlace){read_32(tail + at + 16), read_32(tail + at + 12),
                                read_16(tail + at + 10)};
        bool is_64 = out->offset == NOT_IN_32 || out->bytes == NOT_IN_32 || out->count == 0xFFFF;
        if (is_64) read_end_64(file, start + at, out);
        return DATELINE_OK;
    }
    return FAIL(err, DATELINE_ERR_INPUT, (size_t)file->size,
                "the zip file has no directory at its end: it is cut");
}

/* ---- Entries --------------------------------------------------------------------------------- */

/* The extra field of a large entry has, in this order, those values that do not fit into 32 bits.
 */
static void read_extra(const unsigned char *extra, size_t len, ZipEntry *entry)
{
    while (len >= 4) {
        size_t size = read_16(extra + 2);
        if (size > len - 4) return;
        const unsigned char *at = extra + 4, *end = at + size;
        uint64_t *values[] = {&entry->bytes, &entry->packed_bytes, &entry->header};
        bool is_64 = read_16(extra) == 1;
        for (size_t i = 0; is_64 && i < COUNT(values); i++) {
            if (*values[i] != NOT_IN_32 || end - at < 8) continue;
            *values[i] = read_64(at);
            at += 8;
        }
        extra += 4 + size;
        len -= 4 + size;
    }
}

/* Reads one entry; returns its length, 0 if it is broken. */
static size_t read_entry(const unsigned char *at, size_t len, ZipEntry *out)
{
    if (len < ENTRY_BYTES || memcmp(at, "PK\x01\x02", 4) != 0) return 0;
    size_t name = read_16(at + 28), extra = read_16(at + 30), comment = read_16(at + 32);
    size_t whole = ENTRY_BYTES + name + extra + comment;
    if (whole > len) return 0;
    *out = (ZipEntry){
        .name = {(const char *)at + ENTRY_BYTES, (uint32_t)name},
        .header = read_32(at + 42),
        .packed_bytes = read_32(at + 20),
        .bytes = read_32(at + 24),
        .checksum = read_32(at + 16),
        .method = read_16(at + 10),
        .is_encrypted = (read_16(at + 8) & 1) != 0,
    };
    read_extra(at + ENTRY_BYTES + name, extra, out);
    return whole;
}

static int compare_headers(const void *a, const void *b)
{
    uint64_t left = ((const ZipEntry *)a)->header, right = ((const ZipEntry *)b)->header;
    return (left > right) - (left < right);
}

DatelineStatus zip_read_directory(const ZipFile *file, Arena *arena, ZipDirectory *out,
                                  DatelineError *err)
{
    DirectoryPlace place = {0};
    TRY(find_directory(file, arena, &place, err));
    if (place.bytes > LARGEST_ZIP_DIRECTORY_BYTES)
        return FAIL(err, DATELINE_ERR_LIMIT, (size_t)file->size,
                    "the zip file's directory of %llu bytes is larger than the limit of %u bytes",
                    (unsigned long long)place.bytes, LARGEST_ZIP_DIRECTORY_BYTES);
    unsigned char *bytes = arena_alloc(arena, (size_t)place.bytes + 1);
    if (!zip_read_at(file, place.offset, bytes, (size_t)place.bytes))
        return FAIL(err, DATELINE_ERR_INPUT, (size_t)file->size,
                    "the zip file's directory is not where its end says");
    size_t left = (size_t)place.bytes, most = left / ENTRY_BYTES;
    *out = (ZipDirectory){.entries = arena_new_items(arena, ZipEntry, most + 1)};
    while (left > 0 && out->count < most) {
        size_t at = (size_t)place.bytes - left;
        size_t len = read_entry(bytes + at, left, &out->entries[out->count]);
        if (len == 0)
            return FAIL(err, DATELINE_ERR_INPUT, (size_t)place.offset + at,
                        "the zip file's directory is broken");
        out->count++;
        left -= len;
    }
    qsort(out->entries, out->count, sizeof *out->entries, compare_headers);
    return DATELINE_OK;
}

DatelineStatus zip_find_data(const ZipFile *file, const ZipEntry *entry, uint64_t *out,
                             DatelineError *err)
{
    unsigned char header[LOCAL_HEADER_BYTES];
    if (!zip_read_at(file, entry->header, header, sizeof header) ||
        memcmp(header, "PK\x03\x04", 4) != 0)
        return FAIL(err, DATELINE_ERR_INPUT, (size_t)entry->header,
                    "no entry where the zip file's directory says");
    *out = entry->header + LOCAL_HEADER_BYTES + read_16(header + 26) + read_16(header + 28);
    if (*out > file->size || entry->packed_bytes > file->size - *out)
        return FAIL(err, DATELINE_ERR_INPUT, (size_t)entry->header,
                    "the entry of %llu bytes goes on past the end of the zip file",
                    (unsigned long long)entry->packed_bytes);
    return DATELINE_OK;
}
