#include "page.h"

#include "glued.h"
#include "page_place.h"
#include "scorer.h"
#include "title.h"
#include "words.h"

/* ---- Pieces ---------------------------------------------------------------------------------- */

/* Where the walk over the text nodes stands. */
typedef struct Walk {
    Page *page;
    const HtmlNode *block;       /* of the open piece; NULL if none is open */
    const HtmlNode *last_parent; /* of the text node before */
    uint32_t link_len;
    bool breaks;          /* a block or two line breaks stand before the next text */
    uint32_t line_breaks; /* br in a row */
} Walk;

static const HtmlNode *nearest_block(const HtmlNode *node)
{
    for (node = node->parent; node != NULL; node = node->parent)
        if (zones_is_block(node)) return node;
    return NULL;
}

static PieceKind kind_of(const HtmlNode *block, Zone zone)
{
    if (html_tag_is(block->tag, HTML_TAG_IS_HEADING)) return PIECE_HEADING;
    if (zone == ZONE_CAPTION) return PIECE_CAPTION;
    if (html_closest(block, HTML_TAG_blockquote) != NULL) return PIECE_QUOTE;
    if (block->tag == HTML_TAG_li || block->tag == HTML_TAG_dd || block->tag == HTML_TAG_dt)
        return PIECE_ITEM;
    return block->tag == HTML_TAG_p ? PIECE_PARAGRAPH : PIECE_LINE;
}

static void end_piece(Walk *walk)
{
    if (walk->block == NULL) return;
    Page *page = walk->page;
    Zone zone = page->holdings[walk->block->order].zone;
    Piece *piece = work_end_piece(page->work, kind_of(walk->block, zone));
    if (piece != NULL) {
        piece->link_len = walk->link_len;
        piece->starts_paragraph = true;
        if (piece->kind == PIECE_HEADING)
            piece->level = (uint32_t)(walk->block->name.data[1] - '0');
        *list_add(page->work->arena, &page->pieces) =
            (PagePiece){.block = walk->block, .zone = zone};
    }
    walk->block = NULL;
    walk->link_len = 0;
}

static void add_text(Walk *walk, const HtmlNode *node)
{
    const HtmlNode *block = nearest_block(node);
    if (block == NULL) return;
    if (walk->block != NULL && (block != walk->block || walk->breaks)) end_piece(walk);
    walk->breaks = false;
    walk->line_breaks = 0;
    Work *work = walk->page->work;
    if (walk->block == NULL) {
        walk->block = block;
        work_begin_piece(work);
    }
    MapRun one;
    MapRunList runs = html_text_runs(&node->text, &one);
    bool is_joint = walk->last_parent != node->parent && runs.count > 0;
    if (is_joint && glued_at_joint(work, node->text.value))
        work_add_space(work, (Span){runs.items[0].page, runs.items[0].page});
    walk->last_parent = node->parent;
    work_add_mapped(work, node->text.value, &runs);
    if (html_closest(node, HTML_TAG_a) != NULL)
        walk->link_len += walk->page->holdings[node->order].text_len;
}

static bool is_blank(Str text)
{
    for (uint32_t i = 0; i < text.len; i++)
        if ((unsigned char)text.data[i] > ' ') return false;
    return true;
}

static void visit(Walk *walk, const HtmlNode *node)
{
    if (node->kind == HTML_TEXT) {
        bool is_joint = is_blank(node->text.value) && (walk->block == NULL || walk->breaks);
        if (!is_joint) add_text(walk, node);
        return;
    }
    if (node->kind != HTML_ELEMENT) return;
    if (node->tag == HTML_TAG_br) {
        if (++walk->line_breaks >= 2) walk->breaks = true;
        if (walk->block != NULL) work_add_space(walk->page->work, node->page);
    } else if (zones_is_block(node)) {
        walk->breaks = true;
    }
}

static void read_pieces(Page *page)
{
    Walk walk = {.page = page};
    const HtmlNode *root = page->tree->body;
    for (const HtmlNode *node = root; node != NULL;) {
        bool is_shown = page->holdings[node->order].is_shown;
        if (is_shown) visit(&walk, node);
        node = is_shown ? html_next(root, node) : html_next_skipping_children(root, node);
    }
    end_piece(&walk);
}

/* ---- Scores ---------------------------------------------------------------------------------- */

#define SHORTEST_SCORED_BYTES 30

static uint32_t count_commas(Str text)
{
    uint32_t commas = 0;
    for (uint32_t i = 0; i < text.len; i++) commas += text.data[i] == ',';
    return commas;
}

