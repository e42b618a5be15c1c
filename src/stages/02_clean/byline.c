/*
 * Who wrote the article, as the page shows it: elements that say so by rel, itemprop, class or the
 * address they link to, and short pieces of text with a word like "by".
 *
 *     <span class="byline">By <a rel="author" href="/authors/jane">Jane Doe</a> | May 3, 2023</span>
 *
 * Each is scored by what it says of itself and by where it stands, as dates are.
 */
#include "author_names.h"
#include "page_place.h"
#include "words.h"

#define LONGEST_BYLINE_BYTES 200

typedef struct AuthorWalk {
    Page *page;
    const PagePlace *place;
    uint32_t piece;      /* the next piece in node order */
    uint32_t last_piece; /* where the last element was that named an author */
    uint32_t last_group;
    Str last_style;
    int8_t *hints; /* [nodes] what each says of itself; HINT_UNKNOWN: not asked so far */
} AuthorWalk;

#define HINT_UNKNOWN INT8_MIN

/* ---- What an element says of itself ------------------------------------------------------------- */

static uint32_t class_of_value(const Lexicon *lexicon, Str value)
{
    uint32_t best = MAP_NONE;
    Str word;
    for (uint32_t at = 0; zones_next_class_word(value, &at, &word);) {
        uint32_t found = words_lookup(&lexicon->author_classes, word);
        if (found == MAP_NONE) continue;
        if (found == AUTHOR_CLASS_OTHER) return found;
        if (best == MAP_NONE || found > best) best = found;
    }
    return best;
}

/* "/author/jane-doe", "/autoren/jane": a page about an author. */
static bool leads_to_author(Str address)
{
    static const Str words[] = {
        STR_INIT("author"),  STR_INIT("autor"),      STR_INIT("auteur"),  STR_INIT("people/"),
        STR_INIT("profile"), STR_INIT("profil/"),    STR_INIT("staff/"),  STR_INIT("redaktion/"),
        STR_INIT("by/"),     STR_INIT("newsteam/"),  STR_INIT("user/"),   STR_INIT("journalist"),
        STR_INIT("reporter"), STR_INIT("contributor"), STR_INIT("columnist")};
    for (uint32_t at = 0; at < address.len; at++) {
        if (address.data[at] != '/') continue;
        Str rest = {address.data + at + 1, address.len - at - 1};
        for (size_t i = 0; i < COUNT(words); i++)
            if (str_starts(rest, words[i])) return true;
    }
    return false;
}

/* 0: nothing; below: it is somebody else's. */
static int32_t read_hint(const Page *page, const HtmlNode *node)
{
    static const Str attributes[] = {STR_INIT("itemprop"), STR_INIT("property"), STR_INIT("class"),
                                     STR_INIT("id"), STR_INIT("data-testid")};
    if (node->attribute_count == 0) return 0;
    if (html_has_word(html_attribute_value(node, STR("rel")), STR("author"))) return 5;
    int32_t best = 0;
    for (size_t i = 0; i < COUNT(attributes); i++) {
        uint32_t class = class_of_value(page->lexicon, html_attribute_value(node, attributes[i]));
        if (class == AUTHOR_CLASS_OTHER) return -4;
        int32_t score = class == AUTHOR_CLASS_AUTHOR ? (i < 2 ? 5 : 4)
                        : class == AUTHOR_CLASS_NEAR ? 1
                                                     : 0;
        if (score > best) best = score;
    }
    bool is_link = node->tag == HTML_TAG_a && leads_to_author(html_attribute_value(node, STR("href")));
    return is_link && best < 4 ? 4 : best;
}

#define CLEAR_HINT 5 /* rel, itemprop, a link or name within an element of the class */
#define LARGEST_AROUND_BYTES 300

static int32_t hint_of(AuthorWalk *walk, const HtmlNode *node)
{
    int8_t *hint = &walk->hints[node->order];
    if (*hint == HINT_UNKNOWN) *hint = (int8_t)read_hint(walk->page, node);
    return *hint;
}

/* The element's own hint, or a little more than that of an element around it. */
static int32_t hint_with_parents(AuthorWalk *walk, const HtmlNode *node)
{
    const Page *page = walk->page;
    int32_t own = hint_of(walk, node), best = own;
    const HtmlNode *around = node->parent;
    for (int i = 0; i < 3 && around != NULL && around->kind == HTML_ELEMENT; i++) {
        if (page->holdings[around->order].text_len > LARGEST_AROUND_BYTES) break;
        int32_t hint = hint_of(walk, around);
        if (hint < 0) return hint;
        bool is_name = own > 0 || node->tag == HTML_TAG_a;
        if (is_name && hint >= 4 && hint + 1 > best) best = hint + 1;
        around = around->parent;
    }
    return best;
}

