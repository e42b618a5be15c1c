/*
 * What differs between two texts, word by word.
 *
 *     a   At least 12 people died in the fire.
 *     b   At least 19 people were injured in the fire on Monday.
 *
 *         "12" -> "19"    "died" -> "were injured"    "" -> "on Monday"
 *
 * The words are those of ledger/shingles.h: layout, case and punctuation make no difference. Rows of
 * four words that stand once in each text are lined up first, in the longest order that both keep;
 * what lies between is compared word by word while it is short, and else is one difference. Time grows
 * with the length of the texts, not with the square of it.
 */
#ifndef LEDGER_DIFFERENCES_H
#define LEDGER_DIFFERENCES_H

#include "ledger/shingles.h"

typedef struct Difference {
    Span a; /* bytes in the first text; empty: inserted here by the second */
    Span b; /* bytes in the second text; empty: left out by it */
    uint32_t a_words;
    uint32_t b_words;
} Difference;

typedef List(Difference) DifferenceList;

/* In the order of the texts; none if both have the same words. */
void differences_find(Str a, Str b, Arena *arena, DifferenceList *out);

#endif
