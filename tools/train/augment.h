/*
 * Sentences as news writes them, made from those of the treebanks: other quotation marks and
 * dashes, headlines in capitals or title case, no final stop. The tree stays as it is.
 */
#ifndef TRAIN_AUGMENT_H
#define TRAIN_AUGMENT_H

#include "conllu.h"

/* A generator of our own, so that a seed gives the same model everywhere. */
typedef struct Random {
    uint64_t state;
} Random;

uint32_t random_below(Random *random, uint32_t limit);

/* Changes marks in place and adds headline copies at the end, of the documents they came from. */
void corpus_augment(Corpus *corpus, Random *random);

#endif
