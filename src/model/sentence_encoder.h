/*
 * What a sentence means, as a vector: sentences that say the same in other words lie near.
 *
 *     "The talks ended without result."    "Nothing came of the negotiations."      cosine .7
 *     "The talks ended without result."    "The museum opens on Saturday."          cosine .0
 *
 *     words -> rows of a table -> windows of three words -> their sum -> one product
 *
 * It learnt from a large encoder where sentences lie (tools/train/sentences.py). All sums are of
 * whole numbers or in one order (model/vector_ops.h): the vector is the same on every machine.
 *
 * The file, little-endian:
 *
 *     "DLSENTEN"  u32 version  u32 size  u64 length of the file
 *     u64 checksum (xxHash of everything after it)
 *     u32 layers, words, others
 *     u32 keys[words]            the low half of the hash of a word, growing
 *     f32 scales[words + others], i8 rows[words + others][size]
 *     a matrix [3 * size][size] a layer, a matrix [size][size]: model/section.h
 *
 * A word that is not in the table has one of the rows of the others, by its hash.
 */
#ifndef MODEL_SENTENCE_ENCODER_H
#define MODEL_SENTENCE_ENCODER_H

#include "base/arena.h"
#include "base/error.h"

#define SENTENCE_VECTOR_SIZE 128u
#define SENTENCE_MAGIC "DLSENTEN"
#define SENTENCE_MODEL_VERSION 1u
#define SENTENCE_HEADER_BYTES 32u
#define SENTENCE_CHECKSUM_AT 24u
/* What comes after these is not read. */
#define SENTENCE_MOST_WORDS 64u

typedef struct SentenceEncoder SentenceEncoder;

/* Of any length but 0; only the direction tells. */
typedef struct SentenceVector {
    int8_t values[SENTENCE_VECTOR_SIZE];
} SentenceVector;

/* bytes must outlive the encoder. A file that is not whole, not of this version or not consistent
 * in itself is refused. */
DatelineStatus sentence_encoder_read(Str bytes, Arena *arena, const SentenceEncoder **out,
                                     DatelineError *err) MUST_CHECK;

/* Words in small letters without diacritics, as ledger/words.h has them. Of no words: all 0. */
SentenceVector sentence_encode(const SentenceEncoder *encoder, const Str *words, uint32_t count);

/* The row of one word: where it stands before it is seen with its neighbours. The row is sent for; ask for those of
 * several words before the first is added. */
uint32_t sentence_find_word(const SentenceEncoder *encoder, Str word);
/* out += share * row */
void sentence_add_row(const SentenceEncoder *encoder, uint32_t row, float share, float out[SENTENCE_VECTOR_SIZE]);

/* Thousandths, -1000 to 1000; 0 if either is all 0. */
int32_t sentence_cosine(const SentenceVector *a, const SentenceVector *b);

#endif
