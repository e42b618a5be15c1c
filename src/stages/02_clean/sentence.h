/*
 * A light look at where sentences end, before there are tokens. It copes with text whose sentences
 * were glued together: "greetings.The leader" are two.
 */
#ifndef CLEAN_SENTENCE_H
#define CLEAN_SENTENCE_H

#include "base/str.h"

/* Does a sentence end with the mark at `at`, and another begin? *out_end is where. */
bool sentence_ends(Str text, uint32_t at, uint32_t *out_end);

/* Where the sentence after the one that holds `from` begins; text.len if there is none. */
uint32_t sentence_after(Str text, uint32_t from);

#endif
