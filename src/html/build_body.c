/* The rules of the body: text, comments and start tags. */
#include "html/build.h"

/* ---- What a start tag closes
 * ---------------------------------------------------------------------- */

/* <li> closes an open <li>, unless it stands in a list within it; <dd> and <dt> close each other.
 */
static void close_list_item(Builder *builder, HtmlTag first, HtmlTag second, uint32_t at)
{
    if (!build_is_open(builder, first) && !build_is_open(builder, second)) return;
    for (uint32_t i = builder->depth; i > 0; i--) {
        const HtmlNode *node = builder->stack[i - 1];
        if (build_is_html(node, first) || build_is_html(node, second)) {
            build_close_implied(builder, node->tag, at);
            build_pop_down_to(builder, i - 1, (Span){at, at});
            return;
        }
        bool is_transparent = build_is_html(node, HTML_TAG_address) ||
                              build_is_html(node, HTML_TAG_div) || build_is_html(node, HTML_TAG_p);
        if (build_is_special(node) && !is_transparent) return;
    }
}

static void close_before_option(Builder *builder, HtmlTag tag, uint32_t at)
{
    if (build_is_in_scope(builder, HTML_TAG_select, SCOPE_DEFAULT))
        build_close_implied(builder, tag == HTML_TAG_option ? HTML_TAG_optgroup : HTML_TAG_UNKNOWN,
                            at);
    else if (build_is_html(build_current(builder), HTML_TAG_option))
        build_pop(builder, at);
}

static void close_before_ruby(Builder *builder, HtmlTag tag, uint32_t at)
{
    bool is_text = tag == HTML_TAG_rt || tag == HTML_TAG_rp;
    if (build_is_in_scope(builder, HTML_TAG_ruby, SCOPE_DEFAULT))
        build_close_implied(builder, is_text ? HTML_TAG_rtc : HTML_TAG_UNKNOWN, at);
}

static void close_before(Builder *builder, HtmlTag tag, uint32_t at)
{
    switch ((int)tag) { /* few of many: no full switch */
    case HTML_TAG_li: close_list_item(builder, tag, tag, at); break;
    case HTML_TAG_dd:
    case HTML_TAG_dt: close_list_item(builder, HTML_TAG_dd, HTML_TAG_dt, at); break;
    case HTML_TAG_option:
    case HTML_TAG_optgroup: close_before_option(builder, tag, at); break;
    case HTML_TAG_rb:
    case HTML_TAG_rtc:
    case HTML_TAG_rt:
    case HTML_TAG_rp: close_before_ruby(builder, tag, at); break;
    case HTML_TAG_button:
        if (!build_is_in_scope(builder, tag, SCOPE_DEFAULT)) break;
        build_close_implied(builder, HTML_TAG_UNKNOWN, at);
        build_pop_until(builder, tag, (Span){at, at});
        break;
    default: break;
    }
    bool keeps_p = tag == HTML_TAG_table && builder->tree->is_quirky;
    if (html_tag_is(tag, HTML_TAG_IS_BLOCK) && !keeps_p) build_close_p(builder, at);
    if (html_tag_is(tag, HTML_TAG_IS_HEADING) &&
        html_tag_is(build_current(builder)->tag, HTML_TAG_IS_HEADING))
        build_pop(builder, at);
    if (tag == HTML_TAG_hr && build_is_in_scope(builder, HTML_TAG_select, SCOPE_DEFAULT))
        build_close_implied(builder, HTML_TAG_UNKNOWN, at);
}

/* ---- Start tags that are not inserted where they stand
 * --------------------------------------------- */

static bool is_fragment_of(const Builder *builder, HtmlTag tag)
{
    return builder->context != NULL && build_is_html(builder->context, tag);
}

static HtmlNode *open_body(const Builder *builder)
{
    if (builder->depth < 2 || !build_is_html(builder->stack[1], HTML_TAG_body)) return NULL;
    return builder->stack[1];
}

static void start_html(Builder *builder, const HtmlToken *token)
{
    if (!build_is_open(builder, HTML_TAG_template))
        build_merge_attributes(builder, builder->stack[0], token);
}

static void start_second_body(Builder *builder, const HtmlToken *token)
{
    HtmlNode *body = open_body(builder);
    if (body == NULL || build_is_open(builder, HTML_TAG_template)) return;
    builder->allows_frameset = false;
    build_merge_attributes(builder, body, token);
}

/* A frameset replaces a body in which nothing is to be seen yet. */
static void start_late_frameset(Builder *builder, const HtmlToken *token)
{
    HtmlNode *body = open_body(builder);
    if (body == NULL || !builder->allows_frameset || builder->options.keeps_page_order) return;
    build_unlink(body);
    while (builder->depth > 1) build_pop(builder, token->page.start);
    builder->tree->body = build_insert(builder, token);
    builder->mode = MODE_IN_FRAMESET;
}

