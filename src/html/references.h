/* Character references: "&amp;", "&eacute", "&#8217;", "&#x2019;". */
#ifndef HTML_REFERENCES_H
#define HTML_REFERENCES_H

#include "base/str.h"

#define LONGEST_REFERENCE_BYTES 8 /* of what it stands for, in UTF-8 */

typedef struct HtmlReference {
    uint32_t page_len; /* from '&' to the end of the reference; 0: '&' stands for itself */
    uint32_t len;
    char bytes[LONGEST_REFERENCE_BYTES];
} HtmlReference;

/* Reads the reference at text.data[at], which is '&'. In an attribute "&copy=1" is none. */
HtmlReference html_read_reference(Str text, uint32_t at, bool is_in_attribute);

#endif
