/*
 * The model's word caches: each run takes one and gives it back, so that what was met in one
 * document is known in the next. There are as many as runs at the same time.
 */
#ifndef SYNTAX_CACHES_H
#define SYNTAX_CACHES_H

#include "model/syntax_model.h"

typedef struct Caches Caches;

Caches *caches_new(const SyntaxModel *model);
void caches_free(Caches *caches);

WordCache *caches_take(Caches *caches);
void caches_give_back(Caches *caches, WordCache *cache);

#endif
