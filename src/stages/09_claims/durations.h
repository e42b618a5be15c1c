/*
 * Which durations are figures: those that say how long something lasts or by how much it is put off.
 *
 *     "a three-day visit", "12 years in prison", "delayed by two months", "a ban of 18 months"    figures
 *     "five years ago", "the worst in 50 years", "a 71-year-old", "a 20-year high"                none
 */
#ifndef CLAIMS_DURATIONS_H
#define CLAIMS_DURATIONS_H

#include "quantity.h"

/* The quantity has a unit of time. *out_noun: what lasts, where it stands before ("a ban of 18 months"); NONE
 * if it follows or is not named. */
bool duration_is_figure(const Ground *ground, const Quantity *quantity, uint32_t *out_noun);

#endif
