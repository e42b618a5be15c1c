/*
 * Records of JSON, one after another.
 *
 *     {"title": "A", "text": "..."}⏎
 *     {"title": "B" "text": "..."}⏎       a broken line: reported with its byte, the next is read
 *     {"title": "C", "text": "..."}⏎
 *
 * Lines are cut at line ends, whatever is in them. Elements of an array (and objects over several
 * lines) are cut by counting brackets; where that fails, reading goes on at the next line that
 * starts with '{'.
 */
#include "run.h"
#include "text/json_check.h"

static bool is_json_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool is_blank(Str line)
{
    for (uint32_t i = 0; i < line.len; i++)
        if (!is_json_space(line.data[i])) return false;
    return true;
}

static void skip_byte_order_mark(ByteReader *reader)
{
    if (bytes_fill(reader, 3) >= 3 && memcmp(bytes_window(reader), "\xEF\xBB\xBF", 3) == 0)
        bytes_consume(reader, 3);
}

/* ---- One record ------------------------------------------------------------------------------ */

static int hex_value(const char *digits)
{
    int value = 0;
    for (int i = 0; i < 4; i++) {
        char c = digits[i];
        int digit = c >= '0' && c <= '9'                 ? c - '0'
                    : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10
                                                         : -1;
        if (digit < 0) return -1;
        value = value * 16 + digit;
    }
    return value;
}

/* Half a surrogate pair, as some writers leave it behind, is no character: it becomes U+FFFD in
 * place. True if there was one. */
static bool repair_surrogates(char *text, uint32_t len)
{
    bool found = false;
    for (uint32_t i = 0; i + 6 <= len; i++) {
        if (text[i] != '\\') continue;
        int unit = text[i + 1] == 'u' ? hex_value(text + i + 2) : -1;
        bool is_high = unit >= 0xD800 && unit < 0xDC00, is_low = unit >= 0xDC00 && unit < 0xE000;
        int next = is_high && i + 12 <= len && text[i + 6] == '\\' && text[i + 7] == 'u'
                       ? hex_value(text + i + 8)
                       : -1;
        bool is_pair = is_high && next >= 0xDC00 && next < 0xE000;
        if (is_pair) {
            i += 11;
            continue;
        }
        if (is_high || is_low) {
            memcpy(text + i + 2, "FFFD", 4);
            found = true;
        }
        i++; /* the escaped character is no backslash that escapes */
    }
    return found;
}

static bool parse(IntakeRun *run, Str text, JsonValue *out)
{
    if (run->json == NULL) run->json = json_reader_new();
    if (json_reader_parse(run->json, text, out)) return true;
    return repair_surrogates((char *)text.data, text.len) &&
           json_reader_parse(run->json, text, out);
}

static uint64_t count_newlines(Str text)
{
    uint64_t lines = 0;
    for (uint32_t i = 0; i < text.len; i++) lines += text.data[i] == '\n';
    return lines;
}

static void report_broken(IntakeRun *run, const ByteReader *reader, Str text)
{
    JsonFault fault = json_find_fault(text, JSON_DEEPEST);
    uint64_t line = reader->line + count_newlines((Str){text.data, fault.offset});
    run_problem(run, INTAKE_BROKEN_JSON, reader->offset + fault.offset, line, "%s",
                fault.reason == NULL ? "the parser refused the record" : fault.reason);
}

/* The first len bytes of the window are one record. */
static DatelineStatus read_record(IntakeRun *run, ByteReader *reader, size_t len)
{
    Str text = {bytes_window(reader), (uint32_t)len};
    JsonValue record;
    DatelineStatus status = DATELINE_OK;
    if (parse(run, text, &record))
        status = read_json_record(run, &record, reader->offset, reader->line);
    else
        report_broken(run, reader, text);
    arena_clear(run->scratch);
    return status;
}

