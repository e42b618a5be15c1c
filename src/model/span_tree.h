/*
 * Scores of arcs to a tree: the heaviest spanning tree with exactly one root (Chu and Liu 1965,
 * Edmonds 1967). Where every word's best head already makes a tree, that is all there is to do.
 */
#ifndef MODEL_SPAN_TREE_H
#define MODEL_SPAN_TREE_H

#include "base/arena.h"

/* Memory for sentences of up to so many words, used again for each. */
typedef struct SpanTree SpanTree;
SpanTree *span_tree_new(uint32_t longest_sentence, Arena *arena);

/* arcs[(count + 1) * word + head] for words and heads from 1, head 0 the root; a word is never its
 * own head. Sets heads[1..count]; exactly one is 0. Time grows with the square of count. */
void span_tree_find(SpanTree *tree, const float *arcs, uint32_t count, uint32_t *heads);

/* How many arcs and words span_tree_find has looked at so far: its work, which no clock disturbs. */
uint64_t span_tree_steps(const SpanTree *tree);

#endif
