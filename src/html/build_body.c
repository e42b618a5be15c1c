#include "html/build.h"

void build_open_raw(Builder *builder, const HtmlToken *token, HtmlMode mode)
{
    builder->tokenizer.mode = mode;
    builder->tokenizer.raw_name = html_tag_name(token->tag);
    /* Raw text has no elements within, so one level more than the deepest is room enough. */
    HtmlNode *node =
        build_add_element(builder, build_current(builder), token->tag, token, token->page.start);
    builder->drops_raw_text = node == NULL;
    builder->is_in_raw_text = node != NULL;
    if (node != NULL)
        build_push(builder, node);
    else
        builder->left_out++;
}

/* ---- Start tags ------------------------------------------------------------------------------ */

/* <li> closes an open <li>, unless it stands in a list within it; <dd> and <dt> close each other.
 */
static void close_list_item(Builder *builder, HtmlTag first, HtmlTag second, uint32_t at)
{
    if (!build_is_open(builder, first) && !build_is_open(builder, second)) return;
    for (uint32_t i = builder->depth; i > 0; i--) {
        HtmlTag tag = builder->stack[i - 1]->tag;
        if (builder->stack[i - 1]->space != HTML_SPACE_HTML) return;
        if (tag == first || tag == second) {
            build_pop_until(builder, tag, at, at);
            return;
        }
        bool is_transparent = tag == HTML_TAG_address || tag == HTML_TAG_div || tag == HTML_TAG_p;
        if (html_tag_is(tag, HTML_TAG_IS_SPECIAL) && !is_transparent) return;
    }
}

/* What a start tag closes before it is inserted. */
static void close_before(Builder *builder, HtmlTag tag, uint32_t at)
{
    if (tag == HTML_TAG_li) close_list_item(builder, HTML_TAG_li, HTML_TAG_li, at);
    if (tag == HTML_TAG_dd || tag == HTML_TAG_dt)
        close_list_item(builder, HTML_TAG_dd, HTML_TAG_dt, at);
    if (html_tag_is(tag, HTML_TAG_IS_BLOCK)) build_close_p(builder, at);
    HtmlTag current = build_current(builder)->tag;
    if (html_tag_is(tag, HTML_TAG_IS_HEADING) && html_tag_is(current, HTML_TAG_IS_HEADING))
        build_pop(builder, at);
    if ((tag == HTML_TAG_option || tag == HTML_TAG_optgroup) && current == HTML_TAG_option)
        build_pop(builder, at);
    if (tag == HTML_TAG_optgroup && build_current(builder)->tag == HTML_TAG_optgroup)
        build_pop(builder, at);
    if (tag == HTML_TAG_rb || tag == HTML_TAG_rtc || tag == HTML_TAG_rp || tag == HTML_TAG_rt)
        build_close_implied(
            builder, tag == HTML_TAG_rt || tag == HTML_TAG_rp ? HTML_TAG_rtc : HTML_TAG_UNKNOWN,
            at);
    if (tag == HTML_TAG_button && build_is_in_scope(builder, tag, SCOPE_DEFAULT))
        build_pop_until(builder, tag, at, at);
}

static bool open_raw_text(Builder *builder, const HtmlToken *token)
{
    HtmlMode mode;
    if (token->tag == HTML_TAG_script)
        mode = HTML_MODE_SCRIPT;
    else if (token->tag == HTML_TAG_plaintext)
        mode = HTML_MODE_PLAINTEXT;
    else if (html_tag_is(token->tag, HTML_TAG_IS_RAWTEXT))
        mode = HTML_MODE_RAWTEXT;
    else if (html_tag_is(token->tag, HTML_TAG_IS_RCDATA))
        mode = HTML_MODE_RCDATA;
    else
        return false;
    build_open_raw(builder, token, mode);
    builder->skips_newline = token->tag == HTML_TAG_textarea;
    return true;
}

static void open_foreign(Builder *builder, const HtmlToken *token)
{
    HtmlNode *node = build_open(builder, token->tag, token, token->page.start);
    if (node != NULL) node->space = token->tag == HTML_TAG_svg ? HTML_SPACE_SVG : HTML_SPACE_MATHML;
    if (!token->is_self_closing) return;
    if (node != NULL)
        build_pop(builder, token->page.end);
    else
        builder->left_out--;
}

/* Tags that are not inserted where they stand: true if this was one. */
static bool is_set_aside(Builder *builder, const HtmlToken *token)
{
    switch ((int)token->tag) { /* few of many: no full switch */
    case HTML_TAG_html: build_merge_attributes(builder, builder->tree->html, token); return true;
    case HTML_TAG_body:
        if (builder->tree->body == NULL) return true; /* in a template of the head */
        build_merge_attributes(builder, builder->tree->body, token);
        return true;
    case HTML_TAG_head: return true;
    case HTML_TAG_form: return builder->form != NULL && !build_is_open(builder, HTML_TAG_template);
    case HTML_TAG_select:
        if (!build_is_in_scope(builder, HTML_TAG_select, SCOPE_DEFAULT)) return false;
        build_pop_until(builder, HTML_TAG_select, token->page.start, token->page.end);
        return true;
    default: return false;
    }
}

