/*
 * Whether the article writes day or month first in figures.
 *
 *     "between 26/12/2025 and 03/01/2026"     day first: there is no month 26
 *
 * A date that can be read in one way only tells; without one, the country the page's address names.
 */
#ifndef STAGES_TIME_NUMERIC_ORDER_H
#define STAGES_TIME_NUMERIC_ORDER_H

#include "pattern.h"

NumericOrder numeric_order_of(const Document *doc);

#endif
