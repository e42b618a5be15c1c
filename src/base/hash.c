#include "base/hash.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

uint64_t hash_bytes(const void *bytes, size_t len, uint64_t seed)
{
    return XXH3_64bits_withSeed(bytes, len, seed);
}

void id_begin(IdBuilder *builder)
{
    *builder = (IdBuilder){0};
}

/* Each part is hashed under the state so far: a chain, so order and lengths count. */
void id_add_bytes(IdBuilder *builder, const void *bytes, size_t len)
{
    XXH128_hash_t part = XXH3_128bits(bytes, len);
    uint64_t state[5] = {builder->low, builder->high, part.low64, part.high64, len};
    XXH128_hash_t next = XXH3_128bits(state, sizeof state);
    *builder = (IdBuilder){.low = next.low64, .high = next.high64};
}

void id_add_str(IdBuilder *builder, Str text)
{
    id_add_bytes(builder, text.data, text.len);
}

void id_add_number(IdBuilder *builder, uint64_t number)
{
    unsigned char bytes[8];
    for (int i = 0; i < 8; i++) bytes[i] = (unsigned char)(number >> (8 * i));
    id_add_bytes(builder, bytes, sizeof bytes);
}

Id id_finish(const IdBuilder *builder, char kind)
{
    static const char digits[] = "0123456789abcdefghjkmnpqrstvwxyz"; /* no i, l, o, u */
    Id id = {.text = {kind}};
    __extension__ unsigned __int128 bits = ((__extension__ (unsigned __int128)builder->high) << 64) | builder->low;
    for (int i = 1; i < ID_CHARS; i++) {
        id.text[i] = digits[(unsigned)(bits & 31)];
        bits >>= 5;
    }
    return id;
}
