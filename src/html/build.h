/*
 * The tree builder: tokens to tree. Private to src/html.
 *
 *     tokens   <p> "a" <p> "b" </div>
 *     stack    html body p      the second <p> closes the first; </div> has no partner: ignored
 *
 * It is the standard's tree construction: an insertion mode says how far the page is, a rule for
 * each mode what a token does there, the stack of open elements where it goes. Rules are named as
 * in the standard.
 */
#ifndef HTML_BUILD_H
#define HTML_BUILD_H

#include "html/text.h"
#include "html/tokens.h"

typedef enum InsertionMode {
    MODE_INITIAL,
    MODE_BEFORE_HTML,
    MODE_BEFORE_HEAD,
    MODE_IN_HEAD,
    MODE_IN_HEAD_NOSCRIPT,
    MODE_AFTER_HEAD,
    MODE_IN_BODY,
    MODE_TEXT,
    MODE_IN_TABLE,
    MODE_IN_TABLE_TEXT,
    MODE_IN_CAPTION,
    MODE_IN_COLUMN_GROUP,
    MODE_IN_TABLE_BODY,
    MODE_IN_ROW,
    MODE_IN_CELL,
    MODE_IN_TEMPLATE,
    MODE_AFTER_BODY,
    MODE_IN_FRAMESET,
    MODE_AFTER_FRAMESET,
    MODE_AFTER_AFTER_BODY,
    MODE_AFTER_AFTER_FRAMESET,
    MODE_COUNT,
} InsertionMode;

/* Elements that need no tag, and the parts of a table, find room when others find none. */
#define MOST_OPEN_ELEMENTS (DEEPEST_HTML + 16)
/* More formatting elements than these are not repeated where they were closed too early. */
#define MOST_FORMATTING 64

/* A piece of text in a table, before it is known whether it belongs there. */
typedef struct PendingText {
    Span raw;
    HtmlDecoding decoding;
} PendingText;

typedef struct Builder {
    Arena *arena;
    HtmlTree *tree;
    HtmlOptions options;
    HtmlNode *context; /* the element a fragment stands in; not in the tree; NULL for a page */
    InsertionMode mode;
    InsertionMode original_mode; /* to go back to after raw text or the text of a table */
    InsertionMode template_modes[MOST_OPEN_ELEMENTS];
    uint32_t template_count;
    HtmlNode *stack[MOST_OPEN_ELEMENTS]; /* open elements, outermost first; [0] is html */
    uint32_t depth;                      /* open elements; 0 before <html> */
    uint32_t open_count[HTML_TAG_COUNT]; /* how many of each tag are open: most searches end here */
    /* Formatting elements that still apply, and markers (NULL). */
    HtmlNode *format[MOST_FORMATTING + MOST_OPEN_ELEMENTS];
    uint32_t format_count;
    uint32_t marker_count;
    HtmlNode *form;                    /* the form that is open */
    uint32_t left_out[HTML_TAG_COUNT]; /* open elements for which there was no room */
    uint32_t elements_left;            /* of the page's share */
    uint32_t copies_left;              /* of formatting elements */
    List(PendingText) pending;
    bool fosters;         /* what does not belong into a table goes before it */
    bool allows_frameset; /* nothing yet that a frameset could not replace */
    bool skips_newline;   /* after <pre>, <listing>, <textarea> */
    bool drops_raw_text;  /* a raw text element was left out: so is its content */
    HtmlTokenizer tokenizer;
} Builder;

/* What one token does in one insertion mode. False: it is to be looked at again, in the mode that
 * holds now. Text tokens may lose what was dealt with. */
typedef bool BuildRule(Builder *builder, HtmlToken *token);

/* ---- build_stack.c: open elements and scopes ---- */

HtmlNode *build_current(const Builder *builder); /* the document before <html> */
/* The current element or, of a fragment of which nothing is open, its context. */
const HtmlNode *build_adjusted_current(const Builder *builder);
void build_push(Builder *builder, HtmlNode *node);
/* Closes the current element; its page span then ends at `end`. */
void build_pop(Builder *builder, uint32_t end);
/* Closes the innermost open `tag` and all within it, which end at inner_end. */
void build_pop_until(Builder *builder, HtmlTag tag, Span end_tag);
/* Closes all above that place in the stack, and then the element there. */
void build_pop_down_to(Builder *builder, uint32_t index, Span end_tag);
/* Takes an element out of the stack, wherever it stands. */
void build_take_out(Builder *builder, HtmlNode *node, uint32_t end);
/* Index in the stack; builder->depth if it is not open. */
uint32_t build_stack_index(const Builder *builder, const HtmlNode *node);

typedef enum Scope { SCOPE_DEFAULT, SCOPE_LIST_ITEM, SCOPE_BUTTON, SCOPE_TABLE } Scope;
bool build_is_in_scope(const Builder *builder, HtmlTag tag, Scope scope);
bool build_is_any_in_scope(const Builder *builder, const HtmlTag *tags, size_t count, Scope scope);
bool build_is_node_in_scope(const Builder *builder, const HtmlNode *node);
/* Is an element of that name open, of whatever vocabulary? */
bool build_is_open(const Builder *builder, HtmlTag tag);
bool build_is_html(const HtmlNode *node, HtmlTag tag);
/* Stops a search for the partner of an end tag. */
bool build_is_special(const HtmlNode *node);
/* Closes elements whose end tag may be left out, but not `except`. */
void build_close_implied(Builder *builder, HtmlTag except, uint32_t at);
void build_close_implied_thoroughly(Builder *builder, uint32_t at);
void build_close_p(Builder *builder, uint32_t at);
/* The mode that the open elements ask for. */
void build_reset_mode(Builder *builder);

