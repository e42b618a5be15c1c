/* Entries of keys, put together and taken apart. */
#include "store/key_blocks.h"

void key_put(KeyEntry *entry, uint64_t value, uint32_t bytes)
{
    for (uint32_t i = 0; i < bytes && entry->len < KEY_MOST_BYTES; i++)
        entry->bytes[entry->len++] = (unsigned char)(value >> (8 * (bytes - 1 - i)));
}

#define DAY_OFFSET 0x80000000u

void key_put_day(KeyEntry *entry, int32_t day)
{
    key_put(entry, (uint32_t)day + DAY_OFFSET, 4);
}

KeyEntry key_fill(KeyKind kind, const KeyEntry *begin, unsigned char filler)
{
    KeyEntry entry = *begin;
    while (entry.len < key_shapes[kind].ordered) entry.bytes[entry.len++] = filler;
    return entry;
}

const unsigned char *key_at(const KeyEntries *entries, uint32_t index)
{
    return entries->bytes + (size_t)index * entries->width;
}

uint64_t key_number(const unsigned char *entry, uint32_t start, uint32_t bytes)
{
    uint64_t value = 0;
    for (uint32_t i = 0; i < bytes; i++) value = value << 8 | entry[start + i];
    return value;
}

int32_t key_day(const unsigned char *entry, uint32_t start)
{
    return (int32_t)((uint32_t)key_number(entry, start, 4) - DAY_OFFSET);
}
