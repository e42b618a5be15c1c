#include "header.h"

#include "dateline.h"
#include "words.h"

#define MOST_HEADER_LINES 40
#define LONGEST_KEY_BYTES 24

/* "date: 2024-12-31" */
typedef struct HeaderLine {
    HeaderField field;
    bool is_known;
    Str value;
} HeaderLine;

/* A key is one to three words of letters before the first colon. */
static bool read_line(Str line, const Lexicon *lexicon, HeaderLine *out)
{
    uint32_t colon = str_find(line, STR(":"), 0);
    if (colon == STR_NOT_FOUND || colon == 0 || colon > LONGEST_KEY_BYTES) return false;
    uint32_t spaces = 0;
    for (uint32_t i = 0; i < colon; i++) {
        char c = line.data[i];
        if (!ascii_is_letter(c) && c != ' ' && c != '-' && c != '_') return false;
        spaces += c == ' ';
    }
    if (spaces > 2) return false;
    *out = (HeaderLine){.value = str_trim((Str){line.data + colon + 1, line.len - colon - 1})};
    uint32_t field = words_lookup(&lexicon->header_keys, str_trim((Str){line.data, colon}));
    out->is_known = field != MAP_NONE;
    if (out->is_known) out->field = (HeaderField)field;
    return true;
}

static bool says_nothing(Str value)
{
    static const Str nothings[] = {STR_INIT("unknown"), STR_INIT("none"), STR_INIT("n/a"),
                                   STR_INIT("null"), STR_INIT("-")};
    for (size_t i = 0; i < COUNT(nothings); i++)
        if (str_equal_ignoring_case(value, nothings[i])) return true;
    return value.len == 0;
}

static void add_date(Work *work, WrittenDate date, bool is_modified)
{
    work_add_date(work, (DateEvidence){.date = date,
                                       .origin = DATE_ORIGIN_HEADER,
                                       .trust = DATE_TRUST_SHOWN,
                                       .score = 100, /* above all that stands in the text */
                                       .is_modified = is_modified});
}

static void take_field(Work *work, const HeaderLine *line)
{
    Metadata *meta = &work->doc->meta;
    WrittenDate date;
    uint32_t at;
    if (says_nothing(line->value)) return;
    switch (line->field) {
    case FIELD_URL: work_set_meta(work, &meta->url, line->value); break;
    case FIELD_TITLE: work_set_meta(work, &meta->title, line->value); break;
    case FIELD_AUTHOR:
        work_add_author(work, (AuthorEvidence){.text = line->value,
                                               .trust = AUTHOR_TRUST_CONTAINER,
                                               .group = work_new_author_group(work)});
        break;
    case FIELD_OUTLET: work_set_meta(work, &meta->outlet, line->value); break;
    case FIELD_SECTION: work_set_meta(work, &meta->section, line->value); break;
    case FIELD_LANGUAGE: work_set_meta(work, &meta->language, line->value); break;
    case FIELD_PUBLISHED:
    case FIELD_MODIFIED:
        if (date_world_find(line->value, 0, &work->date_style, &date, &at))
            add_date(work, date, line->field == FIELD_MODIFIED);
        break;
    case FIELD_DATED:
    case FIELD_PICTURE:
    case FIELD_DESCRIPTION:
    case FIELD_AMP_URL:
    case FIELD_LABEL:
    case FIELD_LABELLED:
    case FIELD_OTHER:
    case FIELD_COUNT: break;
    }
}

/* How many of the first pieces are header lines: all up to the first blank line must be "key:
 * value", the first or the second with a key we know, and half of the keys known in all. */
static uint32_t count_header(const Work *work, const Lexicon *lexicon)
{
    uint32_t known = 0, count = 0;
    bool starts_known = false;
    for (; count < work->pieces.count && count < MOST_HEADER_LINES; count++) {
        const Piece *piece = &work->pieces.items[count];
        if (count > 0 && piece->starts_paragraph) break;
        HeaderLine line;
        if (piece->kind != PIECE_LINE || !read_line(piece_text(work, piece), lexicon, &line))
            return 0;
        known += line.is_known;
        if (count < 2) starts_known |= line.is_known;
    }
    bool is_whole_page = count == work->pieces.count;
    return starts_known && known * 2 >= count && !is_whole_page ? count : 0;
}

void header_read(Work *work, const Lexicon *lexicon)
{
    uint32_t count = count_header(work, lexicon);
    for (uint32_t i = 0; i < count; i++) {
        Piece *piece = &work->pieces.items[i];
        HeaderLine line;
        if (read_line(piece_text(work, piece), lexicon, &line) && line.is_known)
            take_field(work, &line);
        piece_drop(piece, BLOCK_HEADER, STR("CL-HEADER"), STR("a header line before the text"));
    }
}

/* ---- Glued in front of a dateline ---------------------------------------------------------- */

#define LONGEST_PREFIX_BYTES 100
#define MOST_PREFIX_WORDS 10

/* Scraps of a header: a key, a date, or a bracket that was never opened; no sentence ends in it. */
static bool is_prefix(Str text, const Lexicon *lexicon)
{
    Word words[MOST_PREFIX_WORDS + 1];
    uint32_t count = words_read(text, words, MOST_PREFIX_WORDS + 1);
    if (count == 0 || count > MOST_PREFIX_WORDS) return false;
    int32_t open = 0;
    bool is_unopened = false;
    for (uint32_t i = 0; i < text.len; i++) {
        open += text.data[i] == '(';
        open -= text.data[i] == ')';
        is_unopened |= open < 0;
        if (text.data[i] == '.' || text.data[i] == '?' || text.data[i] == '!') return false;
    }
    bool has_key = words_lookup(&lexicon->header_keys, word_str(text, &words[0])) != MAP_NONE;
    WrittenDate date;
    uint32_t at;
    return is_unopened || (has_key && date_find(text, 0, &date, &at));
}

/* The place where the dateline begins; 0 if nothing stands before it. */
static uint32_t find_dateline(const Work *work, const Piece *piece, const Lexicon *lexicon)
{
    Str text = piece_text(work, piece);
    for (uint32_t at = 1; at < text.len && at < LONGEST_PREFIX_BYTES; at++) {
        bool starts_word = text.data[at - 1] == ' ' && text.data[at] >= 'A' && text.data[at] <= 'Z';
        FoundDateline found;
        if (!starts_word || !dateline_find(text, at, lexicon, &found)) continue;
        if (found.agency.len == 0 || !found.has_date) continue;
        if (is_prefix((Str){text.data, at}, lexicon)) return at;
    }
    return 0;
}

static void take_prefix(Work *work, Str prefix)
{
    WrittenDate date;
    uint32_t at;
    if (date_find(prefix, 0, &date, &at) && date.year != 0)
        add_date(work, date, false);
}

#define PIECES_WITH_PREFIX 4

void header_cut_prefix(Work *work, const Lexicon *lexicon)
{
    for (uint32_t i = 0, seen = 0; i < work->pieces.count && seen < PIECES_WITH_PREFIX; i++) {
        if (work->pieces.items[i].is_decided) continue;
        seen++;
        uint32_t at = find_dateline(work, &work->pieces.items[i], lexicon);
        if (at == 0) continue;
        work_split_piece(work, i, work->pieces.items[i].text.start + at);
        Piece *prefix = &work->pieces.items[i];
        take_prefix(work, piece_text(work, prefix));
        piece_drop(prefix, BLOCK_HEADER, STR("CL-PREFIX"),
                   STR("scraps of a header in front of the dateline"));
        return;
    }
}
