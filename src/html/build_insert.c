/* New nodes: where they go, and whether there is room for them. */
#include "html/build.h"

/* ---- Places ------------------------------------------------------------------------------------
 */

static bool is_table_level(const HtmlNode *node)
{
    if (node->space != HTML_SPACE_HTML) return false;
    return node->tag == HTML_TAG_table || node->tag == HTML_TAG_tbody ||
           node->tag == HTML_TAG_tfoot || node->tag == HTML_TAG_thead || node->tag == HTML_TAG_tr;
}

/* Before the innermost table, unless a template stands within it. */
static Place foster_place(const Builder *builder)
{
    for (uint32_t i = builder->depth; i > 1; i--) {
        HtmlNode *node = builder->stack[i - 1];
        if (build_is_html(node, HTML_TAG_template)) return (Place){node, NULL};
        if (!build_is_html(node, HTML_TAG_table)) continue;
        if (node->parent != NULL) return (Place){node->parent, node};
        return (Place){builder->stack[i - 2], NULL};
    }
    return (Place){builder->stack[0], NULL};
}

Place build_place(const Builder *builder, HtmlNode *target)
{
    if (builder->fosters && is_table_level(target)) return foster_place(builder);
    return (Place){target, NULL};
}

static HtmlNode *node_before(Place place)
{
    return place.before != NULL ? place.before->previous : place.parent->last_child;
}

void build_link(Place place, HtmlNode *node)
{
    node->parent = place.parent;
    node->previous = node_before(place);
    node->next = place.before;
    if (node->previous != NULL)
        node->previous->next = node;
    else
        place.parent->first_child = node;
    if (node->next != NULL)
        node->next->previous = node;
    else
        place.parent->last_child = node;
}

void build_unlink(HtmlNode *node)
{
    HtmlNode *parent = node->parent;
    if (parent == NULL) return;
    if (node->previous != NULL)
        node->previous->next = node->next;
    else
        parent->first_child = node->next;
    if (node->next != NULL)
        node->next->previous = node->previous;
    else
        parent->last_child = node->previous;
    node->parent = node->previous = node->next = NULL;
}

HtmlNode *build_add_node(Builder *builder, Place place, HtmlKind kind, Span page)
{
    HtmlNode *node = arena_alloc(builder->arena, sizeof *node);
    node->kind = kind;
    node->page = page;
    build_link(place, node);
    return node;
}

/* ---- Elements ----------------------------------------------------------------------------------
 */

static bool is_always_made(HtmlTag tag)
{
    return tag == HTML_TAG_html || tag == HTML_TAG_head || tag == HTML_TAG_body ||
           tag == HTML_TAG_frameset;
}

static bool take_element(Builder *builder, HtmlTag tag)
{
    if (builder->elements_left == 0 && !is_always_made(tag)) {
        builder->tree->is_cut = true;
        return false;
    }
    if (builder->elements_left > 0) builder->elements_left--;
    return true;
}

static HtmlAttribute *copy_attributes(Builder *builder, const HtmlToken *token)
{
    if (token->attribute_count == 0) return NULL;
    HtmlAttribute *copy = arena_new_items(builder->arena, HtmlAttribute, token->attribute_count);
    memcpy(copy, token->attributes, token->attribute_count * sizeof *copy);
    return copy;
}

