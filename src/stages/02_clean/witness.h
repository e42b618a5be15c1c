/*
 * What the page says its article is, beside showing it: the articleBody of its linked data and its
 * description. They are witnesses: a page may have none, a shortened one, or another article's.
 *
 *     "articleBody": "Ministers met in Oslo. They ..."       a piece "Ministers met in Oslo." has a
 *     share of 1 of its shingles of three words there
 */
#ifndef CLEAN_WITNESS_H
#define CLEAN_WITNESS_H

#include "html/html.h"
#include "tally.h"

typedef struct Witness {
    uint32_t words; /* 0: the page says nothing */
    Tally shingles;
} Witness;

/* The articleBody of all scripts of linked data. */
Witness witness_read_body(const HtmlTree *tree, Arena *arena);
/* Of a text. */
Witness witness_of_text(Str text, Arena *arena);
/* Share of the text's shingles that the witness has; of shorter texts, 0. */
float witness_share(const Witness *witness, Str text);

#endif
