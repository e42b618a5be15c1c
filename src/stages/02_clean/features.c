#include "features.h"

#include <math.h>

#include "base/hash.h"
#include "tally.h"
#include "witness.h"

Str feature_name(Feature feature)
{
#define NAME(name, meaning) STR_INIT(#name),
    static const Str names[FEATURE_COUNT] = {
        TEXT_FEATURES(NAME) PLACE_FEATURES(NAME) PAGE_FEATURES(NAME) ALL_NEAR_FEATURES(NAME)
            CONTEXT_FEATURES(NAME)};
#undef NAME
    return names[feature];
}

bool feature_from_name(Str name, Feature *out)
{
    for (int i = 0; i < FEATURE_COUNT; i++) {
        if (!str_equal(feature_name((Feature)i), name)) continue;
        *out = (Feature)i;
        return true;
    }
    return false;
}

/* What is known of the whole page while its pieces are measured. */
typedef struct Measuring {
    const Page *page;
    PieceFeatures *features;
    uint32_t count;
    const HtmlNode **holders; /* [node]: the nearest element around it that is also around body */
    uint32_t title;           /* the piece that is the headline; NONE */
    uint32_t articles;
} Measuring;

static float size_of(uint64_t count)
{
    return log2f(1 + (float)count);
}

static const Piece *piece_at(const Measuring *m, uint32_t i)
{
    return &m->page->work->pieces.items[i];
}

static const PagePiece *place_at(const Measuring *m, uint32_t i)
{
    return &m->page->pieces.items[i];
}

/* ---- Elements around -------------------------------------------------------------------------- */

const HtmlNode *features_box(const PagePiece *place, const Piece *piece)
{
    bool is_own_box = piece->kind == PIECE_LINE || place->block->parent == NULL;
    return is_own_box ? place->block : place->block->parent;
}

static const HtmlNode *parent_of(const HtmlNode *node)
{
    bool is_top = node->parent == NULL || node->tag == HTML_TAG_body;
    return is_top ? node : node->parent;
}

/* The holdings of an inline element are its parent's: <a> around a block, <span> in a div. */
static float link_share(const Page *page, const HtmlNode *node)
{
    const Holding *holding = &page->holdings[node->order];
    return holding->text_len == 0 ? 0 : (float)holding->link_len / (float)holding->text_len;
}

static float score_share(const Page *page, const HtmlNode *node)
{
    double all = page->sums[page->tree->body->order];
    return all <= 0 ? 0 : (float)(page->sums[node->order] / all);
}

static void set_boxes(const Page *page, const HtmlNode *box, float *values)
{
    const HtmlNode *box2 = parent_of(box), *box3 = parent_of(box2);
    values[FEATURE_box_link_share] = link_share(page, box);
    values[FEATURE_box2_link_share] = link_share(page, box2);
    values[FEATURE_box_len] = size_of(page->holdings[box->order].text_len);
    values[FEATURE_box2_len] = size_of(page->holdings[box2->order].text_len);
    values[FEATURE_box_score] = score_share(page, box);
    values[FEATURE_box2_score] = score_share(page, box2);
    values[FEATURE_box3_score] = score_share(page, box3);
}

static void set_within(const Around *around, float *values)
{
    static const struct {
        uint32_t flag;
        Feature feature;
    } flags[] = {
        {WITHIN_LIST, FEATURE_in_list},       {WITHIN_TABLE, FEATURE_in_table},
        {WITHIN_ARTICLE, FEATURE_in_article}, {WITHIN_MAIN, FEATURE_in_main},
        {WITHIN_ASIDE, FEATURE_in_aside},     {WITHIN_NAV, FEATURE_in_nav},
        {WITHIN_HEADER, FEATURE_in_header},   {WITHIN_FOOTER, FEATURE_in_footer},
        {WITHIN_FORM, FEATURE_in_form},       {WITHIN_FIGURE, FEATURE_in_figure},
        {WITHIN_QUOTE, FEATURE_in_quote}};
    for (size_t i = 0; i < COUNT(flags); i++)
        values[flags[i].feature] = (around->within & flags[i].flag) != 0;
    values[FEATURE_evidence_own] = around->near[0];
    values[FEATURE_evidence_near] = around->near[0] + around->near[1] + around->near[2];
    values[FEATURE_evidence_all] = around->all;
    values[FEATURE_evidence_least] = around->least;
    values[FEATURE_evidence_most] = around->most;
    values[FEATURE_body_name] = around->body_name;
    values[FEATURE_same_boxes] = size_of(around->same_boxes);
}

