#include "layout.h"

#include "text/utf8.h"
#include "words.h"

#define FEWEST_HEADLINE_WORDS 4
#define MOST_LABEL_WORDS 3
#define MOST_SUBHEAD_WORDS 14

typedef struct Layout {
    Work *work;
    Shape *shapes; /* [pieces.count] */
    uint32_t lead; /* the first piece that is a sentence of some length */
    uint32_t last; /* the last one */
    bool has_headline;
} Layout;

static Piece *piece_at(const Layout *layout, uint32_t i)
{
    return &layout->work->pieces.items[i];
}

/* Running text: it ends like a sentence, or has so many small words that only its end is lost. */
static bool is_sentence(const Shape *shape)
{
    if (shape->words < 3) return false;
    if (shape->ends_sentence && shape->words >= 5) return true;
    if (shape->ends_sentence || shape->ends_colon) return shape->function > 0;
    bool is_running = shape->function * 10 >= shape->letters * 3;
    bool is_title_case = shape->capitalised * 10 >= (shape->letters - shape->function) * 8;
    return shape->words >= 8 && is_running && !is_title_case;
}

static bool is_lead(const Shape *shape)
{
    return is_sentence(shape) && shape->words >= 10 && (shape->ends_sentence || shape->words >= 20);
}

static bool is_label(const Shape *shape)
{
    return shape->words <= MOST_LABEL_WORDS && !shape->ends_sentence;
}

/* "Home > World > Asia", "Politics | Diplomacy | Asia". */
static bool is_row_of_links(Str line)
{
    Word words[40];
    uint32_t count = words_read(line, words, COUNT(words)), bars = 0, letters = 0;
    for (uint32_t i = 0; i < count; i++) {
        bars += words[i].kind == WORD_MARK && (words[i].mark == '|' || words[i].mark == '>');
        letters += words[i].kind == WORD_LETTERS;
    }
    return bars >= 2 || (bars == 1 && letters <= MOST_LABEL_WORDS + 1);
}

static bool is_list_item(Str line)
{
    return str_starts(line, STR("- ")) || str_starts(line, STR("* ")) ||
           str_starts(line, STR("\xE2\x80\xA2"));
}

static void find_ends(Layout *layout)
{
    uint32_t count = layout->work->pieces.count;
    layout->lead = layout->last = count;
    for (uint32_t i = 0; i < count; i++) {
        if (piece_at(layout, i)->is_decided || piece_at(layout, i)->kind == PIECE_HEADING) continue;
        const Shape *shape = &layout->shapes[i];
        if (is_lead(shape) && layout->lead == count) layout->lead = i;
        if (layout->lead < count && is_sentence(shape) && shape->words >= 5) layout->last = i;
    }
}

/* ---- Above the first sentence --------------------------------------------------------------- */

static bool is_title(const Layout *layout, uint32_t i)
{
    Str title = layout->work->doc->meta.title;
    if (title.len == 0) return false;
    Str line = piece_text(layout->work, piece_at(layout, i));
    if (str_equal_ignoring_case(title, line)) return true;
    Str folded = utf8_fold(title, layout->work->arena);
    Str folded_line = utf8_fold(line, layout->work->arena);
    return folded_line.len >= 20 && str_starts(folded, folded_line);
}

static bool may_be_headline(const Layout *layout, uint32_t i)
{
    const Piece *piece = piece_at(layout, i);
    const Shape *shape = &layout->shapes[i];
    Str line = piece_text(layout->work, piece);
    return !piece->is_decided && shape->words >= FEWEST_HEADLINE_WORDS && !shape->ends_colon &&
           !is_row_of_links(line) && !is_list_item(line);
}

/* Three words just above the text, if nothing longer stands there: "Minister resigns". */
static uint32_t find_short_headline(const Layout *layout)
{
    for (uint32_t i = layout->lead; i-- > 0;)
        if (!piece_at(layout, i)->is_decided && layout->shapes[i].words == 3) return i;
    return NONE;
}

