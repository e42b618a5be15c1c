#include "archive.h"

/* A header found in the middle of a stream is cut off by the window's end if less than this is
 * behind it. */
#define HEADER_LINE_BYTES (64u << 10)

Archives *archive_state(IntakeRun *run)
{
    if (run->archives == NULL) {
        run->archives = arena_alloc(run->lasting, sizeof *run->archives);
        run->archives->arena = arena_new(64u << 10);
    }
    return run->archives;
}

uint64_t archive_offset(const ByteReader *reader)
{
    uint64_t packed;
    return bytes_member_at(reader, &packed) ? packed : reader->offset;
}

static bool is_line_end(char c)
{
    return c == '\r' || c == '\n';
}

/* ---- Where a block ends ---------------------------------------------------------------------- */

size_t archive_find_header(const ArchiveFormat *format, const char *bytes, size_t len, size_t from)
{
    size_t at = from > 0 ? from - 1 : 0;
    while (at < len) {
        const char *found = memchr(bytes + at, '\n', len - at);
        if (found == NULL) return len;
        at = (size_t)(found - bytes) + 1;
        if (format->is_surely_header(bytes + at, len - at)) return at;
    }
    return len;
}

/* Fills the window with the line that starts at `at`, as far as one is of use. */
static void fill_line(ByteReader *reader, size_t at)
{
    for (size_t wanted = at + 1;;) {
        size_t count = bytes_fill(reader, wanted);
        if (count < wanted || count >= at + HEADER_LINE_BYTES) return;
        if (memchr(bytes_window(reader) + at, '\n', count - at) != NULL) return;
        wanted = count + 1;
    }
}

static bool has_header(ByteReader *reader, const ArchiveFormat *format, size_t at)
{
    fill_line(reader, at);
    return format->is_header(bytes_window(reader) + at, bytes_count(reader) - at);
}

/* CR LF or LF at *at; if the first line end has a CR, each has: else the length is wrong by one. */
static bool skip_line_end(ByteReader *reader, size_t *at, bool has_cr)
{
    size_t len = has_cr ? 2 : 1;
    if (bytes_fill(reader, *at + len) < *at + len) return false;
    bool is_end = memcmp(bytes_window(reader) + *at, has_cr ? "\r\n" : "\n", len) == 0;
    if (is_end) *at += len;
    return is_end;
}

/* Does the block that ends at `at` end where it should, with line ends? */
static bool ends_well(ByteReader *reader, const ArchiveFormat *format, size_t at)
{
    if (bytes_fill(reader, at + 1) <= at) return false;
    bool has_cr = bytes_window(reader)[at] == '\r';
    for (uint32_t i = 0; i < format->line_ends_after_block; i++)
        if (!skip_line_end(reader, &at, has_cr)) return false;
    while (format->checks_next && bytes_fill(reader, at + 1) > at &&
           is_line_end(bytes_window(reader)[at]))
        at++;
    return !format->checks_next || bytes_fill(reader, at + 1) <= at ||
           has_header(reader, format, at);
}

/* Line ends that belong to the archive, off the end of a block whose length is not known. */
static size_t trim_block(const char *window, size_t start, size_t end, uint32_t line_ends)
{
    while (end > start && line_ends > 0 && window[end - 1] == '\n') {
        end--;
        if (end > start && window[end - 1] == '\r') end--;
        line_ends--;
    }
    return end;
}

/* The next header behind the one at the window's start; the window's count if there is none within
 * the limit. */
static size_t find_next_header(ByteReader *reader, const ArchiveFormat *format, size_t header_len)
{
    size_t limit = header_len + LARGEST_BLOCK_BYTES, from = header_len;
    for (size_t wanted = header_len + (64u << 10);; wanted *= 2) {
        if (wanted > limit) wanted = limit;
        size_t count = bytes_fill(reader, wanted);
        size_t found = archive_find_header(format, bytes_window(reader), count, from);
        if (found < count || count < wanted || wanted == limit) return found;
        from = count > from + HEADER_LINE_BYTES ? count - HEADER_LINE_BYTES : from;
    }
}

