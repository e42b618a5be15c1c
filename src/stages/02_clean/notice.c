#include "notice.h"

#include "sentence.h"

/* ---- Notices that fill a line
 * --------------------------------------------------------------------- */

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

void notice_drop(Work *work, uint32_t i, const Pattern *pattern, const Lexicon *lexicon)
{
    Str line = piece_text(work, &work->pieces.items[i]);
    bool is_to_reader = pattern->type == BLOCK_PAYWALL || pattern->type == BLOCK_CONSENT;
    uint32_t end = is_to_reader ? notice_end(line, lexicon) : line.len;
    if (end < line.len) work_split_piece(work, i, work->pieces.items[i].text.start + end);
    piece_drop(&work->pieces.items[i], pattern->type, pattern->id, pattern->reason);
}

/* ---- Notices glued to a paragraph --------------------------------------------------------------
 */

#define MOST_GLUED_SENTENCES 8
#define PIECES_WITH_NOTICES 3 /* the first ones; and the last */

static bool is_notice(BlockType type)
{
    return type == BLOCK_PAYWALL || type == BLOCK_CONSENT || type == BLOCK_NEWSLETTER ||
           type == BLOCK_BOILERPLATE;
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
        const Pattern *pattern = match_sentence(work, piece, (Span){end, next}, lexicon, patterns);
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

#define FEWEST_BRACKET_WORDS 3 /* "(R)" and "(Reuters)" say something else */

/* "... at once. (RELATED: Ministers meet in Geneva)": a bracket at the end of any paragraph that
 * points elsewhere or names writers. */
static void cut_last_bracket(Work *work, uint32_t piece, const Lexicon *lexicon,
                             const PatternTable *patterns)
{
    Str text = piece_text(work, &work->pieces.items[piece]);
    if (text.len == 0 || text.data[text.len - 1] != ')') return;
    uint32_t start = text.len;
    while (start > 0 && text.data[start - 1] != '(') start--;
    if (start < 2 || text.data[start - 2] != ' ') return;
    Word words[FEWEST_BRACKET_WORDS];
    Str bracket = str_slice(text, (Span){start - 1, text.len});
    if (words_read((Str){bracket.data + 1, bracket.len - 2}, words, FEWEST_BRACKET_WORDS) <
        FEWEST_BRACKET_WORDS)
        return;
    const Pattern *pattern = patterns_match(patterns, lexicon, bracket);
    if (pattern == NULL || str_equal(pattern->id, STR("CRD-SOUND"))) return;
    bool is_cut =
        pattern->type == BLOCK_TEASER || pattern->type == BLOCK_CREDIT || is_notice(pattern->type);
    if (!is_cut) return;
    work_split_piece(work, piece, work->pieces.items[piece].text.start + start - 1);
    piece_drop(&work->pieces.items[piece + 1], pattern->type, pattern->id, pattern->reason);
}

#define MOST_BRACKETS 200 /* cut from one page: each moves the pieces behind it */

static void cut_brackets(Work *work, const Lexicon *lexicon, const PatternTable *patterns)
{
    uint32_t cut = 0;
    for (uint32_t i = 0; i < work->pieces.count && cut < MOST_BRACKETS; i++) {
        uint32_t before = work->pieces.count;
        if (!work->pieces.items[i].is_decided) cut_last_bracket(work, i, lexicon, patterns);
        cut += work->pieces.count - before;
    }
}

void notice_cut(Work *work, const Lexicon *lexicon, const PatternTable *patterns)
{
    uint32_t last = NONE;
    cut_brackets(work, lexicon, patterns);
    for (uint32_t i = 0, seen = 0; i < work->pieces.count; i++) {
        if (work->pieces.items[i].is_decided) continue;
        if (seen++ < PIECES_WITH_NOTICES) i += cut_first_sentences(work, i, lexicon, patterns);
        last = i;
    }
    if (last != NONE) cut_last_sentence(work, last, lexicon, patterns);
}
