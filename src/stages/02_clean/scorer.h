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

/* A leaf leads to itself, so that every tree can be asked the same number of times without looking
 * whether it has ended: whether it has is what processors guess worst. */
typedef struct TreeNode {
    uint32_t feature;
    float limit;
    uint32_t next[2]; /* the node for values below the limit, and for those from it on */
    float value;      /* of a leaf */
} TreeNode;

typedef List(TreeNode) TreeNodeList;

#define SCORER_ROUNDS 2

typedef struct Scorer Scorer;
struct Scorer {
    TreeNodeList nodes[SCORER_ROUNDS];
    List(uint32_t) roots[SCORER_ROUNDS];
    uint32_t depth; /* of the deepest tree */
};

DatelineStatus scorer_load(const DataFiles *files, Arena *arena, Scorer *out,
                           DatelineError *err) MUST_CHECK;

/* Sets the pieces' keep. */
void scorer_run(const Scorer *scorer, Page *page);

/* The scores of one round, from 0 to 1, [count]. */
void scorer_run_round(const Scorer *scorer, uint32_t round, const PieceFeatures *features,
                      uint32_t count, float *out);

#endif
