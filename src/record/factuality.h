/*
 * How far a text takes what a word tells of for a fact: a number from -3 (it was not so) over 0
 * (open) to 3 (it was so).
 *
 *     "The army  denied  that it had  attacked  the town and  plans  to  withdraw."
 *                 2.9                   -0.6                   2.4        -1.2
 *
 * A sum of weights, one for each thing that is true of the word in its tree: its tense, its
 * negation, its modal, its subject, what stands above it and beside it; 3 times the hyperbolic
 * tangent of the sum. The weights stand in data/events/factuality.tsv, by the names of those
 * things; how they were learnt, in data/events/README.md.
 */
#ifndef RECORD_FACTUALITY_H
#define RECORD_FACTUALITY_H

#include "record/status_words.h"
#include "record/tree.h"

typedef struct FactualityModel FactualityModel;

DatelineStatus factuality_load(const DataFiles *files, Arena *arena, const FactualityModel **out,
                               DatelineError *err) MUST_CHECK;

/* What is known of the tokens of one document while their values are asked for. */
typedef struct FactualityWork FactualityWork;

/* After the syntax stage; borrows tree and model, lives as long as the arena. */
FactualityWork *factuality_begin(const FactualityModel *model, const Tree *tree, Arena *arena);

/* Of any token; it makes sense of predicates and of nouns that tell of something done. */
float factuality_of(FactualityWork *work, uint32_t token);

/* Verbs but auxiliaries, what has a copula and the copula itself, common nouns. */
bool factuality_is_told_of(const Tree *tree, uint32_t token);

/* Each thing that is true of the token, by its name; for learning the weights. */
typedef void FactualitySink(void *context, Str name);
void factuality_describe(FactualityWork *work, uint32_t token, FactualitySink *sink, void *context);

#endif
