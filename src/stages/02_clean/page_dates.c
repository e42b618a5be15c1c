/*
 * Dates that a page shows beside its article:
 *
 *     <h1>Norway and Chile agree</h1>
 *     <div class="meta">Kari Holm <span class="date">3. mai 2023</span></div>
 *
 * Elements that name a date by their tag, class or itemprop, and short pieces of text that hold
 * one, are scored by what they say of themselves (class, a word like "published" before the date),
 * by how short they are and by where they stand: best right below the headline. A high score is
 * as good as metadata, a low one a guess.
 */
#include "page.h"
#include "page_place.h"
#include "words.h"

#define LONGEST_ELEMENT_BYTES 160
#define LONGEST_PIECE_BYTES 400 /* a date further on is one that the text tells of */
#define LONGEST_DATE_BYTES 32

/* A date found, with its place in the page's style: the tag and class of the element. */
typedef struct FoundDate {
    DateEvidence evidence;
    Str style;
} FoundDate;

typedef struct DateWalk {
    Page *page;
    List(FoundDate) found;
    Map styles; /* -> how many dates were found in elements of that style */
    const PagePlace *place;
    uint32_t piece; /* the next piece in node order */
} DateWalk;

/* What an element says of the date in it. */
typedef struct DateHint {
    int32_t score;
    bool is_modified;
    bool is_named; /* its class, tag or itemprop says that a date is there */
} DateHint;

/* ---- Scores ------------------------------------------------------------------------------------
 */

static int32_t score_length(uint32_t len)
{
    return len <= LONGEST_DATE_BYTES ? 2 : len <= 80 ? 1 : len <= LONGEST_ELEMENT_BYTES ? 0 : -3;
}

/* The strongest word of a class, id or itemprop; what belongs to others goes before all. */
static uint32_t class_of_value(const Lexicon *lexicon, Str value)
{
    uint32_t best = MAP_NONE;
    Str word;
    for (uint32_t at = 0; zones_next_class_word(value, &at, &word);) {
        uint32_t found = words_lookup(&lexicon->date_classes, word);
        if (found == MAP_NONE) continue;
        if (found == DATE_CLASS_OTHER) return found;
        if (best == MAP_NONE || found > best) best = found;
    }
    return best;
}

static void hint_by_class(uint32_t class, DateHint *hint)
{
    static const int32_t scores[DATE_CLASS_COUNT] = {[DATE_CLASS_OTHER] = -4,
                                                     [DATE_CLASS_NEAR] = 1,
                                                     [DATE_CLASS_DATE] = 2,
                                                     [DATE_CLASS_MODIFIED] = 2,
                                                     [DATE_CLASS_PUBLISHED] = 3};
    if (class == MAP_NONE) return;
    if (class == DATE_CLASS_OTHER || scores[class] > hint->score) hint->score = scores[class];
    hint->is_named |= class >= DATE_CLASS_DATE;
    hint->is_modified |= class == DATE_CLASS_MODIFIED;
}

static DateHint hint_of(const Page *page, const HtmlNode *node)
{
    static const Str attributes[] = {STR_INIT("itemprop"), STR_INIT("property"),
                                     STR_INIT("class"), STR_INIT("id")};
    DateHint hint = {0};
    if (node->attribute_count > 0) {
        for (size_t i = 0; i < COUNT(attributes) && hint.score >= 0; i++)
            hint_by_class(class_of_value(page->lexicon, html_attribute_value(node, attributes[i])),
                          &hint);
    }
    if (hint.score >= 3) hint.is_modified = false; /* "published updated" */
    bool is_time = node->tag == HTML_TAG_time;
    if (is_time || html_attribute(node, STR("pubdate")) != NULL) {
        hint.is_named = true;
        if (hint.score >= 0) hint.score += 2;
    }
    return hint;
}

#define LARGEST_AROUND_BYTES 600

/* The best of what the elements around say; they hold little else. */
static DateHint hint_around(const Page *page, const HtmlNode *node, int levels)
{
    DateHint best = {0};
    for (int i = 0; i < levels && node != NULL && node->kind == HTML_ELEMENT; i++) {
        if (page->holdings[node->order].text_len > LARGEST_AROUND_BYTES) break;
        DateHint hint = hint_of(page, node);
        if (hint.score < 0) return hint;
        if (hint.score > best.score) best = hint;
        node = node->parent;
    }
    return best;
}

/* ---- Dates in a text -----------------------------------------------------------------------------
 */

/* A word like "published" or "updated" in front of a date. */
static HeaderField label_before(const Page *page, Str text)
{
    HeaderField label = FIELD_OTHER;
    Word words[16];
    uint32_t start = text.len > 80 ? text.len - 80 : 0;
    while (start > 0 && start < text.len && ((unsigned char)text.data[start] & 0xC0) == 0x80) start++;
    Str tail = {text.data + start, text.len - start};
    uint32_t count = words_read(tail, words, COUNT(words));
    for (uint32_t i = 0; i < count; i++) {
        uint32_t found = words_lookup(&page->lexicon->date_labels, word_str(tail, &words[i]));
        if (found == FIELD_PUBLISHED || found == FIELD_MODIFIED) label = (HeaderField)found;
    }
    return label;
}

static DateTrust trust_of(int32_t score)
{
    return score >= 7 ? DATE_TRUST_SHOWN : score >= 4 ? DATE_TRUST_LINE : DATE_TRUST_GUESS;
}

#define MOST_FOUND 500

static void add_found(DateWalk *walk, Str style, DateEvidence evidence)
{
    Arena *arena = walk->page->work->arena;
    if (walk->found.count >= MOST_FOUND) return;
    uint32_t before = map_find(&walk->styles, style);
    map_set(&walk->styles, style, before == MAP_NONE ? 1 : before + 1);
    *list_add(arena, &walk->found) = (FoundDate){evidence, style};
}