/* A new element at the place for one, from a start tag or (token NULL) implied at a page offset. */
static HtmlNode *add_element(Builder *builder, HtmlTag tag, const HtmlToken *token, uint32_t at)
{
    if (!take_element(builder, tag)) return NULL;
    Place place = build_place(builder, build_current(builder));
    HtmlNode *node = build_add_node(builder, place, HTML_ELEMENT, (Span){at, at});
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

void build_leave_out(Builder *builder, HtmlTag tag)
{
    builder->tree->is_cut = true;
    if (!html_tag_is(tag, HTML_TAG_IS_VOID)) builder->left_out[tag]++;
}

static bool has_room(const Builder *builder, HtmlTag tag)
{
    if (builder->depth < DEEPEST_HTML) return true;
    return html_tag_is(tag, HTML_TAG_IS_TABLE_PART) && builder->depth < MOST_OPEN_ELEMENTS;
}

HtmlNode *build_insert(Builder *builder, const HtmlToken *token)
{
    HtmlNode *node = NULL;
    if (has_room(builder, token->tag))
        node = add_element(builder, token->tag, token, token->page.start);
    if (node == NULL)
        build_leave_out(builder, token->tag);
    else
        build_push(builder, node);
    return node;
}

HtmlNode *build_insert_foreign(Builder *builder, const HtmlToken *token, HtmlSpace space)
{
    HtmlNode *node = NULL;
    if (builder->depth < DEEPEST_HTML)
        node = add_element(builder, token->tag, token, token->page.start);
    if (node == NULL) {
        if (token->is_self_closing)
            builder->tree->is_cut = true;
        else
            build_leave_out(builder, token->tag);
        return NULL;
    }
    node->space = space;
    build_spell_foreign(node);
    build_push(builder, node);
    if (token->is_self_closing) build_pop(builder, token->page.end);
    return node;
}

HtmlNode *build_insert_implied(Builder *builder, HtmlTag tag, uint32_t at)
{
    HtmlNode *node = NULL;
    if (builder->depth < MOST_OPEN_ELEMENTS) node = add_element(builder, tag, NULL, at);
    if (node == NULL)
        builder->tree->is_cut = true;
    else
        build_push(builder, node);
    return node;
}

void build_insert_void(Builder *builder, const HtmlToken *token)
{
    add_element(builder, token->tag, token, token->page.start);
}

void build_insert_raw(Builder *builder, const HtmlToken *token, HtmlMode mode)
{
    builder->tokenizer.mode = mode;
    builder->tokenizer.raw_name = html_tag_name(token->tag);
    /* Raw text has no elements within, so one level more than the deepest is room enough. */
    HtmlNode *node = NULL;
    if (builder->depth < MOST_OPEN_ELEMENTS)
        node = add_element(builder, token->tag, token, token->page.start);
    builder->drops_raw_text = node == NULL;
    if (node == NULL) {
        build_leave_out(builder, token->tag);
        return;
    }
    build_push(builder, node);
    builder->original_mode = builder->mode;
    builder->mode = MODE_TEXT;
}

HtmlNode *build_copy(Builder *builder, const HtmlNode *node, uint32_t at)
{
    if (builder->copies_left == 0) {
        builder->tree->is_cut = true;
        return NULL;
    }
    builder->copies_left--;
    HtmlNode *copy = arena_alloc(builder->arena, sizeof *copy);
    *copy = (HtmlNode){.kind = HTML_ELEMENT,
                       .tag = node->tag,
                       .space = node->space,
                       .name = node->name,
                       .is_implied = true,
                       .page = {at, at},
                       .start_tag = node->start_tag,
                       .attributes = node->attributes,
                       .attribute_count = node->attribute_count};
    return copy;
}

void build_merge_attributes(Builder *builder, HtmlNode *node, const HtmlToken *token)
{
    uint32_t most = node->attribute_count + token->attribute_count;
    if (token->attribute_count == 0 || most > MOST_HTML_ATTRIBUTES) return;
    uint32_t fresh = 0;
    for (uint32_t i = 0; i < token->attribute_count; i++)
        fresh += html_attribute(node, token->attributes[i].name) == NULL;
    if (fresh == 0) return;
    HtmlAttribute *merged =
        arena_new_items(builder->arena, HtmlAttribute, node->attribute_count + fresh);
    uint32_t count = node->attribute_count;
    if (count > 0) memcpy(merged, node->attributes, count * sizeof *merged);
    for (uint32_t i = 0; i < token->attribute_count; i++)
        if (html_attribute(node, token->attributes[i].name) == NULL)
            merged[count++] = token->attributes[i];
    node->attributes = merged;
    node->attribute_count = count;
}

/* ---- Comments and text
 * --------------------------------------------------------------------------- */

void build_insert_comment(Builder *builder, HtmlNode *parent, const HtmlToken *token)
{
    /* Comments carry no text of the page, so they count as elements do. */
    if (!take_element(builder, HTML_TAG_UNKNOWN)) return;
    HtmlNode *node = build_add_node(builder, (Place){parent, NULL}, HTML_COMMENT, token->page);
    node->text.page = (Span){token->inner.start, token->inner.start};
    html_text_append(&node->text, builder->tree->page, token->inner, HTML_DECODE_RAW,
                     builder->arena);
}

void build_insert_text(Builder *builder, Span raw, HtmlDecoding decoding)
{
    Str page = builder->tree->page;
    if (span_is_empty(raw)) return;
    if (page.data[raw.start] == '\0' && build_text_kind(page, raw, decoding) == TEXT_IS_NOTHING)
        return;
    Place place = build_place(builder, build_current(builder));
    HtmlNode *text = node_before(place);
    if (text == NULL || text->kind != HTML_TEXT) {
        text = build_add_node(builder, place, HTML_TEXT, raw);
        text->text.page = (Span){raw.start, raw.start};
    }
    html_text_append(&text->text, page, raw, decoding, builder->arena);
    text->page.end = raw.end;
}
