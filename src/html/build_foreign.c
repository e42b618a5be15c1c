/* svg and math: other rules for their elements, and tags that end them. */
#include "html/build.h"

bool build_is_integration_point(const HtmlNode *node)
{
    if (node->space == HTML_SPACE_SVG)
        return node->tag == HTML_TAG_foreignobject || node->tag == HTML_TAG_desc ||
               node->tag == HTML_TAG_title;
    static const Str math_text[] = {STR_INIT("mi"), STR_INIT("mo"),    STR_INIT("mn"),
                                    STR_INIT("ms"), STR_INIT("mtext"), STR_INIT("annotation-xml")};
    for (size_t i = 0; node->space == HTML_SPACE_MATHML && i < COUNT(math_text); i++)
        if (str_equal(node->name, math_text[i])) return true;
    return false;
}

bool build_is_foreign(const Builder *builder)
{
    const HtmlNode *node = build_current(builder);
    return node->space != HTML_SPACE_HTML && !build_is_integration_point(node);
}

/* The standard's list of HTML start tags that end foreign content. */
static bool breaks_out(const HtmlToken *token)
{
    static const HtmlTag others[] = {
        HTML_TAG_b,    HTML_TAG_big,    HTML_TAG_body,   HTML_TAG_br,  HTML_TAG_code,
        HTML_TAG_em,   HTML_TAG_embed,  HTML_TAG_head,   HTML_TAG_i,   HTML_TAG_img,
        HTML_TAG_meta, HTML_TAG_nobr,   HTML_TAG_ruby,   HTML_TAG_s,   HTML_TAG_small,
        HTML_TAG_span, HTML_TAG_strong, HTML_TAG_strike, HTML_TAG_sub, HTML_TAG_sup,
        HTML_TAG_tt,   HTML_TAG_u,      HTML_TAG_var};
    if (html_tag_is(token->tag, HTML_TAG_IS_BLOCK)) return true;
    for (size_t i = 0; i < COUNT(others); i++)
        if (token->tag == others[i]) return true;
    return false;
}

bool build_start_in_foreign(Builder *builder, const HtmlToken *token)
{
    if (!build_is_foreign(builder)) return false;
    if (breaks_out(token)) {
        while (build_is_foreign(builder)) build_pop(builder, token->page.start);
        return false;
    }
    HtmlSpace space = build_current(builder)->space;
    HtmlNode *node = build_open(builder, token->tag, token, token->page.start);
    if (node != NULL) node->space = space;
    if (!token->is_self_closing) return true;
    if (node != NULL)
        build_pop(builder, token->page.end);
    else
        builder->left_out--;
    return true;
}

bool build_end_in_foreign(Builder *builder, const HtmlToken *token)
{
    if (build_current(builder)->space == HTML_SPACE_HTML) return false;
    if (!build_is_open(builder, token->tag)) return build_is_foreign(builder);
    for (uint32_t i = builder->depth; i > 1; i--) {
        const HtmlNode *node = builder->stack[i - 1];
        if (node->space == HTML_SPACE_HTML) return false;
        if (!str_equal(node->name, token->name)) continue;
        while (builder->depth > i) build_pop(builder, token->page.start);
        build_pop(builder, token->page.end);
        return true;
    }
    return false;
}
