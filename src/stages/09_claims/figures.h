/*
 * Figures: quantities with what they count.
 *
 *     "has sent around 15,000 combat troops"  ->  15000 about, person, counted "troop"
 */
#ifndef CLAIMS_FIGURES_H
#define CLAIMS_FIGURES_H

#include "ground.h"

void figures_find(const Ground *ground);

#endif
