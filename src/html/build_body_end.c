/* The rules of the body: end tags. */
#include "html/build.h"

void build_close_by_name(Builder *builder, const HtmlToken *token)
{
    if (!build_is_open(builder, token->tag)) return;
    for (uint32_t i = builder->depth; i > 1; i--) {
        const HtmlNode *node = builder->stack[i - 1];
        if (build_is_html(node, token->tag) && str_equal(node->name, token->name)) {
            build_close_implied(builder, token->tag, token->page.start);
            if (builder->depth >= i) build_pop_down_to(builder, i - 1, token->page);
            return;
        }
        if (build_is_special(node)) return;
    }
}

/* Closes the element if it is in scope. */
static bool close_in_scope(Builder *builder, const HtmlToken *token, HtmlTag kept, Scope scope)
{
    if (!build_is_in_scope(builder, token->tag, scope)) return false;
    build_close_implied(builder, kept, token->page.start);
    build_pop_until(builder, token->tag, token->page);
    return true;
}

static void close_heading(Builder *builder, const HtmlToken *token)
{
    static const HtmlTag headings[] = {HTML_TAG_h1, HTML_TAG_h2, HTML_TAG_h3,
                                       HTML_TAG_h4, HTML_TAG_h5, HTML_TAG_h6};
    if (!build_is_any_in_scope(builder, headings, COUNT(headings), SCOPE_DEFAULT)) return;
    build_close_implied(builder, HTML_TAG_UNKNOWN, token->page.start);
    while (!html_tag_is(build_current(builder)->tag, HTML_TAG_IS_HEADING) ||
           build_current(builder)->space != HTML_SPACE_HTML)
        build_pop(builder, token->page.start);
    build_pop(builder, token->page.end);
}

/* "</p>" without an open <p> makes an empty one. */
static void close_p_tag(Builder *builder, const HtmlToken *token)
{
    uint32_t at = token->page.start;
    if (!build_is_in_scope(builder, HTML_TAG_p, SCOPE_BUTTON) &&
        build_insert_implied(builder, HTML_TAG_p, at) == NULL)
        return;
    build_close_implied(builder, HTML_TAG_p, at);
    build_pop_until(builder, HTML_TAG_p, token->page);
}

/* A form ends where its end tag says, even if elements within are still open. */
static void close_form(Builder *builder, const HtmlToken *token)
{
    if (build_is_open(builder, HTML_TAG_template)) {
        close_in_scope(builder, token, HTML_TAG_UNKNOWN, SCOPE_DEFAULT);
        return;
    }
    HtmlNode *form = builder->form;
    builder->form = NULL;
    if (form == NULL || !build_is_node_in_scope(builder, form)) return;
    build_close_implied(builder, HTML_TAG_UNKNOWN, token->page.start);
    build_take_out(builder, form, token->page.end);
}

/* "</br>" is "<br>". */
static void start_br(Builder *builder, const HtmlToken *token)
{
    HtmlToken start = {
        .kind = HTML_TOKEN_START, .tag = token->tag, .name = token->name, .page = token->page};
    build_in_body(builder, &start);
}

/* True if the body is over; "</html>" is then to be looked at again. */
static bool end_body(Builder *builder, const HtmlToken *token)
{
    if (!build_is_in_scope(builder, HTML_TAG_body, SCOPE_DEFAULT)) return true;
    builder->mode = MODE_AFTER_BODY;
    return token->tag == HTML_TAG_body;
}

bool build_end_in_body(Builder *builder, const HtmlToken *token)
{
    HtmlTag tag = token->tag;
    switch ((int)tag) { /* few of many: no full switch */
    case HTML_TAG_body:
    case HTML_TAG_html: return end_body(builder, token);
    case HTML_TAG_template: build_end_template(builder, token->page); return true;
    case HTML_TAG_p: close_p_tag(builder, token); return true;
    case HTML_TAG_br: start_br(builder, token); return true;
    case HTML_TAG_li: close_in_scope(builder, token, tag, SCOPE_LIST_ITEM); return true;
    case HTML_TAG_dd:
    case HTML_TAG_dt: close_in_scope(builder, token, tag, SCOPE_DEFAULT); return true;
    case HTML_TAG_form: close_form(builder, token); return true;
    case HTML_TAG_hr:
    case HTML_TAG_plaintext:
    case HTML_TAG_table:
    case HTML_TAG_xmp: build_close_by_name(builder, token); return true;
    case HTML_TAG_applet:
    case HTML_TAG_marquee:
    case HTML_TAG_object:
    case HTML_TAG_button:
    case HTML_TAG_select:
        close_in_scope(builder, token, HTML_TAG_UNKNOWN, SCOPE_DEFAULT);
        return true;
    default: break;
    }
    if (html_tag_is(tag, HTML_TAG_IS_FORMATTING))
        build_close_formatting(builder, token);
    else if (html_tag_is(tag, HTML_TAG_IS_HEADING))
        close_heading(builder, token);
    else if (html_tag_is(tag, HTML_TAG_IS_BLOCK))
        close_in_scope(builder, token, HTML_TAG_UNKNOWN, SCOPE_DEFAULT);
    else
        build_close_by_name(builder, token);
    return true;
}
