/*
 * Two ways to name a piece of text.
 *
 *   DatelineSpan  where it is: byte offsets into a document. Records hold spans, because a span
 *                 can be checked against the article.
 *   Str           what it says: pointer and length, borrowed, not NUL-terminated. Functions that
 *                 compare or look up take a Str.
 */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <assert.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/ascii.h"
#include "dateline/dateline.h"

typedef DatelineSpan Span;

typedef struct Str {
    const char *data;
    uint32_t len;
} Str;

#define STR_INIT(literal) {(literal), sizeof(literal) - 1} /* in static tables */
#define STR(literal) ((Str)STR_INIT(literal))
#define STR_FMT "%.*s"
#define STR_ARG(s) (int)(s).len, (s).data
#define STR_NOT_FOUND UINT32_MAX /* what str_find and str_index return */
#define COUNT(array) (sizeof(array) / sizeof *(array))

/* Only for our own literals and program arguments, never for article text. */
static inline Str str_from_cstring(const char *text)
{
    return text == NULL ? (Str){NULL, 0} : (Str){text, (uint32_t)strlen(text)};
}

static inline bool str_is_empty(Str s)
{
    return s.len == 0;
}

/* Most words that are not the same do not begin the same; of a literal the compiler knows the length. */
static inline bool str_equal(Str a, Str b)
{
    if (a.len != b.len) return false;
    if (a.len == 0) return true;
    return a.data[0] == b.data[0] && memcmp(a.data, b.data, __builtin_constant_p(a.len) ? a.len : b.len) == 0;
}

/* Byte order, shorter first among equals: the order of every sorted output. */
static inline int str_compare(Str a, Str b)
{
    uint32_t shared = a.len < b.len ? a.len : b.len;
    int order = shared == 0 ? 0 : memcmp(a.data, b.data, shared);
    if (order != 0) return order;
    return (a.len > b.len) - (a.len < b.len);
}

static inline bool str_starts(Str s, Str prefix)
{
    return s.len >= prefix.len && (prefix.len == 0 || memcmp(s.data, prefix.data, prefix.len) == 0);
}

static inline bool str_ends(Str s, Str suffix)
{
    return s.len >= suffix.len &&
           (suffix.len == 0 || memcmp(s.data + s.len - suffix.len, suffix.data, suffix.len) == 0);
}

static inline Str str_slice(Str text, Span span)
{
    assert(span.start <= span.end && span.end <= text.len);
    return (Str){text.data + span.start, span.end - span.start};
}

/* ASCII white space off both ends. */
static inline Str str_trim(Str s)
{
    while (s.len > 0 && ascii_is_space(s.data[0])) s = (Str){s.data + 1, s.len - 1};
    while (s.len > 0 && ascii_is_space(s.data[s.len - 1])) s.len--;
    return s;
}

/* Index of the first of words that is equal to word; STR_NOT_FOUND if none is. */
uint32_t str_index(Str word, const Str *words, size_t count);
static inline bool str_is_one_of(Str word, const Str *words, size_t count)
{
    return str_index(word, words, count) != STR_NOT_FOUND;
}

/* Offset of the first occurrence of needle at or after from; UINT32_MAX if there is none. */
uint32_t str_find(Str s, Str needle, uint32_t from);
/* The same without regard to ASCII case. */
uint32_t str_find_ignoring_case(Str s, Str needle, uint32_t from);
bool str_equal_ignoring_case(Str a, Str b); /* ASCII case only */

static inline uint32_t span_len(Span span)
{
    return span.end - span.start;
}

static inline Span span_join(Span first, Span last)
{
    return (Span){first.start, last.end};
}

static inline bool span_contains(Span outer, Span inner)
{
    return outer.start <= inner.start && inner.end <= outer.end;
}

static inline bool span_overlaps(Span a, Span b)
{
    return a.start < b.end && b.start < a.end;
}

static inline bool span_is_empty(Span span)
{
    return span.start == span.end;
}

#endif