static void report_too_long(IntakeRun *run, uint64_t offset, uint64_t line, uint64_t len,
                            uint32_t limit)
{
    run_problem(run, INTAKE_TOO_LARGE, offset, line,
                "the record of %s%llu bytes is longer than the limit of %u bytes (%u MiB)",
                len > limit ? "" : "more than ", (unsigned long long)len, limit, limit >> 20);
}

/* ---- Lines ----------------------------------------------------------------------------------- */

/* Length of the first line with its line end; 0 at the end of the stream. *out_is_cut: the line is
 * longer than the window may become. */
static size_t find_line(ByteReader *reader, bool *out_is_cut)
{
    size_t searched = 0, wanted = 1;
    *out_is_cut = false;
    for (;;) {
        size_t count = bytes_fill(reader, wanted);
        const char *found = count > searched
                                ? memchr(bytes_window(reader) + searched, '\n', count - searched)
                                : NULL;
        if (found != NULL) return (size_t)(found - bytes_window(reader)) + 1;
        if (reader->is_at_end && count <= LARGEST_RECORD_BYTES) return count;
        *out_is_cut = count > LARGEST_RECORD_BYTES;
        if (*out_is_cut) return count;
        searched = count;
        wanted = 2 * count + (64u << 10);
        if (wanted > LARGEST_RECORD_BYTES) wanted = (size_t)LARGEST_RECORD_BYTES + 1;
    }
}

/* Drops the rest of a line that is too long, without holding it. */
static void skip_long_line(IntakeRun *run, ByteReader *reader)
{
    uint64_t offset = reader->offset, line = reader->line;
    for (;;) {
        size_t count = bytes_fill(reader, 1);
        if (count == 0) break;
        const char *found = memchr(bytes_window(reader), '\n', count);
        bytes_consume(reader, found == NULL ? count : (size_t)(found - bytes_window(reader)) + 1);
        if (found != NULL) break;
    }
    report_too_long(run, offset, line, reader->offset - offset, LARGEST_RECORD_BYTES);
}

DatelineStatus read_json_lines(IntakeRun *run, ByteReader *reader)
{
    skip_byte_order_mark(reader);
    for (;;) {
        bool is_cut;
        size_t len = find_line(reader, &is_cut);
        if (len == 0) return DATELINE_OK;
        if (is_cut || len > (size_t)LARGEST_RECORD_BYTES + 1) {
            skip_long_line(run, reader);
            continue;
        }
        if (!is_blank((Str){bytes_window(reader), (uint32_t)len}))
            TRY(read_record(run, reader, len));
        bytes_consume(reader, len);
    }
}

/* ---- Values and arrays ----------------------------------------------------------------------- */

/* Each costs a look at all that may be one record, so that their number must be small. */
#define MOST_ENDLESS 8

typedef struct BracketScan {
    size_t at;
    uint32_t depth;
    bool is_in_string;
    bool is_escaped;
    bool is_broken; /* a line ends within a string: this value will not end well */
} BracketScan;

/* True when the brackets are closed, then at is the end of the value, or when it is broken. */
static bool scan_brackets(BracketScan *scan, const char *bytes, size_t count)
{
    while (scan->at < count) {
        char c = bytes[scan->at++];
        if (c == '\n' && scan->is_in_string) {
            scan->is_broken = true;
            return true;
        }
        if (scan->is_escaped) {
            scan->is_escaped = false;
        } else if (scan->is_in_string) {
            scan->is_escaped = c == '\\';
            scan->is_in_string = c != '"';
        } else if (c == '"') {
            scan->is_in_string = true;
        } else if (c == '{' || c == '[') {
            scan->depth++;
        } else if (c == '}' || c == ']') {
            if (--scan->depth == 0) return true;
        }
    }
    return false;
}

typedef enum ValueEnd { VALUE_ENDS, VALUE_BREAKS, VALUE_IS_ENDLESS } ValueEnd;

/* Length of the value that starts at the window's first byte, which is '{' or '['. Endless: it does
 * not end within the limit or the file. */
