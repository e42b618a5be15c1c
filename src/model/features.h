/*
 * Features: what the models see of a sentence, as 64-bit hashes.
 *
 * A feature is a template number with up to four values, mixed to one hash; the weights of the
 * hash are looked up in a WeightTable. Trainer and program share this code, so that a weight means
 * the same to both: to change a template or an atom is to train anew (and to raise
 * SYNTAX_MODEL_VERSION).
 *
 *     "Xi" as the word before, VBD as its tag:  feature_add(list, TEMPLATE, hash("xi"), VBD, 0, 0)
 */
#ifndef MODEL_FEATURES_H
#define MODEL_FEATURES_H

#include "model/syntax_model.h"

#define MOST_FEATURES 128
#define LONGEST_AFFIX 4

typedef struct FeatureList {
    uint32_t count;
    uint64_t items[MOST_FEATURES];
} FeatureList;

static inline void feature_add(FeatureList *list, uint64_t template_number, uint64_t a, uint64_t b,
                               uint64_t c, uint64_t d)
{
    uint64_t hash = template_number * 0x9E3779B97F4A7C15u + a * 0xC2B2AE3D27D4EB4Fu +
                    b * 0x165667B19E3779F9u + c * 0xD6E8FEB86659FD93u + d * 0xA0761D6478BD642Fu;
    hash ^= hash >> 29;
    hash *= 0xBF58476D1CE4E5B9u;
    hash ^= hash >> 32;
    hash *= 0x94D049BB133111EBu;
    assert(list->count < MOST_FEATURES);
    list->items[list->count++] = hash ^ hash >> 31;
}

/* How a sentence uses capitals: in a headline they say little about names. */
typedef enum LetterCase { CASE_SENTENCE, CASE_CAPITALS, CASE_TITLE, CASE_LOWER } LetterCase;

/* What is known of a word before any tag: hashes of its form and parts of it. */
typedef struct WordAtoms {
    uint32_t lower; /* digits made 0 */
    uint32_t form;
    uint32_t shape;                 /* "Xxx", "XX-00", with the sentence's letter case */
    uint32_t prefix[LONGEST_AFFIX]; /* of 1 to 4 characters; 0: the word is not longer */
    uint32_t suffix[LONGEST_AFFIX];
    uint32_t cluster; /* of words used alike; 0: unknown */
} WordAtoms;

/* Words used alike, by the hash of their lower form: key[n] belongs to cluster[n]; ordered by key. */
typedef struct WordClusters {
    const unsigned char *keys; /* [count] little-endian u32 */
    const unsigned char *clusters;
    uint32_t count;
} WordClusters;

uint32_t word_key(Str lower); /* digits made 0 */
void atoms_build(const SyntaxWord *words, uint32_t count, const WordClusters *clusters,
                 WordAtoms *atoms);

#endif