/* The line that is the known title; else the first h1; else the first line of some words. */
static uint32_t find_headline(const Layout *layout)
{
    uint32_t first = NONE, heading = NONE;
    for (uint32_t i = 0; i < layout->lead; i++) {
        if (piece_at(layout, i)->is_decided) continue;
        if (is_title(layout, i)) return i;
        bool is_heading = piece_at(layout, i)->kind == PIECE_HEADING;
        if (is_heading && heading == NONE && layout->shapes[i].words > 2) heading = i;
        if (first == NONE && may_be_headline(layout, i)) first = i;
    }
    if (heading != NONE) return heading;
    const Document *doc = layout->work->doc;
    bool has_title = doc->format == DATELINE_FORMAT_TEXT && doc->given.title.len > 0;
    if (has_title) return NONE; /* it came with the text and is none of its lines */
    return first != NONE ? first : find_short_headline(layout);
}

/* Below an HTML heading that is the known title stands the article; what is above it, if it is not
 * the greater part, belongs to the page. */
static void judge_above_title(Layout *layout)
{
    uint32_t above = 0, all = 0, title = NONE;
    for (uint32_t i = 0; i < layout->work->pieces.count; i++) {
        const Piece *piece = piece_at(layout, i);
        if (piece->is_decided) continue;
        if (title == NONE && piece->kind == PIECE_HEADING && is_title(layout, i)) {
            title = i;
            above = all;
        }
        all += layout->shapes[i].words;
    }
    if (title == NONE || above * 2 > all) return;
    for (uint32_t i = 0; i < title; i++)
        if (!piece_at(layout, i)->is_decided && piece_at(layout, i)->kind != PIECE_HEADING)
            piece_drop(piece_at(layout, i), BLOCK_BOILERPLATE, STR("CL-ABOVE-TITLE"),
                       STR("stands above the headline"));
}

/* "Jane Doe, John Roe and Max Poe": two names or more, of two or three capitalised words each. */
static bool is_name_list(Str line)
{
    Word words[20];
    uint32_t count = words_read(line, words, COUNT(words)), names = 0, length = 0;
    for (uint32_t i = 0; i < count; i++) {
        bool is_and = words_equal(word_str(line, &words[i]), STR("and"));
        bool ends_part = i > 0 && words[i].span.start > words[i - 1].span.end &&
                         line.data[words[i - 1].span.end] == ',';
        if (length > 0 && (is_and || ends_part)) {
            if (length < 2 || length > 3) return false;
            names++;
            length = 0;
        }
        if (is_and) continue;
        if (words[i].kind != WORD_LETTERS || !words[i].is_capitalised) return false;
        length++;
    }
    return names > 0 && length >= 2 && length <= 3 && count < COUNT(words);
}

/* Where the title is known, names above the lead are those of the writers. */
static void judge_names(Layout *layout)
{
    if (layout->work->doc->meta.title.len == 0) return;
    for (uint32_t i = 0; i < layout->lead; i++) {
        Piece *piece = piece_at(layout, i);
        if (piece->is_decided || is_title(layout, i)) continue;
        if (is_name_list(piece_text(layout->work, piece)))
            piece_drop(piece, BLOCK_BYLINE, STR("CL-NAMES"), STR("names the writers"));
    }
}

static void set_headline(Layout *layout, uint32_t i)
{
    piece_keep(piece_at(layout, i), BLOCK_HEADLINE, STR("CL-HEADLINE"));
    layout->has_headline = true;
}

static void judge_top(Layout *layout)
{
    uint32_t headline = find_headline(layout);
    if (headline != NONE) set_headline(layout, headline);
    for (uint32_t i = 0; i < layout->lead; i++) {
        Piece *piece = piece_at(layout, i);
        if (piece->is_decided) continue;
        const Shape *shape = &layout->shapes[i];
        if (is_row_of_links(piece_text(layout->work, piece)))
            piece_drop(piece, BLOCK_BOILERPLATE, STR("CL-LINKS"), STR("a row of links"));
        else if (is_list_item(piece_text(layout->work, piece)))
            piece_keep(piece, BLOCK_LIST_ITEM, STR("CL-BODY"));
        else if (is_sentence(shape) || shape->ends_sentence || shape->ends_colon)
            piece_keep(piece, BLOCK_BODY, STR("CL-BODY"));
        else if (shape->words < FEWEST_HEADLINE_WORDS)
            piece_drop(piece, BLOCK_BOILERPLATE, STR("CL-LABEL"), STR("a label above the article"));
        else
            piece_keep(piece, BLOCK_SUBHEAD, STR("CL-STANDFIRST"));
    }
}

