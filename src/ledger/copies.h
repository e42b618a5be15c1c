/*
 * Copies: the wire text that many outlets print, the updated version, the story cut short or built
 * into a longer one.
 *
 *     exact      the same words in the same order
 *     near       at least half of all shingles of the two are in both (Jaccard >= 0.5)
 *     within     at least half of the later article stands in the earlier one, which is longer
 *     contains   at least half of the earlier article stands in the later one, which adds its own
 *     version    both came from one address and have text or headline in common
 *
 * Two steps find them without comparing all with all: keys, of which copies share at least one, and
 * the exact comparison of those that do.
 *
 *     shingles -> one minimum for each of 64 parts of the hashes' range (one-permutation MinHash;
 *                 an empty part borrows another's), two by two: 32 keys
 *              -> the least of every 24 in a row (winnowing): two texts that share a run of so many
 *                 shingles share a key, however long the rest is
 *
 * A pair with Jaccard j shares one of the first 32 keys with probability 1 - (1 - j^2)^32: .9999 at
 * 0.5, .27 at 0.1. See Broder 1997; Li, Owen and Zhang 2012; Shrivastava 2017 (borrowing);
 * Schleimer, Wilkerson and Aiken 2003 (winnowing).
 */
#ifndef LEDGER_COPIES_H
#define LEDGER_COPIES_H

#include "base/number_list.h"
#include "ledger/shingles.h"

#define MINHASH_COUNT 64
#define MINHASH_ROWS 2 /* minima in a key */

typedef struct MinHash {
    uint32_t least[MINHASH_COUNT];
} MinHash;

/* False if there are no shingles. */
bool minhash_of(const ShingleList *shingles, MinHash *out);
/* Estimate of the Jaccard likeness, in thousandths. */
uint32_t minhash_likeness(const MinHash *a, const MinHash *b);

/* 48 bits each, so that they are small in the ledger and never collide by chance. */
typedef NumberList CopyKeyList;

/* By these the near copies are found. */
void copy_near_keys(const MinHash *minhash, Arena *arena, CopyKeyList *out);
/* By these also what stands within a longer text. */
void copy_part_keys(const ShingleList *shingles, Arena *arena, CopyKeyList *out);
/* Articles of one address share this one. */
int64_t copy_address_key(Str address);
/* All of an article, in order, each once. address is empty if it has none. */
void copy_keys(Str text, Str address, Arena *arena, CopyKeyList *out);

/* How long the text is, in powers of two of its keys that a part is found by: below COPY_SIZES. */
#define COPY_SIZES 16
uint32_t copy_size(const CopyKeyList *keys);
/*
 * Could two be copies that share so many keys? Of the shorter one half stands in the other, and so does about half of the
 * keys that a part is found by, a third of them where every seventeenth word was replaced. Who shares less than
 * an eighth shares a slogan, a rule of the house or a sentence that many quote.
 */
bool copy_may_be(uint32_t shared_keys, uint32_t size, uint32_t other_size);

typedef enum CopyKind {
    COPY_NONE,
    COPY_EXACT,
    COPY_NEAR,
    COPY_WITHIN,
    COPY_CONTAINS,
    COPY_VERSION,
    COPY_KIND_COUNT,
} CopyKind;

/* NULL for COPY_NONE. */
const char *copy_kind_name(CopyKind kind);
/* Is the later one no report of its own? All but "contains". */
bool copy_is_repeat(CopyKind kind);

typedef struct CopyRelation {
    CopyKind kind;
    uint32_t likeness; /* Jaccard, thousandths */
    uint32_t share;    /* of the later one's shingles that stand in the earlier, thousandths */
} CopyRelation;

/* What the later article is to the earlier. */
CopyRelation copy_compare(const ShingleSet *later, const ShingleSet *earlier);
/* The same for two of one address; a common headline makes them versions as well. */
CopyRelation version_compare(const ShingleSet *later, const ShingleSet *earlier,
                             bool has_same_title);

#endif