/* "time entry-date", of the element or the nearest around it that has a class. */
static Str style_of(const Page *page, const HtmlNode *node)
{
    Str class = {0};
    const HtmlNode *around = node;
    for (int i = 0; i < 3 && around != NULL && around->kind == HTML_ELEMENT && class.len == 0; i++) {
        class = html_attribute_value(around, STR("class"));
        around = around->parent;
    }
    return arena_format(page->work->arena, STR_FMT " " STR_FMT, STR_ARG(node->name),
                        STR_ARG(class));
}

#define MOST_DATES_IN_TEXT 4
#define LEAST_SCORE (-6) /* comments stay below */

/* Each date is told by what stands between it and the one before. */
static void take_dates(DateWalk *walk, Str text, DateOrigin origin, DateHint hint, Str style)
{
    Page *page = walk->page;
    WrittenDate date;
    uint32_t from = 0, at;
    for (int i = 0; i < MOST_DATES_IN_TEXT; i++) {
        if (!date_world_find(text, from, &page->work->date_style, &date, &at)) return;
        HeaderField label = label_before(page, (Str){text.data + from, at - from});
        int32_t score = hint.score + (label != FIELD_OTHER ? 2 : 0) + (date.has_time ? 1 : 0) - i;
        bool is_modified = label == FIELD_MODIFIED || (hint.is_modified && label != FIELD_PUBLISHED);
        from = at + date.len;
        if (score < LEAST_SCORE || date.day == 0) continue;
        add_found(walk, style, (DateEvidence){.date = date,
                                              .origin = origin,
                                              .score = score,
                                              .is_modified = is_modified});
    }
}

static bool has_digit(Str text)
{
    for (uint32_t i = 0; i < text.len; i++)
        if (ascii_is_digit(text.data[i]) || (unsigned char)text.data[i] >= 0xD9) return true;
    return false;
}

/* ---- Elements and pieces -------------------------------------------------------------------------
 */

/* <time datetime>, <abbr title>, <span itemprop content>, or the text itself. */
static Str date_value(const Page *page, const HtmlNode *node)
{
    static const Str attributes[] = {STR_INIT("datetime"), STR_INIT("content"), STR_INIT("title"),
                                     STR_INIT("data-utime")};
    for (size_t i = 0; i < COUNT(attributes); i++) {
        Str value = html_attribute_value(node, attributes[i]);
        if (value.len >= 8 && value.len <= LONGEST_ELEMENT_BYTES && has_digit(value)) return value;
    }
    if (page->holdings[node->order].text_len > LONGEST_ELEMENT_BYTES) return (Str){0};
    return html_inner_text(node, page->work->arena);
}

static void take_element(DateWalk *walk, const HtmlNode *node)
{
    Page *page = walk->page;
    DateHint hint = hint_of(page, node);
    if (!hint.is_named && node->tag != HTML_TAG_abbr) return;
    Str value = date_value(page, node);
    if (value.len < 6 || !has_digit(value)) return;
    DateHint around = hint_around(page, node->parent, 2);
    if (around.score < 0) hint.score += around.score;
    if (around.score > 0) hint.score += 1;
    hint.is_modified |= around.is_modified && around.score >= hint.score;
    hint.score += page_place_score(walk->place, walk->piece, node->order) + score_length(value.len) +
                  page_place_zone(page->holdings[node->order].zone);
    WrittenDate date;
    if (date_parse_epoch(str_trim(value), &date))
        add_found(walk, style_of(page, node), (DateEvidence){.date = date,
                                                             .origin = DATE_ORIGIN_ELEMENT,
                                                             .score = hint.score,
                                                             .is_modified = hint.is_modified});
    else
        take_dates(walk, value, DATE_ORIGIN_ELEMENT, hint, style_of(page, node));
}

static void take_piece(DateWalk *walk, uint32_t i)
{
    Page *page = walk->page;
    const PagePiece *place = &page->pieces.items[i];
    const Piece *piece = &page->work->pieces.items[i];
    Str text = piece_text(page->work, piece);
    if (text.len > LONGEST_PIECE_BYTES) text.len = LONGEST_PIECE_BYTES;
    if (!has_digit(text)) return;
    DateHint hint = hint_around(page, place->block, 3);
    hint.score += page_place_score(walk->place, i, place->block->order) + score_length(text.len) +
                  page_place_zone(place->zone);
    if (piece->kind == PIECE_HEADING && text.len > LONGEST_DATE_BYTES) hint.score -= 2;
    take_dates(walk, text, DATE_ORIGIN_TEXT, hint, style_of(page, place->block));
}

#define LIST_DATES 3

/* Dates of one style are those of a list, of other articles or comments. */
static void add_evidence(DateWalk *walk)
{
    for (uint32_t i = 0; i < walk->found.count; i++) {
        DateEvidence evidence = walk->found.items[i].evidence;
        uint32_t count = map_find(&walk->styles, walk->found.items[i].style);
        if (count != MAP_NONE && count >= LIST_DATES) evidence.score -= 2;
        evidence.trust = trust_of(evidence.score);
        work_add_date(walk->page->work, evidence);
    }
}

void page_read_dates(Page *page, const PagePlace *place)
{
    DateWalk walk = {.page = page, .place = place};
    map_init(&walk.styles, page->work->arena);
    const HtmlNode *root = page->tree->body;
    for (const HtmlNode *node = root; node != NULL; node = html_next(root, node)) {
        while (walk.piece < page->pieces.count &&
               page->pieces.items[walk.piece].block->order <= node->order)
            take_piece(&walk, walk.piece++);
        if (node->kind == HTML_ELEMENT) take_element(&walk, node);
    }
    add_evidence(&walk);
}
