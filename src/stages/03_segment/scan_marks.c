/* Marks that are neither words nor quotation marks: "...", "?!", "----==", "->", ":-)", "US$". */
#include <unicode/uchar.h>

#include "scan.h"
#include "text/utf8.h"

/* How far back the bracket is looked for that a ")" closes. */
#define BRACKET_LOOKBACK_BYTES 200

static bool is_one_of(uint32_t character, const char *marks)
{
    return character < 0x80 && character != 0 && strchr(marks, (int)character) != NULL;
}

static bool is_repeatable(uint32_t character)
{
    return is_one_of(character, ".-*=_~#+<>|$");
}

static bool is_stop_mark(uint32_t character)
{
    return is_one_of(character, "!?.");
}

/* "----==", "*~*~*", "|-----+---->": a line drawn with several marks; its end, or 0. */
static uint32_t match_drawing(const Scanner *scanner, uint32_t at)
{
    uint32_t end = at;
    if (is_one_of((unsigned char)scanner->text.data[at], "{}")) return 0;
    while (end < scanner->end && is_one_of((unsigned char)scanner->text.data[end], "-=*~_<>|+{}"))
        end++;
    Str drawing = scan_slice(scanner, at, end);
    bool is_arrow = str_equal(drawing, STR("->")) || str_equal(drawing, STR("<-")) ||
                    str_equal(drawing, STR("=>")) || str_equal(drawing, STR(">=")) ||
                    str_equal(drawing, STR("<="));
    if (is_arrow) return end;
    return drawing.len >= 3 ? end : 0;
}

/* End of a mark that is written with more than one character: "...", "--", "?!"; else of one. */
static uint32_t match_marks(const Scanner *scanner, uint32_t at)
{
    uint32_t len, end = at;
    uint32_t drawing = match_drawing(scanner, at);
    if (drawing != 0) return drawing;
    uint32_t first = scan_char(scanner, at, &len);
    end += len;
    for (;;) {
        uint32_t next = scan_char(scanner, end, &len);
        bool is_same = next == first && is_repeatable(first);
        bool is_stops = is_stop_mark(first) && is_stop_mark(next);
        if (!is_same && !is_stops && !scan_is_joiner(next) && next != 0xFE0F) return end;
        end += len;
    }
}

/* Whether a bracket stands open before `at`, so that ":)" may be a colon and a bracket. */
static bool is_in_brackets(const Scanner *scanner, uint32_t at)
{
    uint32_t limit = at - scanner->start > BRACKET_LOOKBACK_BYTES ? at - BRACKET_LOOKBACK_BYTES
                                                                  : scanner->start;
    while (at > limit) {
        char c = scanner->text.data[--at];
        if (c == ')') return false;
        if (c == '(') return true;
    }
    return false;
}

/* ":)" after a space, or after a word or a stop as in "thanks:)". */
static bool may_start_smiley(const Scanner *scanner, uint32_t at)
{
    uint32_t before = scan_char_before(scanner, at);
    if (scan_is_gap(before)) return true;
    bool is_eyes = is_one_of((unsigned char)scanner->text.data[at], ":;=");
    return is_eyes && (utf8_is_letter(before) || is_stop_mark(before)) &&
           !is_in_brackets(scanner, at);
}

static uint32_t match_smiley(const Scanner *scanner, uint32_t at)
{
    for (uint32_t len = 3; len >= 2; len--) {
        uint32_t used;
        if (at + len > scanner->end) continue;
        if (!segment_lexicon_has(scanner->lexicon, scan_slice(scanner, at, at + len), WORD_SMILEY))
            continue;
        bool is_free = scan_is_gap(scan_char(scanner, at + len, &used));
        if (is_free && may_start_smiley(scanner, at)) return at + len;
    }
    return 0;
}

/* ".doc" by itself or after a bracket, as in "Report(final).doc"; or 0. */
static uint32_t match_extension(const Scanner *scanner, uint32_t at)
{
    uint32_t before = scan_char_before(scanner, at);
    if (scanner->text.data[at] != '.' || (before != ')' && !scan_is_gap(before))) return 0;
    uint32_t end = scan_word_run(scanner, at + 1);
    bool is_known = segment_lexicon_has(scanner->lexicon, scan_slice(scanner, at + 1, end),
                                        WORD_EXTENSION);
    return is_known ? end : 0;
}

static TokenKind kind_of_mark(uint32_t character)
{
    if (character == UTF8_BAD) return TOKEN_SYMBOL;
    if (character < 0x80 && !is_one_of(character, "#$%&*+<=>@^_|~\\`")) return TOKEN_PUNCT;
    return u_ispunct((UChar32)character) ? TOKEN_PUNCT : TOKEN_SYMBOL;
}

void scan_marks(Scanner *scanner)
{
    uint32_t len, at = scanner->at;
    uint32_t first = scan_char(scanner, at, &len), end;
    if ((end = match_smiley(scanner, at)) != 0)
        scan_emit(scanner, end, TOKEN_SYMBOL, 0);
    else if ((end = match_extension(scanner, at)) != 0)
        scan_emit(scanner, end, TOKEN_WORD, 0);
    else
        scan_emit(scanner, match_marks(scanner, at), kind_of_mark(first), 0);
}

/* "US$4.5": the letters and the sign are one token. */
uint32_t scan_match_currency(const Scanner *scanner, uint32_t at)
{
    uint32_t end = at, len;
    while (end - at < 3 && end < scanner->end && scanner->text.data[end] >= 'A' &&
           scanner->text.data[end] <= 'Z')
        end++;
    if (end == at || scan_char(scanner, end, &len) != '$') return 0;
    return end + 1;
}
