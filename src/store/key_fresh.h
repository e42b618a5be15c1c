/* Keys of a transaction that are not written yet (store/key_runs.h), in memory. */
#ifndef STORE_KEY_FRESH_H
#define STORE_KEY_FRESH_H

#include "store/key_blocks.h"

typedef struct KeyFresh {
    unsigned char *entries; /* [capacity][width], in the order they came */
    uint32_t *before;       /* [capacity] the one before in the same slot, plus 1 */
    uint32_t *slots;        /* [capacity] by the hash of the prefix: the last one, plus 1 */
    uint32_t count;
    uint32_t capacity; /* 0 or a power of two */
} KeyFresh;

void key_fresh_release(KeyFresh *fresh);
void key_fresh_clear(KeyFresh *fresh);
/* entry: as long as its kind's without the last byte, or as what puts it in order. */
void key_fresh_add(KeyFresh *fresh, const KeyShape *shape, const KeyEntry *entry, bool is_removed);
/* Those that begin as this entry are asked for in a moment. */
void key_fresh_expect(const KeyFresh *fresh, const KeyShape *shape, const unsigned char *entry);
/* Those from low to high, in order, of equal ones the last that came; in the arena. */
KeyEntries key_fresh_find(const KeyFresh *fresh, const KeyShape *shape, const KeyEntry *low,
                          const KeyEntry *high, Arena *arena);
/* All of them. The bytes are the caller's to free. */
KeyEntries key_fresh_sorted(const KeyFresh *fresh, const KeyShape *shape);

#endif
