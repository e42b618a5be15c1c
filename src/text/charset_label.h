/* Names of charsets as pages and servers write them. Private to text/charset. */
#ifndef TEXT_CHARSET_LABEL_H
#define TEXT_CHARSET_LABEL_H

#include "base/str.h"

typedef struct Charset {
    const char *name;       /* "windows-1252" */
    const char *icu;        /* what ICU calls the converter; NULL for UTF-8, which is ours */
    bool is_ascii_superset; /* ASCII bytes mean ASCII, wherever they stand */
} Charset;

/* NULL if no charset of the web has that label. */
const Charset *charset_from_label(Str label);
/* What an HTML page says of itself in its first bytes; NULL if nothing. */
const Charset *charset_from_page(Str page);

extern const Charset charset_utf8, charset_utf16le, charset_utf16be, charset_windows_1252;

#endif
