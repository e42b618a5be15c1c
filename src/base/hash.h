/* Hashes: xxHash for tables and sketches, and content ids made from its 128-bit form. */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

uint64_t hash_bytes(const void *bytes, size_t len, uint64_t seed);

/*
 * Ids by content. An id is a kind letter and 16 characters of base 32 (80 bits of the hash of all
 * parts, each with its length, so that ("ab","c") and ("a","bc") differ): "m3k9w0z7q1x8c5v2b".
 */
#define ID_CHARS 17

typedef struct Id {
    char text[ID_CHARS + 1]; /* NUL-terminated; empty: no id */
} Id;

typedef struct IdBuilder IdBuilder;
struct IdBuilder {
    uint64_t low;
    uint64_t high;
};

void id_begin(IdBuilder *builder);
void id_add_bytes(IdBuilder *builder, const void *bytes, size_t len);
void id_add_str(IdBuilder *builder, Str text);
void id_add_number(IdBuilder *builder, uint64_t number);
Id id_finish(const IdBuilder *builder, char kind);

static inline Str id_str(const Id *id)
{
    return str_from_cstring(id->text);
}

#endif
