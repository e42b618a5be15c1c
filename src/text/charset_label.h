/* Names of charsets as pages and servers write them. Private to text/charset. */
#ifndef TEXT_CHARSET_LABEL_H
#define TEXT_CHARSET_LABEL_H

#include "base/str.h"

typedef enum CharsetKind {
    CHARSET_UTF8,
    CHARSET_SINGLE,   /* a byte a character, the lower half is ASCII */
    CHARSET_MULTI,    /* several bytes a character; a byte below 0x80 that begins one is ASCII */
    CHARSET_SHIFTED,  /* escapes among ASCII bytes switch to others: ISO-2022-JP */
    CHARSET_WIDE,     /* two or four bytes a character */
    CHARSET_REPLACED, /* of the web no more, as ASCII hid markup in it: ISO-2022-KR, HZ */
} CharsetKind;

typedef struct Charset {
    const char *name; /* "windows-1252" */
    CharsetKind kind;
    const char *icu;    /* what ICU calls the converter; NULL if it is ours */
    const char *labels; /* parted by spaces */
} Charset;

/* NULL if no charset of the web has that label. */
const Charset *charset_from_label(Str label);
/* What an HTML page says of itself in its first bytes; NULL if nothing. */
const Charset *charset_from_page(Str page);

extern const Charset *const charset_utf8,
    *const charset_utf16le, *const charset_utf16be, *const charset_utf32le,
                                                        *const charset_utf32be,
                                                            *const charset_windows_1252;

#endif
