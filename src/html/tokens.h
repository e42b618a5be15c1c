/*
 * The tokenizer: page bytes to tags, text, comments.
 *
 *     page     <p class="x">A &lt; B<!-- c --></p>
 *     tokens   start p [class=x] · text "A &lt; B" (undecoded) · comment " c " · end p
 *
 * It follows the states of the WHATWG standard, written as functions that each read one construct.
 * The tree builder sets mode after a start tag whose content is raw text.
 */
#ifndef HTML_TOKENS_H
#define HTML_TOKENS_H

#include "html/text.h"

/* A page keeps this many attributes in all, so that memory is bounded whatever the page. */
#define MOST_PAGE_ATTRIBUTES (1u << 20)

typedef enum HtmlTokenKind {
    HTML_TOKEN_TEXT,
    HTML_TOKEN_START,
    HTML_TOKEN_END,
    HTML_TOKEN_COMMENT,
    HTML_TOKEN_DOCTYPE,
    HTML_TOKEN_END_OF_PAGE,
} HtmlTokenKind;

typedef enum HtmlMode {
    HTML_MODE_DATA,
    HTML_MODE_RCDATA,
    HTML_MODE_RAWTEXT,
    HTML_MODE_SCRIPT,
    HTML_MODE_PLAINTEXT,
    HTML_MODE_CDATA,
} HtmlMode;

typedef struct HtmlToken {
    HtmlTokenKind kind;
    Span page;  /* all of it */
    Span inner; /* of text, comment: its content, undecoded */
    HtmlTag tag;
    Str name;              /* of a tag or doctype, lower case */
    HtmlDecoding decoding; /* of text: what its page bytes stand for */
    bool is_self_closing;
    bool is_broken; /* of a doctype: the standard's "force-quirks" */
    HtmlAttribute
        *attributes; /* [attribute_count], until the next token; of a doctype see html.h */
    uint32_t attribute_count;
} HtmlToken;

typedef struct HtmlTokenizer {
    Str page;
    uint32_t at;
    Arena *arena;
    HtmlMode mode;
    Str raw_name;             /* element whose end tag ends the raw text */
    bool allows_cdata;        /* the current element is foreign */
    bool is_cut;              /* attributes were left out */
    uint32_t attributes_left; /* of the page's share */
    HtmlAttribute attributes[MOST_HTML_ATTRIBUTES];
} HtmlTokenizer;

void html_tokenizer_init(HtmlTokenizer *tokenizer, Str page, Arena *arena);
/* At the end of the page it returns HTML_TOKEN_END_OF_PAGE again and again. */
void html_next_token(HtmlTokenizer *tokenizer, HtmlToken *out);

/* ---- for the tokenizer's own files ---- */

/* Lower case, NUL as U+FFFD; the page's own bytes if nothing changes. */
Str html_lower_name(HtmlTokenizer *tokenizer, Span span);
/* "<!doctype" stands at tokenizer->at. */
void html_read_doctype(HtmlTokenizer *tokenizer, HtmlToken *token);
/* The end of raw text that starts at `at`: where its end tag starts, or the end of the page. */
uint32_t html_raw_text_end(Str page, uint32_t at, Str name);
uint32_t html_script_end(Str page, uint32_t at, Str name);

static inline bool html_is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

#endif
