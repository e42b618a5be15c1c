/*
 * The words of a text, eight in a row: what copies of it have in common, whatever their layout.
 *
 *     "The bridge at Lomen was closed for repairs on Tuesday."
 *         the bridge at lomen was closed for repairs
 *             bridge at lomen was closed for repairs on
 *                    at lomen was closed for repairs on tuesday
 *
 * A word is an unbroken row of letters and digits, in lower case. A text of fewer than eight words
 * is one shingle, an empty one none. Shingles are kept as 64-bit hashes: sets are compared exactly
 * but for a chance of one in a billion.
 */
#ifndef LEDGER_SHINGLES_H
#define LEDGER_SHINGLES_H

#include "base/arena.h"

#define SHINGLE_WORDS 8

typedef struct WordMark {
    uint64_t hash; /* of the word in lower case */
    Span span;
} WordMark;

typedef List(WordMark) WordMarkList;

/* The words of a text in their order. */
void word_marks(Str text, Arena *arena, WordMarkList *out);

/* Each shingle once; open addressing, 0 is an empty slot. */
typedef struct ShingleSet {
    uint64_t *slots; /* [capacity] */
    uint32_t capacity; /* a power of two */
    uint32_t count;
    uint64_t text_hash; /* of all words in their order: equal in texts of the same words */
} ShingleSet;

typedef List(uint64_t) ShingleList;

/* In the order of the text, repeats included. */
void shingles_of(Str text, Arena *arena, ShingleList *out);
ShingleSet shingle_set(const ShingleList *shingles, Arena *arena);
uint32_t shingles_in_common(const ShingleSet *a, const ShingleSet *b);

#endif
