/* Where a word ends: apostrophes, hyphens, stops, slashes and ampersands within words. */
#include "scan.h"
#include "text/utf8.h"

static bool is_ascii_upper(uint32_t character)
{
    return character >= 'A' && character <= 'Z';
}

static bool is_letter_at(const Scanner *scanner, uint32_t at)
{
    uint32_t len;
    uint32_t character = scan_char(scanner, at, &len);
    return character != SCAN_END && utf8_is_letter(character);
}

static bool is_clitic(Str letters)
{
    static const Str clitics[] = {STR_INIT("s"),  STR_INIT("m"),  STR_INIT("d"),
                                  STR_INIT("re"), STR_INIT("ve"), STR_INIT("ll")};
    for (size_t i = 0; i < COUNT(clitics); i++)
        if (str_equal_ignoring_case(letters, clitics[i])) return true;
    return false;
}

/* After an apostrophe at `mark`: end of the word if it goes on ("O'Reilly", "don't"), else 0. */
static uint32_t pass_apostrophe(const Scanner *scanner, uint32_t mark)
{
    uint32_t mark_bytes;
    if (scan_char(scanner, mark, &mark_bytes) == '`') return 0;
    uint32_t rest = mark + mark_bytes;
    uint32_t end = scan_word_run(scanner, rest);
    if (end == rest || !is_letter_at(scanner, rest)) return 0;
    Str letters = scan_slice(scanner, rest, end);
    if (is_clitic(letters)) return 0;
    return end;
}

/* Whether "Jong" and "un" on both sides of a hyphen make one given name. */
static bool is_given_name(const Scanner *scanner, Str left, uint32_t right)
{
    uint32_t len, end = scan_word_run(scanner, right);
    if (!is_ascii_upper((unsigned char)left.data[0]) || end - right > 6) return false;
    if (scan_char(scanner, end, &len) == '-' && is_letter_at(scanner, end + 1)) return false;
    return segment_lexicon_has(scanner->lexicon, left, WORD_SYLLABLE) &&
           segment_lexicon_has(scanner->lexicon, scan_slice(scanner, right, end), WORD_SYLLABLE);
}

/* End of the word if the hyphen at `hyphen` joins it to what follows, else 0. */
static uint32_t pass_hyphen(const Scanner *scanner, uint32_t start, uint32_t hyphen, uint32_t len)
{
    Str left = scan_slice(scanner, start, hyphen);
    uint32_t right = hyphen + len;
    uint32_t end = scan_word_run(scanner, right);
    if (end == right || left.len == 0) return 0;
    bool is_prefix = segment_lexicon_has(scanner->lexicon, left, WORD_PREFIX) &&
                     (left.len > 1 || end - right > 3);
    bool is_suffix =
        segment_lexicon_has(scanner->lexicon, scan_slice(scanner, right, end), WORD_SUFFIX);
    return is_prefix || is_suffix || is_given_name(scanner, left, right) ? end : 0;
}

/* "comp.lang.misc": three names in lower case, or two if the first is one of the net's. */
static bool is_newsgroup(const Scanner *scanner, uint32_t start, uint32_t dot, uint32_t dots,
                         uint32_t end)
{
    for (uint32_t i = start; i < end; i++) {
        char c = scanner->text.data[i];
        if ((c < 'a' || c > 'z') && c != '.' && c != '-') return false;
    }
    return dots >= 2 ||
           segment_lexicon_has(scanner->lexicon, scan_slice(scanner, start, dot), WORD_HIERARCHY);
}

/* "example.com", "file.doc", "alt.religion.misc": end of the name, 0 if it is none. dot is the
 * first stop in it. */
