/* Writing little-endian numbers into copies of model files, to spoil or to mend them. */
#ifndef TESTS_PUT_NUMBER_H
#define TESTS_PUT_NUMBER_H

#include <stdint.h>

static inline void put_number(char *bytes, uint64_t number, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) bytes[i] = (char)(number >> 8 * i);
}

#endif
