#include "base/map.h"

#include "base/hash.h"

#define MAP_SEED 0x6461746c696e65u

void map_init(Map *map, Arena *arena)
{
    *map = (Map){.arena = arena};
}

static uint64_t read_eight(const char *bytes)
{
    uint64_t number;
    memcpy(&number, bytes, sizeof number);
    return number;
}

static uint64_t read_four(const char *bytes)
{
    uint32_t number;
    memcpy(&number, bytes, sizeof number);
    return number;
}

#define LONGEST_WORD 16u

/* With its length they say all of a key that fits into them. */
typedef struct Word {
    uint64_t first, last;
} Word;

/* Of 1 to LONGEST_WORD bytes. */
static inline Word word_of(const char *key, uint32_t len)
{
    if (len >= 8) return (Word){read_eight(key), read_eight(key + len - 8)};
    if (len >= 4) return (Word){read_four(key), read_four(key + len - 4)};
    return (Word){(unsigned char)key[0], (uint64_t)(unsigned char)key[len / 2] << 8 | (unsigned char)key[len - 1]};
}

static inline bool is_word(Str key)
{
    return key.len - 1 < LONGEST_WORD;
}

static inline uint64_t fold_product(uint64_t a, uint64_t b)
{
    __extension__ unsigned __int128 product = (__extension__ (unsigned __int128)a) * b;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static inline uint64_t hash_word(Word word, uint32_t len)
{
    uint64_t first = fold_product(word.first ^ MAP_SEED, 0x9e3779b97f4a7c15u);
    uint64_t last = fold_product((word.last + len) ^ (MAP_SEED << 8), 0xd6e8feb86659fd93u);
    return (first ^ last) * 0x9fb21c651e98df25u;
}

/* Of a slot eight bits of its key's hash; which slot is looked at first, others of them say. */
static inline uint8_t mark_of(uint64_t hash)
{
    return (uint8_t)(hash >> 56 | 1);
}

static inline uint32_t start_of(uint64_t hash)
{
    return (uint32_t)(hash >> 24);
}

static inline bool is_at(const MapSlot *slot, Str key, Word word)
{
    if (slot->len != key.len) return false;
    if (!is_word(key)) return key.len == 0 || memcmp(slot->key, key.data, key.len) == 0;
    return slot->ends[0] == word.first && slot->ends[1] == word.last;
}

/* The slot that holds key, or the empty one where it would go. */
static inline uint32_t find_slot(const Map *map, Str key, Word word, uint64_t hash)
{
    uint32_t mask = map->capacity - 1;
    uint8_t mark = mark_of(hash);
    for (uint32_t at = start_of(hash) & mask;; at = (at + 1) & mask) {
        if (map->marks[at] == mark && is_at(&map->slots[at], key, word)) return at;
        if (map->marks[at] == 0) return at;
    }
}

static inline uint64_t first_bit(Str key)
{
    return (uint64_t)1 << (key.data[0] & 63);
}

static inline uint64_t last_bit(Str key)
{
    return (uint64_t)1 << (key.data[key.len - 1] & 63);
}

static uint32_t find_long(const Map *map, Str key)
{
    uint32_t at = find_slot(map, key, (Word){0}, hash_bytes(key.data, key.len, MAP_SEED));
    return map->marks[at] == 0 ? MAP_NONE : map->slots[at].value;
}

uint32_t map_find(const Map *map, Str key)
{
    if (map->count == 0) return MAP_NONE;
    if (!is_word(key)) return find_long(map, key);
    if ((map->firsts & first_bit(key)) == 0 || (map->lasts & last_bit(key)) == 0) return MAP_NONE;
    Word word = word_of(key.data, key.len);
    uint32_t at = find_slot(map, key, word, hash_word(word, key.len));
    return map->marks[at] == 0 ? MAP_NONE : map->slots[at].value;
}

/* Where the key stands, or the empty slot where it would go. */
static uint32_t place_of(const Map *map, Str key, MapSlot *slot, uint64_t *hash)
{
    Word word = {0, 0};
    *slot = (MapSlot){.len = key.len};
    if (is_word(key)) {
        word = word_of(key.data, key.len);
        slot->ends[0] = word.first;
        slot->ends[1] = word.last;
        *hash = hash_word(word, key.len);
    } else {
        slot->key = key.data;
        *hash = hash_bytes(key.data, key.len, MAP_SEED);
    }
    return find_slot(map, key, word, *hash);
}

static void put(Map *map, Str key, uint32_t value)
{
    MapSlot slot;
    uint64_t hash;
    uint32_t at = place_of(map, key, &slot, &hash);
    slot.value = value;
    if (map->marks[at] == 0) map->count++;
    if (is_word(key)) {
        map->firsts |= first_bit(key);
        map->lasts |= last_bit(key);
    }
    map->marks[at] = mark_of(hash);
    map->slots[at] = slot;
}

/* Of a map that holds each key once and has room. */
static void put_slot(Map *map, const MapSlot *slot)
{
    bool in_slot = slot->len - 1 < LONGEST_WORD;
    uint64_t hash = in_slot ? hash_word((Word){slot->ends[0], slot->ends[1]}, slot->len)
                            : hash_bytes(slot->key, slot->len, MAP_SEED);
    uint32_t mask = map->capacity - 1, at = start_of(hash) & mask;
    while (map->marks[at] != 0) at = (at + 1) & mask;
    map->marks[at] = mark_of(hash);
    map->slots[at] = *slot;
}

static void grow(Map *map)
{
    Map larger = *map;
    larger.capacity = map->capacity ? 2 * map->capacity : 16;
    larger.slots = arena_new_items(map->arena, MapSlot, larger.capacity);
    larger.marks = arena_new_items(map->arena, uint8_t, larger.capacity);
    for (uint32_t i = 0; i < map->capacity; i++)
        if (map->marks[i] != 0) put_slot(&larger, &map->slots[i]);
    *map = larger;
}

void map_set(Map *map, Str key, uint32_t value)
{
    assert(value != MAP_NONE);
    if (2 * (map->count + 1) > map->capacity) grow(map);
    put(map, key, value);
}
