#include "html/build.h"

HtmlNode *build_current(const Builder *builder)
{
    return builder->depth == 0 ? builder->tree->document : builder->stack[builder->depth - 1];
}

HtmlNode *build_add_node(Builder *builder, HtmlNode *parent, HtmlKind kind, Span page)
{
    HtmlNode *node = arena_alloc(builder->arena, sizeof *node);
    node->kind = kind;
    node->page = page;
    node->parent = parent;
    node->previous = parent->last_child;
    if (parent->last_child != NULL)
        parent->last_child->next = node;
    else
        parent->first_child = node;
    parent->last_child = node;
    return node;
}

static HtmlAttribute *copy_attributes(Builder *builder, const HtmlToken *token)
{
    if (token->attribute_count == 0) return NULL;
    HtmlAttribute *copy = arena_new_items(builder->arena, HtmlAttribute, token->attribute_count);
    memcpy(copy, token->attributes, token->attribute_count * sizeof *copy);
    return copy;
}

HtmlNode *build_add_element(Builder *builder, HtmlNode *parent, HtmlTag tag, const HtmlToken *token,
                            uint32_t at)
{
    if (builder->element_count == MOST_HTML_ELEMENTS) {
        builder->tree->is_cut = true;
        return NULL;
    }
    builder->element_count++;
    HtmlNode *node = build_add_node(builder, parent, HTML_ELEMENT, (Span){at, at});
    node->tag = tag;
    node->name = html_tag_name(tag);
    node->is_implied = token == NULL;
    node->start_tag = (Span){at, at};
    if (token == NULL) return node;
    if (tag == HTML_TAG_UNKNOWN) node->name = token->name;
    node->page = node->start_tag = token->page;
    node->attributes = copy_attributes(builder, token);
    node->attribute_count = token->attribute_count;
    return node;
}

/* What is outside these has no formatting inside. */
static bool is_formatting_border(const HtmlNode *node)
{
    if (node->space != HTML_SPACE_HTML) return false;
    return node->tag == HTML_TAG_td || node->tag == HTML_TAG_th || node->tag == HTML_TAG_caption ||
           node->tag == HTML_TAG_template || node->tag == HTML_TAG_object ||
           node->tag == HTML_TAG_applet || node->tag == HTML_TAG_marquee;
}

void build_push(Builder *builder, HtmlNode *node)
{
    assert(builder->depth < COUNT(builder->stack));
    builder->stack[builder->depth++] = node;
    builder->open_count[node->tag]++;
    if (is_formatting_border(node)) build_add_marker(builder);
}

HtmlNode *build_open(Builder *builder, HtmlTag tag, const HtmlToken *token, uint32_t at)
{
    HtmlNode *node = NULL;
    if (builder->depth < DEEPEST_HTML)
        node = build_add_element(builder, build_current(builder), tag, token, at);
    if (node == NULL) {
        builder->tree->is_cut = true;
        builder->left_out++;
        return NULL;
    }
    build_push(builder, node);
    return node;
}

void build_pop(Builder *builder, uint32_t end)
{
    HtmlNode *node = builder->stack[--builder->depth];
    builder->open_count[node->tag]--;
    if (is_formatting_border(node)) build_clear_to_marker(builder);
    node->page.end = end < node->page.end ? node->page.end : end;
}

void build_pop_until(Builder *builder, HtmlTag tag, uint32_t inner_end, uint32_t end)
{
    while (builder->depth > 1) {
        const HtmlNode *node = build_current(builder);
        bool is_last = node->tag == tag && node->space == HTML_SPACE_HTML;
        build_pop(builder, is_last ? end : inner_end);
        if (is_last) return;
    }
}

void build_add_text(Builder *builder, HtmlNode *parent, Span raw, HtmlDecoding decoding)
{
    HtmlNode *text = parent->last_child;
    if (span_is_empty(raw)) return;
    if (text == NULL || text->kind != HTML_TEXT) {
        text = build_add_node(builder, parent, HTML_TEXT, raw);
        text->text.page = (Span){raw.start, raw.start};
    }
    html_text_append(&text->text, builder->tree->page, raw, decoding, builder->arena);
    text->page.end = raw.end;
}

void build_merge_attributes(Builder *builder, HtmlNode *node, const HtmlToken *token)
{
    uint32_t most = node->attribute_count + token->attribute_count;
    if (token->attribute_count == 0 || most > MOST_HTML_ATTRIBUTES) return;
    HtmlAttribute *merged = arena_new_items(builder->arena, HtmlAttribute, most);
    uint32_t count = node->attribute_count;
    if (count > 0) memcpy(merged, node->attributes, count * sizeof *merged);
    for (uint32_t i = 0; i < token->attribute_count; i++)
        if (html_attribute(node, token->attributes[i].name) == NULL)
            merged[count++] = token->attributes[i];
    node->attributes = merged;
    node->attribute_count = count;
}

/* ---- Searches in the stack ------------------------------------------------------------------ */

bool build_is_open(const Builder *builder, HtmlTag tag)
{
    return builder->open_count[tag] > 0;
}

static bool ends_scope(const HtmlNode *node, Scope scope)
{
    if (node->space != HTML_SPACE_HTML)
        return scope != SCOPE_TABLE && build_is_integration_point(node);
    bool is_table =
        node->tag == HTML_TAG_table || node->tag == HTML_TAG_html || node->tag == HTML_TAG_template;
    if (scope == SCOPE_TABLE) return is_table;
    if (scope == SCOPE_BUTTON && node->tag == HTML_TAG_button) return true;
    if (scope == SCOPE_LIST_ITEM && (node->tag == HTML_TAG_ol || node->tag == HTML_TAG_ul))
        return true;
    return html_tag_is(node->tag, HTML_TAG_IS_SCOPE);
}

bool build_is_in_scope(const Builder *builder, HtmlTag tag, Scope scope)
{
    if (!build_is_open(builder, tag)) return false;
    for (uint32_t i = builder->depth; i > 0; i--) {
        const HtmlNode *node = builder->stack[i - 1];
        if (node->tag == tag && node->space == HTML_SPACE_HTML) return true;
        if (ends_scope(node, scope)) return false;
    }
    return false;
}

void build_close_implied(Builder *builder, HtmlTag except, uint32_t at)
{
    while (builder->depth > 1) {
        const HtmlNode *node = build_current(builder);
        if (node->tag == except || !html_tag_is(node->tag, HTML_TAG_IS_IMPLIED_END)) return;
        build_pop(builder, at);
    }
}

void build_close_p(Builder *builder, uint32_t at)
{
    if (!build_is_in_scope(builder, HTML_TAG_p, SCOPE_BUTTON)) return;
    build_pop_until(builder, HTML_TAG_p, at, at);
}
