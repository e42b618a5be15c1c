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
static uint32_t find_slot(const Map *map, Str key, uint32_t hash)
{
    uint32_t mask = map->capacity - 1;
    for (uint32_t at = hash & mask;; at = (at + 1) & mask) {
        const MapSlot *slot = &map->slots[at];
        if (slot->value == MAP_NONE) return at;
        if (slot->hash == hash && str_equal(map->keys[at], key)) return at;
    }
}

uint32_t map_find(const Map *map, Str key)
{
    if (map->count == 0) return MAP_NONE;
    return map->slots[find_slot(map, key, hash_key(key))].value;
}

static void put(Map *map, Str key, MapSlot slot)
{
    uint32_t at = find_slot(map, key, slot.hash);
    if (map->slots[at].value == MAP_NONE) map->count++;
    map->slots[at] = slot;
    map->keys[at] = key;
}

static void grow(Map *map)
{
    Map larger = {.arena = map->arena, .capacity = map->capacity ? 2 * map->capacity : 16};
    larger.slots = arena_new_items(map->arena, MapSlot, larger.capacity);
    larger.keys = arena_new_items(map->arena, Str, larger.capacity);
    for (uint32_t i = 0; i < larger.capacity; i++) larger.slots[i].value = MAP_NONE;
    for (uint32_t i = 0; i < map->capacity; i++)
        if (map->slots[i].value != MAP_NONE) put(&larger, map->keys[i], map->slots[i]);
    *map = larger;
}

void map_set(Map *map, Str key, uint32_t value)
{
    assert(value != MAP_NONE);
    if (2 * (map->count + 1) > map->capacity) grow(map);
    put(map, key, (MapSlot){.hash = hash_key(key), .value = value});
}
