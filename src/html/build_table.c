/*
 * The rules of tables: rows, cells and sections that the page leaves out are implied; what does not
 * belong into a table goes before it, or stays in it where the order of the page is kept.
 *
 *     <table><td>a<p>b</table>      table(tbody(tr(td("a" p("b")))))
 *     <table>x<td>a</table>         "x" table(tbody(tr(td("a"))))
 */
#include "html/build.h"

/* ---- Where in the table
 * ----------------------------------------------------------------------------- */

/* Closes what is open within the nearest of these, template or html. */
static void clear_to(Builder *builder, const HtmlTag *wanted, size_t count, uint32_t at)
{
    while (builder->depth > 1) {
        const HtmlNode *node = build_current(builder);
        if (build_is_html(node, HTML_TAG_template)) return;
        for (size_t i = 0; i < count; i++)
            if (build_is_html(node, wanted[i])) return;
        build_pop(builder, at);
    }
}

static const HtmlTag tables[] = {HTML_TAG_table};
static const HtmlTag sections[] = {HTML_TAG_tbody, HTML_TAG_tfoot, HTML_TAG_thead};
static const HtmlTag rows[] = {HTML_TAG_tr};

static bool is_section(HtmlTag tag)
{
    return tag == HTML_TAG_tbody || tag == HTML_TAG_tfoot || tag == HTML_TAG_thead;
}

static bool is_cell(HtmlTag tag)
{
    return tag == HTML_TAG_td || tag == HTML_TAG_th;
}

/* Implies an element, so that the token finds the mode it needs; without room the token's element
 * is left out. False: look at the token again. */
static bool imply(Builder *builder, HtmlTag tag, const HtmlToken *token, InsertionMode mode)
{
    if (build_insert_implied(builder, tag, token->page.start) == NULL) {
        build_leave_out(builder, token->tag);
        return true;
    }
    builder->mode = mode;
    return false;
}

static void insert_in_mode(Builder *builder, const HtmlToken *token, InsertionMode mode)
{
    if (build_insert(builder, token) != NULL) builder->mode = mode;
}

/* What a table has no place for. */
static bool foster(Builder *builder, HtmlToken *token)
{
    builder->fosters = !builder->options.keeps_page_order;
    bool is_done = build_in_body(builder, token);
    builder->fosters = false;
    return is_done;
}

/* ---- In a table, outside of its rows
 * ------------------------------------------------------------------ */

static bool start_structure(Builder *builder, HtmlToken *token)
{
    uint32_t at = token->page.start;
    clear_to(builder, tables, COUNT(tables), at);
    switch ((int)token->tag) { /* few of many: no full switch */
    case HTML_TAG_caption: insert_in_mode(builder, token, MODE_IN_CAPTION); return true;
    case HTML_TAG_colgroup: insert_in_mode(builder, token, MODE_IN_COLUMN_GROUP); return true;
    case HTML_TAG_col: return imply(builder, HTML_TAG_colgroup, token, MODE_IN_COLUMN_GROUP);
    case HTML_TAG_tr:
    case HTML_TAG_td:
    case HTML_TAG_th: return imply(builder, HTML_TAG_tbody, token, MODE_IN_TABLE_BODY);
    default: insert_in_mode(builder, token, MODE_IN_TABLE_BODY); return true;
    }
}

static bool is_hidden(const HtmlToken *token)
{
    for (uint32_t i = 0; i < token->attribute_count; i++)
        if (str_equal(token->attributes[i].name, STR("type")))
            return str_equal_ignoring_case(token->attributes[i].value.value, STR("hidden"));
    return false;
}

/* A form in a table holds nothing. */
static void start_form(Builder *builder, const HtmlToken *token)
{
    if (builder->form != NULL || build_is_open(builder, HTML_TAG_template)) return;
    builder->form = build_insert(builder, token);
    if (builder->form != NULL) build_pop(builder, token->page.end);
}

