#include "scan.h"

#include <unicode/uchar.h>

#include "text/utf8.h"

uint32_t scan_char(const Scanner *scanner, uint32_t at, uint32_t *out_len)
{
    *out_len = 1;
    if (at < scanner->start || at >= scanner->end) return SCAN_END;
    unsigned char first = (unsigned char)scanner->text.data[at];
    if (first < 0x80) return first;
    return utf8_decode((Str){scanner->text.data, scanner->end}, at, out_len);
}

uint32_t scan_char_before(const Scanner *scanner, uint32_t at)
{
    uint32_t len;
    if (at <= scanner->start) return SCAN_END;
    unsigned char last = (unsigned char)scanner->text.data[at - 1];
    return last < 0x80 ? last : utf8_decode_before(scanner->text, at, &len);
}

bool scan_is_joiner(uint32_t character)
{
    if (character < 0x300 || character == UTF8_BAD) return false;
    return (U_GET_GC_MASK((UChar32)character) & U_GC_M_MASK) != 0 || character == 0x200D;
}

bool scan_is_word_char(uint32_t character)
{
    if (character < 0x80)
        return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') ||
               (character >= '0' && character <= '9');
    if (character == UTF8_BAD) return false;
    return u_isalnum((UChar32)character) || scan_is_joiner(character);
}

bool scan_is_apostrophe(uint32_t character)
{
    return character == '\'' || character == 0x2019 || character == 0x02BC || character == '`';
}

bool scan_is_gap(uint32_t character)
{
    if (character < 0x80) return character <= ' ' || character == 0x7F;
    return utf8_is_space(character);
}

Str scan_slice(const Scanner *scanner, uint32_t start, uint32_t end)
{
    return (Str){scanner->text.data + start, end - start};
}

uint32_t scan_word_run(const Scanner *scanner, uint32_t at)
{
    uint32_t start = at, len;
    while (at - start <= LONGEST_WORD_BYTES && scan_is_word_char(scan_char(scanner, at, &len)))
        at += len;
    return at;
}

static uint32_t case_flags(Str word)
{
    uint32_t letters = 0, upper = 0, flags = 0;
    for (uint32_t at = 0, len; at < word.len; at += len) {
        uint32_t character = utf8_decode(word, at, &len);
        bool is_upper = utf8_is_upper(character);
        if (at == 0 && is_upper) flags |= TOKEN_CAPITALISED;
        if (!utf8_is_letter(character)) continue;
        letters++;
        upper += is_upper;
    }
    if (letters >= 2 && upper == letters) flags |= TOKEN_ALL_CAPS;
    return flags;
}

void scan_emit(Scanner *scanner, uint32_t end, TokenKind kind, uint32_t flags)
{
    assert(end > scanner->at && end <= scanner->end);
    if (scan_is_gap(scan_char_before(scanner, scanner->at))) flags |= TOKEN_SPACE_BEFORE;
    if (kind == TOKEN_WORD) flags |= case_flags(scan_slice(scanner, scanner->at, end));
    Token *token = list_add(scanner->doc->arena, &scanner->doc->tokens);
    token->span = (Span){scanner->at, end};
    token->kind = kind;
    token->flags = flags;
    token->head = NONE;
    scanner->at = end;
}

/* "n't" at the end of a word that is longer; its first byte, or 0. */
static uint32_t find_negation(const Scanner *scanner, uint32_t start, uint32_t end)
{
    uint32_t letter_t = end - 1;
    uint32_t n = scan_char_before(scanner, letter_t) == '\'' ? letter_t - 2 : letter_t - 4;
    return n > start ? n : 0;
}

static bool ends_in_negation(const Scanner *scanner, uint32_t start, uint32_t end)
{
    if (end - start < 4 || (scanner->text.data[end - 1] | 32) != 't') return false;
    uint32_t mark = scan_char_before(scanner, end - 1);
    if (mark != '\'' && mark != 0x2019) return false;
    uint32_t mark_bytes = mark == '\'' ? 1 : 3;
    if (end - start < mark_bytes + 3) return false;
    return (scanner->text.data[end - 2 - mark_bytes] | 32) == 'n';
}

