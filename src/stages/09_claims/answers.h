/*
 * Which claim of the article a denial or confirmation answers: by its words for it ("such claims",
 * "the report") the nearest before; else the one that speaks of the same things.
 */
#ifndef CLAIMS_ANSWERS_H
#define CLAIMS_ANSWERS_H

#include "ground.h"

/* noun: the word for what is answered, or NONE. Index of the claim, or NONE. */
uint32_t answers_find(const Ground *ground, const Claim *claim, uint32_t noun);

#endif
