/* UTF-8: reading, checking, lower case and folding. Character properties come from ICU. */
#ifndef TEXT_UTF8_H
#define TEXT_UTF8_H

#include "base/arena.h"
#include "base/buffer.h"

#define UTF8_BAD 0xFFFFFFFFu

/* The character that starts at byte `at` (< text.len); *out_len is its length in bytes. Of a
 * broken sequence it takes one byte and returns UTF8_BAD. */
uint32_t utf8_decode_long(Str text, uint32_t at, uint32_t *out_len); /* of what is not ASCII */
static inline uint32_t utf8_decode(Str text, uint32_t at, uint32_t *out_len)
{
    unsigned char first = (unsigned char)text.data[at];
    if (first >= 0x80) return utf8_decode_long(text, at, out_len);
    *out_len = 1;
    return first;
}

/* Writes 1 to 4 bytes; returns how many. Not a character: U+FFFD is written. */
uint32_t utf8_encode(uint32_t character, char out[4]);
/* Offset of the first byte from `at` on that is not ASCII; text.len if there is none. */
uint32_t utf8_skip_ascii(Str text, uint32_t at);
/* Offset of the first byte that is not valid UTF-8; text.len if all is valid. */
uint32_t utf8_valid_prefix(Str text);
/* A copy in which each byte that is not valid has become U+FFFD. */
Str utf8_make_valid(Str text, Arena *arena);
/* The character that ends just before byte `at` (> 0). */
uint32_t utf8_decode_before(Str text, uint32_t at, uint32_t *out_len);

bool utf8_is_letter(uint32_t character);
bool utf8_is_upper(uint32_t character);
bool utf8_is_digit(uint32_t character); /* decimal digit of any script */
uint32_t utf8_to_lower(uint32_t character);
bool utf8_is_space(uint32_t character); /* white space, no-break and zero-width space too */
bool utf8_is_punctuation(uint32_t character); /* Unicode's classes P; of ASCII symbols too ("$", "+") */
bool utf8_is_accent(uint32_t character); /* a mark that stands above or below a letter and takes no room */
bool utf8_is_hidden(uint32_t character); /* controls, format characters and the like, U+FFFD, what is not valid */
/* A letter and its accents one by one; any other character is itself. Returns how many. */
#define UTF8_MOST_PARTS 8u
uint32_t utf8_take_apart(uint32_t character, uint32_t out[UTF8_MOST_PARTS]);

/* Lower case; typographic apostrophes become ', typographic hyphens and no-break hyphens -. */
Str utf8_lower(Str text, Arena *arena);
/* The same into a buffer of UTF8_LOWER_ROOM(text.len) bytes; returns how many were written. */
#define UTF8_LOWER_ROOM(len) (3 * (len) + 4)
uint32_t utf8_lower_into(Str text, char *out);
/* For comparing names: lower case without diacritics ("Erdoğan" and "Erdogan" are equal), hyphens
 * and apostrophes inside words dropped or made spaces ("Jong-un" and "Jong Un" are equal), single
 * spaces. */
Str utf8_fold(Str text, Arena *arena);

#endif
