#include "store/key_fresh.h"

#include <stdlib.h>

#include "base/hash.h"
#include "base/radix.h"

#define FIRST_CAPACITY 1024

void key_fresh_release(KeyFresh *fresh)
{
    free(fresh->entries);
    free(fresh->before);
    free(fresh->slots);
    *fresh = (KeyFresh){0};
}

void key_fresh_clear(KeyFresh *fresh)
{
    fresh->count = 0;
    if (fresh->capacity > 0) memset(fresh->slots, 0, fresh->capacity * sizeof *fresh->slots);
}

static unsigned char *entry_at(const KeyFresh *fresh, const KeyShape *shape, uint32_t index)
{
    return fresh->entries + (size_t)index * shape->width;
}

static uint32_t *slot_of(const KeyFresh *fresh, const KeyShape *shape, const unsigned char *entry)
{
    return &fresh->slots[hash_bytes(entry, shape->prefix, 0) & (fresh->capacity - 1)];
}

void key_fresh_expect(const KeyFresh *fresh, const KeyShape *shape, const unsigned char *entry)
{
    if (fresh->capacity > 0) __builtin_prefetch(slot_of(fresh, shape, entry));
}

static void put_in_slot(KeyFresh *fresh, const KeyShape *shape, uint32_t index)
{
    uint32_t *slot = slot_of(fresh, shape, entry_at(fresh, shape, index));
    fresh->before[index] = *slot;
    *slot = index + 1;
}

static void *grow_to(void *items, size_t count, size_t size)
{
    void *grown = realloc(items, count * size);
    if (grown == NULL) abort();
    return grown;
}

static void make_room(KeyFresh *fresh, const KeyShape *shape)
{
    if (fresh->count < fresh->capacity) return;
    fresh->capacity = fresh->capacity == 0 ? FIRST_CAPACITY : 2 * fresh->capacity;
    fresh->entries = grow_to(fresh->entries, fresh->capacity, shape->width);
    fresh->before = grow_to(fresh->before, fresh->capacity, sizeof *fresh->before);
    fresh->slots = grow_to(fresh->slots, fresh->capacity, sizeof *fresh->slots);
    memset(fresh->slots, 0, fresh->capacity * sizeof *fresh->slots);
    for (uint32_t i = 0; i < fresh->count; i++) put_in_slot(fresh, shape, i);
}

void key_fresh_add(KeyFresh *fresh, const KeyShape *shape, const KeyEntry *entry, bool is_removed)
{
    make_room(fresh, shape);
    unsigned char *place = entry_at(fresh, shape, fresh->count);
    memset(place, 0, shape->width);
    memcpy(place, entry->bytes, entry->len < shape->width ? entry->len : shape->width - 1);
    place[shape->width - 1] = is_removed;
    put_in_slot(fresh, shape, fresh->count++);
}

/* ---- In order -------------------------------------------------------------------------------- */

/* An entry and the first eight bytes of it, by which most are told apart. */
typedef RadixItem KeyPlace;

static const unsigned char *entry_of(const KeyPlace *place)
{
    return (const unsigned char *)(uintptr_t)place->value;
}

static KeyPlace place_of(const unsigned char *entry)
{
    return (KeyPlace){.key = key_fence(entry), .value = (uintptr_t)entry};
}

/* Later ones lie higher in memory. */
static int by_entry(const void *a, const void *b, void *context)
{
    const KeyPlace *x = a, *y = b;
    const KeyShape *shape = context;
    int order = memcmp(entry_of(x), entry_of(y), shape->ordered);
    return order != 0 ? order : (x->value > y->value) - (x->value < y->value);
}

static bool are_in_order(const KeyPlace *places, uint32_t count, const KeyShape *shape)
{
    for (uint32_t i = 1; i < count; i++)
        if (memcmp(entry_of(&places[i - 1]), entry_of(&places[i]), shape->ordered) > 0) return false;
    return true;
}

/* spare: as many places. */
static void sort_places(KeyPlace *places, KeyPlace *spare, uint32_t count, const KeyShape *shape)
{
    KeyShape context = *shape;
    radix_sort(places, spare, count);
    for (uint32_t first = 0, end; first < count; first = end) {
        for (end = first + 1; end < count && places[end].key == places[first].key;) end++;
        if (!are_in_order(places + first, end - first, shape))
            qsort_r(places + first, end - first, sizeof *places, by_entry, &context);
    }
}

/* Of equal ones the last is copied. */
static void copy_once(const KeyPlace *places, uint32_t count, const KeyShape *shape, KeyEntries *out)
{
    for (uint32_t i = 0; i < count; i++) {
        const unsigned char *entry = entry_of(&places[i]);
        if (i + 1 < count && memcmp(entry, entry_of(&places[i + 1]), shape->ordered) == 0) continue;
        memcpy(out->bytes + (size_t)out->count++ * shape->width, entry, shape->width);
    }
}

KeyEntries key_fresh_find(const KeyFresh *fresh, const KeyShape *shape, const KeyEntry *low,
                          const KeyEntry *high, Arena *arena)
{
    KeyEntries out = {.width = shape->width};
    List(KeyPlace) places = {0};
    if (fresh->count == 0) return out;
    for (uint32_t i = *slot_of(fresh, shape, low->bytes); i > 0; i = fresh->before[i - 1]) {
        const unsigned char *entry = entry_at(fresh, shape, i - 1);
        if (memcmp(entry, low->bytes, shape->ordered) >= 0 &&
            memcmp(entry, high->bytes, shape->ordered) <= 0)
            *list_add(arena, &places) = place_of(entry);
    }
    if (places.count == 0) return out;
    out.bytes = arena_alloc_items(arena, places.count, shape->width);
    /* They were met from the last one on. */
    for (uint32_t i = 0; i < places.count / 2; i++) {
        KeyPlace swapped = places.items[i];
        places.items[i] = places.items[places.count - 1 - i];
        places.items[places.count - 1 - i] = swapped;
    }
    sort_places(places.items, arena_new_items(arena, KeyPlace, places.count), places.count, shape);
    copy_once(places.items, places.count, shape, &out);
    return out;
}

KeyEntries key_fresh_sorted(const KeyFresh *fresh, const KeyShape *shape)
{
    KeyEntries out = {.width = shape->width};
    KeyPlace *places = calloc(2 * (size_t)fresh->count + 1, sizeof *places);
    out.bytes = malloc((size_t)fresh->count * shape->width + 1);
    if (places == NULL || out.bytes == NULL) abort();
    for (uint32_t i = 0; i < fresh->count; i++) places[i] = place_of(entry_at(fresh, shape, i));
    sort_places(places, places + fresh->count, fresh->count, shape);
    copy_once(places, fresh->count, shape, &out);
    free(places);
    return out;
}
