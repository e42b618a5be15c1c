/* The phases of a page: before, in and after the head, then the body. */
#include "html/build.h"

/* html, head and body are made however many elements there are. */
static void make_room(Builder *builder)
{
    if (builder->element_count == MOST_HTML_ELEMENTS) builder->element_count--;
}

static void ensure_html(Builder *builder, const HtmlToken *token, uint32_t at)
{
    if (builder->tree->html != NULL) return;
    make_room(builder);
    builder->tree->html =
        build_add_element(builder, builder->tree->document, HTML_TAG_html, token, at);
    build_push(builder, builder->tree->html);
}

static void open_head(Builder *builder, const HtmlToken *token, uint32_t at)
{
    ensure_html(builder, NULL, at);
    make_room(builder);
    builder->tree->head = build_open(builder, HTML_TAG_head, token, at);
    builder->phase = PHASE_IN_HEAD;
}

/* Goes on to the phase after the head, whatever is open in it. */
static void leave_head(Builder *builder, uint32_t inner_end, uint32_t end)
{
    if (builder->phase == PHASE_BEFORE_HEAD) open_head(builder, NULL, inner_end);
    if (builder->phase == PHASE_IN_HEAD) build_pop_until(builder, HTML_TAG_head, inner_end, end);
    builder->phase = PHASE_AFTER_HEAD;
}

static void open_body(Builder *builder, const HtmlToken *token, uint32_t at)
{
    leave_head(builder, at, at);
    make_room(builder);
    builder->tree->body = build_open(builder, HTML_TAG_body, token, at);
    builder->phase = PHASE_IN_BODY;
}

/* ---- Tags ------------------------------------------------------------------------------------ */

/* An element of the head that comes between head and body still goes to the head. */
static void start_after_head(Builder *builder, const HtmlToken *token)
{
    HtmlNode *node;
    build_push(builder, builder->tree->head);
    build_start_in_body(builder, token);
    node = build_current(builder);
    if (node == builder->tree->head)
        build_pop(builder, builder->tree->head->page.end);
    else
        builder->phase = PHASE_IN_HEAD; /* its content follows: the head is open again */
}

static bool belongs_in_head(const Builder *builder, const HtmlToken *token)
{
    if (!html_tag_is(token->tag, HTML_TAG_IS_HEAD)) return false;
    bool is_in_noscript = build_current(builder)->tag == HTML_TAG_noscript;
    return !is_in_noscript || token->tag == HTML_TAG_link || token->tag == HTML_TAG_meta ||
           token->tag == HTML_TAG_style || token->tag == HTML_TAG_noframes ||
           token->tag == HTML_TAG_basefont || token->tag == HTML_TAG_bgsound;
}

/* Template content in the head is parsed like a body's. */
static bool is_in_body(const Builder *builder)
{
    return builder->phase == PHASE_IN_BODY || build_is_open(builder, HTML_TAG_template);
}

static void add_start_tag(Builder *builder, const HtmlToken *token)
{
    uint32_t at = token->page.start;
    if (is_in_body(builder)) {
        if (!build_start_in_foreign(builder, token)) build_start_in_body(builder, token);
    } else if (token->tag == HTML_TAG_html) {
        if (builder->tree->html == NULL)
            ensure_html(builder, token, at);
        else
            build_merge_attributes(builder, builder->tree->html, token);
    } else if (token->tag == HTML_TAG_head) {
        if (builder->phase == PHASE_BEFORE_HEAD) open_head(builder, token, at);
    } else if (belongs_in_head(builder, token)) {
        if (builder->phase == PHASE_BEFORE_HEAD) open_head(builder, NULL, at);
        if (builder->phase == PHASE_AFTER_HEAD)
            start_after_head(builder, token);
        else
            build_start_in_body(builder, token);
    } else {
        open_body(builder, token->tag == HTML_TAG_body ? token : NULL, at);
        if (token->tag != HTML_TAG_body) build_start_in_body(builder, token);
    }
}

static bool ends_left_out(Builder *builder)
{
    if (builder->left_out == 0) return false;
    builder->left_out--;
    return true;
}

static void add_end_tag(Builder *builder, const HtmlToken *token)
{
    HtmlTag tag = token->tag;
    Span page = token->page;
    if (builder->is_in_raw_text) {
        builder->is_in_raw_text = false;
        build_pop(builder, page.end);
        return;
    }
    if (html_tag_is(tag, HTML_TAG_IS_VOID) && tag != HTML_TAG_br) return;
    if (ends_left_out(builder)) return;
    if (is_in_body(builder)) {
        if (!build_end_in_foreign(builder, token)) build_end_in_body(builder, token);
    } else if (tag == HTML_TAG_head && builder->phase == PHASE_IN_HEAD) {
        leave_head(builder, page.start, page.end);
    } else if (tag == HTML_TAG_body || tag == HTML_TAG_html || tag == HTML_TAG_br) {
        open_body(builder, NULL, page.start);
        build_end_in_body(builder, token);
    } else if (builder->phase == PHASE_IN_HEAD && tag != HTML_TAG_head) {
        build_close_by_name(builder, token);
    }
}

/* ---- Text ------------------------------------------------------------------------------------ */

static Span take_spaces(Str page, Span raw)
{
    uint32_t end = raw.start;
    while (end < raw.end && html_is_space(page.data[end])) end++;
    return (Span){raw.start, end};
}

/* White space before the body does not begin it; all other text does. */
static Span place_text_before_body(Builder *builder, Span raw)
{
    Span spaces = take_spaces(builder->tree->page, raw);
    if (builder->phase >= PHASE_IN_HEAD)
        build_add_text(builder, build_current(builder), spaces, HTML_DECODE_DATA);
    raw.start = spaces.end;
    if (!span_is_empty(raw)) open_body(builder, NULL, raw.start);
    return raw;
}

