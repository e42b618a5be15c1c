/* Any bytes are a page: the tree is whole, and every byte of text leads to page bytes. */
#include <stdlib.h>

#include "fuzz.h"
#include "html/html.h"

static void check_text(const HtmlText *text, Str page)
{
    MapRun one;
    MapRunList runs = html_text_runs(text, &one);
    uint32_t at = 0;
    for (uint32_t i = 0; i < runs.count; i++) {
        const MapRun *run = &runs.items[i];
        REQUIRE(run->text == at && run->text_len > 0);
        REQUIRE(run->page + run->page_len <= page.len);
        if (run->exact)
            REQUIRE(memcmp(text->value.data + at, page.data + run->page, run->text_len) == 0);
        at += run->text_len;
    }
    REQUIRE(at == text->value.len);
}

static void check_node(const HtmlNode *node, Str page)
{
    REQUIRE(node->page.start <= node->page.end && node->page.end <= page.len);
    REQUIRE(node->depth <= 2 * DEEPEST_HTML + 4);
    REQUIRE(node->first_child == NULL || node->first_child->parent == node);
    REQUIRE(node->next == NULL ||
            (node->next->previous == node && node->next->parent == node->parent));
    REQUIRE(node->next != NULL || node->parent == NULL || node->parent->last_child == node);
    check_text(&node->text, page);
    for (uint32_t i = 0; i < node->attribute_count; i++)
        check_text(&node->attributes[i].value, page);
}

/* The body's text is in the order of the page, however its elements were moved. */
static void check_order(const HtmlNode *body)
{
    uint32_t end = 0;
    for (HtmlNode *node = html_next(body, body); node != NULL; node = html_next(body, node)) {
        if (node->kind != HTML_TEXT) continue;
        REQUIRE(node->page.start >= end);
        end = node->page.end;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    Str page = {(const char *)data, (uint32_t)len};
    Arena *arena = arena_new(4096);
    HtmlTree *tree;
    html_parse(page, arena, &tree);
    REQUIRE(tree->html != NULL && tree->head != NULL && tree->body != NULL);
    uint32_t order = 0;
    for (HtmlNode *node = tree->document; node != NULL; node = html_next(tree->document, node)) {
        REQUIRE(node->order == order++);
        check_node(node, page);
    }
    REQUIRE(order == tree->node_count);
    check_order(tree->body);
    html_inner_text(tree->document, arena);
    arena_free(arena);
    return 0;
}
