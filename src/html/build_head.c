/* The rules up to the body: doctype, html, head, and what may stand between head and body. */
#include "html/build.h"

/* Text loses its leading white space; true if that was all. */
static bool is_blank_text(const Builder *builder, HtmlToken *token)
{
    if (token->kind != HTML_TOKEN_TEXT) return false;
    build_take_spaces(builder, token);
    return span_is_empty(token->inner);
}

/* The same, but the white space is kept. */
static bool insert_blank_text(Builder *builder, HtmlToken *token)
{
    if (token->kind != HTML_TOKEN_TEXT) return false;
    Span spaces = build_take_spaces(builder, token);
    build_insert_text(builder, spaces, token->decoding);
    return span_is_empty(token->inner);
}

/* End tags that, alone, begin what they would end. */
static bool ends_what_is_implied(const HtmlToken *token)
{
    return token->tag == HTML_TAG_body || token->tag == HTML_TAG_html || token->tag == HTML_TAG_br;
}

static void insert_doctype(Builder *builder, const HtmlToken *token)
{
    HtmlTree *tree = builder->tree;
    HtmlNode *node =
        build_add_node(builder, (Place){tree->document, NULL}, HTML_DOCTYPE, token->page);
    node->name = token->name;
    node->attribute_count = token->attribute_count;
    if (token->attribute_count > 0) {
        node->attributes = arena_new_items(builder->arena, HtmlAttribute, token->attribute_count);
        memcpy(node->attributes, token->attributes,
               token->attribute_count * sizeof *node->attributes);
    }
    html_text_append(&node->text, tree->page, token->inner, HTML_DECODE_RAW, builder->arena);
    tree->is_quirky = build_doctype_is_quirky(node, token->is_broken);
}

bool build_initial(Builder *builder, HtmlToken *token)
{
    if (is_blank_text(builder, token)) return true;
    if (token->kind == HTML_TOKEN_COMMENT) {
        build_insert_comment(builder, builder->tree->document, token);
        return true;
    }
    builder->mode = MODE_BEFORE_HTML;
    if (token->kind == HTML_TOKEN_DOCTYPE) {
        insert_doctype(builder, token);
        return true;
    }
    builder->tree->is_quirky = true;
    return false;
}

bool build_before_html(Builder *builder, HtmlToken *token)
{
    if (token->kind == HTML_TOKEN_DOCTYPE || is_blank_text(builder, token)) return true;
    if (token->kind == HTML_TOKEN_COMMENT) {
        build_insert_comment(builder, builder->tree->document, token);
        return true;
    }
    if (token->kind == HTML_TOKEN_END && !ends_what_is_implied(token) &&
        token->tag != HTML_TAG_head)
        return true;
    bool is_html = build_is_start(token, HTML_TAG_html);
    if (is_html)
        build_insert(builder, token);
    else
        build_insert_implied(builder, HTML_TAG_html, token->page.start);
    builder->tree->html = build_current(builder);
    builder->mode = MODE_BEFORE_HEAD;
    return is_html;
}

bool build_before_head(Builder *builder, HtmlToken *token)
{
    if (token->kind == HTML_TOKEN_DOCTYPE || is_blank_text(builder, token)) return true;
    if (token->kind == HTML_TOKEN_COMMENT) {
        build_insert_comment(builder, build_current(builder), token);
        return true;
    }
    if (build_is_start(token, HTML_TAG_html)) return build_in_body(builder, token);
    if (token->kind == HTML_TOKEN_END && !ends_what_is_implied(token) &&
        token->tag != HTML_TAG_head)
        return true;
    bool is_head = build_is_start(token, HTML_TAG_head);
    if (is_head)
        build_insert(builder, token);
    else
        build_insert_implied(builder, HTML_TAG_head, token->page.start);
    builder->tree->head = build_current(builder);
    builder->mode = MODE_IN_HEAD;
    return is_head;
}

/* ---- In the head --------------------------------------------------------------------------------
 */

static void leave_head(Builder *builder, uint32_t end)
{
    build_pop(builder, end);
    builder->mode = MODE_AFTER_HEAD;
}

/* True if the element is one of the head's. */
static bool start_in_head(Builder *builder, const HtmlToken *token)
{
    switch ((int)token->tag) { /* few of many: no full switch */
    case HTML_TAG_base:
    case HTML_TAG_basefont:
    case HTML_TAG_bgsound:
    case HTML_TAG_link:
    case HTML_TAG_meta: build_insert_void(builder, token); return true;
    case HTML_TAG_title: build_insert_raw(builder, token, HTML_MODE_RCDATA); return true;
    case HTML_TAG_noframes:
    case HTML_TAG_style: build_insert_raw(builder, token, HTML_MODE_RAWTEXT); return true;
    case HTML_TAG_script: build_insert_raw(builder, token, HTML_MODE_SCRIPT); return true;
    case HTML_TAG_template: build_start_template(builder, token); return true;
    case HTML_TAG_noscript:
        if (builder->options.runs_scripts)
            build_insert_raw(builder, token, HTML_MODE_RAWTEXT);
        else if (build_insert(builder, token) != NULL)
            builder->mode = MODE_IN_HEAD_NOSCRIPT;
        return true;
    case HTML_TAG_head: return true;
    default: return false;
    }
}