/* ---- Elements ------------------------------------------------------------------------------------ */

/* The text of an element with a bar between its parts. */
static Str spaced_text(const HtmlNode *root, Arena *arena)
{
    Str text = {0};
    for (const HtmlNode *node = root; node != NULL; node = html_next(root, node)) {
        if (node->kind != HTML_TEXT || node->parent->tag == HTML_TAG_script ||
            node->parent->tag == HTML_TAG_style)
            continue;
        text = text.len == 0 ? node->text.value
                             : arena_format(arena, STR_FMT "|" STR_FMT, STR_ARG(text),
                                            STR_ARG(node->text.value));
    }
    return text;
}

/* <meta itemprop=author content>, or what the element shows. */
static Str author_value(const Page *page, const HtmlNode *node)
{
    Str content = html_attribute_value(node, STR("content"));
    if (content.len > 0) return content;
    uint32_t len = page->holdings[node->order].text_len;
    if (len < 3 || len > LONGEST_BYLINE_BYTES) return (Str){0};
    return spaced_text(node, page->work->arena);
}

static void take_element(AuthorWalk *walk, const HtmlNode *node)
{
    Page *page = walk->page;
    const Holding *holding = &page->holdings[node->order];
    bool is_empty = holding->text_len == 0 && html_attribute(node, STR("content")) == NULL;
    if (is_empty || holding->text_len > LONGEST_BYLINE_BYTES || node->tag == HTML_TAG_meta) return;
    int32_t hint = hint_with_parents(walk, node);
    if (hint < 4) return;
    Str text = author_value(page, node);
    int32_t score = hint + page_place_score(walk->place, walk->piece, node->order) +
                    page_place_zone(holding->zone);
    if (text.len == 0 || score < (hint >= CLEAR_HINT ? 1 : 3)) return;
    AuthorNames names;
    author_names_read(text, page->lexicon, hint >= CLEAR_HINT ? NAMES_OR_HANDLES : NAMES_SHOWN,
                      page->work->arena, &names);
    if (names.count == 0) return;
    Str style = html_attribute_value(node, STR("class"));
    bool goes_on = walk->piece <= walk->last_piece + 1 && str_equal(style, walk->last_style) &&
                   walk->last_piece > 0;
    uint32_t group = goes_on ? walk->last_group : work_new_author_group(page->work);
    walk->last_group = group;
    walk->last_piece = walk->piece;
    walk->last_style = style;
    work_add_author(page->work, (AuthorEvidence){.text = text,
                                                 .trust = AUTHOR_TRUST_MARKED,
                                                 .score = score,
                                                 .group = group});
}

/* ---- Pieces -------------------------------------------------------------------------------------- */

static bool has_date(const Page *page, Str text)
{
    WrittenDate date;
    uint32_t at;
    return date_world_find(text, 0, &page->work->date_style, &date, &at);
}

static void take_piece(AuthorWalk *walk, uint32_t i)
{
    Page *page = walk->page;
    Str text = piece_text(page->work, &page->work->pieces.items[i]);
    const PagePiece *place = &page->pieces.items[i];
    if (text.len > LONGEST_BYLINE_BYTES || text.len < 5) return;
    int32_t score =
        page_place_score(walk->place, i, place->block->order) + page_place_zone(place->zone);
    if (score < -1) return;
    AuthorNames names;
    bool is_labelled =
        i > 0 && author_names_is_label(piece_text(page->work, &page->work->pieces.items[i - 1]),
                                       page->lexicon);
    if (is_labelled)
        author_names_read(text, page->lexicon, NAMES_SHOWN, page->work->arena, &names);
    else
        author_names_of_line(text, page->lexicon, has_date(page, text), page->work->arena, &names);
    if (names.count == 0 || !author_name_is_full(names.names[0])) return;
    uint32_t group = work_new_author_group(page->work);
    for (uint32_t n = 0; n < names.count; n++)
        work_add_author(page->work, (AuthorEvidence){.text = names.names[n],
                                                     .trust = AUTHOR_TRUST_LINE,
                                                     .score = score,
                                                     .group = group});
}

void page_read_authors(Page *page, const PagePlace *place)
{
    AuthorWalk walk = {.page = page, .place = place};
    walk.hints = arena_alloc(page->work->arena, page->tree->node_count);
    memset(walk.hints, HINT_UNKNOWN, page->tree->node_count);
    const HtmlNode *root = page->tree->body;
    for (const HtmlNode *node = root; node != NULL; node = html_next(root, node)) {
        while (walk.piece < page->pieces.count &&
               page->pieces.items[walk.piece].block->order <= node->order)
            take_piece(&walk, walk.piece++);
        if (node->kind == HTML_ELEMENT) take_element(&walk, node);
    }
}