/* Within a <select> some tags close it instead. True if the tag is done with. */
static bool closes_select(Builder *builder, const HtmlToken *token)
{
    if (is_fragment_of(builder, HTML_TAG_select)) return true;
    if (!build_is_in_scope(builder, HTML_TAG_select, SCOPE_DEFAULT)) return false;
    build_pop_until(builder, HTML_TAG_select, (Span){token->page.start, token->page.start});
    return token->tag == HTML_TAG_select;
}

static bool is_set_aside(Builder *builder, HtmlToken *token)
{
    switch ((int)token->tag) { /* few of many: no full switch */
    case HTML_TAG_html: start_html(builder, token); return true;
    case HTML_TAG_body: start_second_body(builder, token); return true;
    case HTML_TAG_frameset: start_late_frameset(builder, token); return true;
    case HTML_TAG_base:
    case HTML_TAG_basefont:
    case HTML_TAG_bgsound:
    case HTML_TAG_link:
    case HTML_TAG_meta:
    case HTML_TAG_noframes:
    case HTML_TAG_script:
    case HTML_TAG_style:
    case HTML_TAG_template:
    case HTML_TAG_title: return build_in_head(builder, token);
    case HTML_TAG_caption:
    case HTML_TAG_col:
    case HTML_TAG_colgroup:
    case HTML_TAG_frame:
    case HTML_TAG_head:
    case HTML_TAG_tbody:
    case HTML_TAG_td:
    case HTML_TAG_tfoot:
    case HTML_TAG_th:
    case HTML_TAG_thead:
    case HTML_TAG_tr: return true;
    case HTML_TAG_form: return builder->form != NULL && !build_is_open(builder, HTML_TAG_template);
    case HTML_TAG_input:
    case HTML_TAG_select: return closes_select(builder, token);
    default: return false;
    }
}

/* ---- Start tags that are inserted
 * ------------------------------------------------------------------- */

/* Blocks and a few more stand where they are, without the formatting that was left open. */
static bool takes_formatting(HtmlTag tag)
{
    switch ((int)tag) { /* few of many: no full switch */
    case HTML_TAG_rb:
    case HTML_TAG_rtc:
    case HTML_TAG_rp:
    case HTML_TAG_rt:
    case HTML_TAG_param:
    case HTML_TAG_source:
    case HTML_TAG_track:
    case HTML_TAG_textarea:
    case HTML_TAG_iframe:
    case HTML_TAG_noembed: return false;
    case HTML_TAG_xmp: return true;
    default: return !html_tag_is(tag, HTML_TAG_IS_BLOCK);
    }
}

static bool is_hidden_input(const HtmlToken *token)
{
    for (uint32_t i = 0; token->tag == HTML_TAG_input && i < token->attribute_count; i++)
        if (str_equal(token->attributes[i].name, STR("type")))
            return str_equal_ignoring_case(token->attributes[i].value.value, STR("hidden"));
    return false;
}

/* Something to be seen, so that no frameset can replace the body. */
static bool forbids_frameset(const HtmlToken *token)
{
    switch ((int)token->tag) { /* few of many: no full switch */
    case HTML_TAG_pre:
    case HTML_TAG_listing:
    case HTML_TAG_li:
    case HTML_TAG_dd:
    case HTML_TAG_dt:
    case HTML_TAG_button:
    case HTML_TAG_applet:
    case HTML_TAG_marquee:
    case HTML_TAG_object:
    case HTML_TAG_table:
    case HTML_TAG_area:
    case HTML_TAG_br:
    case HTML_TAG_embed:
    case HTML_TAG_img:
    case HTML_TAG_keygen:
    case HTML_TAG_wbr:
    case HTML_TAG_hr:
    case HTML_TAG_textarea:
    case HTML_TAG_xmp:
    case HTML_TAG_iframe:
    case HTML_TAG_select: return true;
    case HTML_TAG_input: return !is_hidden_input(token);
    default: return false;
    }
}

/* True if the element's content is no markup. */
static bool insert_raw(Builder *builder, const HtmlToken *token)
{
    switch ((int)token->tag) { /* few of many: no full switch */
    case HTML_TAG_textarea:
        build_insert_raw(builder, token, HTML_MODE_RCDATA);
        builder->skips_newline = true;
        return true;
    case HTML_TAG_noscript:
        if (!builder->options.runs_scripts) return false;
        build_insert_raw(builder, token, HTML_MODE_RAWTEXT);
        return true;
    case HTML_TAG_xmp:
    case HTML_TAG_iframe:
    case HTML_TAG_noembed: build_insert_raw(builder, token, HTML_MODE_RAWTEXT); return true;
    case HTML_TAG_plaintext:
        build_insert(builder, token);
        builder->tokenizer.mode = HTML_MODE_PLAINTEXT;
        return true;
    default: return false;
    }
}

