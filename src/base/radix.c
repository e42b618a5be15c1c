#include "base/radix.h"

#include <stdbool.h>
#include <string.h>

#define DIGIT_BITS 8
#define DIGITS (64 / DIGIT_BITS)
#define VALUES (1u << DIGIT_BITS)
/* Fewer are moved to their places one by one. */
#define FEW 48

static void insert_each(RadixItem *items, uint32_t count)
{
    for (uint32_t i = 1; i < count; i++) {
        RadixItem item = items[i];
        uint32_t at = i;
        for (; at > 0 && items[at - 1].key > item.key; at--) items[at] = items[at - 1];
        items[at] = item;
    }
}

static void count_digits(const RadixItem *items, uint32_t count, uint32_t counts[DIGITS][VALUES])
{
    memset(counts, 0, DIGITS * sizeof *counts);
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t digit = 0; digit < DIGITS; digit++)
            counts[digit][items[i].key >> (DIGIT_BITS * digit) & (VALUES - 1)]++;
}

/* By one digit. False, and nothing is moved, if all have the same. */
static bool move_by(const RadixItem *items, uint32_t count, uint32_t digit, uint32_t counts[VALUES], RadixItem *out)
{
    uint32_t shift = DIGIT_BITS * digit, sum = 0;
    if (counts[items[0].key >> shift & (VALUES - 1)] == count) return false;
    for (uint32_t i = 0; i < VALUES; i++) {
        uint32_t here = counts[i];
        counts[i] = sum;
        sum += here;
    }
    for (uint32_t i = 0; i < count; i++) out[counts[items[i].key >> shift & (VALUES - 1)]++] = items[i];
    return true;
}

void radix_sort(RadixItem *items, RadixItem *spare, uint32_t count)
{
    uint32_t counts[DIGITS][VALUES];
    RadixItem *from = items, *to = spare;
    if (count < FEW) {
        insert_each(items, count);
        return;
    }
    count_digits(items, count, counts);
    for (uint32_t digit = 0; digit < DIGITS; digit++) {
        if (!move_by(from, count, digit, counts[digit], to)) continue;
        RadixItem *moved = to;
        to = from;
        from = moved;
    }
    if (from != items) memcpy(items, from, count * sizeof *items);
}

uint32_t radix_keep_once(RadixItem *items, uint32_t count)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < count; i++)
        if (kept == 0 || items[kept - 1].key != items[i].key || items[kept - 1].value != items[i].value)
            items[kept++] = items[i];
    return kept;
}

uint32_t radix_count_equal(const RadixItem *items, uint32_t count)
{
    uint32_t equal = 1;
    while (equal < count && items[equal].key == items[0].key) equal++;
    return equal;
}
