/* A page from its first token to its last: each goes to the rule of the mode that holds. */
#include "html/build.h"

/* Memory is bounded by the length of the page: beyond the first ones there is an element for so
 * many bytes, a copy of a formatting element, an attribute. News pages have an element for 34 bytes
 * or more, and no page of a thousand had 100 copies. */
#define FEWEST_ELEMENTS 4096
#define BYTES_AN_ELEMENT 20
#define FEWEST_COPIES 1024
#define BYTES_A_COPY 128
#define FEWEST_ATTRIBUTES 8192
#define BYTES_AN_ATTRIBUTE 8

static BuildRule *const rules[MODE_COUNT] = {
    [MODE_INITIAL] = build_initial,
    [MODE_BEFORE_HTML] = build_before_html,
    [MODE_BEFORE_HEAD] = build_before_head,
    [MODE_IN_HEAD] = build_in_head,
    [MODE_IN_HEAD_NOSCRIPT] = build_in_head_noscript,
    [MODE_AFTER_HEAD] = build_after_head,
    [MODE_IN_BODY] = build_in_body,
    [MODE_TEXT] = build_raw_text,
    [MODE_IN_TABLE] = build_in_table,
    [MODE_IN_TABLE_TEXT] = build_in_table_text,
    [MODE_IN_CAPTION] = build_in_caption,
    [MODE_IN_COLUMN_GROUP] = build_in_column_group,
    [MODE_IN_TABLE_BODY] = build_in_table_body,
    [MODE_IN_ROW] = build_in_row,
    [MODE_IN_CELL] = build_in_cell,
    [MODE_IN_TEMPLATE] = build_in_template,
    [MODE_AFTER_BODY] = build_after_body,
    [MODE_IN_FRAMESET] = build_in_frameset,
    [MODE_AFTER_FRAMESET] = build_after_frameset,
    [MODE_AFTER_AFTER_BODY] = build_after_after_body,
    [MODE_AFTER_AFTER_FRAMESET] = build_after_after_frameset,
};

bool build_rule_of_mode(Builder *builder, HtmlToken *token)
{
    return rules[builder->mode](builder, token);
}

/* The end of an element that was left out, or text that was in one. */
static bool is_left_out(Builder *builder, const HtmlToken *token)
{
    if (token->kind == HTML_TOKEN_TEXT) return builder->drops_raw_text;
    builder->drops_raw_text = false;
    if (token->kind != HTML_TOKEN_END || builder->left_out[token->tag] == 0) return false;
    builder->left_out[token->tag]--;
    return true;
}

static void add_token(Builder *builder, HtmlToken *token)
{
    if (is_left_out(builder, token)) return;
    if (builder->skips_newline) { /* it holds for the next token only */
        builder->skips_newline = false;
        if (token->kind == HTML_TOKEN_TEXT) build_skip_newline(builder, token);
    }
    if (token->kind == HTML_TOKEN_TEXT && span_is_empty(token->inner)) return;
    bool is_done;
    do {
        is_done = build_is_for_foreign(builder, token) ? build_in_foreign(builder, token)
                                                       : build_rule_of_mode(builder, token);
    } while (!is_done);
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

static uint32_t share_of(Str page, uint32_t fewest, uint32_t bytes, uint32_t most)
{
    uint32_t share = fewest + page.len / bytes;
    return share < most ? share : most;
}

static Builder *new_builder(Str page, const HtmlOptions *options, Arena *arena)
{
    HtmlTree *tree = arena_alloc(arena, sizeof *tree);
    Builder *builder = arena_alloc(arena, sizeof *builder);
    tree->page = page;
    tree->document = arena_alloc(arena, sizeof *tree->document);
    tree->document->page = (Span){0, page.len};
    builder->arena = arena;
    builder->tree = tree;
    builder->options = *options;
    builder->allows_frameset = true;
    builder->elements_left = share_of(page, FEWEST_ELEMENTS, BYTES_AN_ELEMENT, MOST_HTML_ELEMENTS);
    builder->copies_left = share_of(page, FEWEST_COPIES, BYTES_A_COPY, MOST_HTML_ELEMENTS);
    html_tokenizer_init(&builder->tokenizer, page, arena);
    builder->tokenizer.attributes_left =
        share_of(page, FEWEST_ATTRIBUTES, BYTES_AN_ATTRIBUTE, MOST_PAGE_ATTRIBUTES);
    return builder;
}

/* ---- Fragments
 * ------------------------------------------------------------------------------------ */

static HtmlMode mode_of_content(const HtmlNode *context, bool runs_scripts)
{
    if (context->space != HTML_SPACE_HTML) return HTML_MODE_DATA;
    switch ((int)context->tag) { /* few of many: no full switch */
    case HTML_TAG_title:
    case HTML_TAG_textarea: return HTML_MODE_RCDATA;
    case HTML_TAG_style:
    case HTML_TAG_xmp:
    case HTML_TAG_iframe:
    case HTML_TAG_noembed:
    case HTML_TAG_noframes: return HTML_MODE_RAWTEXT;
    case HTML_TAG_script: return HTML_MODE_SCRIPT;
    case HTML_TAG_noscript: return runs_scripts ? HTML_MODE_RAWTEXT : HTML_MODE_DATA;
    case HTML_TAG_plaintext: return HTML_MODE_PLAINTEXT;
    default: return HTML_MODE_DATA;
    }
}

/* The page is the content of an element that itself is not in the tree. */
static void start_fragment(Builder *builder)
{
    HtmlTree *tree = builder->tree;
    HtmlNode *context = arena_alloc(builder->arena, sizeof *context);
    context->kind = HTML_ELEMENT;
    context->name = builder->options.context;
    context->tag = html_tag_from_name(context->name);
    context->space = builder->options.context_space;
    builder->context = context;
    tree->html = build_insert_implied(builder, HTML_TAG_html, 0);
    builder->tokenizer.mode = mode_of_content(context, builder->options.runs_scripts);
    if (build_is_html(context, HTML_TAG_template))
        builder->template_modes[builder->template_count++] = MODE_IN_TEMPLATE;
    if (build_is_html(context, HTML_TAG_form)) builder->form = context;
    build_reset_mode(builder);
}

/* ---- Pages
 * ------------------------------------------------------------------------------------------ */

void html_parse(Str page, Arena *arena, HtmlTree **out)
{
    html_parse_with(page, &(HtmlOptions){0}, arena, out);
}

void html_parse_with(Str page, const HtmlOptions *options, Arena *arena, HtmlTree **out)
{
    Builder *builder = new_builder(page, options, arena);
    if (!str_is_empty(options->context)) start_fragment(builder);
    HtmlToken token;
    do {
        builder->tokenizer.allows_cdata = build_adjusted_current(builder)->space != HTML_SPACE_HTML;
        html_next_token(&builder->tokenizer, &token);
        add_token(builder, &token);
    } while (token.kind != HTML_TOKEN_END_OF_PAGE);

    while (builder->depth > 0) build_pop(builder, page.len);
    HtmlTree *tree = builder->tree;
    if (tree->head == NULL) tree->head = tree->html;
    if (tree->body == NULL) tree->body = tree->html;
    tree->is_cut |= builder->tokenizer.is_cut;
    number_nodes(tree);
    *out = tree;
}
