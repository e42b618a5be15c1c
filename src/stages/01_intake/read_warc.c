/*
 * WARC 0.16 to 1.1: each record's header, and what its type asks for.
 *
 *     WARC/1.0 response    an article, if the server's answer is a page
 *     WARC/1.0 request     counted
 *     garbage              said, with its place; reading goes on at the next "WARC/1.0"
 *     WARC/1.0 response    its Content-Length is wrong: it ends where the next begins
 */
#include "archive.h"
#include "warc_header.h"

/* ---- Headers --------------------------------------------------------------------------------- */

static bool is_header(const char *bytes, size_t len)
{
    return len >= 6 && (bytes[0] | 32) == 'w' &&
           str_equal_ignoring_case((Str){bytes, 5}, STR("WARC/"));
}

/* "WARC/1.0\r\n": true if it is all there. */
static bool is_version_line(const char *bytes, size_t len)
{
    size_t at = 5;
    if (!is_header(bytes, len)) return false;
    while (at < len && at < 12 && (ascii_is_digit(bytes[at]) || bytes[at] == '.')) at++;
    if (at == 5) return false;
    if (at < len && bytes[at] == '\r') at++;
    return at < len && bytes[at] == '\n';
}

typedef struct HeaderEnd {
    size_t len;      /* of the header, without the empty line */
    size_t block_at; /* behind the empty line */
    bool is_found;
} HeaderEnd;

/* The first empty line, or the start of another header, which shows that the line is missing. */
static HeaderEnd scan_header(const char *bytes, size_t len, size_t *searched)
{
    const char *found;
    while ((found = memchr(bytes + *searched, '\n', len - *searched)) != NULL) {
        size_t next = (size_t)(found - bytes) + 1;
        size_t end = next < len && bytes[next] == '\r' ? next + 1 : next;
        if (end < len && bytes[end] == '\n') return (HeaderEnd){next, end + 1, true};
        if (is_version_line(bytes + next, len - next)) return (HeaderEnd){next, next, true};
        if (len - next < 16) break; /* too little to tell */
        *searched = next;
    }
    return (HeaderEnd){0};
}

static HeaderEnd find_header_end(ByteReader *reader)
{
    size_t searched = 0;
    for (size_t wanted = 1; wanted <= LARGEST_RECORD_HEADER_BYTES;) {
        size_t count = bytes_fill(reader, wanted);
        if (count > LARGEST_RECORD_HEADER_BYTES) count = LARGEST_RECORD_HEADER_BYTES;
        HeaderEnd end = scan_header(bytes_window(reader), count, &searched);
        if (end.is_found || (count < wanted && reader->is_at_end)) return end;
        wanted = count + 1;
    }
    return (HeaderEnd){0};
}

/* A header without an end: its first line is eaten, so that the search for the next one starts
 * behind it. */
static void refuse_header(IntakeRun *run, ByteReader *reader)
{
    bool is_long = bytes_count(reader) >= LARGEST_RECORD_HEADER_BYTES;
    run_problem(run, is_long ? INTAKE_TOO_LARGE : INTAKE_BROKEN_RECORD, archive_offset(reader), 0,
                is_long ? "the record's header is longer than the limit of %u bytes"
                        : "the file ends within the record's header, after %u bytes",
                is_long ? LARGEST_RECORD_HEADER_BYTES : (unsigned)bytes_count(reader));
    size_t count = bytes_count(reader);
    size_t next = archive_find_header(&warc_format, bytes_window(reader), count, 1);
    bytes_drop(reader, next);
}

/* ---- Records --------------------------------------------------------------------------------- */

/* A revisit says that a page was fetched again and was the same. */
static IntakeSkip revisit_of(IntakeRun *run, const WarcHeader *header)
{
    const SeenRecords *seen = &archive_state(run)->seen;
    static const WarcField keys[] = {WARC_REFERS_TO, WARC_PAYLOAD_DIGEST, WARC_REFERS_TO_URI};
    for (size_t i = 0; i < COUNT(keys); i++) {
        SeenRecord found = seen_find(seen, header->fields[keys[i]]);
        if (found != SEEN_NOT) return found == SEEN_PAGE ? INTAKE_SKIP_REVISIT : INTAKE_SKIP_MEDIA;
    }
    return INTAKE_SKIP_LOST_REVISIT;
}

static DatelineStatus skip_record(IntakeRun *run, const ArchiveRecord *record, IntakeSkip skip)
{
    archive_report(run, record);
    archive_skip(run, record, skip);
    return DATELINE_OK;
}

