/* Addresses of the net: https://example.org/a?b=1, name@example.org, @handle, #tag. */
#include "scan.h"
#include "text/utf8.h"

#define LONGEST_URL_BYTES 2048
#define LONGEST_MAILBOX_BYTES 64
#define LONGEST_HOST_BYTES 64

static bool is_ascii_word(char c)
{
    return c > 0 && scan_is_word_char((unsigned char)c);
}

static bool starts_with(const Scanner *scanner, uint32_t at, Str prefix)
{
    if (at + prefix.len > scanner->end) return false;
    return str_equal_ignoring_case(scan_slice(scanner, at, at + prefix.len), prefix);
}

static bool is_url_char(char c)
{
    return (unsigned char)c > ' ' && c != 0x7F && strchr("<>\"{}|\\^", c) == NULL;
}

static bool has_scheme(const Scanner *scanner, uint32_t at)
{
    static const Str schemes[] = {STR_INIT("http://"), STR_INIT("https://"), STR_INIT("ftp://"),
                                  STR_INIT("www."), STR_INIT("mailto:")};
    for (size_t i = 0; i < COUNT(schemes); i++)
        if (starts_with(scanner, at, schemes[i])) return true;
    return false;
}

/* "example.com/page": a host name and a path without a scheme. */
static bool has_host_and_path(const Scanner *scanner, uint32_t at)
{
    uint32_t end = at, label = at;
    for (; end < scanner->end && end - at < LONGEST_HOST_BYTES; end++) {
        char c = scanner->text.data[end];
        if (!is_ascii_word(c) && c != '.' && c != '-') break;
        if (c == '.') label = end + 1;
    }
    uint32_t len;
    bool has_path = end < scanner->end && scanner->text.data[end] == '/' && label > at + 1 &&
                    label < end && scan_is_word_char(scan_char(scanner, end + 1, &len));
    return has_path &&
           segment_lexicon_has(scanner->lexicon, scan_slice(scanner, label, end), WORD_DOMAIN);
}

static uint32_t match_url(const Scanner *scanner, uint32_t at)
{
    if (!has_scheme(scanner, at) && !has_host_and_path(scanner, at)) return 0;
    uint32_t end = at, limit = scanner->end - at > LONGEST_URL_BYTES ? at + LONGEST_URL_BYTES
                                                                     : scanner->end;
    bool has_paren = false;
    for (; end < limit; end++) {
        uint32_t len;
        char c = scanner->text.data[end];
        if (!is_url_char(c) || (c == ')' && !has_paren) || c == ']' || c == '[') break;
        uint32_t wide = (unsigned char)c >= 0xC0 ? scan_char(scanner, end, &len) : 'a';
        if (wide >= 0x80 && !scan_is_word_char(wide)) break; /* a typographic quote, a space */
        has_paren |= c == '(';
    }
    while (end < limit && ((unsigned char)scanner->text.data[end] & 0xC0) == 0x80) end++;
    while (end > at && strchr(".,;:!?'*", scanner->text.data[end - 1]) != NULL) end--;
    return end;
}

static bool is_mailbox_char(char c)
{
    return is_ascii_word(c) || (c > 0 && strchr("._%+-", c) != NULL);
}

static uint32_t match_email(const Scanner *scanner, uint32_t at)
{
    uint32_t end = at;
    if (!is_ascii_word(scanner->text.data[at])) return 0;
    while (end < scanner->end && end - at < LONGEST_MAILBOX_BYTES &&
           is_mailbox_char(scanner->text.data[end]))
        end++;
    if (end >= scanner->end || scanner->text.data[end] != '@') return 0;
    uint32_t host = end + 1, dots = 0;
    for (end = host; end < scanner->end && end - host < 255; end++) {
        char c = scanner->text.data[end];
        if (!is_ascii_word(c) && c != '.' && c != '-') break;
        dots += c == '.';
    }
    while (end > host && !is_ascii_word(scanner->text.data[end - 1])) {
        end--;
        dots -= scanner->text.data[end] == '.';
    }
    return end > host && dots > 0 ? end : 0;
}

static bool is_file_char(char c)
{
    return is_ascii_word(c) || c == '_' || c == '-' || c == '#' || c == '~';
}

/* "report-7_01.doc": letters, digits and hyphens up to the ending of a file name. */
static uint32_t match_file(const Scanner *scanner, uint32_t at)
{
    uint32_t end = at, before = scan_char_before(scanner, at);
    if (!is_ascii_word(scanner->text.data[at])) return 0;
    if (!scan_is_gap(before) && before != '(' && before != '<' && before != '>') return 0;
    while (end < scanner->end && end - at < LONGEST_MAILBOX_BYTES &&
           is_file_char(scanner->text.data[end]))
        end++;
    if (end >= scanner->end || scanner->text.data[end] != '.') return 0;
    uint32_t ending = end + 1, unused;
    end = scan_word_run(scanner, ending);
    bool is_file = segment_lexicon_has(scanner->lexicon, scan_slice(scanner, ending, end),
                                       WORD_EXTENSION);
    uint32_t after = scan_char(scanner, end, &unused);
    return is_file && after != '.' && after != '/' && after != '-' ? end : 0;
}

/* "@handle" and "#tag"; "#1" is a number with its sign. */
static uint32_t match_tag(const Scanner *scanner, uint32_t at)
{
    char mark = scanner->text.data[at];
    uint32_t len;
    if (mark != '@' && mark != '#') return 0;
    uint32_t before = scan_char_before(scanner, at);
    if (!scan_is_gap(before) && before != '(' && before != '"' && before != '.') return 0;
    uint32_t first = scan_char(scanner, at + 1, &len);
    if (first == SCAN_END || !utf8_is_letter(first)) return 0;
    uint32_t end = at + 1;
    while (end - at < 256) {
        uint32_t run = scan_word_run(scanner, end);
        end = run;
        if (end >= scanner->end || scanner->text.data[end] != '_') break;
        end++;
    }
    return end;
}

uint32_t scan_match_address(const Scanner *scanner, uint32_t at)
{
    uint32_t end = match_url(scanner, at);
    if (end == 0) end = match_email(scanner, at);
    if (end == 0) end = match_file(scanner, at);
    return end != 0 ? end : match_tag(scanner, at);
}
