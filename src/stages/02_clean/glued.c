#include "glued.h"

#include "dateline.h"
#include "sentence.h"
#include "text/utf8.h"
#include "words.h"

#define LONGEST_LABEL_BYTES 60 /* left of a turn */
#define LONGEST_WORD_BYTES 64
#define SHORTEST_PART_BYTES 3 /* of a glued word: "agoUpdated", "KCNAThe" */
#define SHORTEST_NAME_BYTES 4 /* if it begins with a capital: "MacDonald", "NowThis" */
#define MOST_LABEL_TRIES 40   /* turns of a piece at which its left side is looked up */

/* A piece while it is looked through. */
typedef struct Scan {
    Work *work;
    const Lexicon *lexicon;
    const PatternTable *patterns;
    Str text;
    uint32_t part;   /* where the part begins that is not yet cut off */
    uint32_t quotes; /* straight quotation marks so far */
    uint32_t tries;
    Map words; /* of the whole page, with how often they stand there; by need */
    bool has_words;
    List(uint32_t) cuts;
} Scan;

/* ---- Where inline elements meet -------------------------------------------------------------- */

bool glued_at_joint(const Work *work, Str next)
{
    uint32_t end = work->len, start = end;
    if (next.len < 2 || !ascii_is_upper(next.data[0]) || end == work->piece_start) return false;
    char before = work->data[end - 1];
    bool goes_on = ascii_is_letter(next.data[1]) || next.data[1] == ' ';
    if (strchr(".!?:;,)]", before) != NULL) return goes_on && end - work->piece_start > 2;
    if (ascii_is_digit(before)) return ascii_is_lower(next.data[1]);
    while (start > work->piece_start && ascii_is_letter(work->data[start - 1])) start--;
    return ascii_is_lower(before) && end - start >= SHORTEST_NAME_BYTES;
}

/* ---- Words of the page ----------------------------------------------------------------------- */

static bool is_word_byte(char c)
{
    return ascii_is_alnum(c) || (unsigned char)c >= 0x80;
}

static void count_words(Scan *scan)
{
    map_init(&scan->words, scan->work->arena);
    scan->has_words = true;
    Str text = {scan->work->data, scan->work->len};
    for (uint32_t at = 0; at < text.len;) {
        uint32_t end = at;
        while (end < text.len && is_word_byte(text.data[end])) end++;
        Str word = {text.data + at, end - at};
        if (word.len >= 2 && word.len <= LONGEST_WORD_BYTES) {
            uint32_t count = map_find(&scan->words, word);
            map_set(&scan->words, word, count == MAP_NONE ? 1 : count + 1);
        }
        at = end + 1;
    }
}

static uint32_t count_of(Scan *scan, Str word)
{
    if (!scan->has_words) count_words(scan);
    uint32_t count = map_find(&scan->words, word);
    return count == MAP_NONE ? 0 : count;
}

/* ---- After a stop ---------------------------------------------------------------------------- */

/* "Example.Com" */
static bool is_domain_end(Str word)
{
    static const Str ends[] = {STR_INIT("com"), STR_INIT("org"), STR_INIT("net"),
                               STR_INIT("gov"), STR_INIT("edu"), STR_INIT("info")};
    for (size_t i = 0; i < COUNT(ends); i++)
        if (str_equal_ignoring_case(word, ends[i])) return true;
    return false;
}

/* Part of an address: "jane.Doe@example.org", "example.Com/news". */
static bool is_in_address(Str text, uint32_t at)
{
    uint32_t start = at, end = at;
    while (start > 0 && at - start < LONGEST_WORD_BYTES && text.data[start - 1] > ' ') start--;
    while (end < text.len && end - at < LONGEST_WORD_BYTES && text.data[end] > ' ') end++;
    Str run = str_slice(text, (Span){start, end});
    return str_find(run, STR("@"), 0) != STR_NOT_FOUND ||
           str_find(run, STR("/"), 0) != STR_NOT_FOUND || str_starts(run, STR("www."));
}

/* A letter that goes on as a word does: "The", "I said", but not the "S" of "U.S". */
static bool starts_word(Str text, uint32_t at)
{
    if (at >= text.len) return false;
    uint32_t used, first = utf8_decode(text, at, &used);
    if (!word_is_upper(first)) return false;
    if (at + used >= text.len) return false;
    uint32_t next = utf8_decode(text, at + used, &used);
    return (word_is_letter(next) && !word_is_upper(next)) || next == ' ' || next == '\'' ||
           next == 0x2019;
}

/* "said.The", "said."The": where the second sentence begins; 0 if nothing is glued at the mark. A
 * straight quotation mark closes if one is open. */