static DatelineStatus read_content(IntakeRun *run, const WarcHeader *header, ArchiveRecord *record)
{
    if (header->segment_number == 1) {
        archive_begin_segmented(run, record);
        return DATELINE_OK;
    }
    return archive_read_record(run, record);
}

static DatelineStatus read_by_type(IntakeRun *run, const WarcHeader *header, ArchiveRecord *record)
{
    switch (header->type) {
    case WARC_TYPE_RESPONSE:
    case WARC_TYPE_RESOURCE:
    case WARC_TYPE_CONVERSION: return read_content(run, header, record);
    case WARC_TYPE_WARCINFO:
    case WARC_TYPE_METADATA: return skip_record(run, record, INTAKE_SKIP_ADMINISTRATION);
    case WARC_TYPE_REQUEST:
        archive_check_request(run, record);
        return skip_record(run, record, INTAKE_SKIP_REQUEST);
    case WARC_TYPE_REVISIT: return skip_record(run, record, revisit_of(run, header));
    case WARC_TYPE_CONTINUATION:
        return archive_continue(run, record, header->fields[WARC_SEGMENT_ORIGIN],
                                header->segment_number, header->segment_total);
    case WARC_TYPE_UNKNOWN: archive_report(run, record); return DATELINE_OK;
    }
    return DATELINE_OK;
}

static bool has_content(WarcType type)
{
    return type == WARC_TYPE_RESPONSE || type == WARC_TYPE_RESOURCE ||
           type == WARC_TYPE_CONVERSION || type == WARC_TYPE_CONTINUATION;
}

static void set_record(const WarcHeader *header, ArchiveRecord *record)
{
    const Str *fields = header->fields;
    record->id = fields[WARC_RECORD_ID];
    record->url = fields[WARC_TARGET_URI];
    record->fetched = header->fetched;
    record->content_type = fields[WARC_CONTENT_TYPE];
    if (str_is_empty(fields[WARC_TRUNCATED])) record->payload_digest = fields[WARC_PAYLOAD_DIGEST];
    bool says_http = str_find_ignoring_case(record->content_type, STR("application/http"), 0) == 0;
    record->is_http =
        str_starts(record->block, STR("HTTP/")) &&
        (says_http || header->type == WARC_TYPE_RESPONSE || str_is_empty(record->content_type));
    if (says_http && header->type == WARC_TYPE_RESPONSE && !record->is_http &&
        record->block.len > 0)
        faults_add(&record->faults, "its block is no HTTP response");
    if (says_http && !record->is_http) record->content_type = (Str){0};
}

static DatelineStatus read_record(IntakeRun *run, ByteReader *reader)
{
    HeaderEnd end = find_header_end(reader);
    if (!end.is_found) {
        refuse_header(run, reader);
        return DATELINE_OK;
    }
    ArchiveRecord record = {.offset = archive_offset(reader)};
    /* The window may move when the block is read. */
    Str text =
        arena_copy_str(archive_state(run)->arena, (Str){bytes_window(reader), (uint32_t)end.len});
    WarcHeader header;
    warc_read_header(text, archive_state(run)->arena, &header, &record.faults);
    FoundBlock block = {0};
    if (end.block_at > end.len)
        block =
            archive_find_block(reader, &warc_format, end.block_at, header.length, &record.faults);
    else
        faults_add(&record.faults, "the header has no end: another record begins in it");
    record.block = (Str){bytes_window(reader) + end.block_at, (uint32_t)block.len};
    record.is_cut = block.is_cut;
    set_record(&header, &record);
    DatelineStatus status = DATELINE_OK;
    if (block.is_large && has_content(header.type)) {
        archive_refuse_large(run, &record, header.length);
    } else {
        if (!block.is_large) archive_check_block(run, &record, header.fields[WARC_BLOCK_DIGEST]);
        status = read_by_type(run, &header, &record);
    }
    Faults late = {0};
    archive_skip_block(reader, &warc_format, end.block_at, header.length, &block, &late);
    record.faults = late;
    archive_report(run, &record);
    return status;
}

bool warc_starts(Str start)
{
    return is_version_line(start.data, start.len);
}

const ArchiveFormat warc_format = {
    .name = "WARC",
    .is_surely_header = is_version_line,
    .is_header = is_header,
    .line_ends_after_block = 2,
    .read_record = read_record,
};