bool build_in_head(Builder *builder, HtmlToken *token)
{
    switch (token->kind) {
    case HTML_TOKEN_TEXT:
        if (insert_blank_text(builder, token)) return true;
        break;
    case HTML_TOKEN_COMMENT:
        build_insert_comment(builder, build_current(builder), token);
        return true;
    case HTML_TOKEN_DOCTYPE: return true;
    case HTML_TOKEN_START:
        if (token->tag == HTML_TAG_html) return build_in_body(builder, token);
        if (start_in_head(builder, token)) return true;
        break;
    case HTML_TOKEN_END:
        if (token->tag == HTML_TAG_head) {
            leave_head(builder, token->page.end);
            return true;
        }
        if (token->tag == HTML_TAG_template) build_end_template(builder, token->page);
        if (!ends_what_is_implied(token)) return true;
        break;
    case HTML_TOKEN_END_OF_PAGE: break;
    }
    leave_head(builder, token->page.start);
    return false;
}

static bool may_stand_in_noscript(const HtmlToken *token)
{
    return token->tag == HTML_TAG_basefont || token->tag == HTML_TAG_bgsound ||
           token->tag == HTML_TAG_link || token->tag == HTML_TAG_meta ||
           token->tag == HTML_TAG_noframes || token->tag == HTML_TAG_style;
}

bool build_in_head_noscript(Builder *builder, HtmlToken *token)
{
    HtmlTag tag = token->tag;
    switch (token->kind) {
    case HTML_TOKEN_TEXT:
        if (insert_blank_text(builder, token)) return true;
        break;
    case HTML_TOKEN_COMMENT: return build_in_head(builder, token);
    case HTML_TOKEN_DOCTYPE: return true;
    case HTML_TOKEN_START:
        if (tag == HTML_TAG_html) return build_in_body(builder, token);
        if (may_stand_in_noscript(token)) return build_in_head(builder, token);
        if (tag == HTML_TAG_head || tag == HTML_TAG_noscript) return true;
        break;
    case HTML_TOKEN_END:
        if (tag == HTML_TAG_noscript) {
            build_pop(builder, token->page.end);
            builder->mode = MODE_IN_HEAD;
            return true;
        }
        if (tag != HTML_TAG_br) return true;
        break;
    case HTML_TOKEN_END_OF_PAGE: break;
    }
    build_pop(builder, token->page.start);
    builder->mode = MODE_IN_HEAD;
    return false;
}

/* ---- Between head and body
 * ------------------------------------------------------------------------ */

static bool is_of_head(HtmlTag tag)
{
    return html_tag_is(tag, HTML_TAG_IS_HEAD) && tag != HTML_TAG_noscript;
}

/* An element of the head that comes after it still goes there. */
static bool start_late_in_head(Builder *builder, HtmlToken *token)
{
    HtmlNode *head = builder->tree->head;
    build_push(builder, head);
    build_in_head(builder, token);
    build_take_out(builder, head, head->page.end);
    return true;
}

static bool start_after_head(Builder *builder, HtmlToken *token)
{
    switch ((int)token->tag) { /* few of many: no full switch */
    case HTML_TAG_html: return build_in_body(builder, token);
    case HTML_TAG_body:
        builder->tree->body = build_insert(builder, token);
        builder->allows_frameset = false;
        builder->mode = MODE_IN_BODY;
        return true;
    case HTML_TAG_frameset:
        if (builder->options.keeps_page_order) return false;
        builder->tree->body = build_insert(builder, token);
        builder->mode = MODE_IN_FRAMESET;
        return true;
    case HTML_TAG_head: return true;
    default: return is_of_head(token->tag) && start_late_in_head(builder, token);
    }
}

bool build_after_head(Builder *builder, HtmlToken *token)
{
    switch (token->kind) {
    case HTML_TOKEN_TEXT:
        if (insert_blank_text(builder, token)) return true;
        break;
    case HTML_TOKEN_COMMENT:
        build_insert_comment(builder, build_current(builder), token);
        return true;
    case HTML_TOKEN_DOCTYPE: return true;
    case HTML_TOKEN_START:
        if (start_after_head(builder, token)) return true;
        break;
    case HTML_TOKEN_END:
        if (token->tag == HTML_TAG_template) build_end_template(builder, token->page);
        if (!ends_what_is_implied(token)) return true;
        break;
    case HTML_TOKEN_END_OF_PAGE: break;
    }
    builder->tree->body = build_insert_implied(builder, HTML_TAG_body, token->page.start);
    builder->mode = MODE_IN_BODY;
    return false;
}
