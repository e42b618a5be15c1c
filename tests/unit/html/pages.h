/* Trees of small pages written as one line, with implied elements: p class=x('text'br()) */
#ifndef TESTS_UNIT_HTML_PAGES_H
#define TESTS_UNIT_HTML_PAGES_H

/* cmocka wants these, and in this order */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "html/html.h"

static inline void write_node(const HtmlNode *node, Buffer *out)
{
    switch (node->kind) {
    case HTML_DOCUMENT: break;
    case HTML_DOCTYPE: buffer_format(out, "!%.*s", STR_ARG(node->name)); break;
    case HTML_COMMENT: buffer_format(out, "#%.*s#", STR_ARG(node->text.value)); break;
    case HTML_TEXT: buffer_format(out, "'%.*s'", STR_ARG(node->text.value)); break;
    case HTML_ELEMENT:
        buffer_add_str(out, node->name);
        for (uint32_t i = 0; i < node->attribute_count; i++)
            buffer_format(out, " %.*s=%.*s", STR_ARG(node->attributes[i].name),
                          STR_ARG(node->attributes[i].value.value));
        break;
    }
}

static inline void write_tree(const HtmlNode *root, Buffer *out)
{
    for (const HtmlNode *node = root->first_child; node != NULL; node = node->next) {
        write_node(node, out);
        if (node->kind != HTML_ELEMENT) continue;
        buffer_add_char(out, '(');
        write_tree(node, out);
        buffer_add_char(out, ')');
    }
}

/* Every text byte and attribute byte must lead to a page byte, in order. */
static inline void check_text(const HtmlText *text, Str page)
{
    MapRun one;
    MapRunList runs = html_text_runs(text, &one);
    uint32_t at = 0;
    for (uint32_t i = 0; i < runs.count; i++) {
        const MapRun *run = &runs.items[i];
        assert_int_equal(run->text, at);
        assert_true(run->page >= text->page.start && run->page + run->page_len <= text->page.end);
        if (run->exact)
            assert_memory_equal(text->value.data + at, page.data + run->page, run->text_len);
        at += run->text_len;
    }
    assert_int_equal(at, text->value.len);
}

static inline void check_maps(const HtmlTree *tree)
{
    uint32_t order = 0;
    for (HtmlNode *node = tree->document; node != NULL; node = html_next(tree->document, node)) {
        assert_int_equal(node->order, order++);
        assert_true(node->page.start <= node->page.end && node->page.end <= tree->page.len);
        check_text(&node->text, tree->page);
        for (uint32_t i = 0; i < node->attribute_count; i++)
            check_text(&node->attributes[i].value, tree->page);
    }
    assert_int_equal(order, tree->node_count);
}

/* The tree of a page or fragment below its document, its body or (of a fragment) its root. */
static inline void assert_tree(Str page, const HtmlOptions *options, bool is_body,
                               const char *expected)
{
    Arena *arena = arena_new(4096);
    HtmlTree *tree;
    html_parse_with(page, options, arena, &tree);
    check_maps(tree);
    Buffer out = {0};
    buffer_add(&out, "", 0);
    bool is_fragment = options->context.len > 0;
    write_tree(is_fragment ? tree->html : is_body ? tree->body : tree->document, &out);
    assert_string_equal(out.data, expected);
    buffer_release(&out);
    arena_free(arena);
}

static inline void assert_page(const char *page, const char *expected)
{
    assert_tree(str_from_cstring(page), &(HtmlOptions){0}, false, expected);
}

static inline void assert_body(const char *page, const char *expected)
{
    assert_tree(str_from_cstring(page), &(HtmlOptions){0}, true, expected);
}

/* With everything where it stands. */
static inline void assert_in_order(const char *page, const char *expected)
{
    assert_tree(str_from_cstring(page), &(HtmlOptions){.keeps_page_order = true}, true, expected);
}

static inline void assert_fragment(const char *context, const char *page, const char *expected)
{
    assert_tree(str_from_cstring(page), &(HtmlOptions){.context = str_from_cstring(context)}, true,
                expected);
}

#endif
