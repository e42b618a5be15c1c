/*
 * A quantity as it is written: hedge, number or range, currency or unit.
 *
 *     "around 15,000"               15000, about
 *     "between 10,000 and 12,000"   10000 to 12000, range
 *     "$50.7 billion"               5.07e10, unit USD
 *     "tens of thousands"           10000 to 99999, vague
 *     "two-thirds", "-0.3%"         66.7 and -0.3, unit percent
 */
#ifndef CLAIMS_QUANTITY_H
#define CLAIMS_QUANTITY_H

#include "ground.h"

typedef struct Quantity {
    TokenRange tokens;    /* hedge, sign and unit included */
    uint32_t number;      /* the last token of the number itself */
    uint32_t first_number;
    double low;
    double high;
    Hedge hedge;
    Str unit;             /* empty: a bare number */
    UnitKind unit_kind;   /* UNIT_SIGN for a sign before, UNIT_NONE without a unit */
    bool is_figures;      /* written in figures, not in words */
    bool has_comma;       /* "2,016" */
    bool is_part;         /* "a third", "one in five": unit is percent */
} Quantity;

/* Tokens used by the quantity that starts at a token; 0 if none does. */
uint32_t quantity_read(const Ground *ground, uint32_t at, Quantity *out);

#endif