static Feature feature_of_zone(Zone zone)
{
    switch (zone) {
    case ZONE_NAVIGATION: return FEATURE_zone_navigation;
    case ZONE_SHARE: return FEATURE_zone_share;
    case ZONE_COMMENT: return FEATURE_zone_comment;
    case ZONE_TEASER: return FEATURE_zone_teaser;
    case ZONE_CAPTION: return FEATURE_zone_caption;
    case ZONE_BYLINE: return FEATURE_zone_byline;
    case ZONE_BODY: return FEATURE_zone_body;
    case ZONE_FOOTER:
    case ZONE_ADVERTISEMENT:
    case ZONE_CONSENT:
    case ZONE_PAYWALL:
    case ZONE_HIDDEN: return FEATURE_zone_other;
    case ZONE_NONE:
    case ZONE_COUNT: break;
    }
    return FEATURE_COUNT;
}

static void set_body_place(const Measuring *m, uint32_t i, float *values)
{
    const PagePiece *place = place_at(m, i);
    const HtmlNode *body = m->page->body, *holder = m->holders[place->block->order];
    values[FEATURE_steps_up] = (float)(place->block->depth - holder->depth);
    values[FEATURE_steps_down] = (float)(body->depth - holder->depth);
    values[FEATURE_in_body] = holder == body;
    values[FEATURE_in_range] = page_is_in_body(m->page, i);
    values[FEATURE_before_body] = place->block->order < body->order;
}

static void set_place(const Measuring *m, uint32_t i, float *values)
{
    const Page *page = m->page;
    const PagePiece *place = place_at(m, i);
    const Piece *piece = piece_at(m, i);
    const Around *around = &page->around[place->block->order];
    values[FEATURE_is_paragraph] = place->block->tag == HTML_TAG_p;
    values[FEATURE_is_line] = piece->kind == PIECE_LINE;
    values[FEATURE_is_item] = piece->kind == PIECE_ITEM;
    values[FEATURE_heading_level] = piece->kind == PIECE_HEADING ? (float)piece->level : 0;
    values[FEATURE_depth] = (float)place->block->depth;
    set_within(around, values);
    Feature zone = feature_of_zone(place->zone);
    if (zone != FEATURE_COUNT) values[zone] = 1;
    set_boxes(page, features_box(place, piece), values);
    set_body_place(m, i, values);
    values[FEATURE_articles] = size_of(m->articles);
    if (around->article > 0)
        values[FEATURE_article_share] = score_share(page, page->nodes[around->article]);
}

/* ---- Pieces of a kind ------------------------------------------------------------------------- */

uint64_t features_kind(const Page *page, uint32_t i)
{
    const HtmlNode *block = page->pieces.items[i].block, *parent = parent_of(block);
    uint64_t kind = page->around[block->order].kind * 0x9E3779B97F4A7C15u;
    return kind ^ page->around[parent->order].kind;
}

static void set_same_pieces(const Measuring *m)
{
    Arena *arena = m->page->work->arena;
    Tally kinds = tally_new(m->count, arena), texts = tally_new(m->count, arena);
    uint32_t *slots = arena_new_items(arena, uint32_t, m->count);
    uint64_t *lens = arena_new_items(arena, uint64_t, kinds.capacity);
    uint64_t *link_lens = arena_new_items(arena, uint64_t, kinds.capacity);
    uint32_t *text_slots = arena_new_items(arena, uint32_t, m->count);
    for (uint32_t i = 0; i < m->count; i++) {
        Str text = piece_text(m->page->work, piece_at(m, i));
        slots[i] = tally_add(&kinds, features_kind(m->page, i));
        text_slots[i] = tally_add(&texts, hash_bytes(text.data, text.len, 1));
        lens[slots[i]] += text.len;
        link_lens[slots[i]] += piece_at(m, i)->link_len;
    }
    for (uint32_t i = 0; i < m->count; i++) {
        float *values = m->features[i].values;
        uint32_t same = kinds.slots[slots[i]].count;
        values[FEATURE_same_pieces] = size_of(same);
        values[FEATURE_same_link_share] = (float)link_lens[slots[i]] / (float)lens[slots[i]];
        values[FEATURE_same_len] = size_of(lens[slots[i]] / same);
        values[FEATURE_copies] = (float)(texts.slots[text_slots[i]].count - 1);
    }
}

