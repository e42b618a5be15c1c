/*
 * Words that lost the space between them: "ChinaChinese President", a heading run into its text.
 *
 * They are parted where the case turns from lower to upper, if the article itself has both parts
 * as words of their own and the joined word only once; so "YouTube" and "DeSantis" stay whole.
 */
#ifndef SEGMENT_GLUE_H
#define SEGMENT_GLUE_H

#include "lexicon.h"

/* The words of a text, counted at the first question. */
typedef struct WordCounts {
    Arena *arena;
    Str text;
    Map counts;
    bool is_counted;
} WordCounts;

/* Offset in word where its second word starts; 0 if it is one word. */
uint32_t glue_find(WordCounts *words, const SegmentLexicon *lexicon, Str word);

#endif
