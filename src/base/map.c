#include "base/map.h"

#include "base/hash.h"

#define MAP_SEED 0x6461746c696e65u

void map_init(Map *map, Arena *arena)
{
    *map = (Map){.arena = arena};
}

typedef struct Hash {
    uint32_t start; /* the slot that is looked at first, by as many of its bits as there are slots */
    uint8_t mark;
} Hash;

static Hash hash_key(Str key)
{
    uint64_t hash = hash_bytes(key.data, key.len, MAP_SEED);
    return (Hash){.start = (uint32_t)hash, .mark = (uint8_t)(hash >> 56 | 1)};
}

/* The slot that holds key, or the empty one where it would go. */
static uint32_t find_slot(const Map *map, Str key, Hash hash)
{
    uint32_t mask = map->capacity - 1;
    for (uint32_t at = hash.start & mask;; at = (at + 1) & mask) {
        if (map->marks[at] == 0) return at;
        if (map->marks[at] != hash.mark) continue;
        const MapSlot *slot = &map->slots[at];
        if (slot->len == key.len && (key.len == 0 || memcmp(slot->key, key.data, key.len) == 0)) return at;
    }
}

uint32_t map_find(const Map *map, Str key)
{
    if (map->count == 0) return MAP_NONE;
    uint32_t at = find_slot(map, key, hash_key(key));
    return map->marks[at] == 0 ? MAP_NONE : map->slots[at].value;
}

static void put(Map *map, Str key, uint32_t value)
{
    Hash hash = hash_key(key);
    uint32_t at = find_slot(map, key, hash);
    if (map->marks[at] == 0) map->count++;
    map->marks[at] = hash.mark;
    map->slots[at] = (MapSlot){.key = key.data, .len = key.len, .value = value};
}

static void grow(Map *map)
{
    Map larger = {.arena = map->arena, .capacity = map->capacity ? 2 * map->capacity : 16};
    larger.slots = arena_new_items(map->arena, MapSlot, larger.capacity);
    larger.marks = arena_new_items(map->arena, uint8_t, larger.capacity);
    for (uint32_t i = 0; i < map->capacity; i++) {
        const MapSlot *slot = &map->slots[i];
        if (map->marks[i] != 0) put(&larger, (Str){slot->key, slot->len}, slot->value);
    }
    *map = larger;
}

void map_set(Map *map, Str key, uint32_t value)
{
    assert(value != MAP_NONE);
    if (2 * (map->count + 1) > map->capacity) grow(map);
    put(map, key, value);
}
