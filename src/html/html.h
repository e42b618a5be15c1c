/*
 * An HTML page as a tree in which every byte of text and of attribute values knows its page bytes.
 *
 *     page   <p class=x>Fish &amp; chips<br>today
 *     tree   html > body > p class="x" > "Fish & chips", br, "today"
 *            "Fish & chips" has the runs  0+5 <- 11+5 exact, 5+1 <- 16+5, 6+6 <- 21+6 exact
 *
 * Tokenizer and tree builder follow the WHATWG standard, with its insertion modes, misnested
 * formatting, tables, templates, framesets, foreign content and quirks. The standard moves what
 * does not belong into a table before the table, and lets a late <frameset> replace the body; who
 * reads text in the order of the page asks for keeps_page_order, and has everything where it
 * stands. Then no text is ever lost but white space between the parts of html and head, and NUL
 * bytes.
 *
 * Bounds: at most DEEPEST_HTML elements are open at a time (and the rows and cells of a table in
 * the deepest): deeper ones are left out and their text goes to the deepest that is kept. The tree
 * can be three times as deep, where open elements lost one around them. An element keeps
 * MOST_HTML_ATTRIBUTES attributes, a page MOST_HTML_ELEMENTS elements, and a short page fewer:
 * memory is bounded by the length of the page. Time is linear in it. Walking needs no recursion.
 */
#ifndef HTML_HTML_H
#define HTML_HTML_H

#include "html/tags.h"
#include "text/runs.h"

#define DEEPEST_HTML 512
#define DEEPEST_HTML_TREE (3 * DEEPEST_HTML)
#define MOST_HTML_ATTRIBUTES 128
#define MOST_HTML_ELEMENTS (1u << 19)

typedef enum HtmlKind {
    HTML_DOCUMENT, /* the root; its children are comments, the doctype and <html> */
    HTML_DOCTYPE,
    HTML_ELEMENT,
    HTML_TEXT,
    HTML_COMMENT,
} HtmlKind;

typedef enum HtmlSpace { HTML_SPACE_HTML, HTML_SPACE_SVG, HTML_SPACE_MATHML } HtmlSpace;

/* Text that was made from page bytes. Without runs every byte i came from page byte page.start + i,
 * and value points into the page itself; else runs say where each byte came from. */
typedef struct HtmlText {
    Str value;
    Span page;         /* from the first to the last byte it was made from */
    MapRunList runs;   /* text offsets count in value; empty: exact */
    uint32_t capacity; /* of value if it is a copy; 0 if it is a piece of the page */
} HtmlText;

typedef struct HtmlAttribute {
    Str name; /* lower case, but in svg and math as the standard writes it: viewBox */
    HtmlText value;
} HtmlAttribute;

typedef struct HtmlNode HtmlNode;
struct HtmlNode {
    HtmlKind kind;
    HtmlTag tag;     /* of an element; HTML_TAG_UNKNOWN: see name */
    HtmlSpace space; /* which vocabulary an element belongs to */
    bool is_implied; /* an element that no tag in the page opens; page is empty then */
    uint32_t depth;  /* the document has 0 */
    uint32_t order;  /* in document order, from 0, no holes, the document first */
    Str name;        /* of an element, lower case, but foreignObject in svg; of a doctype */
    HtmlText text;   /* of a text, a comment */
    Span page;       /* element: from its start tag to the end of its end tag (or what closed it);
                        others: all of it, "<!--" included */
    Span start_tag;  /* of an element: "<p class=x>"; empty if implied */
    HtmlAttribute *attributes; /* [attribute_count], in page order, each name once; of a doctype its
                                  "public" and "system" identifier, if it has them */
    uint32_t attribute_count;
    HtmlNode *parent;
    HtmlNode *first_child;
    HtmlNode *last_child;
    HtmlNode *previous;
    HtmlNode *next; /* sibling */
};

typedef struct HtmlTree {
    Str page;
    HtmlNode *document;
    HtmlNode *html; /* always there */
    HtmlNode *head; /* always there; html of a fragment without one */
    HtmlNode *body; /* the same; the frameset of a page that has one */
    uint32_t node_count;
    bool is_quirky; /* its doctype is old or missing: a table may stand in a p */
    bool is_cut;    /* a bound was reached: some elements or attributes are missing, no text is */
} HtmlTree;

typedef struct HtmlOptions {
    bool keeps_page_order;   /* text of a table stays in it; no framesets */
    bool runs_scripts;       /* what <noscript> holds is text, as in a browser */
    Str context;             /* the page is what stands in an element of this name: a fragment */
    HtmlSpace context_space; /* of that element */
} HtmlOptions;

/* page is UTF-8 (see text/charset.h) and must outlive the tree. Never fails: every sequence of
 * bytes is a page. Everything lives in arena. */
void html_parse(Str page, Arena *arena, HtmlTree **out);
/* The same with options. The nodes of a fragment are the children of tree->html. */
void html_parse_with(Str page, const HtmlOptions *options, Arena *arena, HtmlTree **out);

/* The attribute's value; NULL if the element has no such attribute. name in lower case. */
const HtmlText *html_attribute(const HtmlNode *node, Str name);
/* Its value as text; empty if it is missing. */
Str html_attribute_value(const HtmlNode *node, Str name);
/* Is word one of the white-space separated words of a value, such as a class? ASCII case matters
 * not. */
bool html_has_word(Str value, Str word);

/* The next node in document order within root, children first; NULL after the last. Start with
 * node = root. */
HtmlNode *html_next(const HtmlNode *root, const HtmlNode *node);
/* The same, passing over the node's children. */
HtmlNode *html_next_skipping_children(const HtmlNode *root, const HtmlNode *node);
/* The nearest element of that tag from node upwards, itself included; NULL if there is none. */
HtmlNode *html_closest(const HtmlNode *node, HtmlTag tag);
/* The first element of that tag within root, in document order, root excluded. */
HtmlNode *html_find(const HtmlNode *root, HtmlTag tag);
/* All text within root, joined as it stands (no spaces added), but not that of script, style and
 * template. Borrowed if it is one piece. */
Str html_inner_text(const HtmlNode *root, Arena *arena);

/* The page bytes that a piece of the text was made from. */
Span html_page_span(const HtmlText *text, Span piece);
/* The text's runs, one exact run made up if it has none. *one is storage for that. */
MapRunList html_text_runs(const HtmlText *text, MapRun *one);

#endif