/* Elements that stand in a line of text, so that formatting applies to them. */
static bool is_inline(HtmlTag tag)
{
    static const HtmlTag others[] = {
        HTML_TAG_br,     HTML_TAG_img,     HTML_TAG_embed,  HTML_TAG_area,   HTML_TAG_wbr,
        HTML_TAG_input,  HTML_TAG_keygen,  HTML_TAG_button, HTML_TAG_select, HTML_TAG_object,
        HTML_TAG_applet, HTML_TAG_marquee, HTML_TAG_xmp};
    unsigned never = HTML_TAG_IS_BLOCK | HTML_TAG_IS_SPECIAL | HTML_TAG_IS_HEAD;
    for (size_t i = 0; i < COUNT(others); i++)
        if (tag == others[i]) return true;
    return !html_tag_is(tag, never) && tag != HTML_TAG_rb && tag != HTML_TAG_rt &&
           tag != HTML_TAG_rp && tag != HTML_TAG_rtc;
}

void build_start_in_body(Builder *builder, const HtmlToken *token)
{
    if (is_set_aside(builder, token) || build_start_in_table(builder, token)) return;
    HtmlTag tag = token->tag == HTML_TAG_image ? HTML_TAG_img : token->tag;
    uint32_t at = token->page.start;
    close_before(builder, tag, at);
    if (tag == HTML_TAG_a || tag == HTML_TAG_nobr) build_start_link(builder, token);
    if (is_inline(tag)) build_reopen_formatting(builder, at);
    if (open_raw_text(builder, token)) return;
    if (html_tag_is(tag, HTML_TAG_IS_VOID)) {
        build_add_element(builder, build_current(builder), tag, token, at);
    } else if (tag == HTML_TAG_svg || tag == HTML_TAG_math) {
        open_foreign(builder, token);
    } else {
        HtmlNode *node = build_open(builder, tag, token, at);
        if (node != NULL && html_tag_is(tag, HTML_TAG_IS_FORMATTING))
            build_add_formatting(builder, node);
        if (tag == HTML_TAG_form) builder->form = node;
        builder->skips_newline = tag == HTML_TAG_pre || tag == HTML_TAG_listing;
    }
}

/* ---- End tags -------------------------------------------------------------------------------- */

void build_close_by_name(Builder *builder, const HtmlToken *token)
{
    if (!build_is_open(builder, token->tag)) return;
    for (uint32_t i = builder->depth; i > 1; i--) {
        const HtmlNode *node = builder->stack[i - 1];
        if (node->tag == token->tag && str_equal(node->name, token->name)) {
            while (builder->depth > i) build_pop(builder, token->page.start);
            build_pop(builder, token->page.end);
            return;
        }
        if (html_tag_is(node->tag, HTML_TAG_IS_SPECIAL)) return;
    }
}

static void close_heading(Builder *builder, const HtmlToken *token)
{
    static const HtmlTag headings[] = {HTML_TAG_h1, HTML_TAG_h2, HTML_TAG_h3,
                                       HTML_TAG_h4, HTML_TAG_h5, HTML_TAG_h6};
    bool is_in_scope = false;
    for (size_t i = 0; i < COUNT(headings); i++)
        is_in_scope |= build_is_in_scope(builder, headings[i], SCOPE_DEFAULT);
    if (!is_in_scope) return;
    while (!html_tag_is(build_current(builder)->tag, HTML_TAG_IS_HEADING))
        build_pop(builder, token->page.start);
    build_pop(builder, token->page.end);
}

static void close_in_scope(Builder *builder, const HtmlToken *token, Scope scope)
{
    if (!build_is_in_scope(builder, token->tag, scope)) return;
    build_pop_until(builder, token->tag, token->page.start, token->page.end);
}

/* "</p>" without an open <p> makes an empty one. */
static void close_p_tag(Builder *builder, const HtmlToken *token)
{
    if (!build_is_in_scope(builder, HTML_TAG_p, SCOPE_BUTTON) &&
        build_open(builder, HTML_TAG_p, NULL, token->page.start) == NULL)
        builder->left_out--;
    else
        build_pop_until(builder, HTML_TAG_p, token->page.start, token->page.end);
}

/* A form ends where its end tag says, even if elements within are still open. */
static void close_form(Builder *builder, const HtmlToken *token)
{
    HtmlNode *form = builder->form;
    builder->form = NULL;
    if (form == NULL || !build_is_in_scope(builder, HTML_TAG_form, SCOPE_DEFAULT)) return;
    build_close_implied(builder, HTML_TAG_UNKNOWN, token->page.start);
    if (build_current(builder) == form)
        build_pop(builder, token->page.end);
    else
        build_take_out(builder, form, token->page.end);
}

void build_end_in_body(Builder *builder, const HtmlToken *token)
{
    HtmlTag tag = token->tag;
    if (tag == HTML_TAG_body || tag == HTML_TAG_html) return; /* what follows still is the body */
    if (build_end_in_table(builder, token)) return;
    if (tag == HTML_TAG_p)
        close_p_tag(builder, token);
    else if (tag == HTML_TAG_br)
        build_add_element(builder, build_current(builder), tag, NULL, token->page.start);
    else if (tag == HTML_TAG_li)
        close_in_scope(builder, token, SCOPE_LIST_ITEM);
    else if (tag == HTML_TAG_form)
        close_form(builder, token);
    else if (html_tag_is(tag, HTML_TAG_IS_FORMATTING))
        build_close_formatting(builder, token);
    else if (html_tag_is(tag, HTML_TAG_IS_HEADING))
        close_heading(builder, token);
    else if (html_tag_is(tag, HTML_TAG_IS_BLOCK | HTML_TAG_IS_SCOPE) || tag == HTML_TAG_button)
        close_in_scope(builder, token, SCOPE_DEFAULT);
    else
        build_close_by_name(builder, token);
}
