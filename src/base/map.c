#include "base/map.h"

#include "base/hash.h"

#define MAP_SEED 0x6461746c696e65u

void map_init(Map *map, Arena *arena)
{
    *map = (Map){.arena = arena};
}

static uint32_t hash_key(Str key)
{
    return (uint32_t)hash_bytes(key.data, key.len, MAP_SEED);
}

/* The slot that holds key, or the empty one where it would go. */
static MapSlot *find_slot(const Map *map, Str key, uint32_t hash)
{
    uint32_t mask = map->capacity - 1;
    for (uint32_t at = hash & mask;; at = (at + 1) & mask) {
        MapSlot *slot = &map->slots[at];
        if (slot->value == MAP_NONE) return slot;
        if (slot->hash == hash && str_equal(slot->key, key)) return slot;
    }
}

uint32_t map_find(const Map *map, Str key)
{
    if (map->count == 0) return MAP_NONE;
    return find_slot(map, key, hash_key(key))->value;
}

static void grow(Map *map)
{
    Map larger = {.arena = map->arena, .capacity = map->capacity ? 2 * map->capacity : 16};
    larger.slots = arena_new_items(map->arena, MapSlot, larger.capacity);
    for (uint32_t i = 0; i < larger.capacity; i++) larger.slots[i].value = MAP_NONE;
    for (uint32_t i = 0; i < map->capacity; i++) {
        const MapSlot *slot = &map->slots[i];
        if (slot->value != MAP_NONE) *find_slot(&larger, slot->key, slot->hash) = *slot;
    }
    larger.count = map->count;
    *map = larger;
}

void map_set(Map *map, Str key, uint32_t value)
{
    assert(value != MAP_NONE);
    if (2 * (map->count + 1) > map->capacity) grow(map);
    uint32_t hash = hash_key(key);
    MapSlot *slot = find_slot(map, key, hash);
    if (slot->value == MAP_NONE) map->count++;
    *slot = (MapSlot){.key = key, .hash = hash, .value = value};
}
