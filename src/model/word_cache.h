/*
 * Vectors of words met before. A word's vector depends on its form alone, and half of all words in
 * news are among a few hundred forms.
 *
 * There is room for a bounded number; a new word takes the place of another. What a cache holds
 * changes the time a parse takes, never its result. It belongs to one thread at a time.
 */
#ifndef MODEL_WORD_CACHE_H
#define MODEL_WORD_CACHE_H

#include "base/str.h"

typedef struct WordCache WordCache;

/* Of 2^bits pairs of words with vectors of so many floats. */
WordCache *word_cache_new(uint32_t bits, uint32_t width);
void word_cache_free(WordCache *cache);

/* The vector of a word, or NULL; good until the next call. */
const float *word_cache_find(WordCache *cache, Str form, Str lower);
/* Keeps a copy, if the word is not too long. */
void word_cache_keep(WordCache *cache, Str form, Str lower, const float *vector);

#endif