static void emit_word(Scanner *scanner, uint32_t end)
{
    uint32_t start = scanner->at;
    Str word = scan_slice(scanner, start, end);
    WordParts parts = segment_lexicon_contraction(scanner->lexicon, word);
    if (parts.is_doubtful) {
        *list_add(scanner->counts->arena, scanner->doubts) = scanner->doc->tokens.count;
        parts.first = 0;
    }
    if (parts.first == 0) parts.first = glue_find(scanner->counts, scanner->lexicon, word);
    if (parts.first != 0) {
        scan_emit(scanner, start + parts.first, TOKEN_WORD, 0);
        if (parts.second != 0) scan_emit(scanner, start + parts.second, TOKEN_WORD, 0);
    } else if (ends_in_negation(scanner, start, end)) {
        uint32_t negation = find_negation(scanner, start, end);
        if (negation != 0) scan_emit(scanner, negation, TOKEN_WORD, 0);
    }
    scan_emit(scanner, end, TOKEN_WORD, 0);
}

/* "60's" and "1930's" are years like "1930s"; the end of the number otherwise. */
static uint32_t pass_decade(const Scanner *scanner, uint32_t end)
{
    uint32_t digits = end - scanner->at, mark_bytes, unused;
    const char *first = scanner->text.data + scanner->at;
    bool is_decade = first[digits - 1] == '0' &&
                     (digits == 2 || (digits == 4 && first[0] == '1'));
    if (!is_decade || !scan_is_apostrophe(scan_char(scanner, end, &mark_bytes))) return end;
    uint32_t letter = end + mark_bytes;
    bool is_plural = scan_char(scanner, letter, &unused) == 's' &&
                     !scan_is_word_char(scan_char(scanner, letter + 1, &unused));
    return is_plural ? letter + 1 : end;
}

/* Digits and what may stand with them parted: "25km", "$5bn", "1980s" and "20th" whole. */
static void emit_number(Scanner *scanner, uint32_t end)
{
    uint32_t run = scan_word_run(scanner, end);
    if (run == end) {
        end = pass_decade(scanner, end);
        scan_emit(scanner, end, TOKEN_NUMBER, 0);
        return;
    }
    Str tail = scan_slice(scanner, end, run);
    scan_emit(scanner, segment_lexicon_has(scanner->lexicon, tail, WORD_UNIT)
                           ? end
                           : scan_match_word(scanner, end),
              TOKEN_NUMBER, 0);
}

static void scan_token(Scanner *scanner)
{
    uint32_t at = scanner->at, len, end;
    uint32_t character = scan_char(scanner, at, &len);
    if ((end = scan_match_address(scanner, at)) != 0)
        scan_emit(scanner, end, TOKEN_WORD, 0);
    else if ((end = scan_match_number(scanner, at)) != 0)
        emit_number(scanner, end);
    else if ((end = scan_match_currency(scanner, at)) != 0)
        scan_emit(scanner, end, TOKEN_SYMBOL, 0);
    else if (scan_is_word_char(character))
        emit_word(scanner, scan_match_word(scanner, at));
    else if (!scan_quote(scanner))
        scan_marks(scanner);
}

void scan_paragraph(const SegmentLexicon *lexicon, WordCounts *counts, Document *doc, Span span,
                    DoubtList *doubts)
{
    Scanner scanner = {.lexicon = lexicon, .counts = counts, .doubts = doubts, .doc = doc,
                       .text = doc->text,
                       .start = span.start, .at = span.start, .end = span.end};
    while (scanner.at < scanner.end) {
        uint32_t len;
        if (scan_is_gap(scan_char(&scanner, scanner.at, &len)))
            scanner.at += len;
        else
            scan_token(&scanner);
    }
}
