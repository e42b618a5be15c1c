/*
 * Quotation marks, told open or close, and the apostrophes that look like them.
 *
 *     He called it a 'precious asset' of the two countries' people.
 *                    ^ opens        ^ closes              ^ possessive
 *
 * A typographic mark says what it is; a straight one is told by the space around it and, where
 * that does not tell, by whether one stands open in the paragraph.
 */
#include "scan.h"
#include "text/utf8.h"

/* How far the end of a single quotation is looked for. */
#define QUOTE_LOOKAHEAD_BYTES 400

static bool is_opening_context(uint32_t before)
{
    if (scan_is_gap(before)) return true;
    switch (before) {
    case '(':
    case '[':
    case '{':
    case '-':
    case '/':
    case '=':
    case 0x2013:
    case 0x2014:
    case '"':
    case '\'':
    case 0x201C:
    case 0x2018: return true;
    default: return false;
    }
}

static void emit_quote(Scanner *scanner, uint32_t end, bool opens)
{
    scan_emit(scanner, end, TOKEN_QUOTE, opens ? TOKEN_OPENS_QUOTE : TOKEN_CLOSES_QUOTE);
}

static void emit_double(Scanner *scanner, uint32_t end, bool opens)
{
    scanner->quotes.is_double_open = opens;
    emit_quote(scanner, end, opens);
}

/* The double mark in [at, end), where the space around it does not tell: fallback. */
static bool opens_by_space(const Scanner *scanner, uint32_t at, uint32_t end, bool fallback)
{
    uint32_t len;
    uint32_t before = scan_char_before(scanner, at), after = scan_char(scanner, end, &len);
    bool may_open = is_opening_context(before) && !scan_is_gap(after);
    bool may_close = !scan_is_gap(before) && !(scan_is_word_char(after));
    return may_open == may_close ? fallback : may_open;
}

static bool opens_double(const Scanner *scanner, uint32_t at, uint32_t end)
{
    return opens_by_space(scanner, at, end, !scanner->quotes.is_double_open);
}

/* "'em", "'90s": end of a word that begins with the apostrophe at `at`; 0 if there is none. */
static uint32_t match_elision(const Scanner *scanner, uint32_t at, uint32_t mark_bytes)
{
    uint32_t rest = at + mark_bytes, len;
    uint32_t end = scan_word_run(scanner, rest);
    if (end == rest || end - rest > 8) return 0;
    if (scan_is_word_char(scan_char_before(scanner, at))) return 0;
    if (segment_lexicon_has(scanner->lexicon, scan_slice(scanner, at, end), WORD_ELISION)) {
        bool is_and = end - rest == 1 && scan_is_apostrophe(scan_char(scanner, end, &len));
        return is_and ? end + len : end; /* "rock 'n' roll" */
    }
    bool is_decade = end - rest == 3 && (scanner->text.data[end - 1] | 32) == 's';
    bool is_year = end - rest == 2 && !scan_is_apostrophe(scan_char(scanner, end, &len));
    for (uint32_t i = rest; i < rest + 2 && i < end; i++)
        if (scanner->text.data[i] < '0' || scanner->text.data[i] > '9') return 0;
    return is_decade || is_year ? end : 0;
}

/* "'s", "'ll" after a word: end of the clitic, 0 if there is none. */
static uint32_t match_clitic(const Scanner *scanner, uint32_t at, uint32_t mark_bytes)
{
    uint32_t before = scan_char_before(scanner, at);
    if (scan_is_gap(before) || is_opening_context(before)) return 0;
    uint32_t rest = at + mark_bytes;
    uint32_t end = scan_word_run(scanner, rest);
    if (end == rest || end - rest > 2) return 0;
    static const Str clitics[] = {STR_INIT("s"),  STR_INIT("m"),  STR_INIT("d"),
                                  STR_INIT("re"), STR_INIT("ve"), STR_INIT("ll")};
    for (size_t i = 0; i < COUNT(clitics); i++)
        if (str_equal_ignoring_case(scan_slice(scanner, rest, end), clitics[i])) return end;
    return 0;
}

