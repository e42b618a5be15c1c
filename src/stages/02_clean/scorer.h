/*
 * Does a piece of a page belong to the article? Learnt trees over what is measured of it
 * (features.h), in two rounds: the first sees the piece, its place and its neighbours' shapes; the
 * second also what the first said of everything around it.
 *
 *     text_len < 5.2?  yes: evidence_near < 0.4?  yes: -0.31   no: +0.12
 *                      no:  link_share < 0.35?    yes: +0.44   no: -0.20
 *
 * The values of all trees of a round are added up; the sum is the logarithm of the odds. The trees
 * are data/clean/main_text.tsv, made by tools/train/main_text.py.
 */
#ifndef CLEAN_SCORER_H
#define CLEAN_SCORER_H

#include "features.h"

typedef struct TreeNode {
    uint32_t feature; /* FEATURE_COUNT: a leaf */
    float limit;      /* below it: the next node; a leaf: the value */
    uint32_t from;    /* the node for values from the limit on */
} TreeNode;

typedef List(TreeNode) TreeNodeList;

#define SCORER_ROUNDS 2

typedef struct Scorer Scorer;
struct Scorer {
    TreeNodeList nodes[SCORER_ROUNDS];
    List(uint32_t) roots[SCORER_ROUNDS];
};

DatelineStatus scorer_load(const DataFiles *files, Arena *arena, Scorer *out,
                           DatelineError *err) MUST_CHECK;

/* Sets the pieces' keep. */
void scorer_run(const Scorer *scorer, Page *page);

/* The scores of one round, from 0 to 1, [count]. */
void scorer_run_round(const Scorer *scorer, uint32_t round, const PieceFeatures *features,
                      uint32_t count, float *out);

#endif