/* The length is not known, or does not lead to where a record ends: up to the next header. */
static FoundBlock search_block(ByteReader *reader, const ArchiveFormat *format, size_t header_len,
                               uint64_t declared, Faults *faults)
{
    size_t found = find_next_header(reader, format, header_len), count = bytes_count(reader);
    const char *window = bytes_window(reader);
    if (found < count) {
        size_t end = trim_block(window, header_len, found, format->line_ends_after_block);
        if (declared != UNKNOWN_LENGTH && end - header_len == declared)
            faults_add(faults, "the next record follows without the line ends between them");
        else if (declared != UNKNOWN_LENGTH)
            faults_add(faults, "its length is given as %llu, but the next record begins after %zu",
                       (unsigned long long)declared, end - header_len);
        return (FoundBlock){.len = end - header_len};
    }
    if (declared != UNKNOWN_LENGTH && count - header_len >= declared) {
        size_t at = header_len + (size_t)declared;
        while (at < count && is_line_end(window[at])) at++;
        if (at == count && reader->is_at_end)
            faults_add(faults, "the file ends without the line ends behind the record");
        else
            faults_add(faults, "what follows its %llu bytes is no record",
                       (unsigned long long)declared);
        return (FoundBlock){.len = (size_t)declared};
    }
    if (declared != UNKNOWN_LENGTH) {
        faults_add(faults, "cut: %zu bytes of %llu", count - header_len,
                   (unsigned long long)declared);
        return (FoundBlock){.len = count - header_len, .is_cut = true};
    }
    if (!reader->is_at_end && count - header_len >= LARGEST_BLOCK_BYTES)
        return (FoundBlock){.len = count - header_len, .is_large = true};
    size_t end = trim_block(window, header_len, count, format->line_ends_after_block);
    return (FoundBlock){.len = end - header_len};
}

FoundBlock archive_find_block(ByteReader *reader, const ArchiveFormat *format, size_t header_len,
                              uint64_t declared, Faults *faults)
{
    uint64_t rest;
    bool is_past_end = bytes_rest(reader, &rest) && rest - header_len < declared;
    if (declared == UNKNOWN_LENGTH || (is_past_end && declared > LARGEST_BLOCK_BYTES))
        return search_block(reader, format, header_len, declared, faults);
    if (declared > LARGEST_BLOCK_BYTES) {
        size_t count = bytes_fill(reader, header_len + (64u << 10));
        return (FoundBlock){.len = count - header_len, .is_large = true};
    }
    size_t end = header_len + (size_t)declared;
    bytes_fill(reader, end);
    if (ends_well(reader, format, end)) return (FoundBlock){.len = (size_t)declared};
    return search_block(reader, format, header_len, declared, faults);
}

/* A large block, without holding it; ends where another member starts with a header: then its
 * length was wrong. */
static void skip_large(ByteReader *reader, const ArchiveFormat *format, uint64_t len,
                       Faults *faults)
{
    uint64_t left = len, packed;
    while (left > 0 && bytes_fill(reader, 1) > 0) {
        if (left < len && bytes_member_at(reader, &packed) && has_header(reader, format, 0)) {
            faults_add(faults, "its length is given as %llu, but the next record begins after %llu",
                       (unsigned long long)len, (unsigned long long)(len - left));
            return;
        }
        size_t count = bytes_count(reader);
        if (count > left) count = (size_t)left;
        bytes_drop(reader, count);
        left -= count;
    }
    if (left > 0)
        faults_add(faults, "cut: %llu bytes of %llu", (unsigned long long)(len - left),
                   (unsigned long long)len);
}

void archive_skip_block(ByteReader *reader, const ArchiveFormat *format, size_t header_len,
                        uint64_t declared, const FoundBlock *block, Faults *faults)
{
    bytes_drop(reader, header_len);
    if (!block->is_large || declared == UNKNOWN_LENGTH)
        bytes_drop(reader, block->len);
    else
        skip_large(reader, format, declared, faults);
}

/* ---- Between records ------------------------------------------------------------------------- */

static void skip_line_ends(ByteReader *reader)
{
    while (bytes_fill(reader, 1) > 0) {
        size_t count = bytes_count(reader), at = 0;
        while (at < count && is_line_end(bytes_window(reader)[at])) at++;
        bytes_drop(reader, at);
        if (at < count) return;
    }
}

/* Eats up to the next header, or to the end of the stream. */
static void skip_garbage(IntakeRun *run, ByteReader *reader, const ArchiveFormat *format)
{
    uint64_t offset = archive_offset(reader), start = reader->offset;
    for (size_t from = 1;; from = 1) {
        size_t count = bytes_fill(reader, 2 * HEADER_LINE_BYTES);
        size_t found = archive_find_header(format, bytes_window(reader), count, from);
        bool is_done = found < count || reader->is_at_end;
        /* One byte stays, so that it is seen whether a line starts behind it. */
        size_t len = is_done ? found : count - HEADER_LINE_BYTES;
        bytes_drop(reader, len);
        if (is_done) break;
    }
    run_problem(run, INTAKE_BROKEN_RECORD, offset, 0, "%llu bytes that are no %s record",
                (unsigned long long)(reader->offset - start), format->name);
}

DatelineStatus archive_read(IntakeRun *run, ByteReader *reader, const ArchiveFormat *format)
{
    do {
        for (;;) {
            skip_line_ends(reader);
            if (bytes_fill(reader, 1) == 0) break;
            if (has_header(reader, format, 0))
                TRY(format->read_record(run, reader));
            else
                skip_garbage(run, reader, format);
            arena_clear(archive_state(run)->arena);
        }
    } while (run_resumes(run, reader));
    return DATELINE_OK;
}
