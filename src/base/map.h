/*
 * A hash map from text to a 32-bit value, in an arena. Open addressing over a hash with a seed (of what is longer
 * than a word, xxHash): keys from outside cannot be chosen to collide without knowing it, and the probe length is
 * bounded by growing. The order of the map is never looked at, so a seed may differ from run to
 * run without changing any output; ours is fixed a build, to keep runs comparable.
 */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include "base/arena.h"

/* Nearly all keys are words, and those stand in the slot itself: their first and last bytes, which may overlap. */
typedef struct MapSlot {
    union {
        uint64_t ends[2]; /* of 1 to 16 bytes */
        const char *key;  /* of any other length; borrowed: must outlive the map */
    };
    uint32_t len;
    uint32_t value;
} MapSlot;

typedef struct Map {
    Arena *arena;
    /* Of each slot eight bits of its key's hash, 0 if it is empty. Apart from the slots and small, so that those of
     * large maps stay in the processor's cache: most lookups are of words that are not there, and end here. */
    uint8_t *marks;
    MapSlot *slots;
    uint32_t count;
    uint32_t capacity; /* power of two, or 0 */
    uint64_t firsts, lasts; /* bits of the first and last bytes of short keys: a few words are most often told by them */
} Map;

#define MAP_NONE UINT32_MAX

void map_init(Map *map, Arena *arena);
/* MAP_NONE if the key is not there. */
uint32_t map_find(const Map *map, Str key);
/* Sets or replaces. value must not be MAP_NONE; key must outlive the map. */
void map_set(Map *map, Str key, uint32_t value);

#endif
