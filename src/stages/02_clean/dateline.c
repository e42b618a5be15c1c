#include "dateline.h"

#include "place.h"
#include "text/utf8.h"
#include "words.h"

#define LONGEST_DATELINE_BYTES 140
#define LONGEST_BRACKET_BYTES 40
#define LONGEST_AGENCY_WORDS 4

typedef struct Scanner {
    Str text;
    uint32_t at;
    const Lexicon *lexicon;
    PlaceName place;
    bool has_region;
    bool has_bracket; /* the last part stood in brackets */
    FoundDateline *out;
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

/* "--", "—", "–" or "-"; the bytes it takes, 0 if there is none. */
static uint32_t dash_len(Str text, uint32_t at)
{
    Str rest = str_slice(text, (Span){at, text.len});
    if (str_starts(rest, STR("---"))) return 3;
    if (str_starts(rest, STR("--"))) return 2;
    if (str_starts(rest, STR("-"))) return 1;
    if (str_starts(rest, STR("\xE2\x80\x94")) || str_starts(rest, STR("\xE2\x80\x93"))) return 3;
    return 0;
}

/* ---- Agencies -------------------------------------------------------------------------------- */

/* "UNA", "RPA": an agency that is not in our list goes by its initials. */
static bool is_short_form(Str text)
{
    for (uint32_t i = 0; i < text.len; i++)
        if (text.data[i] < 'A' || text.data[i] > 'Z') return false;
    return text.len >= 3 && text.len <= 6;
}

/* "UzDaily.com": a site. */
static bool is_site(Str text)
{
    uint32_t stop = str_find(text, STR("."), 0);
    bool has_space = str_find(text, STR(" "), 0) != STR_NOT_FOUND;
    return stop != STR_NOT_FOUND && stop >= 3 && text.len - stop >= 3 && !has_space;
}

/* The longest name of an agency at the start of text: its bytes, 0 if there is none. */
static uint32_t agency_len(const Lexicon *lexicon, Str text)
{
    Word words[LONGEST_AGENCY_WORDS];
    if (text.len > LONGEST_DATELINE_BYTES) text.len = LONGEST_DATELINE_BYTES;
    uint32_t count = words_read(text, words, LONGEST_AGENCY_WORDS);
    if (count == 0 || words[0].span.start != 0) return 0;
    for (; count > 0; count--) {
        uint32_t end = words[count - 1].span.end;
        if (lexicon_agency(lexicon, (Str){text.data, end}).len > 0) return end;
    }
    return 0;
}

/* What a bracket says: "Yonhap", "AFP/APP", "Reuters Health", and after a place "RPA". */
static bool names_agency(const Scanner *scanner, Str inside, char close)
{
    if (agency_len(scanner->lexicon, inside) > 0) return true;
    const FoundDateline *out = scanner->out;
    if (out->place.len == 0) return is_site(inside);
    return (out->has_date || close != ']') && (is_short_form(inside) || is_site(inside));
}

/* ---- Parts ----------------------------------------------------------------------------------- */

static bool read_date(Scanner *scanner)
{
    WrittenDate date;
    FoundDateline *out = scanner->out;
    if (out->has_date || !date_parse(scanner->text, scanner->at, &date)) return false;
    if (!date.has_month_name && date.year == 0) return false;
    out->date = date;
    out->has_date = true;
    scanner->at += date.len;
    skip(scanner, '.'); /* "31 Dec." */
    return true;
}

/* "(31 December 2024)" */
static void read_date_inside(Scanner *scanner, uint32_t start, Str inside)
{
    Scanner date = *scanner;
    date.at = start;
    FoundDateline found = *scanner->out;
    date.out = &found;
    if (read_date(&date) && date.at >= start + inside.len) *scanner->out = found;
}

/* The bytes inside of a bracket whose closing mark was lost: up to the dash behind an agency. */
static uint32_t unclosed_len(const Scanner *scanner, uint32_t start)
{
    Str rest = str_slice(scanner->text, (Span){start, scanner->text.len});
    uint32_t len = agency_len(scanner->lexicon, rest), at = len;
    while (at < rest.len && rest.data[at] == ' ') at++;
    return len > 0 && dash_len(rest, at) > 0 ? len : 0;
}

/* "(Yonhap)", "/TASS/", "[IANS]": true if brackets were read; the agency only if it is one, for a
 * country or "Updated" may stand in them too. */
static bool read_bracket(Scanner *scanner)
{
    char close = peek(scanner) == '(' ? ')' : peek(scanner) == '[' ? ']' : '/';
    uint32_t start = scanner->at + 1, end = start;
    Str text = scanner->text;
    while (end < text.len && text.data[end] != close && end - start < LONGEST_BRACKET_BYTES) end++;
    bool is_closed = end < text.len && text.data[end] == close;
    if (!is_closed) end = start + unclosed_len(scanner, start);
    if (end == start) return false;
    Str inside = str_trim(str_slice(text, (Span){start, end}));
    bool is_agency = names_agency(scanner, inside, close);
    if (!is_agency && close == '/') return false;
    if (is_agency && scanner->out->agency.len == 0) scanner->out->agency = inside;
    if (!is_agency) read_date_inside(scanner, start, inside);
    scanner->at = end + is_closed;
    scanner->has_bracket = true;
    return true;
}

/* "Riyadh, Dec 18, 2025, SPA --": without brackets only an agency that is known, or initials after
 * a date. */
static bool read_bare_agency(Scanner *scanner, bool has_comma)
{
    FoundDateline *out = scanner->out;
    Str rest = str_slice(scanner->text, (Span){scanner->at, scanner->text.len});
    uint32_t len = agency_len(scanner->lexicon, rest);
    uint32_t word = 0;
    while (word < rest.len && ascii_is_upper(rest.data[word])) word++;
    if (len == 0 && has_comma && out->has_date && is_short_form((Str){rest.data, word})) len = word;
    bool is_last = len > 0 && (len == rest.len || strchr(" ):-.,", rest.data[len]) != NULL ||
                               dash_len(rest, len) > 0);
    if (!is_last || out->agency.len > 0) return false;
    out->agency = (Str){rest.data, len};
    scanner->at += len;
    if (skip(scanner, ')')) scanner->has_bracket = true; /* the opening one was lost */
    return true;
}

/* ", region" behind the place. */
static bool read_region(Scanner *scanner)
{
    if (scanner->out->has_date) return false;
    uint32_t end = place_read_region(scanner->text, scanner->at, scanner->lexicon);
    if (end > scanner->at) {
        scanner->has_region = true;
    } else {
        PlaceName place = place_read(scanner->text, scanner->at, scanner->lexicon);
        if (!place.is_written) return false;
        end = place.end;
    }
    scanner->at = end;
    return true;
}

/* "/HOUSTON" behind a region: the next place. */
static bool read_next_place(Scanner *scanner)
{
    PlaceName place = place_read(scanner->text, scanner->at + 1, scanner->lexicon);
    if (!place.is_written || !(place.all_caps || place.is_known)) return false;
    if (place.end < scanner->text.len && scanner->text.data[place.end] == '/') return false;
    scanner->at = place.end;
    return true;
}

/* One of ", region", ", date", "(agency)". */
static bool read_part(Scanner *scanner)
{
    bool has_comma = skip(scanner, ',');
    bool has_stop = !has_comma && skip(scanner, '.'); /* "MOSCOW. Dec 31 (Interfax)" */
    bool has_space = skip_spaces(scanner);
    scanner->has_bracket = false;
    char next = peek(scanner);
    if (next == '/' && scanner->has_region && read_next_place(scanner)) return true;
    if (next == '(' || next == '[' || next == '/') return read_bracket(scanner);
    if (!has_comma && !has_stop && !has_space) return false;
    if (read_date(scanner)) return true;
    if (has_stop) return false;
    if ((has_comma || scanner->out->has_date) && read_bare_agency(scanner, has_comma)) return true;
    return has_comma && read_region(scanner);
}

static void read_parts(Scanner *scanner)
{
    for (;;) {
        Scanner next = *scanner;
        FoundDateline found = *scanner->out;
        next.out = &found;
        if (!read_part(&next) || next.at - found.span.start > LONGEST_DATELINE_BYTES) return;
        *scanner->out = found;
        next.out = scanner->out;
        *scanner = next;
    }
}

/* ---- The mark at the end --------------------------------------------------------------------- */

typedef enum Closing { CLOSED_NOT, CLOSED_BY_DASH, CLOSED_BY_COLON } Closing;

static bool is_upper_at(Str text, uint32_t at)
{
    if (at >= text.len) return false;
    uint32_t used;
    return word_is_upper(utf8_decode(text, at, &used));
}

/* A hyphen closes if it stands free; half free behind a bracket or a place in capitals, for there
 * it joins no words. */
static bool is_closing_hyphen(const Scanner *scanner, uint32_t at, bool has_space)
{
    bool is_followed = at + 1 >= scanner->text.len || scanner->text.data[at + 1] == ' ';
    if (has_space && is_followed) return true;
    if (scanner->has_bracket) return is_followed || is_upper_at(scanner->text, at + 1);
    return scanner->place.all_caps && scanner->place.is_known && (has_space || is_followed);
}

/* The mark that ends a dateline and parts it from the text. */
static Closing read_closing(Scanner *scanner)
{
    Scanner next = *scanner;
    skip(&next, '.');
    bool has_space = skip_spaces(&next);
    uint32_t dash = dash_len(next.text, next.at);
    if (dash > 0) {
        if (dash == 1 && !is_closing_hyphen(&next, next.at, has_space)) return CLOSED_NOT;
        next.at += dash;
        *scanner = next;
        return CLOSED_BY_DASH;
    }
    if (!skip(&next, ':')) return CLOSED_NOT;
    *scanner = next;
    return CLOSED_BY_COLON;
}

/* ---- The whole ------------------------------------------------------------------------------- */

/* Does a sentence begin at the scanner? */
static bool starts_text(const Scanner *scanner)
{
    Scanner next = *scanner;
    skip_spaces(&next);
    if (next.at >= next.text.len) return false;
    uint32_t used, character = utf8_decode(next.text, next.at, &used);
    return word_is_upper(character) || word_is_digit(character) || character == '"' ||
           character == '\'' || character == 0x201C || character == 0x2018 || character == '$';
}

#define FEWEST_UNKNOWN_BYTES 5 /* "NATO — The ..." is no dateline */
#define MOST_UNKNOWN_WORDS 3
#define SHORTEST_REPORT_BYTES 90 /* "Stanley: Trump has potential" is a headline */

/* "UPDATE — The ...", "EDITOR'S NOTE —" */
static bool starts_with_label(const Scanner *scanner)
{
    Word word;
    Str place = scanner->out->place;
    if (words_read(place, &word, 1) == 0) return false;
    return words_lookup(&scanner->lexicon->label_words, word_str(place, &word)) != MAP_NONE;
}

/* "CHANGE IN PLANS — The ..." */
static bool has_function_word(const Scanner *scanner)
{
    Word words[MOST_UNKNOWN_WORDS];
    Str place = scanner->out->place;
    uint32_t count = words_read(place, words, MOST_UNKNOWN_WORDS);
    for (uint32_t i = 0; i < count; i++) {
        Str word = word_str(place, &words[i]);
        if (words_lookup(&scanner->lexicon->function_words, word) != MAP_NONE) return true;
    }
    return false;
}

/* A place without agency and date: known; or, before a dash, in capitals or with its region.
 * "Trump:
 * ..." and "Kim - the leader - ..." begin sentences too. */
static bool is_convincing_place(const Scanner *scanner, Closing closing)
{
    const PlaceName *place = &scanner->place;
    bool is_alone = scanner->at >= scanner->text.len;
    if (is_alone)
        return closing == CLOSED_BY_DASH && place->is_written &&
               (place->is_known || scanner->has_region);
    if (!starts_text(scanner)) return false;
    bool may_be_topic = closing == CLOSED_BY_COLON && !place->all_caps && !scanner->has_region;
    if (may_be_topic && scanner->text.len - scanner->at < SHORTEST_REPORT_BYTES) return false;
    if (place->is_known && place->is_written) return true;
    if (closing != CLOSED_BY_DASH || !place->is_written) return false;
    if (scanner->has_region) return true;
    bool may_be_place = place->all_caps && place->words <= MOST_UNKNOWN_WORDS &&
                        scanner->out->place.len >= FEWEST_UNKNOWN_BYTES;
    return may_be_place && !starts_with_label(scanner) && !has_function_word(scanner);
}

/* Is what was read enough to be sure? */
static bool is_convincing(const Scanner *scanner, Closing closing)
{
    const FoundDateline *found = scanner->out;
    const PlaceName *place = &scanner->place;
    bool is_place = place->is_known || (place->is_written && place->all_caps);
    if (found->agency.len > 0) {
        if (closing != CLOSED_NOT || found->has_date) return true;
        bool is_short = place->words <= MOST_UNKNOWN_WORDS && scanner->has_bracket &&
                        agency_len(scanner->lexicon, found->agency) > 0;
        return (is_place || is_short || scanner->has_region) && starts_text(scanner);
    }
    bool is_whole = scanner->at >= scanner->text.len;
    if (found->has_date && is_whole && place->is_known && found->date.year != 0) return true;
    if (found->place.len == 0 || closing == CLOSED_NOT) return false;
    if (found->has_date) return (!is_whole || is_place) && !starts_with_label(scanner);
    return is_convincing_place(scanner, closing);
}

bool dateline_find(Str text, uint32_t at, const Lexicon *lexicon, FoundDateline *out)
{
    FoundDateline found = {.span = {at, at}};
    Scanner scanner = {.text = text, .at = at, .lexicon = lexicon, .out = &found};
    scanner.place = place_read(text, at, lexicon);
    found.place = str_slice(text, (Span){at, scanner.place.end});
    scanner.at = scanner.place.end;
    if (found.place.len == 0 && peek(&scanner) != '(') return false;
    read_parts(&scanner);
    Closing closing = read_closing(&scanner);
    if (closing == CLOSED_NOT && found.agency.len > 0) skip(&scanner, '.');
    if (!is_convincing(&scanner, closing)) return false;
    found.span.end = scanner.at;
    *out = found;
    return true;
}

/* ---- In a document ----------------------------------------------------------------------------
 */

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