/* ---- build_insert.c: new nodes ---- */

/* Where a node goes: below parent, before a sibling or (NULL) last. */
typedef struct Place {
    HtmlNode *parent;
    HtmlNode *before;
} Place;

/* The standard's "appropriate place" for what is to go below target. */
Place build_place(const Builder *builder, HtmlNode *target);
void build_link(Place place, HtmlNode *node);
void build_unlink(HtmlNode *node);
HtmlNode *build_add_node(Builder *builder, Place place, HtmlKind kind, Span page);
/* A new open element from a start tag; NULL if there is no room: then it is left out. */
HtmlNode *build_insert(Builder *builder, const HtmlToken *token);
HtmlNode *build_insert_foreign(Builder *builder, const HtmlToken *token, HtmlSpace space);
/* The same without a tag in the page; NULL if there is no room. */
HtmlNode *build_insert_implied(Builder *builder, HtmlTag tag, uint32_t at);
/* An element that has no content. */
void build_insert_void(Builder *builder, const HtmlToken *token);
/* An element whose content is not parsed as markup; sets the tokenizer to it. */
void build_insert_raw(Builder *builder, const HtmlToken *token, HtmlMode mode);
void build_leave_out(Builder *builder, HtmlTag tag);
/* A copy of an element, without children and not yet in the tree; NULL if there are too many. */
HtmlNode *build_copy(Builder *builder, const HtmlNode *node, uint32_t at);
void build_insert_comment(Builder *builder, HtmlNode *parent, const HtmlToken *token);
void build_insert_text(Builder *builder, Span raw, HtmlDecoding decoding);
/* Attributes of a second <html> or <body> that the first has not. */
void build_merge_attributes(Builder *builder, HtmlNode *node, const HtmlToken *token);

/* ---- build_text.c: what text consists of ---- */

typedef enum TextKind {
    TEXT_IS_NOTHING = 0, /* NUL bytes only */
    TEXT_HAS_SPACES = 1,
    TEXT_HAS_OTHERS = 2, /* more than white space; there may be spaces too */
} TextKind;

TextKind build_text_kind(Str page, Span raw, HtmlDecoding decoding);
/* Takes white space off the start of a text token and returns it. */
Span build_take_spaces(const Builder *builder, HtmlToken *token);
/* Inserts the white space in a text, leaves out the rest. */
void build_insert_spaces_only(Builder *builder, const HtmlToken *token);
/* After <pre>: takes one line end off the start. */
void build_skip_newline(const Builder *builder, HtmlToken *token);
/* Text where HTML's rules hold: with the formatting that applies. */
void build_text_in_body(Builder *builder, Span raw, HtmlDecoding decoding);

/* ---- build_format.c: formatting elements that are misnested ---- */

void build_add_formatting(Builder *builder, HtmlNode *node);
void build_add_marker(Builder *builder);
void build_clear_to_marker(Builder *builder);
/* Opens copies of the formatting elements that apply here but are not open. */
void build_reopen_formatting(Builder *builder, uint32_t at);
/* The end tag of a formatting element. */
void build_close_formatting(Builder *builder, const HtmlToken *token);
/* <a> ends the one before. */
void build_start_link(Builder *builder, const HtmlToken *token);

/* ---- build_head.c, build_body.c, build_body_end.c, build_table.c, build_template.c,
 * build_frames.c: the rules ---- */

BuildRule build_initial, build_before_html, build_before_head, build_in_head,
    build_in_head_noscript, build_after_head;
BuildRule build_in_body, build_raw_text, build_after_body, build_after_after_body;
BuildRule build_in_table, build_in_table_text, build_in_caption, build_in_column_group,
    build_in_table_body, build_in_row, build_in_cell;
BuildRule build_in_template, build_in_frameset, build_after_frameset, build_after_after_frameset;

bool build_end_in_body(Builder *builder, const HtmlToken *token);
/* Any end tag without rules of its own: closes the innermost element of that name, unless a special
 * element stands between. */
void build_close_by_name(Builder *builder, const HtmlToken *token);
void build_start_template(Builder *builder, const HtmlToken *token);
void build_end_template(Builder *builder, Span end_tag);

/* ---- build_foreign.c ---- */

/* Does the token fall under the rules of svg and math? */
bool build_is_for_foreign(const Builder *builder, const HtmlToken *token);
BuildRule build_in_foreign;
bool build_rule_of_mode(Builder *builder, HtmlToken *token);
/* A foreign element whose content may be HTML again: foreignObject, mi ... */
bool build_is_math_text(const HtmlNode *node);
bool build_is_integration_point(const HtmlNode *node);
bool build_ends_scope(const HtmlNode *foreign);

/* ---- foreign_names.c, doctype.c ---- */

/* Element and attributes as the standard writes them in svg and math. */
void build_spell_foreign(HtmlNode *node);
bool build_doctype_is_quirky(const HtmlNode *doctype, bool is_broken);

static inline bool build_is_start(const HtmlToken *token, HtmlTag tag)
{
    return token->kind == HTML_TOKEN_START && token->tag == tag;
}

static inline bool build_is_end(const HtmlToken *token, HtmlTag tag)
{
    return token->kind == HTML_TOKEN_END && token->tag == tag;
}

#endif