/* ---- Place on the page ------------------------------------------------------------------------ */

#define LEAST_TITLE_SHARE 0.6f

/* The words of the title that a text has, as share of the text's. */
static void set_titles(Measuring *m)
{
    Arena *arena = m->page->work->arena;
    Str title = m->page->work->doc->meta.title;
    Map words;
    map_init(&words, arena);
    Word list[40];
    uint32_t count = words_read(title, list, COUNT(list));
    for (uint32_t i = 0; i < count; i++) {
        Str word = utf8_lower(word_str(title, &list[i]), arena);
        if (word.len > 0) map_set(&words, word, 0);
    }
    uint32_t best_level = 7;
    m->title = NONE;
    for (uint32_t i = 0; i < m->count; i++) {
        const Piece *piece = piece_at(m, i);
        Str text = piece_text(m->page->work, piece);
        uint32_t found = 0, all = words_read(text, list, COUNT(list));
        if (text.len > 300) continue;
        for (uint32_t w = 0; w < all; w++)
            found += words_lookup(&words, word_str(text, &list[w])) != MAP_NONE;
        float share = all == 0 ? 0 : (float)found / (float)all;
        m->features[i].values[FEATURE_title_share] = share;
        if (piece->kind != PIECE_HEADING || piece->level >= best_level) continue;
        bool is_title = piece->level == 1 || (share >= LEAST_TITLE_SHARE && all >= 3);
        if (!is_title) continue;
        best_level = piece->level;
        m->title = i;
    }
}

static void set_positions(const Measuring *m)
{
    const Page *page = m->page;
    double running = 0, all_running = page->sums[page->tree->body->order];
    uint32_t heading = NONE;
    for (uint32_t i = 0; i < m->count; i++) {
        float *values = m->features[i].values;
        values[FEATURE_place_share] = (float)i / (float)m->count;
        values[FEATURE_text_share] =
            (float)piece_at(m, i)->text.start / (float)(page->work->len + 1);
        values[FEATURE_body_place] = all_running <= 0 ? 0 : (float)(running / all_running);
        running += place_at(m, i)->score;
        values[FEATURE_after_title] = m->title == NONE ? 0 : i > m->title ? 1 : -1;
        values[FEATURE_since_title] = m->title == NONE ? -1 : i >= m->title ? size_of(i - m->title)
                                                                            : -2;
        values[FEATURE_since_heading] = heading == NONE ? 10 : size_of(i - heading);
        if (heading != NONE) {
            values[FEATURE_heading_words] = m->features[heading].values[FEATURE_line_words];
            values[FEATURE_heading_links] = m->features[heading].values[FEATURE_link_share];
        }
        if (piece_at(m, i)->kind == PIECE_HEADING) heading = i;
    }
}

/* Where the headline stands, the article is not far; and others' are further. */
static void set_title_steps(const Measuring *m)
{
    const HtmlNode *title = m->title == NONE ? m->page->body : place_at(m, m->title)->block;
    const HtmlNode **holders = features_holders(m->page, title);
    for (uint32_t i = 0; i < m->count; i++) {
        const HtmlNode *block = place_at(m, i)->block;
        float steps = (float)(block->depth - holders[block->order]->depth);
        m->features[i].values[FEATURE_title_steps] = m->title == NONE ? -1 : steps;
    }
}

