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

/* Nearly all keys are words: of one that fits into two numbers, which may overlap, these and its length say all. */
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

static inline uint64_t hash_word(Word word, uint32_t len)
{
    __extension__ unsigned __int128 product =
        (__extension__ (unsigned __int128)(word.first ^ MAP_SEED)) * (word.last ^ (0x9e3779b97f4a7c15u * len));
    return ((uint64_t)product ^ (uint64_t)(product >> 64)) * 0xd6e8feb86659fd93u;
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
    Word other = word_of(slot->key, key.len);
    return other.first == word.first && other.last == word.last;
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

static void put(Map *map, Str key, uint32_t value)
{
    Word word = is_word(key) ? word_of(key.data, key.len) : (Word){0};
    uint64_t hash = is_word(key) ? hash_word(word, key.len) : hash_bytes(key.data, key.len, MAP_SEED);
    uint32_t at = find_slot(map, key, word, hash);
    if (map->marks[at] == 0) map->count++;
    if (is_word(key)) {
        map->firsts |= first_bit(key);
        map->lasts |= last_bit(key);
    }
    map->marks[at] = mark_of(hash);
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