static bool end_table(Builder *builder, Span end_tag)
{
    if (!build_is_in_scope(builder, HTML_TAG_table, SCOPE_TABLE)) return false;
    build_pop_until(builder, HTML_TAG_table, end_tag);
    build_reset_mode(builder);
    return true;
}

static bool start_in_table(Builder *builder, HtmlToken *token)
{
    uint32_t at = token->page.start;
    switch ((int)token->tag) { /* few of many: no full switch */
    case HTML_TAG_caption:
    case HTML_TAG_col:
    case HTML_TAG_colgroup:
    case HTML_TAG_tbody:
    case HTML_TAG_td:
    case HTML_TAG_tfoot:
    case HTML_TAG_th:
    case HTML_TAG_thead:
    case HTML_TAG_tr: return start_structure(builder, token);
    case HTML_TAG_table: return !end_table(builder, (Span){at, at});
    case HTML_TAG_style:
    case HTML_TAG_script:
    case HTML_TAG_template: return build_in_head(builder, token);
    case HTML_TAG_input:
        if (!is_hidden(token)) return foster(builder, token);
        build_insert_void(builder, token);
        return true;
    case HTML_TAG_form: start_form(builder, token); return true;
    default: return foster(builder, token);
    }
}

static bool end_in_table(Builder *builder, HtmlToken *token)
{
    switch ((int)token->tag) { /* few of many: no full switch */
    case HTML_TAG_table: end_table(builder, token->page); return true;
    case HTML_TAG_template: build_end_template(builder, token->page); return true;
    case HTML_TAG_body:
    case HTML_TAG_caption:
    case HTML_TAG_col:
    case HTML_TAG_colgroup:
    case HTML_TAG_html:
    case HTML_TAG_tbody:
    case HTML_TAG_td:
    case HTML_TAG_tfoot:
    case HTML_TAG_th:
    case HTML_TAG_thead:
    case HTML_TAG_tr: return true;
    default: return foster(builder, token);
    }
}

/* The element directly in which text of a table would stand between its parts. */
static bool is_between_parts(const HtmlNode *node)
{
    if (node->space != HTML_SPACE_HTML) return false;
    return is_section(node->tag) || node->tag == HTML_TAG_table || node->tag == HTML_TAG_tr ||
           node->tag == HTML_TAG_template;
}

bool build_in_table(Builder *builder, HtmlToken *token)
{
    switch (token->kind) {
    case HTML_TOKEN_TEXT:
        if (!is_between_parts(build_current(builder))) return foster(builder, token);
        builder->pending.count = 0;
        builder->original_mode = builder->mode;
        builder->mode = MODE_IN_TABLE_TEXT;
        return false;
    case HTML_TOKEN_COMMENT:
        build_insert_comment(builder, build_current(builder), token);
        return true;
    case HTML_TOKEN_DOCTYPE: return true;
    case HTML_TOKEN_START: return start_in_table(builder, token);
    case HTML_TOKEN_END: return end_in_table(builder, token);
    case HTML_TOKEN_END_OF_PAGE: break;
    }
    return build_in_body(builder, token);
}

/* White space alone stays between the parts of a table. */
bool build_in_table_text(Builder *builder, HtmlToken *token)
{
    if (token->kind == HTML_TOKEN_TEXT) {
        *list_add(builder->arena, &builder->pending) =
            (PendingText){.raw = token->inner, .decoding = token->decoding};
        return true;
    }
    TextKind kind = TEXT_IS_NOTHING;
    for (uint32_t i = 0; i < builder->pending.count; i++) {
        const PendingText *text = &builder->pending.items[i];
        kind |= build_text_kind(builder->tree->page, text->raw, text->decoding);
    }
    bool has_others = (kind & TEXT_HAS_OTHERS) != 0;
    builder->fosters = has_others && !builder->options.keeps_page_order;
    for (uint32_t i = 0; i < builder->pending.count; i++) {
        const PendingText *text = &builder->pending.items[i];
        if (has_others)
            build_text_in_body(builder, text->raw, text->decoding);
        else
            build_insert_text(builder, text->raw, text->decoding);
    }
    builder->fosters = false;
    builder->mode = builder->original_mode;
    return false;
}

