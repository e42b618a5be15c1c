/* The stack of open elements, and what is in scope in it. */
#include "html/build.h"

HtmlNode *build_current(const Builder *builder)
{
    return builder->depth == 0 ? builder->tree->document : builder->stack[builder->depth - 1];
}

const HtmlNode *build_adjusted_current(const Builder *builder)
{
    return builder->depth == 1 && builder->context != NULL ? builder->context
                                                           : build_current(builder);
}

bool build_is_html(const HtmlNode *node, HtmlTag tag)
{
    return node->tag == tag && node->space == HTML_SPACE_HTML;
}

/* ---- Up and down ------------------------------------------------------------------------------
 */

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

static void end_at(HtmlNode *node, uint32_t end)
{
    if (node->page.end < end) node->page.end = end;
}

void build_pop(Builder *builder, uint32_t end)
{
    HtmlNode *node = builder->stack[--builder->depth];
    builder->open_count[node->tag]--;
    if (is_formatting_border(node)) build_clear_to_marker(builder);
    end_at(node, end);
}

void build_pop_down_to(Builder *builder, uint32_t index, Span end_tag)
{
    while (builder->depth > index + 1) build_pop(builder, end_tag.start);
    build_pop(builder, end_tag.end);
}

void build_pop_until(Builder *builder, HtmlTag tag, Span end_tag)
{
    for (uint32_t i = builder->depth; i > 1; i--) {
        if (!build_is_html(builder->stack[i - 1], tag)) continue;
        build_pop_down_to(builder, i - 1, end_tag);
        return;
    }
}

uint32_t build_stack_index(const Builder *builder, const HtmlNode *node)
{
    for (uint32_t i = builder->depth; i > 0; i--)
        if (builder->stack[i - 1] == node) return i - 1;
    return builder->depth;
}

void build_take_out(Builder *builder, HtmlNode *node, uint32_t end)
{
    uint32_t index = build_stack_index(builder, node);
    if (index == builder->depth) return;
    builder->open_count[node->tag]--;
    end_at(node, end);
    builder->depth--;
    memmove(&builder->stack[index], &builder->stack[index + 1],
            (builder->depth - index) * sizeof builder->stack[0]);
}

/* ---- Scopes -----------------------------------------------------------------------------------
 */

bool build_is_open(const Builder *builder, HtmlTag tag)
{
    return builder->open_count[tag] > 0;
}

bool build_is_special(const HtmlNode *node)
{
    if (node->space != HTML_SPACE_HTML) return build_ends_scope(node);
    return html_tag_is(node->tag, HTML_TAG_IS_SPECIAL);
}

static bool ends_scope(const HtmlNode *node, Scope scope)
{
    HtmlTag tag = node->tag;
    if (node->space != HTML_SPACE_HTML) return scope != SCOPE_TABLE && build_ends_scope(node);
    if (scope == SCOPE_TABLE)
        return tag == HTML_TAG_table || tag == HTML_TAG_html || tag == HTML_TAG_template;
    if (scope == SCOPE_BUTTON && tag == HTML_TAG_button) return true;
    if (scope == SCOPE_LIST_ITEM && (tag == HTML_TAG_ol || tag == HTML_TAG_ul)) return true;
    return html_tag_is(tag, HTML_TAG_IS_SCOPE);
}

bool build_is_in_scope(const Builder *builder, HtmlTag tag, Scope scope)
{
    return build_is_any_in_scope(builder, &tag, 1, scope);
}

bool build_is_any_in_scope(const Builder *builder, const HtmlTag *tags, size_t count, Scope scope)
{
    uint32_t open = 0;
    for (size_t t = 0; t < count; t++) open += builder->open_count[tags[t]];
    if (open == 0) return false;
    for (uint32_t i = builder->depth; i > 0; i--) {
        const HtmlNode *node = builder->stack[i - 1];
        for (size_t t = 0; t < count; t++)
            if (build_is_html(node, tags[t])) return true;
        if (ends_scope(node, scope)) return false;
    }
    return false;
}

bool build_is_node_in_scope(const Builder *builder, const HtmlNode *wanted)
{
    for (uint32_t i = builder->depth; i > 0; i--) {
        if (builder->stack[i - 1] == wanted) return true;
        if (ends_scope(builder->stack[i - 1], SCOPE_DEFAULT)) return false;
    }
    return false;
}

/* ---- Ends that may be left out ----------------------------------------------------------------
 */

static bool may_lack_end(const HtmlNode *node, unsigned flags)
{
    return node->space == HTML_SPACE_HTML && html_tag_is(node->tag, flags);
}

void build_close_implied(Builder *builder, HtmlTag except, uint32_t at)
{
    while (builder->depth > 1) {
        const HtmlNode *node = build_current(builder);
        bool is_excepted = except != HTML_TAG_UNKNOWN && node->tag == except;
        if (is_excepted || !may_lack_end(node, HTML_TAG_IS_IMPLIED_END)) return;
        build_pop(builder, at);
    }
}

void build_close_implied_thoroughly(Builder *builder, uint32_t at)
{
    while (builder->depth > 1 &&
           may_lack_end(build_current(builder), HTML_TAG_IS_IMPLIED_END | HTML_TAG_IS_TABLE_PART))
        build_pop(builder, at);
}

void build_close_p(Builder *builder, uint32_t at)
{
    if (build_is_in_scope(builder, HTML_TAG_p, SCOPE_BUTTON))
        build_pop_until(builder, HTML_TAG_p, (Span){at, at});
}

/* ---- Which mode --------------------------------------------------------------------------------
 */

/* MODE_COUNT if the element asks for none. */
static InsertionMode mode_within(const Builder *builder, HtmlTag tag, bool is_last)
{
    switch ((int)tag) { /* few of many: no full switch */
    case HTML_TAG_td:
    case HTML_TAG_th: return is_last ? MODE_COUNT : MODE_IN_CELL;
    case HTML_TAG_tr: return MODE_IN_ROW;
    case HTML_TAG_tbody:
    case HTML_TAG_thead:
    case HTML_TAG_tfoot: return MODE_IN_TABLE_BODY;
    case HTML_TAG_caption: return MODE_IN_CAPTION;
    case HTML_TAG_colgroup: return MODE_IN_COLUMN_GROUP;
    case HTML_TAG_table: return MODE_IN_TABLE;
    case HTML_TAG_template:
        return builder->template_count > 0 ? builder->template_modes[builder->template_count - 1]
                                           : MODE_COUNT;
    case HTML_TAG_head: return is_last ? MODE_COUNT : MODE_IN_HEAD;
    case HTML_TAG_body: return MODE_IN_BODY;
    case HTML_TAG_frameset: return MODE_IN_FRAMESET;
    case HTML_TAG_html: return builder->tree->head == NULL ? MODE_BEFORE_HEAD : MODE_AFTER_HEAD;
    default: return MODE_COUNT;
    }
}

void build_reset_mode(Builder *builder)
{
    builder->mode = MODE_IN_BODY;
    for (uint32_t i = builder->depth; i > 0; i--) {
        bool is_last = i == 1;
        const HtmlNode *node = builder->stack[i - 1];
        if (is_last && builder->context != NULL) node = builder->context;
        if (node->space != HTML_SPACE_HTML) continue;
        InsertionMode mode = mode_within(builder, node->tag, is_last && builder->context != NULL);
        if (mode == MODE_COUNT) continue;
        builder->mode = mode;
        return;
    }
}
