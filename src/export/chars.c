#include "export/chars.h"

#define CHARS_STEP 256

static bool starts_character(char c)
{
    return ((unsigned char)c & 0xC0) != 0x80;
}

CharIndex chars_index(Str text, Arena *arena)
{
    CharIndex index = {.text = text,
                       .before = arena_new_items(arena, uint32_t, text.len / CHARS_STEP + 1)};
    uint32_t count = 0;
    for (uint32_t i = 0; i < text.len; i++) {
        if (i % CHARS_STEP == 0) index.before[i / CHARS_STEP] = count;
        count += starts_character(text.data[i]);
    }
    if (text.len % CHARS_STEP == 0) index.before[text.len / CHARS_STEP] = count;
    return index;
}

uint32_t chars_before(const CharIndex *index, uint32_t byte)
{
    assert(byte <= index->text.len);
    uint32_t count = index->before[byte / CHARS_STEP];
    for (uint32_t i = byte - byte % CHARS_STEP; i < byte; i++)
        count += starts_character(index->text.data[i]);
    return count;
}

uint32_t chars_back(Str text, uint32_t byte, uint32_t count)
{
    for (; byte > 0 && count > 0; count--) do
            byte--;
        while (byte > 0 && !starts_character(text.data[byte]));
    return byte;
}

uint32_t chars_forward(Str text, uint32_t byte, uint32_t count)
{
    for (; byte < text.len && count > 0; count--) do
            byte++;
        while (byte < text.len && !starts_character(text.data[byte]));
    return byte;
}
