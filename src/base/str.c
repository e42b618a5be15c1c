#include "base/str.h"

static unsigned char ascii_lower(char c)
{
    unsigned char byte = (unsigned char)c;
    return byte >= 'A' && byte <= 'Z' ? (unsigned char)(byte + 32) : byte;
}

uint32_t str_find(Str s, Str needle, uint32_t from)
{
    if (needle.len == 0 || from > s.len || needle.len > s.len - from) return STR_NOT_FOUND;
    const char *found = memmem(s.data + from, s.len - from, needle.data, needle.len);
    return found == NULL ? STR_NOT_FOUND : (uint32_t)(found - s.data);
}

uint32_t str_index(Str word, const Str *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (str_equal(word, words[i])) return (uint32_t)i;
    return STR_NOT_FOUND;
}

bool str_equal_ignoring_case(Str a, Str b)
{
    if (a.len != b.len) return false;
    for (uint32_t i = 0; i < a.len; i++)
        if (ascii_lower(a.data[i]) != ascii_lower(b.data[i])) return false;
    return true;
}

uint32_t str_find_ignoring_case(Str s, Str needle, uint32_t from)
{
    if (needle.len == 0 || needle.len > s.len) return STR_NOT_FOUND;
    unsigned char first = ascii_lower(needle.data[0]);
    for (uint32_t at = from; at <= s.len - needle.len; at++) {
        if (ascii_lower(s.data[at]) != first) continue;
        if (str_equal_ignoring_case((Str){s.data + at, needle.len}, needle)) return at;
    }
    return STR_NOT_FOUND;
}