static uint32_t cut_after_stop(const Scan *scan, uint32_t at)
{
    Str text = scan->text;
    uint32_t end;
    if (at < 2 || text.data[at - 1] == '.' || !sentence_ends(text, at, &end)) return 0;
    if (text.data[end - 1] == ' ' || is_in_address(text, at)) return 0;
    bool is_opening = text.data[at + 1] == '"' && scan->quotes % 2 == 0;
    if (is_opening) return starts_word(text, at + 2) ? at + 1 : 0;
    uint32_t used, first = utf8_decode(text, end, &used);
    bool is_quote = first == '"' || first == 0x201C;
    uint32_t word = is_quote ? end + used : end, stop = word;
    while (stop < text.len && ascii_is_letter(text.data[stop])) stop++;
    bool is_domain = stop + 1 < text.len && text.data[stop] == '.' && text.data[at] == '.' &&
                     ascii_is_letter(text.data[stop + 1]);
    is_domain |= is_domain_end(str_slice(text, (Span){word, stop}));
    return starts_word(text, word) && !is_domain ? end : 0;
}

/* ---- Where the case turns -------------------------------------------------------------------- */

typedef struct Turn {
    Str left;  /* of the word */
    Str right; /* up to its end */
} Turn;

/* The word around a turn; false if it is no word: a tag, a handle, part of an address. */
static bool read_turn(Str text, uint32_t at, Turn *out)
{
    uint32_t start = at, end = at;
    while (start > 0 && at - start <= LONGEST_WORD_BYTES && is_word_byte(text.data[start - 1]))
        start--;
    while (end < text.len && end - at <= LONGEST_WORD_BYTES && is_word_byte(text.data[end])) end++;
    if (end - start > LONGEST_WORD_BYTES) return false;
    if (start > 0 && strchr("#@/._-=&", text.data[start - 1]) != NULL) return false;
    bool is_domain =
        end + 1 < text.len && text.data[end] == '.' && ascii_is_lower(text.data[end + 1]);
    if (is_domain || (end < text.len && strchr("@/_=", text.data[end]) != NULL)) return false;
    *out = (Turn){str_slice(text, (Span){start, at}), str_slice(text, (Span){at, end})};
    return true;
}

/* Does the page have the second half as a word of its own, or is it a place? */
static bool is_known_word(Scan *scan, Str word)
{
    return count_of(scan, word) > 0 || words_lookup(&scan->lexicon->places, word) != MAP_NONE ||
           words_lookup(&scan->lexicon->date_labels, word) != MAP_NONE;
}

/* What stands left of a turn is a label, a notice, a credit: a line of its own elsewhere. */
static const Pattern *label_before(Scan *scan, uint32_t at)
{
    uint32_t len = at - scan->part;
    if (len > LONGEST_LABEL_BYTES || scan->tries++ >= MOST_LABEL_TRIES) return NULL;
    return patterns_match(scan->patterns, scan->lexicon,
                          str_trim(str_slice(scan->text, (Span){scan->part, at})));
}

static bool starts_dateline(const Scan *scan, uint32_t at)
{
    FoundDateline found;
    return dateline_find(scan->text, at, scan->lexicon, &found) && found.place.len > 0 &&
           (found.agency.len > 0 || found.has_date || found.span.end < scan->text.len);
}

/* "Jane DoeUpdated", "Jane DoeDecember 31", "Jane DoeBBC News": behind a name. */
static bool starts_date_or_agency(const Scan *scan, uint32_t at, Str word)
{
    WrittenDate date;
    return words_lookup(&scan->lexicon->date_labels, word) != MAP_NONE ||
           lexicon_agency(scan->lexicon, word).len > 0 || date_parse(scan->text, at, &date);
}

static bool is_cut_at_turn(Scan *scan, uint32_t at)
{
    Turn turn;
    if (!read_turn(scan->text, at, &turn)) return false;
    bool is_capital = ascii_is_upper(turn.left.data[0]);
    if (turn.left.len < SHORTEST_PART_BYTES) return false;
    if (starts_dateline(scan, at)) return true;
    if (is_capital && turn.left.len < SHORTEST_NAME_BYTES) return false;
    if (map_find(&scan->lexicon->glue_words, turn.right) != MAP_NONE) return true;
    Str joined = {turn.left.data, turn.left.len + turn.right.len};
    const Pattern *label = label_before(scan, at);
    if (label == NULL) return false;
    if (label->type == BLOCK_BYLINE) return starts_date_or_agency(scan, at, turn.right);
    return is_known_word(scan, turn.right) && count_of(scan, joined) <= 1;
}

/* "KCNAThe", "(AP)WASHINGTON (AP)", "2024The": between a capital, a bracket or a figure and a
 * capital. */
