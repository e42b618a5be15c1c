#include "model/tagger.h"

#define NO_TAG 255u /* before the first word */
#define EDGE 7u     /* stands for the words outside the sentence */

static const WordAtoms edge_atoms = {.lower = EDGE, .form = EDGE, .shape = EDGE,
                                     .prefix = {EDGE, EDGE, EDGE, EDGE},
                                     .suffix = {EDGE, EDGE, EDGE, EDGE}};

/* The atoms of a word that may lie outside; index wraps below 0. */
static const WordAtoms *atoms_at(const WordAtoms *atoms, uint32_t count, uint32_t index)
{
    return index < count ? &atoms[index] : &edge_atoms;
}

static void add_word_features(const WordAtoms *word, bool is_first, FeatureList *out)
{
    feature_add(out, 1, 0, 0, 0, 0);
    feature_add(out, 2, word->lower, 0, 0, 0);
    feature_add(out, 3, word->form, is_first, 0, 0);
    feature_add(out, 4, word->shape, is_first, 0, 0);
    feature_add(out, 5, word->cluster, 0, 0, 0);
    for (uint32_t n = 0; n < LONGEST_AFFIX; n++) {
        feature_add(out, 10 + n, word->prefix[n], 0, 0, 0);
        feature_add(out, 20 + n, word->suffix[n], 0, 0, 0);
    }
    feature_add(out, 6, word->shape, word->suffix[1], is_first, 0);
    feature_add(out, 7, word->shape, word->suffix[2], is_first, 0);
    feature_add(out, 8, word->shape, word->cluster, is_first, 0);
}

static void add_tag_features(const WordAtoms *word, uint32_t before, uint32_t before2,
                             FeatureList *out)
{
    feature_add(out, 30, before, 0, 0, 0);
    feature_add(out, 31, before, before2, 0, 0);
    feature_add(out, 32, before, word->lower, 0, 0);
    feature_add(out, 33, before, word->suffix[2], 0, 0);
    feature_add(out, 34, before, word->shape, 0, 0);
    feature_add(out, 35, before, before2, word->suffix[1], 0);
    feature_add(out, 36, before, word->cluster, 0, 0);
}

void tag_features(const SyntaxWord *words, const WordAtoms *atoms, uint32_t count, uint32_t at,
                  FeatureList *out)
{
    const WordAtoms *word = &atoms[at];
    const WordAtoms *before = atoms_at(atoms, count, at - 1);
    const WordAtoms *before2 = atoms_at(atoms, count, at - 2);
    const WordAtoms *after = atoms_at(atoms, count, at + 1);
    const WordAtoms *after2 = atoms_at(atoms, count, at + 2);
    uint32_t tag_before = at >= 1 ? words[at - 1].tag : NO_TAG;
    uint32_t tag_before2 = at >= 2 ? words[at - 2].tag : NO_TAG;

    out->count = 0;
    add_word_features(word, at == 0, out);
    add_tag_features(word, tag_before, tag_before2, out);
    feature_add(out, 40, before->lower, 0, 0, 0);
    feature_add(out, 41, before2->lower, 0, 0, 0);
    feature_add(out, 42, after->lower, 0, 0, 0);
    feature_add(out, 43, after2->lower, 0, 0, 0);
    feature_add(out, 44, before->lower, word->lower, 0, 0);
    feature_add(out, 45, word->lower, after->lower, 0, 0);
    feature_add(out, 46, before->lower, after->lower, 0, 0);
    feature_add(out, 47, after->suffix[2], after->shape, 0, 0);
    feature_add(out, 48, before->suffix[2], 0, 0, 0);
    feature_add(out, 49, after->lower, after2->lower, 0, 0);
    feature_add(out, 50, tag_before, after->lower, 0, 0);
    feature_add(out, 51, before->shape, word->shape, after->shape, 0);
    feature_add(out, 52, after->cluster, 0, 0, 0);
    feature_add(out, 53, word->cluster, after->cluster, 0, 0);
    feature_add(out, 54, tag_before, word->cluster, after->cluster, 0);
    feature_add(out, 55, before->cluster, 0, 0, 0);
    feature_add(out, 56, word->suffix[2], after->suffix[1], 0, 0);
    feature_add(out, 57, tag_before, word->suffix[2], after->suffix[1], 0);
    feature_add(out, 58, word->lower, after->cluster, 0, 0);
    feature_add(out, 59, after2->cluster, after->cluster, 0, 0);
}

static uint8_t best_class(const int32_t *scores, uint32_t count)
{
    uint32_t best = 0;
    for (uint32_t i = 1; i < count; i++)
        if (scores[i] > scores[best]) best = i;
    return (uint8_t)best;
}

void tagger_run(const WeightTable *weights, SyntaxWord *words, const WordAtoms *atoms,
                uint32_t count)
{
    int32_t scores[MOST_CLASSES];
    FeatureList features;
    for (uint32_t i = 0; i < count; i++) {
        tag_features(words, atoms, count, i, &features);
        weights_score(weights, &features, scores);
        words[i].tag = best_class(scores, weights->class_count);
    }
}
