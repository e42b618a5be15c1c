/*
 * Numbers in words and figures, over lower-case words:
 *
 *     "15,000" -> 15000          "two hundred and five" -> 205         "2.5 million" -> 2500000
 *     "twenty - five" -> 25      "a hundred" -> 100                    "twenty-five" -> 25
 */
#ifndef TEXT_NUMBERS_H
#define TEXT_NUMBERS_H

#include "base/map.h"
#include "text/data.h"

typedef enum NumberKind { NUMBER_UNIT, NUMBER_TEN, NUMBER_SCALE } NumberKind;

typedef struct NumberWord {
    NumberKind kind;
    double value;
} NumberWord;

typedef struct NumberWords {
    Map words; /* -> index into items */
    List(NumberWord) items;
} NumberWords;

/* Reads data/text/numbers.tsv. */
DatelineStatus numbers_load(NumberWords *out, const DataFiles *files, Arena *arena,
                            DatelineError *err);

/* Words used by the number that starts at words[0]; 0 if none does. */
uint32_t number_match(const NumberWords *numbers, const Str *words, uint32_t word_count,
                      double *out_value);
/* Value of a word of figures: "15,000", "3.5"; false if it is none. */
bool number_from_figures(Str word, double *out_value);
/* A share from 0 to 1 as data files write it: "0.85"; false if it is none. */
bool number_share(Str field, float *out);
/* A weight as data files write it: "-1.25"; false if it is none. */
bool number_weight(Str field, float *out);
/* NULL if the word is no number word. */
const NumberWord *number_word_find(const NumberWords *numbers, Str word);

#endif
