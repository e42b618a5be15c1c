#include "archive_seen.h"

#include <stdlib.h>

#include "base/hash.h"

#define SEED 0x5EE2u
/* Keys from outside that were chosen to collide find no place, and take no time. */
#define MOST_PROBES 64

static uint64_t *find_slot(const SeenRecords *seen, uint64_t hash)
{
    for (uint32_t i = 0; i < MOST_PROBES && i < seen->capacity; i++) {
        uint64_t *slot = &seen->slots[(hash / 2 + i) & (seen->capacity - 1)];
        if (*slot == 0 || (*slot | 1) == (hash | 1)) return slot;
    }
    return NULL;
}

static void grow(SeenRecords *seen)
{
    SeenRecords old = *seen;
    seen->capacity = old.capacity == 0 ? 1024 : 2 * old.capacity;
    seen->slots = calloc(seen->capacity, sizeof *seen->slots);
    if (seen->slots == NULL) abort();
    for (uint32_t i = 0; i < old.capacity; i++) {
        uint64_t *slot = old.slots[i] == 0 ? NULL : find_slot(seen, old.slots[i]);
        if (slot != NULL) *slot = old.slots[i];
    }
    free(old.slots);
}

void seen_add(SeenRecords *seen, Str key, bool is_page)
{
    if (str_is_empty(key)) return;
    if (2 * seen->count >= seen->capacity) {
        if (seen->count >= MOST_SEEN) return;
        grow(seen);
    }
    uint64_t hash = hash_bytes(key.data, key.len, SEED) | 1;
    uint64_t *slot = find_slot(seen, hash);
    if (slot == NULL) return;
    seen->count += *slot == 0;
    if (*slot == 0 || is_page) *slot = is_page ? hash : hash - 1;
}

SeenRecord seen_find(const SeenRecords *seen, Str key)
{
    if (str_is_empty(key)) return SEEN_NOT;
    const uint64_t *slot = find_slot(seen, hash_bytes(key.data, key.len, SEED) | 1);
    if (slot == NULL || *slot == 0) return SEEN_NOT;
    return (*slot & 1) != 0 ? SEEN_PAGE : SEEN_OTHER;
}

void seen_release(SeenRecords *seen)
{
    free(seen->slots);
    *seen = (SeenRecords){0};
}
