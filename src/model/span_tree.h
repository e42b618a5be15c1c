/*
 * Scores of arcs to a tree: the heaviest spanning tree with exactly one root (Chu and Liu 1965,
 * Edmonds 1967). Where every word's best head already makes a tree, that is all there is to do.
 */
#ifndef MODEL_SPAN_TREE_H
#define MODEL_SPAN_TREE_H

#include "base/arena.h"

/* arcs[(count + 1) * word + head] for words and heads from 1, head 0 the root; a word is never its
 * own head. Sets heads[1..count]; exactly one is 0. Time grows with the square of count, at worst
 * with the cube; memory comes from scratch. */
void span_tree_find(const float *arcs, uint32_t count, Arena *scratch, uint32_t *heads);

#endif
