/* Hostile pages: memory and time are bounded by the length of the page, and no text is lost. */
#include "pages.h"

/* The start once, then a piece so many times. */
static Buffer repeat(const char *start, const char *piece, uint32_t times)
{
    Buffer page = {0};
    buffer_add_str(&page, str_from_cstring(start));
    for (uint32_t n = 0; n < times; n++) buffer_add_str(&page, str_from_cstring(piece));
    return page;
}

static uint32_t deepest(const HtmlTree *tree)
{
    uint32_t depth = 0;
    for (HtmlNode *node = tree->document; node != NULL; node = html_next(tree->document, node))
        if (node->depth > depth) depth = node->depth;
    return depth;
}

/* Depth, elements and attributes are bounded, text is kept, time stays linear. */
static void text_of_floods(void **state)
{
    (void)state;
    static const char *const pieces[] = {"<div>x",
                                         "<b>x",
                                         "<p><button>x",
                                         "<a x>x",
                                         "<table>x",
                                         "<td><svg>x",
                                         "<a><p>x",
                                         "<b id=1><i><p></b>x",
                                         "<li>x</ul>",
                                         "<font><p>x",
                                         "<!--x-->x",
                                         "<form><a>x",
                                         "<select><option>x",
                                         "<nobr>x",
                                         "<ruby><rt>x",
                                         "<math><mi>x<svg>",
                                         "<template>x",
                                         "<table><tr><td>x",
                                         "</p>x",
                                         "<b></i><div>x</b>"};
    for (size_t i = 0; i < COUNT(pieces); i++) {
        uint32_t times = 100000;
        Buffer page = repeat("", pieces[i], times);
        for (int in_order = 0; in_order < 2; in_order++) {
            Arena *arena = arena_new(4096);
            HtmlTree *tree;
            html_parse_with(buffer_str(&page), &(HtmlOptions){.keeps_page_order = in_order}, arena,
                            &tree);
            uint32_t len = 0;
            for (HtmlNode *node = tree->document; node != NULL;
                 node = html_next(tree->document, node))
                len += node->kind == HTML_TEXT ? node->text.value.len : 0;
            assert_int_equal(len, times);
            assert_true(deepest(tree) <= DEEPEST_HTML_TREE);
            assert_true(tree->node_count <= page.len / 5 + 16384);
            arena_free(arena);
        }
        buffer_release(&page);
    }
}

static void attribute_floods(void **state)
{
    (void)state;
    Buffer page = {0};
    buffer_add_str(&page, STR("<p "));
    for (uint32_t n = 0; n < 1000000; n++) buffer_format(&page, "a%u=1 ", n);
    buffer_add_str(&page, STR(">x"));
    Arena *arena = arena_new(4096);
    HtmlTree *tree;
    html_parse(buffer_str(&page), arena, &tree);
    const HtmlNode *p = html_find(tree->body, HTML_TAG_p);
    assert_int_equal(p->attribute_count, MOST_HTML_ATTRIBUTES);
    assert_true(str_equal(html_inner_text(p, arena), STR("x")));
    assert_true(tree->is_cut);
    arena_free(arena);
    buffer_release(&page);
}

/* Sixty formatting elements open before every p would be sixty elements for three bytes. */
static void formatting_bombs(void **state)
{
    (void)state;
    Buffer page = {0};
    for (uint32_t n = 0; n < 60; n++) buffer_format(&page, "<b x=%u>", n);
    for (uint32_t n = 0; n < 100000; n++) buffer_add_str(&page, STR("<p>x"));
    Arena *arena = arena_new(4096);
    HtmlTree *tree;
    html_parse(buffer_str(&page), arena, &tree);
    assert_true(tree->is_cut);
    assert_true(tree->node_count < page.len / 5 + 16384);
    assert_int_equal(html_inner_text(tree->body, arena).len, 100000);
    arena_free(arena);
    buffer_release(&page);
}

/* The end of an element that was left out ends nothing else. */
static void ends_of_what_was_left_out(void **state)
{
    (void)state;
    Buffer page = repeat("<section>", "<div>", DEEPEST_HTML);
    for (uint32_t n = 0; n < 20; n++) buffer_add_str(&page, STR("<span>"));
    buffer_add_str(&page, STR("x"));
    for (uint32_t n = 0; n < 20; n++) buffer_add_str(&page, STR("</span>"));
    for (uint32_t n = 0; n < DEEPEST_HTML; n++) buffer_add_str(&page, STR("</div>"));
    buffer_add_str(&page, STR("y</section>z"));
    Arena *arena = arena_new(4096);
    HtmlTree *tree;
    html_parse(buffer_str(&page), arena, &tree);
    assert_true(tree->is_cut);
    const HtmlNode *section = html_find(tree->body, HTML_TAG_section);
    assert_true(str_equal(section->last_child->text.value, STR("y")));
    assert_true(str_equal(section->next->text.value, STR("z")));
    arena_free(arena);
    buffer_release(&page);
}

/* Every byte is a change: the map may not be many times as large as the page. */
static void floods_of_changes(void **state)
{
    (void)state;
    static const char *const pieces[] = {"\r", "&lt;", "&#x41;", "&amp"};
    for (size_t i = 0; i < COUNT(pieces); i++) {
        Buffer page = repeat("<p>x", pieces[i], 100000);
        Arena *arena = arena_new(4096);
        HtmlTree *tree;
        html_parse(buffer_str(&page), arena, &tree);
        const HtmlText *text = &html_find(tree->body, HTML_TAG_p)->first_child->text;
        assert_int_equal(text->value.len, 100001);
        assert_true(text->runs.count <= page.len / 4 + 2048);
        for (uint32_t at = 0; at < text->value.len; at += 997) {
            Span span = html_page_span(text, (Span){at, at + 1});
            assert_true(span.end > span.start && span.end - span.start <= 64 + 8);
        }
        arena_free(arena);
        buffer_release(&page);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_of_floods),    cmocka_unit_test(attribute_floods),
        cmocka_unit_test(formatting_bombs),  cmocka_unit_test(ends_of_what_was_left_out),
        cmocka_unit_test(floods_of_changes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
