#include "text/base64.h"

static int value_of(char c)
{
    if (c >= 'A' && c <= 'Z') return c - 'A';
    if (c >= 'a' && c <= 'z') return c - 'a' + 26;
    if (c >= '0' && c <= '9') return c - '0' + 52;
    return c == '+' ? 62 : c == '/' ? 63 : -1;
}

bool base64_decode(Str text, Arena *arena, Str *out)
{
    char *bytes = arena_alloc(arena, (size_t)text.len / 4 * 3 + 4);
    uint32_t len = 0, bits = 0, bit_count = 0;
    for (uint32_t i = 0; i < text.len; i++) {
        char c = text.data[i];
        if (ascii_is_space(c) || c == '=') continue;
        int value = value_of(c);
        if (value < 0) return false;
        bits = bits << 6 | (uint32_t)value;
        bit_count += 6;
        if (bit_count < 8) continue;
        bit_count -= 8;
        bytes[len++] = (char)(bits >> bit_count & 0xFF);
    }
    *out = (Str){bytes, len};
    return true;
}