static uint32_t pass_host_name(const Scanner *scanner, uint32_t start, uint32_t dot)
{
    uint32_t end = dot, last = dot, dots = 0;
    while (end - dot < 64) {
        uint32_t run = scan_word_run(scanner, end + 1);
        if (run == end + 1 || (scanner->text.data[end + 1] & 0x80) != 0) break;
        dots++;
        last = end + 1;
        end = run;
        while (end < scanner->end && scanner->text.data[end] == '-' && dots >= 2 &&
               scan_word_run(scanner, end + 1) > end + 1)
            end = scan_word_run(scanner, end + 1); /* "frugal-living" */
        if (end >= scanner->end || scanner->text.data[end] != '.') break;
    }
    if (dots == 0) return 0;
    Str label = scan_slice(scanner, last, end);
    if (is_ascii_upper((unsigned char)label.data[0]) &&
        !is_ascii_upper((unsigned char)label.data[label.len - 1]))
        return 0; /* "friends.Com" is two sentences */
    if (segment_lexicon_has(scanner->lexicon, label, WORD_DOMAIN | WORD_EXTENSION)) return end;
    return is_newsgroup(scanner, start, dot, dots, end) ? end : 0;
}

/* The first word after white space, at most one line away. */
static Str next_word(const Scanner *scanner, uint32_t at)
{
    uint32_t len, limit = at + 8;
    while (at < limit && at < scanner->end && scan_is_gap(scan_char(scanner, at, &len))) at += len;
    uint32_t end = scan_word_run(scanner, at);
    return scan_slice(scanner, at, end);
}

static bool starts_upper(Str word)
{
    uint32_t len;
    return word.len > 0 && utf8_is_upper(utf8_decode(word, 0, &len));
}

/* "J." of a name: a single capital that a name follows; or "E. coli". */
static bool is_initial(const Scanner *scanner, uint32_t start, uint32_t dot)
{
    uint32_t len;
    uint32_t character = scan_char(scanner, start, &len);
    if (start + len != dot || !utf8_is_upper(character)) return false;
    Str next = next_word(scanner, dot + 1);
    if (next.len == 0) return scan_char(scanner, dot + 1, &len) == ',';
    if (!starts_upper(next)) return character != 'I' && utf8_is_letter((unsigned char)next.data[0]);
    return !segment_lexicon_has(scanner->lexicon, next, WORD_STARTER);
}

/* Letters with stops from the second on: "U.S.", "a.m", "Ph.D."; 0 if it is none. dot is the
 * first stop. */
static uint32_t pass_acronym(const Scanner *scanner, uint32_t start, uint32_t dot)
{
    uint32_t len, end = dot;
    scan_char(scanner, start, &len);
    if (start + len != dot) return 0;
    while (end - start < 32 && is_letter_at(scanner, end + 1)) {
        uint32_t letter = scan_char(scanner, end + 1, &len);
        uint32_t after = end + 1 + len;
        uint32_t next = scan_char(scanner, after, &len);
        if (next != '.' && scan_is_word_char(next)) break;
        (void)letter;
        end = after;
        if (next != '.') return end;
    }
    return end == dot ? 0 : end + 1;
}

/* Whether what follows the stop at dot looks like the start of a sentence. */
static bool ends_sentence(const Scanner *scanner, uint32_t dot)
{
    uint32_t len;
    uint32_t after = scan_char(scanner, dot + 1, &len);
    if (after == '.' || after == SCAN_END) return true;
    Str next = next_word(scanner, dot + 1);
    return scan_is_gap(after) && (starts_upper(next) || dot + 1 + len >= scanner->end);
}

/* End of an abbreviation whose stop is at dot, else 0. */
static uint32_t pass_abbreviation(const Scanner *scanner, uint32_t start, uint32_t dot)
{
    Str form = scan_slice(scanner, start, dot + 1);
    uint32_t len;
    switch (segment_lexicon_abbreviation(scanner->lexicon, form)) {
    case ABBREVIATION_TITLE:
    case ABBREVIATION_ANY: return dot + 1;
    case ABBREVIATION_PARTED: return ends_sentence(scanner, dot) ? 0 : dot + 1;
    case ABBREVIATION_NUMBER: {
        uint32_t at = dot + 1;
        while (at < dot + 4 && scan_is_gap(scan_char(scanner, at, &len)) && at < scanner->end)
            at += len;
        return utf8_is_digit(scan_char(scanner, at, &len)) ? dot + 1 : 0;
    }
    case ABBREVIATION_NONE: break;
    }
    return is_initial(scanner, start, dot) ? dot + 1 : 0;
}

