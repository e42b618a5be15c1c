#include "tally.h"

Tally tally_new(uint32_t most_keys, Arena *arena)
{
    uint32_t capacity = 16;
    while (capacity / 2 < most_keys && capacity < 1u << 30) capacity *= 2;
    return (Tally){.slots = arena_new_items(arena, TallySlot, capacity), .capacity = capacity};
}

/* Keys come from outside: whoever makes them collide gets wrong counts, not a slow program. */
#define MOST_PROBES 64

static uint32_t find_slot(const Tally *tally, uint64_t key)
{
    uint32_t slot = (uint32_t)(key ^ key >> 32) & (tally->capacity - 1);
    for (uint32_t probes = 0; probes < MOST_PROBES; probes++) {
        if (tally->slots[slot].key == 0 || tally->slots[slot].key == key) break;
        slot = (slot + 1) & (tally->capacity - 1);
    }
    return slot;
}

uint32_t tally_add(Tally *tally, uint64_t key)
{
    key |= key == 0;
    uint32_t slot = find_slot(tally, key);
    tally->slots[slot].key = key;
    tally->slots[slot].count++;
    return slot;
}

uint32_t tally_count(const Tally *tally, uint64_t key)
{
    key |= key == 0;
    return tally->slots[find_slot(tally, key)].count;
}
