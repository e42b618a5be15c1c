/*
 * Judging pieces one by one, by their own words: patterns of data/clean/patterns.tsv, lines that
 * are a date of publication, lines without words. What is left undecided is for layout.h, which
 * looks at the pieces around.
 */
#ifndef CLEAN_JUDGE_H
#define CLEAN_JUDGE_H

#include "patterns.h"
#include "work.h"

void judge_pieces(Work *work, const Lexicon *lexicon, const PatternTable *patterns);

#endif
