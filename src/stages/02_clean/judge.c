#include "judge.h"

#include "dateline.h"
#include "sentence.h"

/* ---- Lines of a date ----------------------------------------------------------------------- */

#define DATE_LINE_BYTES 160
#define DATE_LINE_WORDS 24
#define MOST_OTHER_WORDS 5 /* beside date and labels: a name, a section, a place */

typedef struct DateScan {
    Str line;
    const Lexicon *lexicon;
    Word words[DATE_LINE_WORDS];
    uint32_t count;
    uint32_t others;      /* words that are neither date nor label */
    uint32_t small_others; /* of them, those that are not capitalised */
    Span name;
    DateLine *out;
    bool has_date;
} DateScan;

/* Words taken by a date that starts at word i; 0 if none does. */
static uint32_t take_date(DateScan *scan, uint32_t i)
{
    uint32_t start = scan->words[i].span.start, end;
    WrittenDate date;
    int32_t hour, minute;
    if (date_parse(scan->line, start, &date)) {
        bool is_better = !scan->has_date || (scan->out->date.year == 0 && date.year != 0);
        if (is_better) scan->out->date = date;
        scan->has_date = true;
        end = start + date.len;
    } else {
        uint32_t used = date_parse_clock(scan->line, start, &hour, &minute);
        if (used == 0) return 0;
        end = start + used;
    }
    uint32_t next = i;
    while (next < scan->count && scan->words[next].span.start < end) next++;
    return next - i;
}

static void take_other(DateScan *scan, const Word *word)
{
    scan->others++;
    scan->small_others += !word->is_capitalised;
    if (!word->is_capitalised) return;
    if (span_is_empty(scan->name))
        scan->name = word->span;
    else if (word->span.start - scan->name.end <= 2)
        scan->name.end = word->span.end;
}

static void scan_words(DateScan *scan)
{
    for (uint32_t i = 0; i < scan->count;) {
        const Word *word = &scan->words[i];
        uint32_t used = word->kind == WORD_MARK ? 1 : take_date(scan, i);
        if (used > 0) {
            i += used;
            continue;
        }
        uint32_t label = words_lookup(&scan->lexicon->date_labels, word_str(scan->line, word));
        if (label == FIELD_PUBLISHED || label == FIELD_MODIFIED) scan->out->has_label = true;
        if (label == MAP_NONE) take_other(scan, word);
        if (label == FIELD_MODIFIED && !scan->has_date) scan->out->is_modified = true;
        if (words_equal(word_str(scan->line, word), STR("by"))) scan->out->is_by = true;
        i++;
    }
}

bool judge_date_line(Str line, const Lexicon *lexicon, DateLine *out)
{
    if (line.len > DATE_LINE_BYTES) return false;
    *out = (DateLine){0};
    DateScan scan = {.line = line, .lexicon = lexicon, .out = out};
    scan.count = words_read(line, scan.words, DATE_LINE_WORDS);
    if (scan.count == DATE_LINE_WORDS) return false;
    scan_words(&scan);
    bool is_full = out->date.year != 0 && out->date.day != 0;
    bool is_timed = out->date.has_time && out->date.day != 0;
    if (!scan.has_date || !(is_full || is_timed)) return false;
    bool has_stop = line.data[line.len - 1] == '.' && scan.others > 1;
    if (scan.others > MOST_OTHER_WORDS || scan.small_others > 1 || has_stop) return false;
    if (!span_is_empty(scan.name)) out->name = str_slice(line, scan.name);
    return true;
}

/* ---- Judging ------------------------------------------------------------------------------- */

