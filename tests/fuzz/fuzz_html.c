/*
 * Any bytes are a page: the tree is whole, and every byte of text leads to page bytes. The first
 * byte says how the rest is read: as a page, in the order of the page, or as a fragment of some
 * element.
 */
#include <stdlib.h>

#include "fuzz.h"
#include "html/html.h"
#include "html/references.h"

/* Elements whose content falls under other rules. */
static const char *const contexts[] = {"div",      "table", "tbody",    "tr",     "td",
                                       "colgroup", "html",  "template", "select", "title",
                                       "script",   "style", "frameset", "svg",    "math"};

static HtmlOptions read_options(uint8_t first)
{
    first ^= '<'; /* what starts with a tag is a page */
    HtmlOptions options = {.keeps_page_order = (first & 1) != 0, .runs_scripts = (first & 2) != 0};
    uint32_t context = first >> 3;
    if ((first & 4) == 0 || context >= COUNT(contexts)) return options;
    options.context = str_from_cstring(contexts[context]);
    if (str_equal(options.context, STR("svg"))) options.context_space = HTML_SPACE_SVG;
    if (str_equal(options.context, STR("math"))) options.context_space = HTML_SPACE_MATHML;
    return options;
}

/* What a run that is not copied may stand for: a line end, a NUL byte, a reference. */
static void check_decoded(Str text, Str page)
{
    if (page.data[0] == '\r')
        REQUIRE(page.len == 1 && str_equal(text, STR("\n")));
    else if (page.data[0] == '\0')
        REQUIRE(page.len == 1 && str_equal(text, STR("\xEF\xBF\xBD")));
    else {
        REQUIRE(page.data[0] == '&');
        HtmlReference found = html_read_reference(page, 0, false);
        REQUIRE(found.page_len == page.len && str_equal(text, (Str){found.bytes, found.len}));
    }
}

static void check_text(const HtmlText *text, Str page)
{
    MapRun one;
    MapRunList runs = html_text_runs(text, &one);
    uint32_t at = 0, last = 0;
    for (uint32_t i = 0; i < runs.count; i++) {
        const MapRun *run = &runs.items[i];
        REQUIRE(run->text == at && run->text_len > 0 && run->page_len > 0);
        REQUIRE(run->page >= last && run->page + run->page_len <= page.len);
        Str made = str_slice(text->value, (Span){at, at + run->text_len});
        Str from = str_slice(page, (Span){run->page, run->page + run->page_len});
        if (run->exact)
            REQUIRE(str_equal(made, from));
        else if (runs.count < 1024) /* else it may stand for several changes */
            check_decoded(made, from);
        at += run->text_len;
        last = run->page + run->page_len;
    }
    REQUIRE(at == text->value.len);
}

static void check_node(const HtmlNode *node, Str page)
{
    REQUIRE(node->page.start <= node->page.end && node->page.end <= page.len);
    REQUIRE(node->start_tag.start <= node->start_tag.end && node->start_tag.end <= page.len);
    REQUIRE(node->depth <= DEEPEST_HTML_TREE);
    REQUIRE(node->parent == NULL || node->depth == node->parent->depth + 1);
    REQUIRE(node->first_child == NULL || node->first_child->parent == node);
    REQUIRE((node->first_child == NULL) == (node->last_child == NULL));
    REQUIRE(node->next == NULL ||
            (node->next->previous == node && node->next->parent == node->parent));
    REQUIRE(node->next != NULL || node->parent == NULL || node->parent->last_child == node);
    REQUIRE(node->kind == HTML_ELEMENT || node->kind == HTML_DOCUMENT || node->first_child == NULL);
    REQUIRE(node->kind != HTML_TEXT || node->text.value.len > 0);
    REQUIRE(node->attribute_count <= MOST_HTML_ATTRIBUTES);
    check_text(&node->text, page);
    for (uint32_t i = 0; i < node->attribute_count; i++)
        check_text(&node->attributes[i].value, page);
}

/* All text is in the order of the page, however its elements were moved. */
static void check_order(const HtmlNode *root)
{
    uint32_t end = 0;
    for (HtmlNode *node = html_next(root, root); node != NULL; node = html_next(root, node)) {
        if (node->kind != HTML_TEXT) continue;
        REQUIRE(node->page.start >= end);
        end = node->page.end;
    }
}

static void check_tree(const HtmlTree *tree, Str page)
{
    REQUIRE(tree->html != NULL && tree->head != NULL && tree->body != NULL);
    uint32_t order = 0;
    for (HtmlNode *node = tree->document; node != NULL; node = html_next(tree->document, node)) {
        REQUIRE(node->order == order++);
        check_node(node, page);
    }
    REQUIRE(order == tree->node_count);
    /* A tag or a text has a byte of its own; the rest is implied or copied. */
    REQUIRE(order <= 2 * page.len + 4096);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    HtmlOptions options = read_options(len > 0 ? data[0] : 0);
    Str page = {(const char *)data, (uint32_t)len};
    Arena *arena = arena_new(4096);
    HtmlTree *tree;
    html_parse_with(page, &options, arena, &tree);
    check_tree(tree, page);
    if (options.keeps_page_order) check_order(tree->body);
    html_inner_text(tree->document, arena);
    arena_free(arena);
    return 0;
}