static bool is_cut_before_capital(Scan *scan, uint32_t at)
{
    char before = scan->text.data[at - 1];
    if (!starts_word(scan->text, at) && !ascii_is_upper(scan->text.data[at])) return false;
    if (before == ')' || before == ']') return starts_dateline(scan, at);
    Turn turn;
    if (!read_turn(scan->text, at, &turn)) return false;
    if (turn.left.len < SHORTEST_PART_BYTES || turn.right.len < SHORTEST_PART_BYTES) return false;
    return map_find(&scan->lexicon->glue_words, turn.right) != MAP_NONE;
}

/* ---- Datelines in the middle ----------------------------------------------------------------- */

#define LONGEST_BEFORE_DATELINE 600

/* "A square in the capital. (AP) OSLO, May 3 (Xinhua) -- ...": at a capital behind a sentence or a
 * bracket; only datelines with an agency and a date or dash. */
static bool is_cut_before_dateline(const Scan *scan, uint32_t at)
{
    if (at < 2 || at > LONGEST_BEFORE_DATELINE || scan->text.data[at - 1] != ' ') return false;
    if (!ascii_is_upper(scan->text.data[at])) return false;
    char before = scan->text.data[at - 2];
    uint32_t end;
    bool is_stop = before == '.' || before == '!' || before == '?';
    if (is_stop ? !sentence_ends(scan->text, at - 2, &end) : strchr(")]\"", before) == NULL)
        return false;
    FoundDateline found;
    return dateline_find(scan->text, at, scan->lexicon, &found) && found.place.len > 0 &&
           found.agency.len > 0 && found.span.end < scan->text.len;
}

/* ---- Labels in front ------------------------------------------------------------------------- */

/* "Story highlights Ministers meet": where the words behind a label begin; 0 if none stands there.
 */
static uint32_t label_end(const Scan *scan)
{
    const Lexicon *lexicon = scan->lexicon;
    for (uint32_t i = 0; i < lexicon->lead_labels.count; i++) {
        Str label = lexicon->lead_labels.items[i];
        uint32_t at = label.len + 1;
        if (!str_starts(scan->text, label) || at >= scan->text.len) continue;
        if (scan->text.data[label.len] == ' ' && starts_word(scan->text, at)) return at;
    }
    return 0;
}

/* ---- Pieces ---------------------------------------------------------------------------------- */

static void add_cut(Scan *scan, uint32_t at)
{
    if (at <= scan->part || at >= scan->text.len) return;
    *list_add(scan->work->arena, &scan->cuts) = at;
    scan->part = at;
}

static void find_cuts(Scan *scan)
{
    Str text = scan->text;
    scan->part = scan->quotes = scan->tries = 0;
    scan->cuts.count = 0;
    add_cut(scan, label_end(scan));
    for (uint32_t at = 1; at < text.len; at++) {
        char c = text.data[at], before = text.data[at - 1];
        scan->quotes += before == '"';
        if (c == '.' || c == '!' || c == '?') {
            add_cut(scan, cut_after_stop(scan, at));
        } else if (ascii_is_upper(c)) {
            bool is_turn = ascii_is_lower(before);
            bool is_tight =
                ascii_is_upper(before) || ascii_is_digit(before) || before == ')' || before == ']';
            if ((is_turn && is_cut_at_turn(scan, at)) ||
                (is_tight && is_cut_before_capital(scan, at)) || is_cut_before_dateline(scan, at))
                add_cut(scan, at);
        }
    }
}

/* The piece as one or more: each part after the first goes on its line. */
static void add_parts(Scan *scan, const Piece *piece, PieceList *out)
{
    uint32_t start = piece->text.start;
    for (uint32_t i = 0; i <= scan->cuts.count; i++) {
        bool is_last = i == scan->cuts.count;
        uint32_t end = is_last ? piece->text.end : piece->text.start + scan->cuts.items[i];
        Piece part = *piece;
        part.text = (Span){start, end};
        while (part.text.end > part.text.start && scan->work->data[part.text.end - 1] == ' ')
            part.text.end--;
        part.goes_on = piece->goes_on || i > 0;
        part.starts_paragraph = piece->starts_paragraph && i == 0;
        if (!span_is_empty(part.text)) *list_add(scan->work->arena, out) = part;
        start = end;
    }
}

void glued_part(Work *work, const Lexicon *lexicon, const PatternTable *patterns)
{
    Scan scan = {.work = work, .lexicon = lexicon, .patterns = patterns};
    PieceList parted = {0};
    for (uint32_t i = 0; i < work->pieces.count; i++) {
        const Piece *piece = &work->pieces.items[i];
        scan.text = piece_text(work, piece);
        scan.cuts.count = 0;
        if (!piece->is_decided) find_cuts(&scan);
        add_parts(&scan, piece, &parted);
    }
    work->pieces = parted;
}