static bool has_letters_or_digits(Str line)
{
    Word word;
    for (uint32_t at = 0; at < line.len; at++) {
        if ((line.data[at] & 0x80) == 0 && !((line.data[at] | 0x20) >= 'a' && (line.data[at] | 0x20) <= 'z'))
            continue;
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

/* "<img src=...>" as text. */
static bool is_markup(Str line)
{
    bool has_tag = line.len > 2 && line.data[0] == '<' &&
                   (line.data[1] | 0x20) >= 'a' && (line.data[1] | 0x20) <= 'z';
    return has_tag && str_find(line, STR(">"), 0) != STR_NOT_FOUND;
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
    work_set_meta(work, &work->doc->meta.author, name);
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
    if (line->date.year != 0) work_add_date(work, line->date, DATE_ORIGIN_TEXT, line->is_modified);
    if (line->is_by) work_set_meta(work, &work->doc->meta.author, line->name);
    piece_drop(piece, BLOCK_BYLINE, STR("CL-DATE-LINE"), STR("the date of publication"));
}

#define FEWEST_ARTICLE_WORDS 10

/* A long sentence without a word of such notices: "The minister said on Monday ...". */
static bool is_article_sentence(Str sentence, const Lexicon *lexicon)
{
    Word words[SHAPE_WORDS];
    uint32_t count = words_read(sentence, words, SHAPE_WORDS), letters = 0;
    for (uint32_t i = 0; i < count; i++) {
        letters += words[i].kind == WORD_LETTERS;
        if (words_lookup(&lexicon->notice_words, word_str(sentence, &words[i])) != MAP_NONE)
            return false;
    }
    return letters >= FEWEST_ARTICLE_WORDS;
}

/* Where the article begins in a line that begins as a notice; its length if it is all notice. */
static uint32_t notice_end(Str line, const Lexicon *lexicon)
{
    uint32_t start = 0;
    while (start < line.len) {
        uint32_t next = sentence_after(line, start);
        if (start > 0 && is_article_sentence(str_slice(line, (Span){start, next}), lexicon)) break;
        start = next;
    }
    return start;
}

/* Drops a notice; what follows it on its line becomes the next piece. */
static void drop_notice(Work *work, uint32_t i, const Pattern *pattern, const Lexicon *lexicon)
{
    Str line = piece_text(work, &work->pieces.items[i]);
    bool is_to_reader = pattern->type == BLOCK_PAYWALL || pattern->type == BLOCK_CONSENT;
    uint32_t end = is_to_reader ? notice_end(line, lexicon) : line.len;
    if (end < line.len) work_split_piece(work, i, work->pieces.items[i].text.start + end);
    piece_drop(&work->pieces.items[i], pattern->type, pattern->id, pattern->reason);
}

static void judge_piece(Work *work, uint32_t i, const Lexicon *lexicon,
                        const PatternTable *patterns)
{
    Piece *piece = &work->pieces.items[i];
    Str line = piece_text(work, piece);
    DateLine date;
    if (!has_letters_or_digits(line)) {
        if (piece->kind != PIECE_HEADING && !judge_date_line(line, lexicon, &date))
            piece_drop(piece, BLOCK_BOILERPLATE, STR("CL-NO-WORDS"), STR("no words in it"));
        else if (judge_date_line(line, lexicon, &date))
            judge_date(work, piece, &date);
        return;
    }
    if (is_address(line)) {
        piece_drop(piece, BLOCK_BOILERPLATE, STR("CL-ADDRESS"), STR("a bare address"));
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
    if (pattern != NULL && !(is_byline && judge_date_line(line, lexicon, &date))) {
        if (is_byline) take_author(work, line);
        drop_notice(work, i, pattern, lexicon);
        return;
    }
    if (judge_date_line(line, lexicon, &date)) judge_date(work, piece, &date);
}

/* ---- Notices glued to a paragraph -------------------------------------------------------------- */

#define MOST_GLUED_SENTENCES 8
#define PIECES_WITH_NOTICES 3 /* the first ones; and the last */

static bool is_notice(BlockType type)
{
    return type == BLOCK_PAYWALL || type == BLOCK_CONSENT || type == BLOCK_BOILERPLATE;
}

/* The pattern of the sentence [from, to) of a piece, if it is of a kind that is asked for. */
static const Pattern *match_sentence(const Work *work, uint32_t piece, Span sentence,
                                     const Lexicon *lexicon, const PatternTable *patterns)
{
    Str text = str_trim(str_slice(piece_text(work, &work->pieces.items[piece]), sentence));
    return patterns_match(patterns, lexicon, text);
}

/* "Already a subscriber? Log in. The minister said ...": the first sentences are cut off. Returns
 * how many pieces were made. */
static uint32_t cut_first_sentences(Work *work, uint32_t piece, const Lexicon *lexicon,
                                    const PatternTable *patterns)
{
    Str text = piece_text(work, &work->pieces.items[piece]);
    const Pattern *first = NULL;
    uint32_t end = 0;
    for (int i = 0; i < MOST_GLUED_SENTENCES; i++) {
        uint32_t next = sentence_after(text, end);
        if (next >= text.len) break;
        const Pattern *pattern =
            match_sentence(work, piece, (Span){end, next}, lexicon, patterns);
        if (pattern == NULL || !is_notice(pattern->type)) break;
        if (first == NULL) first = pattern;
        end = next;
    }
    if (first == NULL) return 0;
    work_split_piece(work, piece, work->pieces.items[piece].text.start + end);
    piece_drop(&work->pieces.items[piece], first->type, first->id, first->reason);
    return 1;
}

/* "... on Saturday. (With inputs from AFP)": a last sentence that is a credit or a notice. */
static void cut_last_sentence(Work *work, uint32_t piece, const Lexicon *lexicon,
                              const PatternTable *patterns)
{
    Str text = piece_text(work, &work->pieces.items[piece]);
    uint32_t start = 0;
    for (uint32_t next = sentence_after(text, 0); next < text.len;
         next = sentence_after(text, next))
        start = next;
    uint32_t bracket = text.len;
    while (bracket > start && text.data[bracket - 1] != '(') bracket--;
    if (bracket > start + 1 && text.data[text.len - 1] == ')') start = bracket - 1;
    if (start == 0) return;
    const Pattern *pattern =
        match_sentence(work, piece, (Span){start, text.len}, lexicon, patterns);
    bool is_agency_alone = pattern != NULL && str_equal(pattern->id, STR("CRD-AGENCY"));
    if (pattern == NULL || is_agency_alone ||
        !(is_notice(pattern->type) || pattern->type == BLOCK_CREDIT))
        return;
    work_split_piece(work, piece, work->pieces.items[piece].text.start + start);
    piece_drop(&work->pieces.items[piece + 1], pattern->type, pattern->id, pattern->reason);
}

static void cut_notices(Work *work, const Lexicon *lexicon, const PatternTable *patterns)
{
    uint32_t last = NONE;
    for (uint32_t i = 0, seen = 0; i < work->pieces.count; i++) {
        if (work->pieces.items[i].is_decided) continue;
        if (seen++ < PIECES_WITH_NOTICES) i += cut_first_sentences(work, i, lexicon, patterns);
        last = i;
    }
    if (last != NONE) cut_last_sentence(work, last, lexicon, patterns);
}

void judge_pieces(Work *work, const Lexicon *lexicon, const PatternTable *patterns)
{
    for (uint32_t i = 0; i < work->pieces.count; i++)
        if (!work->pieces.items[i].is_decided)
            judge_piece(work, i, lexicon, patterns);
    cut_notices(work, lexicon, patterns);
}
