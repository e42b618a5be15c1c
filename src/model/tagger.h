/* Tags from left to right, each with the best-scoring one, the two before it known. */
#ifndef MODEL_TAGGER_H
#define MODEL_TAGGER_H

#include "model/weights.h"

/* Features of word `at`; the words before it have their tags. */
void tag_features(const SyntaxWord *words, const WordAtoms *atoms, uint32_t count, uint32_t at,
                  FeatureList *out);

void tagger_run(const WeightTable *weights, SyntaxWord *words, const WordAtoms *atoms,
                uint32_t count);

#endif