/* ---- Caption and columns
 * ------------------------------------------------------------------------------- */

static bool end_caption(Builder *builder, Span end_tag)
{
    if (!build_is_in_scope(builder, HTML_TAG_caption, SCOPE_TABLE)) return false;
    build_close_implied(builder, HTML_TAG_UNKNOWN, end_tag.start);
    build_pop_until(builder, HTML_TAG_caption, end_tag);
    builder->mode = MODE_IN_TABLE;
    return true;
}

/* End tags of parts of a table that do nothing where a part of another kind is open. */
static bool is_stray_end(const HtmlToken *token)
{
    return token->tag == HTML_TAG_body || token->tag == HTML_TAG_html ||
           html_tag_is(token->tag, HTML_TAG_IS_TABLE_PART);
}

bool build_in_caption(Builder *builder, HtmlToken *token)
{
    Span before = {token->page.start, token->page.start};
    if (token->kind == HTML_TOKEN_START && html_tag_is(token->tag, HTML_TAG_IS_TABLE_PART))
        return !end_caption(builder, before);
    if (token->kind == HTML_TOKEN_END) {
        if (token->tag == HTML_TAG_caption) {
            end_caption(builder, token->page);
            return true;
        }
        if (token->tag == HTML_TAG_table) return !end_caption(builder, before);
        if (is_stray_end(token)) return true;
    }
    return build_in_body(builder, token);
}

bool build_in_column_group(Builder *builder, HtmlToken *token)
{
    HtmlTag tag = token->tag;
    switch (token->kind) {
    case HTML_TOKEN_TEXT:
        build_insert_text(builder, build_take_spaces(builder, token), token->decoding);
        if (span_is_empty(token->inner)) return true;
        break;
    case HTML_TOKEN_COMMENT:
        build_insert_comment(builder, build_current(builder), token);
        return true;
    case HTML_TOKEN_DOCTYPE: return true;
    case HTML_TOKEN_START:
        if (tag == HTML_TAG_html) return build_in_body(builder, token);
        if (tag == HTML_TAG_template) return build_in_head(builder, token);
        if (tag != HTML_TAG_col) break;
        build_insert_void(builder, token);
        return true;
    case HTML_TOKEN_END:
        if (tag == HTML_TAG_col) return true;
        if (tag == HTML_TAG_template) return build_in_head(builder, token);
        break;
    case HTML_TOKEN_END_OF_PAGE: return build_in_body(builder, token);
    }
    if (!build_is_html(build_current(builder), HTML_TAG_colgroup)) return true;
    bool is_its_end = build_is_end(token, HTML_TAG_colgroup);
    build_pop(builder, is_its_end ? token->page.end : token->page.start);
    builder->mode = MODE_IN_TABLE;
    return is_its_end;
}

/* ---- Sections, rows, cells
 * ------------------------------------------------------------------------------- */

static bool ends_section(const HtmlToken *token)
{
    if (token->kind == HTML_TOKEN_END) return token->tag == HTML_TAG_table;
    return token->kind == HTML_TOKEN_START &&
           (is_section(token->tag) || token->tag == HTML_TAG_caption ||
            token->tag == HTML_TAG_col || token->tag == HTML_TAG_colgroup);
}

static void close_section(Builder *builder, Span end_tag)
{
    clear_to(builder, sections, COUNT(sections), end_tag.start);
    build_pop(builder, end_tag.end);
    builder->mode = MODE_IN_TABLE;
}

