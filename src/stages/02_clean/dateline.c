#include "dateline.h"

#include "text/utf8.h"
#include "words.h"

#define LONGEST_PLACE_WORDS 5
#define LONGEST_DATELINE_BYTES 140

typedef struct Scanner {
    Str text;
    uint32_t at;
    const Lexicon *lexicon;
} Scanner;

static char peek(const Scanner *scanner)
{
    return scanner->at < scanner->text.len ? scanner->text.data[scanner->at] : '\0';
}

static bool skip_spaces(Scanner *scanner)
{
    uint32_t start = scanner->at;
    while (peek(scanner) == ' ') scanner->at++;
    return scanner->at > start;
}

static bool skip(Scanner *scanner, char c)
{
    if (peek(scanner) != c) return false;
    scanner->at++;
    return true;
}

static Str rest(const Scanner *scanner)
{
    return (Str){scanner->text.data + scanner->at, scanner->text.len - scanner->at};
}

/* "--", "—", "–" or "-"; the bytes it takes, 0 if there is none. */
static uint32_t dash_len(const Scanner *scanner)
{
    Str text = rest(scanner);
    if (str_starts(text, STR("---"))) return 3;
    if (str_starts(text, STR("--"))) return 2;
    if (str_starts(text, STR("-"))) return 1;
    if (str_starts(text, STR("\xE2\x80\x94")) || str_starts(text, STR("\xE2\x80\x93"))) return 3;
    return 0;
}

/* ---- Parts --------------------------------------------------------------------------------- */

/* One word of a place, with what joins it: "NEW", "Port-au-Prince", "D.C.", "St." */
static bool read_place_word(Scanner *scanner, bool *is_caps)
{
    uint32_t start = scanner->at, letters = 0, lowers = 0, used;
    while (scanner->at < scanner->text.len) {
        uint32_t character = utf8_decode(scanner->text, scanner->at, &used);
        bool is_joint = character == '\'' || character == 0x2019 ||
                        (character == '-' && scanner->at + 1 < scanner->text.len &&
                         scanner->text.data[scanner->at + 1] > '@');
        bool is_initial =
            character == '.' && scanner->at - start <= 4 && letters > 0 && scanner->at - start <= 2;
        if (!word_is_letter(character) && !is_joint && !is_initial) break;
        if (scanner->at == start && !word_is_upper(character)) break;
        letters += word_is_letter(character);
        lowers += word_is_letter(character) && !word_is_upper(character);
        scanner->at += used;
    }
    *is_caps = letters > 1 && lowers == 0;
    return letters > 0;
}

/* Words of a place up to what cannot be one: "SEOUL", "New Delhi", "JERUSALEM/ GAZA". */
static uint32_t read_place(Scanner *scanner, bool *all_caps)
{
    uint32_t words = 0;
    *all_caps = true;
    Scanner next = *scanner;
    while (words < LONGEST_PLACE_WORDS) {
        bool is_caps;
        if (!read_place_word(&next, &is_caps)) break;
        words++;
        *all_caps &= is_caps;
        *scanner = next;
        skip_spaces(&next);
        if (skip(&next, '/')) skip_spaces(&next);
    }
    return words;
}

static bool read_date(Scanner *scanner, FoundDateline *out)
{
    WrittenDate date;
    if (out->has_date || !date_parse(scanner->text, scanner->at, &date)) return false;
    if (!date.has_month_name && date.year == 0) return false;
    out->date = date;
    out->has_date = true;
    scanner->at += date.len;
    skip(scanner, '.'); /* "31 Dec." */
    return true;
}

/* "UNA", "RPA": an agency that is not in our list goes by its initials. */
static bool is_short_form(Str text)
{
    for (uint32_t i = 0; i < text.len; i++)
        if (text.data[i] < 'A' || text.data[i] > 'Z') return false;
    return text.len >= 3 && text.len <= 6;
}

/* "(Yonhap)", "/TASS/", "[IANS]": true if brackets were read; the agency only if it is known, for
 * a country may stand in them too. */
static bool read_bracket(Scanner *scanner, FoundDateline *out)
{
    char close = peek(scanner) == '(' ? ')' : peek(scanner) == '[' ? ']' : '/';
    Scanner next = *scanner;
    next.at++;
    uint32_t start = next.at;
    while (next.at < next.text.len && next.text.data[next.at] != close && next.at - start < 40)
        next.at++;
    Str inside = {next.text.data + start, next.at - start};
    if (!skip(&next, close)) return false;
    Str agency = lexicon_agency(scanner->lexicon, inside);
    uint32_t stroke = str_find(inside, STR("/"), 0);
    if (agency.len == 0 && stroke != STR_NOT_FOUND)
        agency = lexicon_agency(scanner->lexicon, (Str){inside.data, stroke});
    bool may_be_agency =
        out->place.len > 0 && (out->has_date || close != ']') && is_short_form(inside);
    if (agency.len == 0 && may_be_agency) agency = inside;
    if (agency.len == 0 && close == '/') return false;
    if (agency.len > 0 && out->agency.len == 0) out->agency = inside;
    *scanner = next;
    return true;
}

