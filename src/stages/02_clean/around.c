#include "around.h"

#include "base/hash.h"
#include "tally.h"

static uint32_t within_of(const HtmlNode *node)
{
    switch ((unsigned)node->tag) {
    case HTML_TAG_ul:
    case HTML_TAG_ol:
    case HTML_TAG_dl: return WITHIN_LIST;
    case HTML_TAG_table: return WITHIN_TABLE;
    case HTML_TAG_article: return WITHIN_ARTICLE;
    case HTML_TAG_main: return WITHIN_MAIN;
    case HTML_TAG_aside: return WITHIN_ASIDE;
    case HTML_TAG_nav: return WITHIN_NAV;
    case HTML_TAG_header: return WITHIN_HEADER;
    case HTML_TAG_footer: return WITHIN_FOOTER;
    case HTML_TAG_form: return WITHIN_FORM;
    case HTML_TAG_figure: return WITHIN_FIGURE;
    case HTML_TAG_blockquote: return WITHIN_QUOTE;
    default: return 0;
    }
}

/* ---- Evidence of classes and ids -------------------------------------------------------------- */

#define MOST_EVIDENCE 6.0f /* of one element: ten words of one kind say no more than some */

static void add_words(Str value, const Lexicon *lexicon, float *sum, bool *is_known)
{
    Str word;
    for (uint32_t at = 0; zones_next_class_word(value, &at, &word);) {
        float weight;
        if (!lexicon_weight(&lexicon->class_weights, word, &weight)) continue;
        *sum += weight;
        *is_known = true;
    }
}

static void take_evidence(Around *around, const HtmlNode *node, const Lexicon *lexicon)
{
    float sum = 0;
    bool is_known = false;
    add_words(html_attribute_value(node, STR("class")), lexicon, &sum, &is_known);
    add_words(html_attribute_value(node, STR("id")), lexicon, &sum, &is_known);
    if (!is_known) return;
    if (sum > MOST_EVIDENCE) sum = MOST_EVIDENCE;
    if (sum < -MOST_EVIDENCE) sum = -MOST_EVIDENCE;
    memmove(around->near + 1, around->near, (NEAR_EVIDENCE - 1) * sizeof *around->near);
    around->near[0] = sum;
    around->all += sum;
    if (sum < around->least) around->least = sum;
    if (sum > around->most) around->most = sum;
}

/* ---- Elements of a kind ----------------------------------------------------------------------- */

static uint64_t kind_of(const HtmlNode *node)
{
    Str class = html_attribute_value(node, STR("class"));
    if (class.len == 0) return (uint64_t)node->tag + 1;
    return hash_bytes(class.data, class.len, (uint64_t)node->tag + 1);
}

static uint64_t sibling_key(const HtmlNode *node, uint64_t kind)
{
    return kind ^ ((uint64_t)node->parent->order + 1) * 0x9E3779B97F4A7C15u;
}

/* Paragraphs stand side by side in every article; boxes and items do in lists of others. */
static bool may_be_box(const HtmlNode *node)
{
    return node->tag != HTML_TAG_p && node->tag != HTML_TAG_tr && node->tag != HTML_TAG_td &&
           !html_tag_is(node->tag, HTML_TAG_IS_HEADING) && zones_is_block(node);
}

static void hand_down(Around *around, const HtmlNode *node, const Tally *siblings,
                      const Lexicon *lexicon)
{
    around->within |= within_of(node);
    if (node->tag == HTML_TAG_article) around->article = node->order;
    bool may_tell = node->tag != HTML_TAG_body && node->tag != HTML_TAG_html;
    if (may_tell && node->attribute_count > 0) take_evidence(around, node, lexicon);
    if (!may_be_box(node)) return;
    uint32_t same = tally_count(siblings, sibling_key(node, around->kind));
    if (same > around->same_boxes) around->same_boxes = same;
}

static bool counts(const HtmlNode *node, const Holding *holding)
{
    return node != NULL && node->kind == HTML_ELEMENT && holding->is_shown;
}

Around *around_read(const HtmlTree *tree, HtmlNode *const *nodes, const Holding *holdings,
                    const Lexicon *lexicon, Arena *arena)
{
    Around *all = arena_new_items(arena, Around, tree->node_count);
    uint32_t boxes = 0;
    for (uint32_t i = 1; i < tree->node_count; i++) {
        if (!counts(nodes[i], &holdings[i])) continue;
        all[i].kind = kind_of(nodes[i]);
        boxes += may_be_box(nodes[i]);
    }
    Tally siblings = tally_new(boxes, arena);
    for (uint32_t i = 1; i < tree->node_count; i++)
        if (counts(nodes[i], &holdings[i]) && may_be_box(nodes[i]))
            tally_add(&siblings, sibling_key(nodes[i], all[i].kind));
    for (uint32_t i = 1; i < tree->node_count; i++) {
        if (!counts(nodes[i], &holdings[i])) continue;
        uint64_t kind = all[i].kind;
        all[i] = all[nodes[i]->parent->order];
        all[i].kind = kind;
        if (holdings[i].body_name > all[i].body_name) all[i].body_name = holdings[i].body_name;
        hand_down(&all[i], nodes[i], &siblings, lexicon);
    }
    return all;
}
