/* Morphological features of words whose tags, lemmas and trees are known (data/syntax/features.tsv). */
#ifndef SYNTAX_FEATURES_H
#define SYNTAX_FEATURES_H

#include "record/document.h"
#include "text/data.h"

typedef struct FeatureTable FeatureTable;

DatelineStatus feature_table_load(const DataFiles *files, Arena *arena, const FeatureTable **out,
                                  DatelineError *err) MUST_CHECK;

/* Sets the features of the sentence's tokens. */
void features_set(const FeatureTable *table, Document *doc, const Sentence *sentence,
                  Arena *scratch);

#endif