bool build_in_table_body(Builder *builder, HtmlToken *token)
{
    uint32_t at = token->page.start;
    if (build_is_start(token, HTML_TAG_tr)) {
        clear_to(builder, sections, COUNT(sections), at);
        insert_in_mode(builder, token, MODE_IN_ROW);
        return true;
    }
    if (token->kind == HTML_TOKEN_START && is_cell(token->tag)) {
        clear_to(builder, sections, COUNT(sections), at);
        return imply(builder, HTML_TAG_tr, token, MODE_IN_ROW);
    }
    if (ends_section(token)) {
        if (!build_is_any_in_scope(builder, sections, COUNT(sections), SCOPE_TABLE)) return true;
        close_section(builder, (Span){at, at});
        return false;
    }
    if (token->kind == HTML_TOKEN_END && is_section(token->tag)) {
        if (build_is_in_scope(builder, token->tag, SCOPE_TABLE))
            close_section(builder, token->page);
        return true;
    }
    if (token->kind == HTML_TOKEN_END && is_stray_end(token)) return true;
    return build_in_table(builder, token);
}

/* False if no row is open. */
static bool close_row(Builder *builder, Span end_tag)
{
    if (!build_is_in_scope(builder, HTML_TAG_tr, SCOPE_TABLE)) return false;
    clear_to(builder, rows, COUNT(rows), end_tag.start);
    build_pop(builder, end_tag.end);
    builder->mode = MODE_IN_TABLE_BODY;
    return true;
}

bool build_in_row(Builder *builder, HtmlToken *token)
{
    uint32_t at = token->page.start;
    if (token->kind == HTML_TOKEN_START && is_cell(token->tag)) {
        clear_to(builder, rows, COUNT(rows), at);
        insert_in_mode(builder, token, MODE_IN_CELL);
        return true;
    }
    if (build_is_end(token, HTML_TAG_tr)) {
        close_row(builder, token->page);
        return true;
    }
    if (ends_section(token) || build_is_start(token, HTML_TAG_tr))
        return !close_row(builder, (Span){at, at});
    if (token->kind == HTML_TOKEN_END && is_section(token->tag)) {
        if (!build_is_in_scope(builder, token->tag, SCOPE_TABLE)) return true;
        return !close_row(builder, (Span){at, at});
    }
    if (token->kind == HTML_TOKEN_END && is_stray_end(token)) return true;
    return build_in_table(builder, token);
}

/* Closes the open cell, whichever it is; false if there is none. */
static bool close_cell(Builder *builder, uint32_t at)
{
    static const HtmlTag cells[] = {HTML_TAG_td, HTML_TAG_th};
    if (!build_is_any_in_scope(builder, cells, COUNT(cells), SCOPE_TABLE)) return false;
    clear_to(builder, cells, COUNT(cells), at);
    build_pop(builder, at);
    builder->mode = MODE_IN_ROW;
    return true;
}

static bool end_in_cell(Builder *builder, HtmlToken *token)
{
    HtmlTag tag = token->tag;
    if (is_cell(tag)) {
        if (!build_is_in_scope(builder, tag, SCOPE_TABLE)) return true;
        build_close_implied(builder, HTML_TAG_UNKNOWN, token->page.start);
        build_pop_until(builder, tag, token->page);
        builder->mode = MODE_IN_ROW;
        return true;
    }
    if (tag == HTML_TAG_table || tag == HTML_TAG_tr || is_section(tag)) {
        if (!build_is_in_scope(builder, tag, SCOPE_TABLE)) return true;
        return !close_cell(builder, token->page.start);
    }
    return is_stray_end(token) || build_in_body(builder, token);
}

bool build_in_cell(Builder *builder, HtmlToken *token)
{
    if (token->kind == HTML_TOKEN_START && html_tag_is(token->tag, HTML_TAG_IS_TABLE_PART))
        return !close_cell(builder, token->page.start);
    if (token->kind == HTML_TOKEN_END) return end_in_cell(builder, token);
    return build_in_body(builder, token);
}