static double score_of(const Page *page, uint32_t i)
{
    const Piece *piece = &page->work->pieces.items[i];
    Str text = piece_text(page->work, piece);
    if (piece->kind == PIECE_HEADING || text.len < SHORTEST_SCORED_BYTES) return 0;
    double score = 1 + count_commas(text) + (text.len < 600 ? text.len / 100.0 : 6);
    if (!page->pieces.items[i].shape.ends_sentence) score /= 4;
    if (piece->kind == PIECE_ITEM) score /= 2;
    double linked = (double)piece->link_len / text.len;
    return linked > 0.5 ? 0 : score * (1 - linked);
}

/* Names of classes that mean a box beside the article on one site hold the article on another. */
static bool is_doubtful(Zone zone)
{
    return zone == ZONE_TEASER || zone == ZONE_SHARE || zone == ZONE_ADVERTISEMENT ||
           zone == ZONE_BYLINE || zone == ZONE_PAYWALL || zone == ZONE_NAVIGATION ||
           zone == ZONE_CAPTION;
}

#define LEAST_OUTSIDE_ZONES 0.2

/* Scores count outside of zones; but if nearly all running text stands in doubtful ones, those are
 * none. */
static void score_pieces(Page *page)
{
    double all = 0, outside = 0;
    for (uint32_t i = 0; i < page->pieces.count; i++) {
        PagePiece *piece = &page->pieces.items[i];
        Str text = piece_text(page->work, &page->work->pieces.items[i]);
        piece->shape = words_shape(text, &page->lexicon->function_words);
        piece->score = score_of(page, i);
        if (piece->zone <= ZONE_BODY) outside += piece->score;
        if (piece->zone <= ZONE_BODY || is_doubtful(piece->zone)) all += piece->score;
    }
    bool is_misled = outside < LEAST_OUTSIDE_ZONES * all;
    for (uint32_t i = 0; i < page->pieces.count; i++) {
        PagePiece *piece = &page->pieces.items[i];
        if (is_misled && is_doubtful(piece->zone)) piece->zone = ZONE_NONE;
        if (piece->zone > ZONE_BODY) piece->score = 0;
    }
}

/* ---- Decisions by place ------------------------------------------------------------------------
 */

static void drop_by_zone(Piece *piece, Zone zone)
{
    static const struct {
        BlockType type;
        Str reason;
    } zones[ZONE_COUNT] = {
        [ZONE_NAVIGATION] = {BLOCK_BOILERPLATE, STR_INIT("stands in the page's navigation")},
        [ZONE_FOOTER] = {BLOCK_BOILERPLATE, STR_INIT("stands in the page's footer")},
        [ZONE_SHARE] = {BLOCK_BOILERPLATE, STR_INIT("stands among share buttons")},
        [ZONE_COMMENT] = {BLOCK_COMMENT, STR_INIT("stands among readers' comments")},
        [ZONE_TEASER] = {BLOCK_TEASER, STR_INIT("stands in a box of other articles")},
        [ZONE_ADVERTISEMENT] = {BLOCK_BOILERPLATE, STR_INIT("stands in an advertisement")},
        [ZONE_CONSENT] = {BLOCK_CONSENT, STR_INIT("stands in a notice over the page")},
        [ZONE_PAYWALL] = {BLOCK_PAYWALL, STR_INIT("stands in a notice about access")},
        [ZONE_CAPTION] = {BLOCK_CAPTION, STR_INIT("stands below a picture")},
        [ZONE_BYLINE] = {BLOCK_BYLINE, STR_INIT("stands in the byline")},
        [ZONE_HIDDEN] = {BLOCK_BOILERPLATE, STR_INIT("is hidden")},
    };
    piece_drop(piece, zones[zone].type, STR("CL-ZONE"), zones[zone].reason);
}

/* Orders of a subtree's nodes are one range: where it ends. */
static uint32_t end_order(const HtmlTree *tree, const HtmlNode *root)
{
    const HtmlNode *next = html_next_skipping_children(tree->document, root);
    return next == NULL ? tree->node_count : next->order;
}

#define LONG_UNLINKED_BYTES 60 /* text between links that makes a paragraph a paragraph */

/* Mostly links: a list of other articles, unless it is a sentence that happens to be linked. */
static bool is_link_list(const Piece *piece)
{
    uint32_t len = span_len(piece->text);
    if (piece->kind == PIECE_HEADING) return piece->link_len * 10 > len * 9 && piece->level > 1;
    if (piece->kind == PIECE_PARAGRAPH && len > piece->link_len + LONG_UNLINKED_BYTES) return false;
    return piece->link_len * 3 > len * 2 ||
           (piece->kind == PIECE_ITEM && piece->link_len * 2 > len);
}