static HtmlDecoding decoding_of(const Builder *builder, const HtmlToken *token)
{
    const HtmlNode *node = build_current(builder);
    if (token->kind == HTML_TOKEN_CDATA) return HTML_DECODE_RAW;
    if (node->space != HTML_SPACE_HTML) return HTML_DECODE_RCDATA;
    if (html_tag_is(node->tag, HTML_TAG_IS_RCDATA)) return HTML_DECODE_RCDATA;
    bool is_raw = html_tag_is(node->tag, HTML_TAG_IS_RAWTEXT) || node->tag == HTML_TAG_script ||
                  node->tag == HTML_TAG_plaintext;
    return is_raw ? HTML_DECODE_RAW : HTML_DECODE_DATA;
}

static Span skip_newline(Str page, Span raw)
{
    if (raw.start < raw.end && page.data[raw.start] == '\r') raw.start++;
    if (raw.start < raw.end && page.data[raw.start] == '\n') raw.start++;
    return raw;
}

/* White space between the parts of a table is no text. */
static void reopen_formatting(Builder *builder, Span raw)
{
    if (builder->format_count == 0 || span_is_empty(raw)) return;
    bool is_in_table = html_tag_is(build_current(builder)->tag, HTML_TAG_IS_TABLE_PART) ||
                       build_current(builder)->tag == HTML_TAG_table;
    bool is_cell = html_tag_is(build_current(builder)->tag, HTML_TAG_IS_SCOPE) &&
                   build_current(builder)->tag != HTML_TAG_table;
    bool is_blank = take_spaces(builder->tree->page, raw).end == raw.end;
    if (!is_in_table || is_cell || !is_blank) build_reopen_formatting(builder, raw.start);
}

static void add_text(Builder *builder, const HtmlToken *token)
{
    Span raw = token->inner;
    HtmlDecoding decoding = decoding_of(builder, token);
    if (builder->drops_raw_text) return;
    if (builder->skips_newline) raw = skip_newline(builder->tree->page, raw);
    builder->skips_newline = false;
    bool is_raw = decoding != HTML_DECODE_DATA;
    if (!is_raw && !is_in_body(builder)) raw = place_text_before_body(builder, raw);
    if (!is_raw) reopen_formatting(builder, raw);
    build_add_text(builder, build_current(builder), raw, decoding);
}

/* ---- Others ---------------------------------------------------------------------------------- */

static void add_comment(Builder *builder, const HtmlToken *token)
{
    /* Comments carry no text of the page, so they count as elements do. */
    if (builder->element_count == MOST_HTML_ELEMENTS) return;
    builder->element_count++;
    HtmlNode *node = build_add_node(builder, build_current(builder), HTML_COMMENT, token->page);
    node->text.page = (Span){token->inner.start, token->inner.start};
    html_text_append(&node->text, builder->tree->page, token->inner, HTML_DECODE_RAW,
                     builder->arena);
}

static void add_doctype(Builder *builder, const HtmlToken *token)
{
    if (builder->tree->html != NULL || builder->tree->document->last_child != NULL) return;
    HtmlNode *node = build_add_node(builder, builder->tree->document, HTML_DOCTYPE, token->page);
    node->name = token->name;
    html_text_append(&node->text, builder->tree->page, token->inner, HTML_DECODE_RAW,
                     builder->arena);
}

static void add_token(Builder *builder, const HtmlToken *token)
{
    bool is_text = token->kind == HTML_TOKEN_TEXT || token->kind == HTML_TOKEN_CDATA;
    if (!is_text) builder->skips_newline = false; /* it holds for the next token only */
    switch (token->kind) {
    case HTML_TOKEN_TEXT:
    case HTML_TOKEN_CDATA: add_text(builder, token); break;
    case HTML_TOKEN_START: add_start_tag(builder, token); break;
    case HTML_TOKEN_END: add_end_tag(builder, token); break;
    case HTML_TOKEN_COMMENT: add_comment(builder, token); break;
    case HTML_TOKEN_DOCTYPE: add_doctype(builder, token); break;
    case HTML_TOKEN_END_OF_PAGE: break;
    }
    if (token->kind != HTML_TOKEN_START) builder->drops_raw_text = false;
}

/* Depth and order are set at the end, when every node has found its place. */
static void number_nodes(HtmlTree *tree)
{
    uint32_t order = 0;
    for (HtmlNode *node = tree->document; node != NULL; node = html_next(tree->document, node)) {
        node->order = order++;
        node->depth = node->parent == NULL ? 0 : node->parent->depth + 1;
    }
    tree->node_count = order;
}

void html_parse(Str page, Arena *arena, HtmlTree **out)
{
    HtmlTree *tree = arena_alloc(arena, sizeof *tree);
    Builder *builder = arena_alloc(arena, sizeof *builder);
    tree->page = page;
    tree->document = arena_alloc(arena, sizeof *tree->document);
    tree->document->page = (Span){0, page.len};
    builder->arena = arena;
    builder->tree = tree;
    html_tokenizer_init(&builder->tokenizer, page, arena);

    HtmlToken token;
    do {
        builder->tokenizer.allows_cdata = build_current(builder)->space != HTML_SPACE_HTML;
        html_next_token(&builder->tokenizer, &token);
        add_token(builder, &token);
    } while (token.kind != HTML_TOKEN_END_OF_PAGE);

    if (builder->phase != PHASE_IN_BODY) open_body(builder, NULL, page.len);
    while (builder->depth > 0) build_pop(builder, page.len);
    tree->is_cut |= builder->tokenizer.is_cut;
    number_nodes(tree);
    *out = tree;
}