static Str description_of(const Page *page)
{
    static const Str names[] = {STR_INIT("description"), STR_INIT("og:description"),
                                STR_INIT("twitter:description")};
    const HtmlNode *head = page->tree->head;
    for (const HtmlNode *node = head; node != NULL; node = html_next(head, node)) {
        if (node->kind != HTML_ELEMENT || node->tag != HTML_TAG_meta) continue;
        Str name = html_attribute_value(node, STR("name"));
        if (name.len == 0) name = html_attribute_value(node, STR("property"));
        Str content = html_attribute_value(node, STR("content"));
        for (size_t i = 0; i < COUNT(names); i++)
            if (str_equal_ignoring_case(name, names[i]) && content.len > 0) return content;
    }
    return (Str){0};
}

static void set_witnesses(const Measuring *m)
{
    const Page *page = m->page;
    Arena *arena = page->work->arena;
    Witness body = witness_read_body(page->tree, arena);
    Witness description = witness_of_text(description_of(page), arena);
    float all = (float)page->sums[page->tree->body->order];
    for (uint32_t i = 0; i < m->count; i++) {
        float *values = m->features[i].values;
        Str text = piece_text(page->work, piece_at(m, i));
        values[FEATURE_witness_len] = size_of(body.words);
        values[FEATURE_witness_share] = witness_share(&body, text);
        values[FEATURE_description_share] = witness_share(&description, text);
        values[FEATURE_page_len] = size_of(page->work->len);
        values[FEATURE_page_pieces] = size_of(m->count);
        values[FEATURE_page_running] = log2f(1 + all);
        values[FEATURE_page_body_share] = score_share(page, page->body);
    }
}

/* ---- Pieces around ---------------------------------------------------------------------------- */

static void copy_near(const Measuring *m, uint32_t i, int64_t offset, const Feature *to)
{
    static const Feature from[] = {
#define FROM(name, feature) FEATURE_##feature,
        NEAR_FEATURES(FROM, x)
#undef FROM
    };
    int64_t other = (int64_t)i + offset;
    bool is_there = other >= 0 && other < (int64_t)m->count;
    for (size_t f = 0; f < COUNT(from); f++)
        m->features[i].values[to[f]] = is_there ? m->features[other].values[from[f]] : -9;
}

static void set_near(const Measuring *m)
{
#define TO(name, feature) FEATURE_##name,
    static const Feature before2[] = {NEAR_FEATURES(TO, before2)};
    static const Feature before1[] = {NEAR_FEATURES(TO, before1)};
    static const Feature after1[] = {NEAR_FEATURES(TO, after1)};
    static const Feature after2[] = {NEAR_FEATURES(TO, after2)};
#undef TO
    for (uint32_t i = 0; i < m->count; i++) {
        copy_near(m, i, -2, before2);
        copy_near(m, i, -1, before1);
        copy_near(m, i, 1, after1);
        copy_near(m, i, 2, after2);
    }
}

const HtmlNode **features_holders(const Page *page, const HtmlNode *target)
{
    const HtmlTree *tree = page->tree;
    const HtmlNode **holders =
        arena_new_items(page->work->arena, const HtmlNode *, tree->node_count);
    for (const HtmlNode *node = target; node != NULL; node = node->parent)
        holders[node->order] = node;
    for (uint32_t i = 1; i < tree->node_count; i++)
        if (holders[i] == NULL && page->nodes[i] != NULL && page->nodes[i]->parent != NULL)
            holders[i] = holders[page->nodes[i]->parent->order];
    return holders;
}

static uint32_t count_articles(const Page *page)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < page->tree->node_count; i++)
        count += page->nodes[i] != NULL && page->nodes[i]->kind == HTML_ELEMENT &&
                 page->nodes[i]->tag == HTML_TAG_article;
    return count;
}

PieceFeatures *features_read(const Page *page)
{
    Measuring m = {.page = page,
                   .count = page->pieces.count,
                   .articles = count_articles(page),
                   .holders = features_holders(page, page->body)};
    m.features = arena_new_items(page->work->arena, PieceFeatures, m.count);
    for (uint32_t i = 0; i < m.count; i++) {
        features_read_text(page, i, m.features[i].values);
        set_place(&m, i, m.features[i].values);
    }
    set_same_pieces(&m);
    set_titles(&m);
    set_title_steps(&m);
    set_positions(&m);
    set_witnesses(&m);
    set_near(&m);
    return m.features;
}