static ValueEnd find_value(ByteReader *reader, uint32_t limit, size_t *out_len)
{
    BracketScan scan = {0};
    for (size_t wanted = 64u << 10;;) {
        size_t count = bytes_fill(reader, wanted);
        if (count > limit) count = limit;
        bool is_done = scan_brackets(&scan, bytes_window(reader), count);
        *out_len = scan.at;
        if (is_done) return scan.is_broken ? VALUE_BREAKS : VALUE_ENDS;
        if (count == limit || reader->is_at_end) return VALUE_IS_ENDLESS;
        wanted = 2 * count < limit ? 2 * count : limit;
    }
}

/* Eats up to the next line that starts with '{', the broken value's own first line excepted. */
static void resynchronise(ByteReader *reader)
{
    bool is_line_start = false;
    if (bytes_count(reader) > 0) bytes_consume(reader, 1);
    while (bytes_fill(reader, 1) > 0) {
        const char *window = bytes_window(reader);
        size_t count = bytes_count(reader), at = 0;
        for (; at < count; at++) {
            if (is_line_start && window[at] == '{') break;
            is_line_start = window[at] == '\n' || (is_line_start && is_json_space(window[at]));
        }
        bytes_consume(reader, at);
        if (at < count) return;
    }
}

/* A value that is not whole: said once, and then on from the next that can be made out. */
static void report_cut(IntakeRun *run, ByteReader *reader, ValueEnd end, size_t count,
                       uint32_t limit)
{
    if (end == VALUE_IS_ENDLESS && count >= limit)
        report_too_long(run, reader->offset, reader->line, limit, limit);
    else
        report_broken(run, reader, (Str){bytes_window(reader), (uint32_t)count});
    resynchronise(reader);
}

/* Something else where an object is expected: up to the next bracket. */
static void report_stray(IntakeRun *run, ByteReader *reader)
{
    run_problem(run, INTAKE_BROKEN_JSON, reader->offset, reader->line, "expected an object");
    bytes_consume(reader, 1);
    while (bytes_fill(reader, 1) > 0) {
        const char *window = bytes_window(reader);
        size_t count = bytes_count(reader), at = 0;
        while (at < count && window[at] != '{' && window[at] != ']') at++;
        bytes_consume(reader, at);
        if (at < count) return;
    }
}

static void skip_separators(ByteReader *reader, bool has_commas)
{
    while (bytes_fill(reader, 1) > 0) {
        const char *window = bytes_window(reader);
        size_t count = bytes_count(reader), at = 0;
        while (at < count && (is_json_space(window[at]) || (has_commas && window[at] == ','))) at++;
        bytes_consume(reader, at);
        if (at < count) return;
    }
}

DatelineStatus read_json_values(IntakeRun *run, ByteReader *reader, bool is_array)
{
    uint32_t limit = is_array ? LARGEST_RECORD_BYTES : LARGEST_FILE_BYTES, endless = 0;
    skip_byte_order_mark(reader);
    skip_separators(reader, false);
    if (is_array && bytes_count(reader) > 0) bytes_consume(reader, 1); /* '[' */
    for (;;) {
        skip_separators(reader, is_array);
        if (bytes_count(reader) == 0) break;
        char first = *bytes_window(reader);
        if (is_array && first == ']') return DATELINE_OK;
        if (first != '{' && first != '[') {
            report_stray(run, reader);
            continue;
        }
        size_t len;
        ValueEnd end = find_value(reader, limit, &len);
        if (end == VALUE_ENDS) {
            TRY(read_record(run, reader, len));
            bytes_consume(reader, len);
            continue;
        }
        endless += end == VALUE_IS_ENDLESS;
        if (endless > MOST_ENDLESS) {
            run_problem(run, INTAKE_BROKEN_JSON, reader->offset, reader->line,
                        "too many records without an end: the rest of the file is not read");
            return DATELINE_OK;
        }
        report_cut(run, reader, end, len, limit);
    }
    if (is_array)
        run_problem(run, INTAKE_BROKEN_JSON, reader->offset, reader->line,
                    "the array is not closed");
    return DATELINE_OK;
}
