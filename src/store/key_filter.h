/*
 * What a run of keys (store/key_runs.h) does not have, told from one page for thousands of them: a
 * Bloom filter whose bits for one value lie within 64 bytes. Twelve bits a value; of a
 * hundred values that are not there less than one is let through.
 *
 * See Putze, Sanders and Singler 2007.
 */
#ifndef STORE_KEY_FILTER_H
#define STORE_KEY_FILTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define KEY_FILTER_LINE 64 /* bytes */
#define KEY_FILTER_MOST_BYTES (63 * KEY_FILTER_LINE)
#define KEY_FILTER_MOST_VALUES (KEY_FILTER_MOST_BYTES * 8 / 12)

/* Bytes that so many values need. */
uint32_t key_filter_size(uint32_t values);
/* bits: zeroed, of that size. */
void key_filter_add(unsigned char *bits, uint32_t size, uint64_t hash);
bool key_filter_has(const unsigned char *bits, uint32_t size, uint64_t hash);

#endif
