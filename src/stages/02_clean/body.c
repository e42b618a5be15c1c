/*
 * The element that holds the article: the smallest that has most of the running text.
 *
 *     body 100 > div#page 100 > div#left 92 > article 90 > div.text 88 > p 12, p 20, p 56
 *
 * From body we go down as long as one child holds nearly all of what its parent holds: here to
 * div.text. Where the text is split between children (an article and a list of leads of others),
 * an element that says it holds the article (article, main, class "article-body") is taken.
 */
#include "page.h"

#define NEARLY_ALL 0.8
#define ENOUGH_NAMED 0.6 /* of what is split: for an element that names itself */

/* Children stand after their parents, so one pass backwards adds them up. */
double *page_sum_up(const Page *page, const float *values)
{
    double *sums = arena_new_items(page->work->arena, double, page->tree->node_count);
    for (uint32_t i = 0; i < page->pieces.count; i++)
        sums[page->pieces.items[i].block->order] += (double)values[i];
    for (uint32_t i = page->tree->node_count; i-- > 1;)
        if (page->nodes[i] != NULL && page->nodes[i]->parent != NULL)
            sums[page->nodes[i]->parent->order] += sums[i];
    return sums;
}

/* The child with the highest sum. */
static const HtmlNode *best_child(const HtmlNode *node, const double *sums)
{
    const HtmlNode *best = NULL;
    for (const HtmlNode *child = node->first_child; child != NULL; child = child->next)
        if (child->kind == HTML_ELEMENT && (best == NULL || sums[child->order] > sums[best->order]))
            best = child;
    return best;
}

static bool may_hold_body(const HtmlNode *node)
{
    return zones_is_block(node) && node->tag != HTML_TAG_p && node->tag != HTML_TAG_li &&
           node->tag != HTML_TAG_blockquote && node->tag != HTML_TAG_hr;
}

static const HtmlNode *go_down(const HtmlNode *node, const double *sums)
{
    for (;;) {
        const HtmlNode *child = best_child(node, sums);
        if (child == NULL || sums[child->order] < NEARLY_ALL * sums[node->order]) return node;
        if (zones_is_block(child) && !may_hold_body(child)) return node;
        node = child;
    }
}

/* The element below a node that names itself more clearly than `name` and holds most; NULL if none
 * holds enough. */
static const HtmlNode *find_named(const Page *page, const HtmlNode *root, const double *sums,
                                  uint8_t name, double least)
{
    const HtmlNode *best = NULL;
    for (const HtmlNode *node = html_next(root, root); node != NULL; node = html_next(root, node)) {
        if (node->kind != HTML_ELEMENT || page->holdings[node->order].body_name <= name) continue;
        if (sums[node->order] < least || !may_hold_body(node)) continue;
        if (best == NULL || sums[node->order] > sums[best->order]) best = node;
    }
    return best;
}

const HtmlNode *page_find_holder(const Page *page, const double *sums)
{
    return go_down(page->tree->body, sums);
}

const HtmlNode *page_find_body(const Page *page)
{
    const double *sums = page->sums;
    const HtmlNode *body = page->tree->body;
    double all = sums[body->order];
    if (all <= 0) return body;
    const HtmlNode *node = go_down(body, sums);
    for (uint8_t name = 0; name < 3; name++) {
        const HtmlNode *named =
            find_named(page, node, sums, name, ENOUGH_NAMED * sums[node->order]);
        if (named == NULL) continue;
        node = go_down(named, sums);
        name = page->holdings[named->order].body_name;
    }
    return node;
}
