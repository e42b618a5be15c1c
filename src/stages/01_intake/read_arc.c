/*
 * ARC, the format before WARC: a line, a block, an empty line.
 *
 *     filedesc://x.arc 0.0.0.0 20060305082251 text/plain 76       of the file; version 1 or 2
 *     http://a.org/b c 134.193.4.1 19970417175710 text/html 4270  address, host, time, type, length
 *     HTTP/1.0 200 OK
 *     ...
 *
 * Version 2 has ten fields. Addresses may have spaces in them: fields are counted from the end.
 */
#include "archive.h"

#define LONGEST_LINE_BYTES (64u << 10)
#define FIELDS_1 5
#define FIELDS_2 10

typedef struct ArcLine {
    Str url;
    Str host;
    Str date;
    Str type;
    Str length;
    uint32_t fields;
} ArcLine;

/* ---- The line -------------------------------------------------------------------------------- */

/* The line without its end; false if there is none within the bytes and the limit. */
static bool take_line(const char *bytes, size_t len, Str *out)
{
    if (len > LONGEST_LINE_BYTES) len = LONGEST_LINE_BYTES;
    const char *end = len == 0 ? NULL : memchr(bytes, '\n', len);
    if (end == NULL) return false;
    *out = (Str){bytes, (uint32_t)(end - bytes)};
    if (out->len > 0 && bytes[out->len - 1] == '\r') out->len--;
    return true;
}

/* Takes the last word off a line. */
static Str take_last(Str *line)
{
    while (line->len > 0 && line->data[line->len - 1] == ' ') line->len--;
    uint32_t start = line->len;
    while (start > 0 && line->data[start - 1] != ' ') start--;
    Str word = {line->data + start, line->len - start};
    line->len = start;
    return word;
}

static uint32_t count_words(Str line)
{
    uint32_t words = 0;
    for (uint32_t i = 0; i < line.len; i++)
        words += line.data[i] != ' ' && (i == 0 || line.data[i - 1] == ' ');
    return words;
}

/* "http:", "filedesc:", "dns:" */
static bool starts_with_scheme(Str line)
{
    uint32_t at = 0;
    while (at < line.len && at < 12 && ascii_is_alnum(line.data[at])) at++;
    return at > 1 && at < line.len && line.data[at] == ':';
}

static bool split_line(Str line, bool is_2, ArcLine *out)
{
    uint32_t words = starts_with_scheme(line) ? count_words(line) : 0;
    if (words < FIELDS_1) return false;
    bool is_description = str_starts(line, STR("filedesc:"));
    out->fields = words >= FIELDS_2 && (is_2 || is_description) ? FIELDS_2 : FIELDS_1;
    out->length = take_last(&line);
    if (out->fields == FIELDS_2)
        for (int i = 0; i < 5; i++) take_last(&line); /* result, checksum, location, offset, file */
    out->type = take_last(&line);
    out->date = take_last(&line);
    out->host = take_last(&line);
    out->url = str_trim(line);
    return true;
}

static bool is_all_digits(Str word)
{
    for (uint32_t i = 0; i < word.len; i++)
        if (!ascii_is_digit(word.data[i])) return false;
    return word.len > 0;
}

static bool is_header(const char *bytes, size_t len)
{
    Str line;
    ArcLine unused;
    return take_line(bytes, len, &line) && split_line(line, false, &unused);
}

/* In the middle of things, more is asked of a line: a date of digits, a host, a type with a slash.
 */
static bool is_surely_header(const char *bytes, size_t len)
{
    Str line;
    ArcLine parts;
    if (len < 6 || !ascii_is_alnum(bytes[0]) || !take_line(bytes, len, &line)) return false;
    for (int is_2 = 0; is_2 < 2; is_2++) {
        if (!split_line(line, is_2 == 1, &parts)) return false;
        bool has_host =
            parts.host.len > 0 && (ascii_is_alnum(parts.host.data[0]) ||
                                   parts.host.data[0] == '-' || parts.host.data[0] == ':');
        if (has_host && is_all_digits(parts.date) && parts.date.len >= 12 && parts.date.len <= 20 &&
            (str_find(parts.type, STR("/"), 0) != STR_NOT_FOUND || is_all_digits(parts.length)))
            return true;
    }
    return false;
}

/* ---- Records --------------------------------------------------------------------------------- */

static uint64_t read_length(Str word)
{
    uint64_t value = 0;
    if (word.len > 18 || !is_all_digits(word)) return UNKNOWN_LENGTH;
    for (uint32_t i = 0; i < word.len; i++) value = 10 * value + (uint64_t)(word.data[i] - '0');
    return value;
}

static bool is_dash(Str word)
{
    return str_equal(word, STR("-"));
}

static void check_line(const ArcLine *line, uint64_t length, ArchiveRecord *record)
{
    if (length == UNKNOWN_LENGTH)
        faults_add(&record->faults, "the length '" STR_FMT "' is no number",
                   SHORT_ARG(line->length));
    if (str_is_empty(record->fetched) && !is_dash(line->date))
        faults_add(&record->faults, "the date '" STR_FMT "' is none", SHORT_ARG(line->date));
}

static DatelineStatus read_block(IntakeRun *run, ArchiveRecord *record)
{
    if (!str_starts(record->url, STR("filedesc:"))) return archive_read_record(run, record);
    archive_state(run)->is_arc_2 = str_starts(record->block, STR("2 "));
    archive_report(run, record);
    archive_skip(run, record, INTAKE_SKIP_ADMINISTRATION);
    return DATELINE_OK;
}

static DatelineStatus read_record(IntakeRun *run, ByteReader *reader)
{
    Archives *archives = archive_state(run);
    ArchiveRecord record = {.offset = archive_offset(reader)};
    Str text;
    ArcLine line;
    bool is_line = take_line(bytes_window(reader), bytes_count(reader), &text);
    assert(is_line);
    size_t header_len =
        (size_t)((const char *)memchr(text.data + text.len, '\n', 2) - bytes_window(reader)) + 1;
    split_line(arena_copy_str(archives->arena, text), archives->is_arc_2, &line);
    uint64_t length = read_length(line.length);
    record.url = line.url;
    record.fetched = archive_date(line.date, archives->arena);
    record.content_type = line.type;
    check_line(&line, length, &record);
    FoundBlock block = archive_find_block(reader, &arc_format, header_len, length, &record.faults);
    record.block = (Str){bytes_window(reader) + header_len, (uint32_t)block.len};
    record.is_cut = block.is_cut;
    record.is_http = str_starts(record.block, STR("HTTP/"));
    DatelineStatus status = DATELINE_OK;
    if (block.is_large)
        archive_refuse_large(run, &record, length);
    else
        status = read_block(run, &record);
    record.faults = (Faults){0};
    archive_skip_block(reader, &arc_format, header_len, length, &block, &record.faults);
    archive_report(run, &record);
    return status;
}

bool arc_starts(Str start)
{
    return is_surely_header(start.data, start.len) ||
           (str_starts(start, STR("filedesc:")) && is_header(start.data, start.len));
}

const ArchiveFormat arc_format = {
    .name = "ARC",
    .is_surely_header = is_surely_header,
    .is_header = is_header,
    .line_ends_after_block = 1,
    .checks_next = true,
    .read_record = read_record,
};
