#include "ledger/copies.h"

#include <stdlib.h>

#include "base/hash.h"

/* ---- MinHash --------------------------------------------------------------------------------- */

#define PART_BITS 6 /* 64 parts of the range of hashes */
#define EMPTY UINT32_MAX

/* What an empty part takes from one that is not: a walk that depends on the part alone, so that two
 * texts of few words borrow alike. */
static uint32_t borrow(const MinHash *from, uint32_t part)
{
    uint64_t at = part;
    do {
        at = hash_bytes(&at, sizeof at, PART_BITS);
    } while (from->least[at >> (64 - PART_BITS)] == EMPTY);
    return from->least[at >> (64 - PART_BITS)];
}

bool minhash_of(const ShingleList *shingles, MinHash *out)
{
    if (shingles->count == 0) return false;
    MinHash least;
    memset(&least, 0xFF, sizeof least);
    for (uint32_t i = 0; i < shingles->count; i++) {
        uint64_t hash = shingles->items[i];
        uint32_t *part = &least.least[hash >> (64 - PART_BITS)];
        uint32_t value = (uint32_t)(hash >> PART_BITS) & (EMPTY >> 1);
        if (value < *part) *part = value;
    }
    for (uint32_t i = 0; i < MINHASH_COUNT; i++)
        out->least[i] = least.least[i] != EMPTY ? least.least[i] : borrow(&least, i);
    return true;
}

uint32_t minhash_likeness(const MinHash *a, const MinHash *b)
{
    uint32_t equal = 0;
    for (uint32_t i = 0; i < MINHASH_COUNT; i++) equal += a->least[i] == b->least[i];
    return equal * 1000 / MINHASH_COUNT;
}

/* ---- Keys ------------------------------------------------------------------------------------ */

#define KEY_BITS 48
#define WINDOW_SHINGLES 24
/* A text of more than twelve thousand words is found by the smallest of its keys. */
#define MOST_PART_KEYS 1024

static int64_t make_key(const void *bytes, size_t len, uint64_t seed)
{
    return (int64_t)(hash_bytes(bytes, len, seed) >> (64 - KEY_BITS));
}

enum { SEED_PART = 1, SEED_ADDRESS = 2, SEED_NEAR = 16 };

void copy_near_keys(const MinHash *minhash, Arena *arena, CopyKeyList *out)
{
    for (uint32_t i = 0; i < MINHASH_COUNT; i += MINHASH_ROWS)
        *list_add(arena, out) =
            make_key(&minhash->least[i], MINHASH_ROWS * sizeof minhash->least[i], SEED_NEAR + i);
}

/* The queue holds the places of shingles that may yet become the least of a window, ascending. */
void copy_part_keys(const ShingleList *shingles, Arena *arena, CopyKeyList *out)
{
    uint32_t *queue = arena_new_items(arena, uint32_t, shingles->count + 1);
    uint32_t first = 0, end = 0, last_taken = UINT32_MAX;
    for (uint32_t i = 0; i < shingles->count; i++) {
        while (end > first && shingles->items[queue[end - 1]] >= shingles->items[i]) end--;
        queue[end++] = i;
        if (queue[first] + WINDOW_SHINGLES <= i) first++;
        bool is_whole = i + 1 >= WINDOW_SHINGLES || i + 1 == shingles->count;
        if (!is_whole || queue[first] == last_taken) continue;
        last_taken = queue[first];
        const uint64_t *least = &shingles->items[last_taken];
        *list_add(arena, out) = make_key(least, sizeof *least, SEED_PART);
    }
    number_list_sort_once(out);
    if (out->count > MOST_PART_KEYS) out->count = MOST_PART_KEYS;
}

int64_t copy_address_key(Str address)
{
    return make_key(address.data, address.len, SEED_ADDRESS);
}

void copy_keys(Str text, Str address, Arena *arena, CopyKeyList *out)
{
    ShingleList shingles = {0};
    MinHash minhash;
    shingles_of(text, arena, &shingles);
    copy_part_keys(&shingles, arena, out);
    if (minhash_of(&shingles, &minhash)) copy_near_keys(&minhash, arena, out);
    if (address.len > 0) *list_add(arena, out) = copy_address_key(address);
    number_list_sort_once(out);
}

/* Of MinHash and address. */
#define KEYS_OF_WHOLE (MINHASH_COUNT / MINHASH_ROWS + 1)
#define PART_OF_KEYS 8

uint32_t copy_size(const CopyKeyList *keys)
{
    uint32_t size = 0;
    for (uint32_t left = keys->count > KEYS_OF_WHOLE ? keys->count - KEYS_OF_WHOLE : 0; left > 1; left /= 2) size++;
    return size < COPY_SIZES ? size : COPY_SIZES - 1;
}

bool copy_may_be(uint32_t shared_keys, uint32_t size, uint32_t other_size)
{
    uint32_t shorter = size < other_size ? size : other_size;
    return shared_keys >= (1u << shorter) / PART_OF_KEYS;
}

/* ---- Comparing ------------------------------------------------------------------------------- */

/* A sentence that stands in a longer article is no copy of it: 24 words at least. */
#define LEAST_PART_SHINGLES 17
/* Two texts of one address that have less in common are two articles. Thousandths. */
#define LEAST_OF_VERSION 100

const char *copy_kind_name(CopyKind kind)
{
    static const char *const names[COPY_KIND_COUNT] = {NULL,     "exact",    "near",
                                                       "within", "contains", "version"};
    return names[kind];
}

bool copy_is_repeat(CopyKind kind)
{
    return kind != COPY_NONE && kind != COPY_CONTAINS;
}

static uint32_t thousandths(uint32_t part, uint32_t whole)
{
    return whole == 0 ? 0 : (uint32_t)((uint64_t)part * 1000 / whole);
}

static CopyKind kind_of(const ShingleSet *later, const ShingleSet *earlier, uint32_t common)
{
    if (common == 0) return COPY_NONE;
    if (later->text_hash == earlier->text_hash) return COPY_EXACT;
    if (3 * (uint64_t)common >= (uint64_t)later->count + earlier->count) return COPY_NEAR;
    const ShingleSet *shorter = later->count <= earlier->count ? later : earlier;
    if (shorter->count < LEAST_PART_SHINGLES || 2 * (uint64_t)common < shorter->count)
        return COPY_NONE;
    return shorter == later ? COPY_WITHIN : COPY_CONTAINS;
}

CopyRelation copy_compare(const ShingleSet *later, const ShingleSet *earlier)
{
    uint32_t common = shingles_in_common(later, earlier);
    return (CopyRelation){.kind = kind_of(later, earlier, common),
                          .likeness = thousandths(common, later->count + earlier->count - common),
                          .share = thousandths(common, later->count)};
}

CopyRelation version_compare(const ShingleSet *later, const ShingleSet *earlier,
                             bool has_same_title)
{
    CopyRelation relation = copy_compare(later, earlier);
    uint32_t common = shingles_in_common(later, earlier);
    uint32_t shorter = later->count < earlier->count ? later->count : earlier->count;
    bool is_kin = has_same_title || thousandths(common, shorter) >= LEAST_OF_VERSION;
    relation.kind = is_kin ? COPY_VERSION : COPY_NONE;
    return relation;
}
