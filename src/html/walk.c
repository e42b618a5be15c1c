#include "html/html.h"

const HtmlText *html_attribute(const HtmlNode *node, Str name)
{
    for (uint32_t i = 0; i < node->attribute_count; i++)
        if (str_equal(node->attributes[i].name, name)) return &node->attributes[i].value;
    return NULL;
}

Str html_attribute_value(const HtmlNode *node, Str name)
{
    const HtmlText *value = html_attribute(node, name);
    return value == NULL ? (Str){0} : value->value;
}

bool html_has_word(Str value, Str word)
{
    for (uint32_t at = 0; at < value.len;) {
        while (at < value.len && ascii_is_space(value.data[at])) at++;
        uint32_t start = at;
        while (at < value.len && !ascii_is_space(value.data[at])) at++;
        if (at > start && str_equal_ignoring_case(str_slice(value, (Span){start, at}), word))
            return true;
    }
    return false;
}

HtmlNode *html_next_skipping_children(const HtmlNode *root, const HtmlNode *node)
{
    while (node != root && node != NULL) {
        if (node->next != NULL) return node->next;
        node = node->parent;
    }
    return NULL;
}

HtmlNode *html_next(const HtmlNode *root, const HtmlNode *node)
{
    return node->first_child != NULL ? node->first_child : html_next_skipping_children(root, node);
}

HtmlNode *html_closest(const HtmlNode *node, HtmlTag tag)
{
    while (node != NULL && (node->kind != HTML_ELEMENT || node->tag != tag)) node = node->parent;
    return (HtmlNode *)node;
}

HtmlNode *html_find(const HtmlNode *root, HtmlTag tag)
{
    for (HtmlNode *node = html_next(root, root); node != NULL; node = html_next(root, node))
        if (node->kind == HTML_ELEMENT && node->tag == tag) return node;
    return NULL;
}

static bool hides_text(const HtmlNode *node)
{
    return node->tag == HTML_TAG_script || node->tag == HTML_TAG_style ||
           node->tag == HTML_TAG_template;
}

/* The next text within root that is shown. */
static HtmlNode *next_text(const HtmlNode *root, const HtmlNode *node)
{
    HtmlNode *next = html_next(root, node);
    while (next != NULL && next->kind != HTML_TEXT)
        next = hides_text(next) ? html_next_skipping_children(root, next) : html_next(root, next);
    return next;
}

Str html_inner_text(const HtmlNode *root, Arena *arena)
{
    if (root->kind == HTML_TEXT) return root->text.value;
    const HtmlNode *first = next_text(root, root);
    if (first == NULL) return (Str){0};
    const HtmlNode *second = next_text(root, first);
    if (second == NULL) return first->text.value;

    uint32_t len = 0;
    for (const HtmlNode *node = first; node != NULL; node = next_text(root, node))
        len += node->text.value.len;
    char *joined = arena_alloc(arena, (size_t)len + 1);
    uint32_t at = 0;
    for (const HtmlNode *node = first; node != NULL; node = next_text(root, node)) {
        if (node->text.value.len > 0)
            memcpy(joined + at, node->text.value.data, node->text.value.len);
        at += node->text.value.len;
    }
    return (Str){joined, len};
}

MapRunList html_text_runs(const HtmlText *text, MapRun *one)
{
    if (text->runs.count > 0) return text->runs;
    *one = (MapRun){.text_len = text->value.len,
                    .page = text->page.start,
                    .page_len = text->value.len,
                    .exact = true};
    return (MapRunList){.items = one, .count = text->value.len > 0 ? 1 : 0, .capacity = 1};
}

Span html_page_span(const HtmlText *text, Span piece)
{
    MapRun one;
    MapRunList runs = html_text_runs(text, &one);
    return runs_span(&runs, piece);
}