/* Where the article's own heading stands, in node order; 0 if there is none before the body. */
static uint32_t find_title(const Page *page, uint32_t body_order)
{
    uint32_t title = 0;
    for (uint32_t i = 0; i < page->work->pieces.count; i++) {
        const PagePiece *place = &page->pieces.items[i];
        if (place->block->order >= body_order) break;
        bool is_title = page->work->pieces.items[i].kind == PIECE_HEADING &&
                        page->work->pieces.items[i].level == 1;
        if (is_title) title = place->block->order;
    }
    return title;
}

static BodyRange read_range(const Page *page)
{
    const HtmlNode *body = page->body;
    return (BodyRange){.title = find_title(page, body->order),
                       .start = body->order,
                       .end = end_order(page->tree, body),
                       .parent = body->parent};
}

/* Leads often stand outside of the element that holds the rest, between it and the headline; and
 * last paragraphs beside it. */
bool page_is_in_body(const Page *page, uint32_t i)
{
    const BodyRange *range = &page->range;
    const PagePiece *place = &page->pieces.items[i];
    uint32_t order = place->block->order;
    if (order >= range->start && order < range->end) return true;
    if (place->score <= 0) return false;
    if (order < range->start) return range->title > 0 && order > range->title;
    return place->block->tag == HTML_TAG_p && place->block->parent == range->parent;
}

/* Why a piece that is not the article's is not: what the page says of its place, if it says
 * anything. */
static void drop_by_score(const Page *page, uint32_t i)
{
    Piece *piece = &page->work->pieces.items[i];
    const PagePiece *place = &page->pieces.items[i];
    if (place->zone > ZONE_BODY)
        drop_by_zone(piece, place->zone);
    else if (is_link_list(piece))
        piece_drop(piece, BLOCK_TEASER, STR("CL-LINK-LIST"), STR("links to other pages"));
    else if (!page_is_in_body(page, i))
        piece_drop(piece, BLOCK_BOILERPLATE, STR("CL-OUTSIDE"),
                   STR("stands outside of the article"));
    else
        piece->is_unlike = true;
}

void page_drop_unlike(Work *work)
{
    for (uint32_t i = 0; i < work->pieces.count; i++) {
        Piece *piece = &work->pieces.items[i];
        if (piece->is_unlike && !piece->is_decided)
            piece_drop(piece, BLOCK_BOILERPLATE, STR("CL-UNLIKE"),
                       STR("is unlike the article's text"));
    }
}

#define LEAST_KEEP 0.5f

/* A first heading is the judges' business: the headline is no text and is found by its words. */
static void judge_by_score(Page *page)
{
    for (uint32_t i = 0; i < page->work->pieces.count; i++) {
        Piece *piece = &page->work->pieces.items[i];
        const PagePiece *place = &page->pieces.items[i];
        Zone zone = place->zone;
        bool is_title = piece->kind == PIECE_HEADING && piece->level == 1 &&
                        (zone <= ZONE_BODY || zone == ZONE_BYLINE);
        piece->keep = place->keep;
        bool is_caption = html_closest(place->block, HTML_TAG_figcaption) != NULL;
        bool is_kept = place->keep >= LEAST_KEEP && !is_caption;
        if (!is_kept && !is_title) drop_by_score(page, i);
    }
}

static const double *sum_scores(const Page *page)
{
    float *scores = arena_new_items(page->work->arena, float, page->pieces.count);
    for (uint32_t i = 0; i < page->pieces.count; i++)
        scores[i] = (float)page->pieces.items[i].score;
    return page_sum_up(page, scores);
}

void page_read_pieces(Page *page)
{
    Arena *arena = page->work->arena;
    HtmlNode **nodes = arena_new_items(arena, HtmlNode *, page->tree->node_count);
    page->nodes = nodes;
    page->holdings = zones_read(page->tree, nodes, page->lexicon, arena);
    page->around = around_read(page->tree, nodes, page->holdings, page->lexicon, arena);
    read_pieces(page);
    score_pieces(page);
    page->sums = sum_scores(page);
    page->body = page_find_body(page);
    page->range = read_range(page);
}

void page_read(Work *work, const HtmlTree *tree, const Lexicon *lexicon, const struct Scorer *scorer)
{
    Page page = {.work = work, .lexicon = lexicon, .tree = tree};
    page_read_pieces(&page);
    title_settle(&page);
    PagePlace place = page_place_find(&page, page.range.end);
    page_read_dates(&page, &place);
    page_read_authors(&page, &place);
    scorer_run(scorer, &page);
    judge_by_score(&page);
}
