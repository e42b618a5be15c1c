/* The rules of templates and framesets. */
#include "html/build.h"

/* ---- Templates
 * --------------------------------------------------------------------------------------------- */

void build_start_template(Builder *builder, const HtmlToken *token)
{
    if (build_insert(builder, token) == NULL) return;
    builder->allows_frameset = false;
    builder->mode = MODE_IN_TEMPLATE;
    assert(builder->template_count < COUNT(builder->template_modes));
    builder->template_modes[builder->template_count++] = MODE_IN_TEMPLATE;
}

static void leave_template(Builder *builder, Span end_tag)
{
    build_pop_until(builder, HTML_TAG_template, end_tag);
    if (builder->template_count > 0) builder->template_count--;
    build_reset_mode(builder);
}

static bool is_template_open(const Builder *builder)
{
    if (!build_is_open(builder, HTML_TAG_template)) return false;
    for (uint32_t i = builder->depth; i > 0; i--)
        if (build_is_html(builder->stack[i - 1], HTML_TAG_template)) return true;
    return false;
}

void build_end_template(Builder *builder, Span end_tag)
{
    if (!is_template_open(builder)) return;
    build_close_implied_thoroughly(builder, end_tag.start);
    leave_template(builder, end_tag);
}

/* The mode for what starts with that tag in a template. */
static InsertionMode mode_for(HtmlTag tag)
{
    switch ((int)tag) { /* few of many: no full switch */
    case HTML_TAG_caption:
    case HTML_TAG_colgroup:
    case HTML_TAG_tbody:
    case HTML_TAG_tfoot:
    case HTML_TAG_thead: return MODE_IN_TABLE;
    case HTML_TAG_col: return MODE_IN_COLUMN_GROUP;
    case HTML_TAG_tr: return MODE_IN_TABLE_BODY;
    case HTML_TAG_td:
    case HTML_TAG_th: return MODE_IN_ROW;
    default: return MODE_IN_BODY;
    }
}

static bool start_in_template(Builder *builder, HtmlToken *token)
{
    if (html_tag_is(token->tag, HTML_TAG_IS_HEAD) && token->tag != HTML_TAG_noscript)
        return build_in_head(builder, token);
    builder->mode = mode_for(token->tag);
    if (builder->template_count > 0)
        builder->template_modes[builder->template_count - 1] = builder->mode;
    return false;
}

bool build_in_template(Builder *builder, HtmlToken *token)
{
    switch (token->kind) {
    case HTML_TOKEN_TEXT:
    case HTML_TOKEN_COMMENT:
    case HTML_TOKEN_DOCTYPE: return build_in_body(builder, token);
    case HTML_TOKEN_START: return start_in_template(builder, token);
    case HTML_TOKEN_END:
        if (token->tag == HTML_TAG_template) build_end_template(builder, token->page);
        return true;
    case HTML_TOKEN_END_OF_PAGE: break;
    }
    if (!is_template_open(builder)) return true;
    leave_template(builder, token->page);
    return false;
}

/* ---- Framesets
 * --------------------------------------------------------------------------------------------- */

bool build_in_frameset(Builder *builder, HtmlToken *token)
{
    HtmlTag tag = token->tag;
    switch (token->kind) {
    case HTML_TOKEN_TEXT: build_insert_spaces_only(builder, token); return true;
    case HTML_TOKEN_COMMENT:
        build_insert_comment(builder, build_current(builder), token);
        return true;
    case HTML_TOKEN_START:
        if (tag == HTML_TAG_html) return build_in_body(builder, token);
        if (tag == HTML_TAG_noframes) return build_in_head(builder, token);
        if (tag == HTML_TAG_frameset) build_insert(builder, token);
        if (tag == HTML_TAG_frame) build_insert_void(builder, token);
        return true;
    case HTML_TOKEN_END:
        if (tag != HTML_TAG_frameset || builder->depth < 2) return true;
        build_pop(builder, token->page.end);
        if (builder->context == NULL && !build_is_html(build_current(builder), HTML_TAG_frameset))
            builder->mode = MODE_AFTER_FRAMESET;
        return true;
    case HTML_TOKEN_DOCTYPE:
    case HTML_TOKEN_END_OF_PAGE: break;
    }
    return true;
}

bool build_after_frameset(Builder *builder, HtmlToken *token)
{
    if (token->kind == HTML_TOKEN_TEXT) {
        build_insert_spaces_only(builder, token);
        return true;
    }
    if (token->kind == HTML_TOKEN_COMMENT) {
        build_insert_comment(builder, build_current(builder), token);
        return true;
    }
    if (build_is_start(token, HTML_TAG_html)) return build_in_body(builder, token);
    if (build_is_start(token, HTML_TAG_noframes)) return build_in_head(builder, token);
    if (build_is_end(token, HTML_TAG_html)) builder->mode = MODE_AFTER_AFTER_FRAMESET;
    return true;
}

bool build_after_after_frameset(Builder *builder, HtmlToken *token)
{
    if (token->kind == HTML_TOKEN_COMMENT) {
        build_insert_comment(builder, builder->tree->document, token);
        return true;
    }
    if (build_is_end(token, HTML_TAG_html)) return true;
    return build_after_frameset(builder, token);
}