/* ---- Teasers -------------------------------------------------------------------------------- */

static bool is_date_line(const Piece *piece)
{
    return str_equal(piece->rule, STR("CL-DATE-LINE"));
}

static bool is_headline_shape(const Layout *layout, uint32_t i)
{
    const Shape *shape = &layout->shapes[i];
    return !piece_at(layout, i)->is_decided && !shape->ends_sentence && !shape->ends_colon &&
           shape->words >= FEWEST_HEADLINE_WORDS && shape->words <= 25;
}

static void drop_teaser(Layout *layout, uint32_t i)
{
    piece_drop(piece_at(layout, i), BLOCK_TEASER, STR("CL-TEASER-GROUP"),
               STR("headline and date of another article"));
}

/* A headline with a date below in the middle of the text is another article's, unless it is the
 * first one, with a whole date and no label above: then text stands above the article proper. */
static void judge_teaser_groups(Layout *layout)
{
    for (uint32_t i = layout->lead + 1; i < layout->work->pieces.count; i++) {
        if (!is_date_line(piece_at(layout, i)) || !is_headline_shape(layout, i - 1)) continue;
        bool has_label =
            i >= 2 && !piece_at(layout, i - 2)->is_decided && is_label(&layout->shapes[i - 2]);
        DateEvidence *first = layout->work->dates.items;
        bool is_own = !layout->has_headline && !has_label && layout->work->dates.count > 0 &&
                      first->date.year != 0;
        if (is_own) {
            set_headline(layout, i - 1);
            continue;
        }
        drop_teaser(layout, i);
        drop_teaser(layout, i - 1);
        if (has_label) drop_teaser(layout, i - 2);
    }
}

/* Headlines below "Read more:", "Related Articles". */
static void judge_teaser_lists(Layout *layout)
{
    bool is_in_list = false;
    for (uint32_t i = layout->lead; i < layout->work->pieces.count; i++) {
        const Piece *piece = piece_at(layout, i);
        if (piece->is_decided) {
            is_in_list = piece->type == BLOCK_TEASER && layout->shapes[i].words <= 6;
        } else if (is_in_list && is_headline_shape(layout, i) && !is_sentence(&layout->shapes[i])) {
            piece_drop(piece_at(layout, i), BLOCK_TEASER, STR("CL-TEASER-LIST"),
                       STR("headline of another article"));
        } else {
            is_in_list = false;
        }
    }
}

/* A heading like "Top news" with little but labels below: all of that is other articles. */
static void judge_last_list(Layout *layout)
{
    uint32_t words_above = 0, words_below = 0, pieces_below = 0, sentences_below = 0, start = NONE;
    for (uint32_t i = 0; i < layout->work->pieces.count; i++) {
        const Piece *piece = piece_at(layout, i);
        if (piece->is_decided && piece->type == BLOCK_TEASER && layout->shapes[i].words <= 4) {
            words_above += words_below;
            words_below = pieces_below = sentences_below = 0;
            start = i;
        }
        if (piece->is_decided) continue;
        words_below += layout->shapes[i].words;
        pieces_below++;
        sentences_below += is_sentence(&layout->shapes[i]);
    }
    bool is_list =
        start != NONE && words_below * 4 < words_above && sentences_below * 2 < pieces_below;
    for (uint32_t i = is_list ? start : layout->work->pieces.count; i < layout->work->pieces.count;
         i++)
        if (!piece_at(layout, i)->is_decided)
            piece_drop(piece_at(layout, i), BLOCK_TEASER, STR("CL-TEASER-LIST"),
                       STR("stands in a list of other articles"));
}

/* ---- Comments, the middle, the end ----------------------------------------------------------- */

