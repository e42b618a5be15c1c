/*
 * The tree builder: tokens to tree. Private to src/html.
 *
 *     tokens   <p> "a" <p> "b" </div>
 *     stack    html body p      the second <p> closes the first; </div> has no partner: ignored
 *
 * A simplified form of the standard's insertion modes: BuildPhase says how far the page is, the
 * stack of open elements says the rest.
 */
#ifndef HTML_BUILD_H
#define HTML_BUILD_H

#include "html/text.h"
#include "html/tokens.h"

typedef enum BuildPhase {
    PHASE_BEFORE_HEAD,
    PHASE_IN_HEAD,
    PHASE_AFTER_HEAD,
    PHASE_IN_BODY
} BuildPhase;

/* More formatting elements than these are not repeated where they were closed too early. */
#define MOST_FORMATTING 64

typedef struct Builder {
    Arena *arena;
    HtmlTree *tree;
    BuildPhase phase;
    HtmlNode *stack[DEEPEST_HTML + 1];   /* open elements, outermost first; [0] is html */
    uint32_t depth;                      /* open elements; 0 before <html> */
    uint32_t open_count[HTML_TAG_COUNT]; /* how many of each tag are open: most searches end here */
    HtmlNode
        *format[MOST_FORMATTING]; /* formatting elements that still apply, and markers (NULL) */
    uint32_t format_count;
    HtmlNode *form;    /* the form that is open */
    uint32_t left_out; /* open elements that are not in the tree, as it is too deep there */
    uint32_t element_count;
    bool skips_newline;  /* after <pre>, <listing>, <textarea> */
    bool is_in_raw_text; /* the current element's content is raw text: only its end tag follows */
    bool drops_raw_text; /* a raw text element was left out: so is its content */
    HtmlTokenizer tokenizer;
} Builder;

/* ---- build_stack.c: open elements and insertion ---- */

HtmlNode *build_current(const Builder *builder); /* the document before <html> */
HtmlNode *build_add_node(Builder *builder, HtmlNode *parent, HtmlKind kind, Span page);
/* A new element below parent, from a start tag or (token NULL) implied at a page offset; NULL if
 * the page has too many. Not opened. */
HtmlNode *build_add_element(Builder *builder, HtmlNode *parent, HtmlTag tag, const HtmlToken *token,
                            uint32_t at);
/* The same below the current element, and opened; NULL if it had to be left out. */
HtmlNode *build_open(Builder *builder, HtmlTag tag, const HtmlToken *token, uint32_t at);
void build_push(Builder *builder, HtmlNode *node);
/* Closes the current element; its page span then ends at `end`. */
void build_pop(Builder *builder, uint32_t end);
/* Closes the innermost open `tag` and all within it, which end at inner_end. */
void build_pop_until(Builder *builder, HtmlTag tag, uint32_t inner_end, uint32_t end);
void build_add_text(Builder *builder, HtmlNode *parent, Span raw, HtmlDecoding decoding);
/* Attributes of a second <html> or <body> that the first has not. */
void build_merge_attributes(Builder *builder, HtmlNode *node, const HtmlToken *token);

typedef enum Scope { SCOPE_DEFAULT, SCOPE_LIST_ITEM, SCOPE_BUTTON, SCOPE_TABLE } Scope;
bool build_is_in_scope(const Builder *builder, HtmlTag tag, Scope scope);
bool build_is_open(const Builder *builder, HtmlTag tag);
/* Closes elements whose end tag may be left out, but not `except`. */
void build_close_implied(Builder *builder, HtmlTag except, uint32_t at);
void build_close_p(Builder *builder, uint32_t at);

/* ---- build_format.c: formatting elements that are misnested ---- */

void build_add_formatting(Builder *builder, HtmlNode *node);
void build_add_marker(Builder *builder);
void build_clear_to_marker(Builder *builder);
/* Opens copies of the formatting elements that apply here but are not open. */
void build_reopen_formatting(Builder *builder, uint32_t at);
/* The end tag of a formatting element. */
void build_close_formatting(Builder *builder, const HtmlToken *token);
/* <a> (or <nobr>) ends the one before. */
void build_start_link(Builder *builder, const HtmlToken *token);
/* Takes an element out of the stack, wherever it stands. */
void build_take_out(Builder *builder, HtmlNode *node, uint32_t end);

/* ---- build_body.c, build_table.c, build_foreign.c ---- */

void build_start_in_body(Builder *builder, const HtmlToken *token);
void build_end_in_body(Builder *builder, const HtmlToken *token);
/* Any end tag without rules of its own: closes the innermost element of that name, unless a special
 * element stands between. */
void build_close_by_name(Builder *builder, const HtmlToken *token);
/* True if the token was dealt with. */
bool build_start_in_table(Builder *builder, const HtmlToken *token);
bool build_end_in_table(Builder *builder, const HtmlToken *token);
/* A foreign element whose content is HTML again: foreignObject, mi ... */
bool build_is_integration_point(const HtmlNode *node);
bool build_is_foreign(const Builder *builder);
bool build_start_in_foreign(Builder *builder, const HtmlToken *token);
bool build_end_in_foreign(Builder *builder, const HtmlToken *token);
/* Inserts an element whose content is not parsed as markup and sets the tokenizer to it. */
void build_open_raw(Builder *builder, const HtmlToken *token, HtmlMode mode);

#endif
