/* svg and math: other rules for their elements, and tags that end them. */
#include "html/build.h"

bool build_is_math_text(const HtmlNode *node)
{
    if (node->space != HTML_SPACE_MATHML) return false;
    return node->tag == HTML_TAG_mi || node->tag == HTML_TAG_mo || node->tag == HTML_TAG_mn ||
           node->tag == HTML_TAG_ms || node->tag == HTML_TAG_mtext;
}

static bool is_annotation(const HtmlNode *node)
{
    return node->space == HTML_SPACE_MATHML && str_equal(node->name, STR("annotation-xml"));
}

static bool is_svg_text(const HtmlNode *node)
{
    if (node->space != HTML_SPACE_SVG) return false;
    return node->tag == HTML_TAG_foreignobject || node->tag == HTML_TAG_desc ||
           node->tag == HTML_TAG_title;
}

bool build_is_integration_point(const HtmlNode *node)
{
    if (is_svg_text(node)) return true;
    if (!is_annotation(node)) return false;
    Str encoding = html_attribute_value(node, STR("encoding"));
    return str_equal_ignoring_case(encoding, STR("text/html")) ||
           str_equal_ignoring_case(encoding, STR("application/xhtml+xml"));
}

bool build_ends_scope(const HtmlNode *foreign)
{
    return build_is_math_text(foreign) || is_svg_text(foreign) || is_annotation(foreign);
}

bool build_is_for_foreign(const Builder *builder, const HtmlToken *token)
{
    if (builder->depth == 0 || token->kind == HTML_TOKEN_END_OF_PAGE) return false;
    const HtmlNode *node = build_adjusted_current(builder);
    if (node->space == HTML_SPACE_HTML) return false;
    bool is_text = token->kind == HTML_TOKEN_TEXT, is_start = token->kind == HTML_TOKEN_START;
    if (build_is_math_text(node)) {
        bool is_math = token->tag == HTML_TAG_mglyph || token->tag == HTML_TAG_malignmark;
        if (is_text || (is_start && !is_math)) return false;
    }
    if (is_annotation(node) && is_start && token->tag == HTML_TAG_svg) return false;
    return !(build_is_integration_point(node) && (is_text || is_start));
}

/* ---- Start tags --------------------------------------------------------------------------------
 */

static bool has_font_attribute(const HtmlToken *token)
{
    static const Str names[] = {STR_INIT("color"), STR_INIT("face"), STR_INIT("size")};
    for (uint32_t i = 0; i < token->attribute_count; i++)
        if (str_is_one_of(token->attributes[i].name, names, COUNT(names))) return true;
    return false;
}

/* The standard's list of HTML tags that end foreign content. */
static bool breaks_out(const HtmlToken *token)
{
    switch ((int)token->tag) { /* few of many: no full switch */
    case HTML_TAG_b:
    case HTML_TAG_big:
    case HTML_TAG_blockquote:
    case HTML_TAG_body:
    case HTML_TAG_br:
    case HTML_TAG_center:
    case HTML_TAG_code:
    case HTML_TAG_dd:
    case HTML_TAG_div:
    case HTML_TAG_dl:
    case HTML_TAG_dt:
    case HTML_TAG_em:
    case HTML_TAG_embed:
    case HTML_TAG_h1:
    case HTML_TAG_h2:
    case HTML_TAG_h3:
    case HTML_TAG_h4:
    case HTML_TAG_h5:
    case HTML_TAG_h6:
    case HTML_TAG_head:
    case HTML_TAG_hr:
    case HTML_TAG_i:
    case HTML_TAG_img:
    case HTML_TAG_li:
    case HTML_TAG_listing:
    case HTML_TAG_menu:
    case HTML_TAG_meta:
    case HTML_TAG_nobr:
    case HTML_TAG_ol:
    case HTML_TAG_p:
    case HTML_TAG_pre:
    case HTML_TAG_ruby:
    case HTML_TAG_s:
    case HTML_TAG_small:
    case HTML_TAG_span:
    case HTML_TAG_strong:
    case HTML_TAG_strike:
    case HTML_TAG_sub:
    case HTML_TAG_sup:
    case HTML_TAG_table:
    case HTML_TAG_tt:
    case HTML_TAG_u:
    case HTML_TAG_ul:
    case HTML_TAG_var: return true;
    case HTML_TAG_font: return has_font_attribute(token);
    default: return false;
    }
}

static bool break_out(Builder *builder, HtmlToken *token)
{
    for (;;) {
        const HtmlNode *node = build_current(builder);
        if (node->space == HTML_SPACE_HTML || build_is_math_text(node) ||
            build_is_integration_point(node))
            break;
        build_pop(builder, token->page.start);
    }
    return build_rule_of_mode(builder, token);
}

static bool start_in_foreign(Builder *builder, HtmlToken *token)
{
    if (breaks_out(token)) return break_out(builder, token);
    build_insert_foreign(builder, token, build_adjusted_current(builder)->space);
    return true;
}

/* ---- End tags and text
 * ---------------------------------------------------------------------------- */

static bool end_in_foreign(Builder *builder, HtmlToken *token)
{
    if (token->tag == HTML_TAG_br || token->tag == HTML_TAG_p) return break_out(builder, token);
    for (uint32_t i = builder->depth; i > 1; i--) {
        const HtmlNode *node = builder->stack[i - 1];
        if (node->space == HTML_SPACE_HTML) return build_rule_of_mode(builder, token);
        if (!str_equal_ignoring_case(node->name, token->name)) continue;
        build_pop_down_to(builder, i - 1, token->page);
        return true;
    }
    return true;
}

/* NUL bytes are kept as U+FFFD. */
static void insert_text(Builder *builder, const HtmlToken *token)
{
    HtmlDecoding decoding =
        html_has_references(token->decoding) ? HTML_DECODE_RCDATA : HTML_DECODE_RAW;
    if (builder->allows_frameset) {
        Str page = builder->tree->page;
        /* As it is before decoding: NUL bytes are nothing to be seen. */
        if (build_text_kind(page, token->inner, token->decoding) == TEXT_HAS_OTHERS)
            builder->allows_frameset = false;
    }
    build_insert_text(builder, token->inner, decoding);
}

bool build_in_foreign(Builder *builder, HtmlToken *token)
{
    switch (token->kind) {
    case HTML_TOKEN_TEXT: insert_text(builder, token); return true;
    case HTML_TOKEN_COMMENT:
        build_insert_comment(builder, build_current(builder), token);
        return true;
    case HTML_TOKEN_START: return start_in_foreign(builder, token);
    case HTML_TOKEN_END: return end_in_foreign(builder, token);
    case HTML_TOKEN_DOCTYPE:
    case HTML_TOKEN_END_OF_PAGE: break;
    }
    return true;
}
