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

#endif