/* "Riyadh, Dec 18, 2025, SPA --": without brackets only an agency that is known, or after a date.
 */
static bool read_bare_agency(Scanner *scanner, FoundDateline *out)
{
    Scanner next = *scanner;
    bool is_caps;
    if (!read_place_word(&next, &is_caps)) return false;
    Str word = {next.text.data + scanner->at, next.at - scanner->at};
    bool is_known = lexicon_agency(scanner->lexicon, word).len > 0;
    if (!is_known && !(out->has_date && is_short_form(word))) return false;
    if (out->agency.len == 0) out->agency = word;
    *scanner = next;
    return true;
}

typedef enum Closing { CLOSED_NOT, CLOSED_BY_DASH, CLOSED_BY_COLON } Closing;

/* The mark that ends a dateline and parts it from the text. */
static Closing read_closing(Scanner *scanner)
{
    Scanner next = *scanner;
    skip(&next, '.');
    bool has_space = skip_spaces(&next);
    uint32_t dash = dash_len(&next);
    if (dash > 0) {
        next.at += dash;
        bool is_hyphen = dash == 1 && !(has_space && peek(&next) == ' ');
        if (is_hyphen) return CLOSED_NOT;
        *scanner = next;
        return CLOSED_BY_DASH;
    }
    if (!skip(&next, ':')) return CLOSED_NOT;
    *scanner = next;
    return CLOSED_BY_COLON;
}

/* ---- The whole ------------------------------------------------------------------------------ */

/* ", region", ", date", "(agency)" in any order. */
static void read_parts(Scanner *scanner, FoundDateline *out)
{
    for (;;) {
        Scanner next = *scanner;
        bool has_comma = skip(&next, ',');
        if (!has_comma && out->has_date) skip(&next, '.'); /* "December 31. /TASS/" */
        skip_spaces(&next);
        bool all_caps;
        if (peek(&next) == '(' || peek(&next) == '[' || peek(&next) == '/') {
            if (!read_bracket(&next, out)) return;
        } else if (read_date(&next, out)) {
        } else if (has_comma && read_bare_agency(&next, out)) {
        } else if (!has_comma || out->has_date || read_place(&next, &all_caps) == 0) {
            return;
        }
        if (next.at - out->span.start > LONGEST_DATELINE_BYTES) return;
        *scanner = next;
    }
}

static bool is_known_place(const Scanner *scanner, Str place)
{
    uint32_t stroke = str_find(place, STR("/"), 0);
    if (stroke != STR_NOT_FOUND) place.len = stroke;
    return words_lookup(&scanner->lexicon->places, str_trim(place)) != MAP_NONE;
}

/* Is what was read enough to be sure? An agency in brackets is, with a date or a closing mark; a
 * date with a closing mark; a place alone only if it is a known one (any in capitals, before a
 * dash), for "Trump: ..." and "Kim - the leader - ..." begin sentences too. */
static bool is_convincing(const Scanner *scanner, const FoundDateline *found, Closing closing,
                          bool all_caps)
{
    bool has_text = scanner->at < scanner->text.len;
    if (found->agency.len > 0)
        return closing != CLOSED_NOT || found->has_date || (all_caps && found->place.len > 0);
    if (found->place.len == 0 || closing == CLOSED_NOT || !has_text) return false;
    if (found->has_date) return true;
    return is_known_place(scanner, found->place);
}

bool dateline_find(Str text, uint32_t at, const Lexicon *lexicon, FoundDateline *out)
{
    Scanner scanner = {text, at, lexicon};
    FoundDateline found = {.span = {at, at}};
    bool all_caps = false;
    uint32_t start = scanner.at;
    if (read_place(&scanner, &all_caps) > 0)
        found.place = (Str){text.data + start, scanner.at - start};
    else if (peek(&scanner) != '(')
        return false;
    read_parts(&scanner, &found);
    Closing closing = read_closing(&scanner);
    if (closing == CLOSED_NOT && found.agency.len > 0) skip(&scanner, '.');
    if (!is_convincing(&scanner, &found, closing, all_caps)) return false;
    found.span.end = scanner.at;
    *out = found;
    return true;
}

#define BLOCKS_WITH_DATELINE 6

bool dateline_read(const Document *doc, const Lexicon *lexicon, FoundDateline *out)
{
    for (uint32_t i = 0, seen = 0; i < doc->blocks.count && seen < BLOCKS_WITH_DATELINE; i++) {
        const Block *block = &doc->blocks.items[i];
        if (!block->kept) continue;
        seen++;
        if (!dateline_find(document_str(doc, block->text), 0, lexicon, out)) continue;
        out->span.start += block->text.start;
        out->span.end += block->text.start;
        return true;
    }
    return false;
}