static uint32_t pass_stop(const Scanner *scanner, uint32_t start, uint32_t dot, bool *out_is_done)
{
    uint32_t len;
    *out_is_done = true;
    uint32_t end = pass_acronym(scanner, start, dot);
    if (end == 0 && str_equal(scan_slice(scanner, start, dot), STR("Ph")) &&
        scan_char(scanner, dot + 1, &len) == 'D')
        end = dot + (scan_char(scanner, dot + 2, &len) == '.' ? 3 : 2);
    if (end == 0) end = pass_abbreviation(scanner, start, dot);
    if (end != 0) return end;
    *out_is_done = false;
    uint32_t before = scan_char_before(scanner, dot);
    if (utf8_is_digit(before) && utf8_is_digit(scan_char(scanner, dot + 1, &len)))
        return scan_word_run(scanner, dot + 1); /* "USB2.0" */
    return pass_host_name(scanner, start, dot);
}

/* "AT&T", "P&L" */
static uint32_t pass_ampersand(const Scanner *scanner, uint32_t start, uint32_t mark)
{
    uint32_t len, end = scan_word_run(scanner, mark + 1);
    uint32_t before = scan_char_before(scanner, mark), after = scan_char(scanner, mark + 1, &len);
    bool is_short = mark - start <= 3 && end - mark <= 4 && end > mark + 1;
    bool is_upper = is_ascii_upper(before) && is_ascii_upper(after);
    return is_short && (is_upper || (mark - start == 1 && end - mark == 2)) ? end : 0;
}

/* "w/o", "l/c", "w/out", "w/" */
static uint32_t pass_slash(const Scanner *scanner, uint32_t start, uint32_t mark)
{
    uint32_t len, end = scan_word_run(scanner, mark + 1);
    if (mark - start == 1 && (scanner->text.data[start] | 32) == 'w') {
        Str rest = scan_slice(scanner, mark + 1, end);
        if (str_equal(rest, STR("out"))) return end;
        if (rest.len == 0 && scan_is_gap(scan_char(scanner, end, &len))) return end;
    }
    bool is_single = mark - start == 1 && end == mark + 2;
    return is_single && scan_char(scanner, end, &len) != '/' ? end : 0;
}

static uint32_t cut_long(const Scanner *scanner, uint32_t start, uint32_t end)
{
    if (end - start <= LONGEST_WORD_BYTES) return end;
    uint32_t cut = start + LONGEST_WORD_BYTES;
    while (cut > start + 1 && ((unsigned char)scanner->text.data[cut] & 0xC0) == 0x80) cut--;
    return cut;
}

/* End of the word if the mark at `at` stands within it, else 0. */
static uint32_t pass_mark(const Scanner *scanner, uint32_t start, uint32_t at, bool *out_is_done)
{
    uint32_t len, after_len;
    uint32_t mark = scan_char(scanner, at, &len);
    *out_is_done = false;
    if (scan_is_apostrophe(mark)) return pass_apostrophe(scanner, at);
    switch (mark) {
    case '-':
    case 0x2010:
    case 0x2011: return pass_hyphen(scanner, start, at, len);
    case '.': return pass_stop(scanner, start, at, out_is_done);
    case '&': return pass_ampersand(scanner, start, at);
    case '/': return pass_slash(scanner, start, at);
    case '@':
    case '_':
        return scan_is_word_char(scan_char(scanner, at + 1, &after_len))
                   ? scan_word_run(scanner, at + 1)
                   : 0;
    default: return 0;
    }
}

uint32_t scan_match_word(const Scanner *scanner, uint32_t start)
{
    uint32_t end = scan_word_run(scanner, start);
    while (end < scanner->end && end - start <= LONGEST_WORD_BYTES) {
        bool is_done;
        uint32_t further = pass_mark(scanner, start, end, &is_done);
        if (further == 0) break;
        end = further;
        if (is_done) break;
    }
    return cut_long(scanner, start, end);
}
