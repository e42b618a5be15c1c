/*
 * Parts of a whole, in per cent:
 *
 *     "two-thirds of the delegates"   66.7      "one in five voters"      20
 *     "half the seats"                50        "nine out of ten homes"   90
 */
#ifndef CLAIMS_PARTS_H
#define CLAIMS_PARTS_H

#include "ground.h"

/* Tokens used by the part that starts at a token, what it is of not included; 0 if none does. */
uint32_t part_read(const Ground *ground, uint32_t at, double *out_percent);

#endif
