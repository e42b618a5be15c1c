/* Counts of hashes: how often each key was added, and at which place of the caller's lists it is
 * kept. The number of keys is bounded by what the caller expects. */
#ifndef CLEAN_TALLY_H
#define CLEAN_TALLY_H

#include "base/arena.h"

typedef struct TallySlot {
    uint64_t key; /* 0: empty */
    uint32_t count;
} TallySlot;

typedef struct Tally {
    TallySlot *slots;
    uint32_t capacity; /* power of two, at least twice the keys */
} Tally;

/* most_keys: no more than these are ever added. */
Tally tally_new(uint32_t most_keys, Arena *arena);
/* Adds the key once; returns its slot, which stays the same. */
uint32_t tally_add(Tally *tally, uint64_t key);
/* How often the key was added. */
uint32_t tally_count(const Tally *tally, uint64_t key);

#endif
