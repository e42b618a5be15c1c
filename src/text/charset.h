/*
 * Page bytes in whatever charset to UTF-8, with a map back to the page bytes.
 *
 *     page   "caf\xE9"  in windows-1252       text   "café"
 *     runs   text 0+3 <- page 0+3 exact,  text 3+2 <- page 3+1
 *
 * Which charset: a byte order mark; else what the container declared; else UTF-16 if every other
 * byte is NUL; else, for HTML, what the page says of itself (<meta charset>) in its first 4096
 * bytes; else UTF-8 if all bytes are valid UTF-8 or nearly all; else what the bytes look like. A
 * declared charset that does not exist, or that the bytes refute, is passed over; and a page
 * declared as a superset of ASCII whose non-ASCII bytes are all valid UTF-8 is read as UTF-8, as
 * such a page is mislabelled far more often than it is right. What was UTF-8, read wrongly and
 * written again, is mended on the way (mojibake.h).
 */
#ifndef TEXT_CHARSET_H
#define TEXT_CHARSET_H

#include "text/runs.h"

typedef enum CharsetOrigin {
    CHARSET_FROM_MARK,      /* byte order mark */
    CHARSET_FROM_CONTAINER, /* declared by what the page came in */
    CHARSET_FROM_PAGE,      /* <meta charset> */
    CHARSET_FROM_BYTES,     /* the bytes are valid UTF-8, or nothing else was left */
} CharsetOrigin;

typedef struct CharsetResult {
    Str text;        /* UTF-8 without byte order mark; the page's own bytes if it is valid UTF-8 */
    MapRunList runs; /* text to page; one exact run if nothing had to be converted */
    Str name;        /* "UTF-8", "windows-1252": the converter used */
    CharsetOrigin origin;
    uint32_t invalid_count; /* bytes or sequences that are not of the charset: each became U+FFFD,
                               or, a stray byte in UTF-8, what windows-1252 has for it */
    uint32_t first_invalid; /* page offset of the first of them; UINT32_MAX if there is none */
} CharsetResult;

/* Is it UTF-16 or UTF-32, by its mark or by its NULs? */
bool charset_is_wide(Str page);

/* Never fails: what cannot be decoded becomes U+FFFD with its page bytes, and is counted. declared
 * may be empty. The result lives in arena or borrows page. */
void charset_to_utf8(Str page, Str declared, bool is_html, Arena *arena, CharsetResult *out);
/* The same for plain text, and nothing is mended: valid UTF-8 stays as it is. */
void charset_decode(Str page, Str declared, Arena *arena, CharsetResult *out);

#endif
