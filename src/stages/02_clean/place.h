/*
 * The place of a dateline: one or more places, in capitals or known, and the region behind them.
 *
 *     SEOUL        PYONGYANG/SEOUL        Rio de Janeiro        ROCKVILLE, Maryland        tehran
 */
#ifndef CLEAN_PLACE_H
#define CLEAN_PLACE_H

#include "lexicon.h"

typedef struct PlaceName {
    uint32_t end;    /* after it, in the text; where it was looked for if there is none */
    uint32_t words;  /* of the first place */
    bool is_known;   /* it, or the first of several, is in data/clean/places.tsv */
    bool all_caps;   /* every word of it */
    bool is_written; /* as a place is: its words begin with capitals */
} PlaceName;

/* Places that start at byte `at`, joined by strokes or, in capitals, by "and". */
PlaceName place_read(Str text, uint32_t at, const Lexicon *lexicon);

/* Where a country, state or province that starts at byte `at` ends; `at` if none does. */
uint32_t place_read_region(Str text, uint32_t at, const Lexicon *lexicon);

#endif
