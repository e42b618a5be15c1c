/*
 * The figures of an event: which one each belongs to, and what PLOVER calls its size.
 *
 *     "The strike on the market killed eight people and wounded 30 others."
 *                               eight: dead           30: injured       both of the event "strike"
 *     "Police broke up the rally. At least 40 people were arrested."
 *                                 at least 40: arrested, of the event told before
 */
#ifndef CLAIMS_SIZES_H
#define CLAIMS_SIZES_H

#include "ground.h"

/* After the figures are found. */
void sizes_link(const Ground *ground);

#endif
