/*
 * Which moves are right in any state, also after mistakes (Goldberg and Nivre 2013): those that
 * lose the fewest of the gold arcs that could still be made.
 */
#ifndef TRAIN_ORACLE_H
#define TRAIN_ORACLE_H

#include "conllu.h"
#include "model/parse_state.h"

/* Heads made projective: an arc that crosses another is lifted to the head's head. ROOT is count. */
void oracle_heads(const GoldSentence *sentence, uint32_t *heads);

/* Sets good[class] for the moves of least cost; an arc of the gold tree must have its label. */
void oracle_classes(const ParseState *state, const GoldSentence *sentence, const uint32_t *heads,
                    uint32_t relation_count, bool *good);

#endif
