/*
 * What each word of a sentence means where it stands, for the scores of pair_net.h.
 *
 *     "Norland will shut its consulates in Sudland"
 *
 *     the context of the network of syntax (syntax_model.h) and the word's own row (sentence_encoder.h)
 *     -> a product -> windows and gated layers, as net.h has them -> a vector a word
 *
 * In the file, after the sizes of pair_net.h: matrix in [size][width + SENTENCE_VECTOR_SIZE], f32 norm[2][size],
 * the layers as net.h has them.
 */
#ifndef MODEL_PAIR_CONTEXT_H
#define MODEL_PAIR_CONTEXT_H

#include "model/net.h"
#include "model/sentence_encoder.h"

typedef struct PairContext {
    uint32_t width; /* of the contexts it reads */
    Matrix in;
    Norm norm;
    Net net; /* of which size and layers are set */
    const SentenceEncoder *words;
} PairContext;

/* One after the other in contexts, as syntax_model_parse sets them. */
typedef struct PairSentence {
    const Str *words; /* in small letters; empty: a name, whose own meaning tells nothing */
    const int8_t *contexts;
    const float *scales;
    uint32_t count;
} PairSentence;

/* kinds: a letter a layer, MOST_LAYERS of them with what is behind layers. What does not fit: the reader is short. */
PairContext pair_context_take(SectionReader *reader, uint32_t width, uint32_t size, uint32_t layers,
                              const unsigned char *kinds, const SentenceEncoder *words);

/* The vectors of all words, of one sentence after the other: [words][size]. Sentences do not see each other. */
float *pair_context_read(const PairContext *context, const PairSentence *sentences, uint32_t count, Arena *arena);

#endif
