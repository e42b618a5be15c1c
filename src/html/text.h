/* Decoding of page bytes to text: character references, line ends and NUL bytes. */
#ifndef HTML_TEXT_H
#define HTML_TEXT_H

#include "html/html.h"

typedef enum HtmlDecoding {
    HTML_DECODE_DATA,      /* references; NUL bytes are dropped */
    HTML_DECODE_RCDATA,    /* references; NUL becomes U+FFFD: title, textarea, foreign content */
    HTML_DECODE_RAW,       /* no references; NUL becomes U+FFFD: script, comments */
    HTML_DECODE_CDATA,     /* no references; NUL bytes are dropped */
    HTML_DECODE_ATTRIBUTE, /* references as in attributes; NUL becomes U+FFFD */
} HtmlDecoding;

static inline bool html_has_references(HtmlDecoding decoding)
{
    return decoding != HTML_DECODE_RAW && decoding != HTML_DECODE_CDATA;
}

/* Appends what the page bytes in raw stand for. As long as text is one piece of the page it borrows
 * it; then it becomes a growing copy with runs. */
void html_text_append(HtmlText *text, Str page, Span raw, HtmlDecoding decoding, Arena *arena);

#endif