static void insert_element(Builder *builder, const HtmlToken *token)
{
    HtmlTag tag = token->tag;
    if (insert_raw(builder, token)) return;
    if (tag == HTML_TAG_svg || tag == HTML_TAG_math) {
        build_insert_foreign(builder, token,
                             tag == HTML_TAG_svg ? HTML_SPACE_SVG : HTML_SPACE_MATHML);
    } else if (html_tag_is(tag, HTML_TAG_IS_VOID)) {
        build_insert_void(builder, token);
    } else {
        HtmlNode *node = build_insert(builder, token);
        if (node == NULL) return;
        if (html_tag_is(tag, HTML_TAG_IS_FORMATTING)) build_add_formatting(builder, node);
        if (tag == HTML_TAG_table) builder->mode = MODE_IN_TABLE;
        if (tag == HTML_TAG_form && !build_is_open(builder, HTML_TAG_template))
            builder->form = node;
        builder->skips_newline = tag == HTML_TAG_pre || tag == HTML_TAG_listing;
    }
}

static bool start_in_body(Builder *builder, HtmlToken *token)
{
    uint32_t at = token->page.start;
    if (token->tag == HTML_TAG_image) {
        token->tag = HTML_TAG_img;
        token->name = html_tag_name(HTML_TAG_img);
    }
    if (is_set_aside(builder, token)) return true;
    close_before(builder, token->tag, at);
    if (token->tag == HTML_TAG_a) build_start_link(builder, token);
    if (takes_formatting(token->tag)) build_reopen_formatting(builder, at);
    if (token->tag == HTML_TAG_nobr && build_is_in_scope(builder, HTML_TAG_nobr, SCOPE_DEFAULT)) {
        HtmlToken end = {.tag = token->tag, .name = token->name, .page = {at, at}};
        build_close_formatting(builder, &end);
        build_reopen_formatting(builder, at);
    }
    if (forbids_frameset(token)) builder->allows_frameset = false;
    insert_element(builder, token);
    return true;
}

bool build_in_body(Builder *builder, HtmlToken *token)
{
    switch (token->kind) {
    case HTML_TOKEN_TEXT: build_text_in_body(builder, token->inner, token->decoding); return true;
    case HTML_TOKEN_COMMENT:
        build_insert_comment(builder, build_current(builder), token);
        return true;
    case HTML_TOKEN_DOCTYPE: return true;
    case HTML_TOKEN_START: return start_in_body(builder, token);
    case HTML_TOKEN_END: return build_end_in_body(builder, token);
    case HTML_TOKEN_END_OF_PAGE: break;
    }
    return builder->template_count == 0 || build_in_template(builder, token);
}

/* ---- Raw text, and after the body
 * ------------------------------------------------------------------ */

bool build_raw_text(Builder *builder, HtmlToken *token)
{
    if (token->kind == HTML_TOKEN_TEXT) {
        build_insert_text(builder, token->inner, token->decoding);
        return true;
    }
    build_pop(builder, token->page.end);
    builder->mode = builder->original_mode;
    return token->kind == HTML_TOKEN_END;
}

bool build_after_body(Builder *builder, HtmlToken *token)
{
    if (token->kind == HTML_TOKEN_COMMENT) {
        build_insert_comment(builder, builder->stack[0], token);
        return true;
    }
    if (token->kind == HTML_TOKEN_DOCTYPE || token->kind == HTML_TOKEN_END_OF_PAGE) return true;
    if (build_is_start(token, HTML_TAG_html)) return build_in_body(builder, token);
    if (build_is_end(token, HTML_TAG_html)) {
        if (builder->context == NULL) builder->mode = MODE_AFTER_AFTER_BODY;
        return true;
    }
    if (token->kind == HTML_TOKEN_TEXT) {
        HtmlToken rest = *token;
        build_take_spaces(builder, &rest);
        if (span_is_empty(rest.inner)) return build_in_body(builder, token);
    }
    builder->mode = MODE_IN_BODY;
    return false;
}

bool build_after_after_body(Builder *builder, HtmlToken *token)
{
    if (token->kind != HTML_TOKEN_COMMENT && !build_is_end(token, HTML_TAG_html))
        return build_after_body(builder, token);
    if (token->kind == HTML_TOKEN_COMMENT) {
        build_insert_comment(builder, builder->tree->document, token);
        return true;
    }
    builder->mode = MODE_IN_BODY;
    return false;
}
