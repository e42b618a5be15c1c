/* Parts of tables: rows, cells and sections that the page leaves out are implied. */
#include "html/build.h"

/* Closes what is open within the nearest table (or template) down to one of the wanted tags, or to
 * the table itself. */
static HtmlNode *pop_to_context(Builder *builder, const HtmlTag *wanted, size_t wanted_count,
                                uint32_t at)
{
    while (builder->depth > 2) {
        HtmlNode *node = build_current(builder);
        if (node->space == HTML_SPACE_HTML) {
            if (node->tag == HTML_TAG_table || node->tag == HTML_TAG_template) break;
            for (size_t i = 0; i < wanted_count; i++)
                if (node->tag == wanted[i]) return node;
        }
        build_pop(builder, at);
    }
    return build_current(builder);
}

static const HtmlTag sections[] = {HTML_TAG_tbody, HTML_TAG_thead, HTML_TAG_tfoot};

static void imply(Builder *builder, HtmlTag tag, uint32_t at)
{
    build_open(builder, tag, NULL, at);
}

static void open_row_context(Builder *builder, uint32_t at)
{
    HtmlNode *node = pop_to_context(builder, sections, COUNT(sections), at);
    if (node->tag == HTML_TAG_table) imply(builder, HTML_TAG_tbody, at);
}

/* Nearest open row of this table, if there is one; else the section it is to stand in. */
static void open_cell_context(Builder *builder, uint32_t at)
{
    static const HtmlTag wanted[] = {HTML_TAG_tr, HTML_TAG_tbody, HTML_TAG_thead, HTML_TAG_tfoot};
    HtmlNode *node = pop_to_context(builder, wanted, COUNT(wanted), at);
    if (node->tag == HTML_TAG_table) imply(builder, HTML_TAG_tbody, at);
    if (node->tag != HTML_TAG_tr && node->tag != HTML_TAG_template) imply(builder, HTML_TAG_tr, at);
}

static void open_column_context(Builder *builder, uint32_t at)
{
    static const HtmlTag wanted[] = {HTML_TAG_colgroup};
    HtmlNode *node = pop_to_context(builder, wanted, COUNT(wanted), at);
    if (node->tag == HTML_TAG_table) imply(builder, HTML_TAG_colgroup, at);
}

bool build_start_in_table(Builder *builder, const HtmlToken *token)
{
    HtmlTag tag = token->tag;
    uint32_t at = token->page.start;
    if (!html_tag_is(tag, HTML_TAG_IS_TABLE_PART)) return false;
    if (!build_is_open(builder, HTML_TAG_table) && !build_is_open(builder, HTML_TAG_template))
        return true; /* no table: the tag is ignored, its content stays */

    if (tag == HTML_TAG_td || tag == HTML_TAG_th)
        open_cell_context(builder, at);
    else if (tag == HTML_TAG_tr)
        open_row_context(builder, at);
    else if (tag == HTML_TAG_col)
        open_column_context(builder, at);
    else
        pop_to_context(builder, NULL, 0, at);

    if (tag == HTML_TAG_col)
        build_add_element(builder, build_current(builder), tag, token, at);
    else
        build_open(builder, tag, token, at);
    return true;
}

bool build_end_in_table(Builder *builder, const HtmlToken *token)
{
    bool is_table = token->tag == HTML_TAG_table;
    if (!is_table && !html_tag_is(token->tag, HTML_TAG_IS_TABLE_PART)) return false;
    if (build_is_in_scope(builder, token->tag, SCOPE_TABLE))
        build_pop_until(builder, token->tag, token->page.start, token->page.end);
    return true;
}
