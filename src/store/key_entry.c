/* Entries of keys, put together and taken apart. */
#include "store/key_blocks.h"

#define DAY_OFFSET 0x80000000u

void key_put_day(KeyEntry *entry, int32_t day)
{
    key_put(entry, (uint32_t)day + DAY_OFFSET, 4);
}

void key_put_bytes(KeyEntry *entry, Str bytes)
{
    uint32_t room = KEY_MOST_BYTES - entry->len, len = bytes.len < room ? bytes.len : room;
    if (len > 0) memcpy(entry->bytes + entry->len, bytes.data, len);
    entry->len += len;
}

KeyEntry key_fill(KeyKind kind, const KeyEntry *begin, unsigned char filler)
{
    KeyEntry entry = *begin;
    uint32_t ordered = key_shapes[kind].ordered;
    if (entry.len < ordered) memset(entry.bytes + entry.len, filler, ordered - entry.len);
    if (entry.len < ordered) entry.len = ordered;
    return entry;
}

int32_t key_day(const unsigned char *entry, uint32_t start)
{
    return (int32_t)((uint32_t)key_number(entry, start, 4) - DAY_OFFSET);
}
