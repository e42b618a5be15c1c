#include "judge.h"

#include "date_line.h"
#include "dateline.h"
#include "notice.h"

static bool has_letters(Str line)
{
    Word word;
    for (uint32_t at = 0; at < line.len; at++) {
        if ((line.data[at] & 0x80) == 0 && !ascii_is_letter(line.data[at])) continue;
        return words_read((Str){line.data + at, line.len - at}, &word, 1) == 1;
    }
    return false;
}

static bool is_address(Str line)
{
    bool starts = str_starts(line, STR("http://")) || str_starts(line, STR("https://")) ||
                  str_starts(line, STR("www."));
    return starts && str_find(line, STR(" "), 0) == STR_NOT_FOUND;
}

/* "jane.doe@example.org" alone. */
static bool is_mail_address(Str line)
{
    return str_find(line, STR("@"), 1) != STR_NOT_FOUND &&
           str_find(line, STR(" "), 0) == STR_NOT_FOUND &&
           str_find(line, STR("."), 0) != STR_NOT_FOUND;
}

/* "poster="http://...": the attributes of an element stand where it stood. */
static bool is_attribute(Str line)
{
    uint32_t at = 0;
    while (at < line.len && (ascii_is_lower(line.data[at]) || line.data[at] == '-')) at++;
    return at > 0 && str_starts(str_slice(line, (Span){at, line.len}), STR("=\"http"));
}

/* "<img src=...>" as text. */
static bool is_markup(Str line)
{
    if (is_attribute(line)) return true;
    bool has_tag = line.len > 2 && line.data[0] == '<' && ascii_is_letter(line.data[1]);
    return has_tag && str_find(line, STR(">"), 0) != STR_NOT_FOUND;
}

static void add_author(Work *work, Str name)
{
    work_add_author(work, (AuthorEvidence){.text = name,
                                           .trust = AUTHOR_TRUST_LINE,
                                           .group = work_new_author_group(work)});
}

/* "By Jane Doe" names the author; "Written by: Jane Doe" too. */
static void take_author(Work *work, Str line)
{
    uint32_t at = str_find_ignoring_case(line, STR("by"), 0);
    if (at == STR_NOT_FOUND) return;
    Str name = {line.data + at + 2, line.len - at - 2};
    if (name.len > 0 && name.data[0] == ':') name = (Str){name.data + 1, name.len - 1};
    uint32_t bar = str_find(name, STR("|"), 0);
    if (bar != STR_NOT_FOUND) name.len = bar;
    add_author(work, name);
}

/* The line below an embedded post, "— Name (@name) May 3, 2023", or an item of a list. */
static bool starts_with_dash(Str line)
{
    return str_starts(line, STR("-")) || str_starts(line, STR("\xE2\x80\x94")) ||
           str_starts(line, STR("\xE2\x80\x93")) || str_starts(line, STR("\xE2\x80\xA2"));
}

static void judge_date(Work *work, Piece *piece, const DateLine *line)
{
    Str text = piece_text(work, piece);
    bool is_handle = str_find(text, STR("(@"), 0) != STR_NOT_FOUND && !line->has_label;
    if (starts_with_dash(text) || is_handle) {
        piece_drop(piece, BLOCK_CREDIT, STR("CL-POST-CREDIT"), STR("the date of an embedded post"));
        return;
    }
    if (line->date.year != 0)
        work_add_date(work, (DateEvidence){.date = line->date,
                                           .origin = DATE_ORIGIN_TEXT,
                                           .trust = DATE_TRUST_LINE,
                                           .is_modified = line->is_modified});
    if (line->is_by) add_author(work, line->name);
    piece_drop(piece, BLOCK_BYLINE, STR("CL-DATE-LINE"), STR("the date of publication"));
}

static void judge_piece(Work *work, uint32_t i, const Lexicon *lexicon,
                        const PatternTable *patterns)
{
    Piece *piece = &work->pieces.items[i];
    Str line = piece_text(work, piece);
    DateLine date;
    if (!has_letters(line)) {
        if (piece->kind != PIECE_HEADING && !date_line_read(line, lexicon, &date))
            piece_drop(piece, BLOCK_BOILERPLATE, STR("CL-NO-WORDS"), STR("no words in it"));
        else if (date_line_read(line, lexicon, &date))
            judge_date(work, piece, &date);
        return;
    }
    if (is_address(line)) {
        piece_drop(piece, BLOCK_BOILERPLATE, STR("CL-ADDRESS"), STR("a bare address"));
        return;
    }
    if (is_mail_address(line)) {
        piece_drop(piece, BLOCK_BYLINE, STR("CL-MAIL-ADDRESS"), STR("the writer's address"));
        return;
    }
    if (is_markup(line)) {
        piece_drop(piece, BLOCK_BOILERPLATE, STR("CL-MARKUP"), STR("a scrap of markup"));
        return;
    }
    FoundDateline dateline;
    if (dateline_find(line, 0, lexicon, &dateline) && dateline.span.end + 2 >= line.len) {
        piece_keep(piece, BLOCK_DATELINE, STR("CL-DATELINE"));
        return;
    }
    const Pattern *pattern = patterns_match(patterns, lexicon, line);
    bool is_byline = pattern != NULL && pattern->type == BLOCK_BYLINE;
    if (pattern != NULL && !(is_byline && date_line_read(line, lexicon, &date))) {
        if (is_byline) take_author(work, line);
        notice_drop(work, i, pattern, lexicon);
        return;
    }
    if (date_line_read(line, lexicon, &date)) judge_date(work, piece, &date);
}

void judge_pieces(Work *work, const Lexicon *lexicon, const PatternTable *patterns)
{
    for (uint32_t i = 0; i < work->pieces.count; i++)
        if (!work->pieces.items[i].is_decided) judge_piece(work, i, lexicon, patterns);
    notice_cut(work, lexicon, patterns);
}
