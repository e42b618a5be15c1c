#include "store/key_filter.h"

#define BITS_OF_VALUE 6
#define SPACE_OF_VALUE 12 /* bits */
#define BITS_OF_LINE (8 * KEY_FILTER_LINE)

uint32_t key_filter_size(uint32_t values)
{
    uint32_t lines = (values * SPACE_OF_VALUE + BITS_OF_LINE - 1) / BITS_OF_LINE;
    return (lines == 0 ? 1 : lines) * KEY_FILTER_LINE;
}

/* The high half of the hash chooses the line, the low half the first bit and the step to the next. */
static uint32_t line_of(uint32_t size, uint64_t hash)
{
    uint64_t lines = size / KEY_FILTER_LINE;
    return (uint32_t)((hash >> 32) * lines >> 32) * KEY_FILTER_LINE;
}

static uint32_t bit_of(uint64_t hash, uint32_t index)
{
    return ((uint32_t)hash % BITS_OF_LINE + index * ((uint32_t)(hash >> 9) | 1)) % BITS_OF_LINE;
}

void key_filter_add(unsigned char *bits, uint32_t size, uint64_t hash)
{
    unsigned char *line = bits + line_of(size, hash);
    for (uint32_t i = 0; i < BITS_OF_VALUE; i++)
        line[bit_of(hash, i) / 8] |= (unsigned char)(1u << bit_of(hash, i) % 8);
}

bool key_filter_has(const unsigned char *bits, uint32_t size, uint64_t hash)
{
    const unsigned char *line = bits + line_of(size, hash);
    for (uint32_t i = 0; i < BITS_OF_VALUE; i++)
        if (!(line[bit_of(hash, i) / 8] & 1u << bit_of(hash, i) % 8)) return false;
    return true;
}
