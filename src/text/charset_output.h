/* Text under construction from the bytes of a page, with its map. Private to text/charset. */
#ifndef TEXT_CHARSET_OUTPUT_H
#define TEXT_CHARSET_OUTPUT_H

#include "text/charset.h"
#include "text/charset_label.h"

typedef struct CharsetOutput {
    Arena *arena;
    char *data;
    uint32_t len;
    uint32_t capacity;
    CharsetResult *result;
} CharsetOutput;

/* Bytes of the page that are the text as they stand. */
void output_copy(CharsetOutput *out, Str page, Span bytes);
/* One character from one or more bytes. */
void output_character(CharsetOutput *out, uint32_t character, Span bytes);
/* U+FFFD for bytes that are not of the charset; counted. */
void output_invalid(CharsetOutput *out, Span bytes);

/* The lower level: text, and the run that leads to its bytes, and the count. */
void output_text(CharsetOutput *out, const char *bytes, uint32_t len);
void output_run(CharsetOutput *out, uint32_t text, uint32_t text_len, Span bytes, bool is_exact);
void output_count_invalid(CharsetOutput *out, uint32_t page_offset);

/* The page from start on, in a charset of one byte a character, or through ICU. False if ICU does
 * not have it. */
bool charset_read_single(const Charset *charset, Str page, uint32_t start, CharsetOutput *out);
bool charset_read_icu(const Charset *charset, Str page, uint32_t start, CharsetOutput *out);

/* What the bytes look like, for a page that says nothing of itself, or what is not so. */
const Charset *charset_detect(Str content);
/* UTF-16 without a mark: every other byte is NUL. NULL if it does not look so. */
const Charset *charset_detect_wide(Str content);

#endif