/* Below a form or heading of comments nothing is the article's, if most of it stands above. */
static void judge_comments(Layout *layout)
{
    uint32_t words_above = 0, words_all = 0, start = NONE;
    for (uint32_t i = 0; i < layout->work->pieces.count; i++) {
        const Piece *piece = piece_at(layout, i);
        bool is_heading = piece->is_decided && !piece->kept && piece->type == BLOCK_COMMENT;
        if (is_heading && start == NONE) {
            start = i;
            words_above = words_all;
        }
        if (!piece->is_decided && is_sentence(&layout->shapes[i]))
            words_all += layout->shapes[i].words;
    }
    if (start == NONE || words_above < 40 || words_above * 2 < words_all) return;
    for (uint32_t i = start; i < layout->work->pieces.count; i++)
        if (!piece_at(layout, i)->is_decided)
            piece_drop(piece_at(layout, i), BLOCK_COMMENT, STR("CL-COMMENTS"),
                       STR("stands among readers' comments"));
}

static void judge_middle(Layout *layout, uint32_t i)
{
    Piece *piece = piece_at(layout, i);
    const Shape *shape = &layout->shapes[i];
    Str line = piece_text(layout->work, piece);
    if (piece->kind == PIECE_QUOTE)
        piece_keep(piece, BLOCK_QUOTE, STR("CL-BODY"));
    else if (piece->kind == PIECE_ITEM || is_list_item(line))
        piece_keep(piece, BLOCK_LIST_ITEM, STR("CL-BODY"));
    else if (piece->kind == PIECE_HEADING)
        piece_keep(piece, BLOCK_SUBHEAD, STR("CL-SUBHEAD"));
    else if (is_sentence(shape) || shape->ends_colon || shape->ends_sentence ||
             shape->words > MOST_SUBHEAD_WORDS)
        piece_keep(piece, BLOCK_BODY, STR("CL-BODY"));
    else if (is_row_of_links(line))
        piece_drop(piece, BLOCK_BOILERPLATE, STR("CL-LINKS"), STR("a row of links"));
    else
        piece_keep(piece, BLOCK_SUBHEAD, STR("CL-SUBHEAD"));
}

/* A last sentence that was cut off, or a short one: it has small words or is long, and is not
 * written like a headline. */
static bool may_be_text(const Layout *layout, uint32_t i)
{
    const Shape *shape = &layout->shapes[i];
    if (is_sentence(shape) || (shape->ends_sentence && shape->words >= 2)) return true;
    bool is_title_case = shape->capitalised * 10 >= (shape->letters - shape->function) * 8;
    bool is_very_last = i + 1 == layout->work->pieces.count;
    if (is_title_case && shape->big_lower < 3) return is_very_last && shape->has_quote;
    return shape->words >= 10 || (is_very_last && (shape->function > 0 || shape->has_quote));
}

static void judge_rest(Layout *layout)
{
    for (uint32_t i = layout->lead; i < layout->work->pieces.count; i++) {
        Piece *piece = piece_at(layout, i);
        if (piece->is_decided) continue;
        bool is_after_end = i > layout->last && !may_be_text(layout, i);
        if (is_after_end)
            piece_drop(piece, BLOCK_BOILERPLATE, STR("CL-AFTER-END"),
                       STR("a label after the end of the article"));
        else if (i > layout->last && piece->kind == PIECE_LINE)
            piece_keep(piece, BLOCK_BODY, STR("CL-BODY")); /* a sentence cut off at the end */
        else
            judge_middle(layout, i);
    }
}

/* Nothing but labels and fragments: all of it is kept rather than guessed about. */
static void keep_all(Layout *layout)
{
    for (uint32_t i = 0; i < layout->work->pieces.count; i++)
        if (!piece_at(layout, i)->is_decided)
            piece_keep(piece_at(layout, i), BLOCK_BODY, STR("CL-BODY"));
}

void layout_judge(Work *work, const Lexicon *lexicon)
{
    Layout layout = {.work = work};
    layout.shapes = arena_new_items(work->arena, Shape, work->pieces.count);
    for (uint32_t i = 0; i < work->pieces.count; i++)
        layout.shapes[i] =
            words_shape(piece_text(work, &work->pieces.items[i]), &lexicon->function_words);
    judge_above_title(&layout);
    find_ends(&layout);
    if (layout.lead == work->pieces.count) {
        keep_all(&layout);
        return;
    }
    judge_names(&layout);
    judge_top(&layout);
    judge_comments(&layout);
    judge_teaser_groups(&layout);
    judge_teaser_lists(&layout);
    judge_last_list(&layout);
    judge_rest(&layout);
}
