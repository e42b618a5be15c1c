/* Putting many numbers in order at once, with what belongs to each. */
#ifndef BASE_RADIX_H
#define BASE_RADIX_H

#include <stdint.h>

typedef struct RadixItem {
    uint64_t key;
    uint64_t value;
} RadixItem;

/* Ascending by key; of equal ones the first stays first. spare: room for as many. The result is in items. */
void radix_sort(RadixItem *items, RadixItem *spare, uint32_t count);
/* Of pairs so sorted, whose equal keys have growing values: each once. How many are left. */
uint32_t radix_keep_once(RadixItem *items, uint32_t count);
/* How many have the first one's key; there is one at least. */
uint32_t radix_count_equal(const RadixItem *items, uint32_t count);

#endif