/* Whether another single mark that can close stands ahead, before one that opens. */
static bool closes_later(const Scanner *scanner, uint32_t from)
{
    uint32_t limit = scanner->end - from > QUOTE_LOOKAHEAD_BYTES ? from + QUOTE_LOOKAHEAD_BYTES
                                                                 : scanner->end;
    for (uint32_t at = from, len; at < limit; at += len) {
        uint32_t mark = scan_char(scanner, at, &len), unused;
        if (mark == 0x2018) return false;
        if (mark != '\'' && mark != 0x2019) continue;
        bool is_after_gap = is_opening_context(scan_char_before(scanner, at));
        if (is_after_gap && mark == '\'') return false;
        if (!is_after_gap && !scan_is_word_char(scan_char(scanner, at + len, &unused))) return true;
    }
    return false;
}

/* "the countries' people": an apostrophe after a plural. */
static bool is_possessive(const Scanner *scanner, uint32_t at, uint32_t mark_bytes)
{
    uint32_t before = scan_char_before(scanner, at), len;
    if (before != 's' && before != 'S' && before != 'z' && before != 'x') return false;
    if (!scanner->quotes.is_single_open) return true;
    uint32_t next = scan_char(scanner, at + mark_bytes, &len);
    return scan_is_gap(next) && closes_later(scanner, at + mark_bytes);
}

static void scan_single(Scanner *scanner, uint32_t mark, uint32_t mark_bytes)
{
    uint32_t at = scanner->at, end, len;
    if ((end = match_clitic(scanner, at, mark_bytes)) != 0 ||
        (end = match_elision(scanner, at, mark_bytes)) != 0) {
        scan_emit(scanner, end, TOKEN_WORD, 0);
        return;
    }
    end = at + mark_bytes;
    uint32_t before = scan_char_before(scanner, at), after = scan_char(scanner, end, &len);
    bool may_open = is_opening_context(before) && !scan_is_gap(after);
    if (mark == 0x2018 || (mark == '\'' && may_open)) {
        scanner->quotes.is_single_open = true;
        emit_quote(scanner, end, true);
    } else if (is_possessive(scanner, at, mark_bytes)) {
        scan_emit(scanner, end, TOKEN_WORD, 0);
    } else {
        scanner->quotes.is_single_open = false;
        emit_quote(scanner, end, false);
    }
}

/* "''" and "``" stand for one double mark. */
static bool scan_doubled(Scanner *scanner, uint32_t mark, uint32_t mark_bytes)
{
    uint32_t at = scanner->at, len;
    uint32_t second = scan_char(scanner, at + mark_bytes, &len);
    uint32_t end = at + mark_bytes + len;
    bool is_typographic = mark == 0x2018 || mark == 0x2019;
    if (second != mark && !(is_typographic && (second == 0x2018 || second == 0x2019))) return false;
    if (is_typographic) {
        bool opens = mark == 0x2018 && !scan_is_gap(scan_char(scanner, end, &len));
        emit_double(scanner, end, opens);
    } else {
        emit_double(scanner, end, mark == '`' || opens_double(scanner, at, end));
    }
    return true;
}

bool scan_quote(Scanner *scanner)
{
    uint32_t len, at = scanner->at;
    uint32_t mark = scan_char(scanner, at, &len);
    switch (mark) {
    case '"':
    case 0xFF02: emit_double(scanner, at + len, opens_double(scanner, at, at + len)); return true;
    case 0x201C:
    case 0x201F: /* also written for the other one, and it closes in German */
        emit_double(scanner, at + len, opens_by_space(scanner, at, at + len, true));
        return true;
    case 0x201D:
        emit_double(scanner, at + len, opens_by_space(scanner, at, at + len, false));
        return true;
    case 0x201E: emit_double(scanner, at + len, true); return true;
    case 0x00AB: /* the other way round in German and Danish */
        emit_double(scanner, at + len, opens_by_space(scanner, at, at + len, true));
        return true;
    case 0x00BB:
        emit_double(scanner, at + len, opens_by_space(scanner, at, at + len, false));
        return true;
    case 0x300C: /* corner brackets of Chinese and Japanese */
    case 0x300E: emit_quote(scanner, at + len, true); return true;
    case 0x300D:
    case 0x300F: emit_quote(scanner, at + len, false); return true;
    case 0x2039:
    case 0x201A: emit_quote(scanner, at + len, true); return true;
    case 0x203A: emit_quote(scanner, at + len, false); return true;
    case '\'':
    case '`':
    case 0x2018:
    case 0x2019:
        if (!scan_doubled(scanner, mark, len)) scan_single(scanner, mark, len);
        return true;
    default: return false;
    }
}
