#include "digest.h"

#include <nettle/nettle-meta.h>

#define LONGEST_DIGEST_BYTES 64
#define LONGEST_CONTEXT_BYTES 512

static const struct {
    Str name;
    const struct nettle_hash *hash;
} algorithms[] = {
    {STR_INIT("sha1"), &nettle_sha1},      {STR_INIT("sha-1"), &nettle_sha1},
    {STR_INIT("md5"), &nettle_md5},        {STR_INIT("sha256"), &nettle_sha256},
    {STR_INIT("sha-256"), &nettle_sha256}, {STR_INIT("sha512"), &nettle_sha512},
    {STR_INIT("sha-512"), &nettle_sha512}, {STR_INIT("sha384"), &nettle_sha384},
};

static const struct nettle_hash *find_algorithm(Str name)
{
    for (size_t i = 0; i < COUNT(algorithms); i++)
        if (str_equal_ignoring_case(name, algorithms[i].name)) return algorithms[i].hash;
    return NULL;
}

/* The value of a character of base 16, 32 or 64; -1 if it is none. */
static int digit_of(char c, uint32_t bits)
{
    if (bits == 6) {
        if (c >= 'A' && c <= 'Z') return c - 'A';
        if (c >= 'a' && c <= 'z') return c - 'a' + 26;
        if (ascii_is_digit(c)) return c - '0' + 52;
        return c == '+' || c == '-' ? 62 : c == '/' || c == '_' ? 63 : -1;
    }
    char small = (char)(c | 32);
    if (bits == 5)
        return small >= 'a' && small <= 'z' ? small - 'a'
               : c >= '2' && c <= '7'       ? c - '2' + 26
                                            : -1;
    if (ascii_is_digit(c)) return c - '0';
    return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

/* True if all characters are digits of the base and give `len` bytes. */
static bool decode(Str text, uint32_t bits, uint8_t *out, size_t len)
{
    uint32_t held = 0, held_bits = 0;
    size_t count = 0;
    for (uint32_t i = 0; i < text.len; i++) {
        int digit = digit_of(text.data[i], bits);
        if (digit < 0) return false;
        held = held << bits | (uint32_t)digit;
        held_bits += bits;
        if (held_bits < 8) continue;
        held_bits -= 8;
        if (count == len) return false;
        out[count++] = (uint8_t)(held >> held_bits);
    }
    return count == len && held_bits < bits;
}

/* The length tells the base: sha1 has 32 characters of base 32, 40 of base 16, 27 of base 64. */
static bool decode_any(Str text, uint8_t *out, size_t len)
{
    static const uint32_t bases[] = {4, 5, 6};
    while (text.len > 0 && text.data[text.len - 1] == '=') text.len--;
    for (size_t i = 0; i < COUNT(bases); i++) {
        bool fits = text.len == (8 * len + bases[i] - 1) / bases[i];
        if (fits && decode(text, bases[i], out, len)) return true;
    }
    return false;
}

DigestCheck digest_check(Str digest, Str bytes)
{
    uint32_t colon = str_find(digest, STR(":"), 0);
    if (colon == STR_NOT_FOUND) return DIGEST_MALFORMED;
    const struct nettle_hash *hash = find_algorithm(str_trim((Str){digest.data, colon}));
    if (hash == NULL) return DIGEST_UNKNOWN;
    uint8_t said[LONGEST_DIGEST_BYTES], found[LONGEST_DIGEST_BYTES];
    Str value = str_trim((Str){digest.data + colon + 1, digest.len - colon - 1});
    if (!decode_any(value, said, hash->digest_size)) return DIGEST_MALFORMED;
    _Alignas(16) char context[LONGEST_CONTEXT_BYTES];
    assert(hash->context_size <= sizeof context && hash->digest_size <= sizeof found);
    hash->init(context);
    hash->update(context, bytes.len, (const uint8_t *)bytes.data);
    hash->digest(context, hash->digest_size, found);
    return memcmp(said, found, hash->digest_size) == 0 ? DIGEST_RIGHT : DIGEST_WRONG;
}
