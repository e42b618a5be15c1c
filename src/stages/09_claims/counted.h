/* What a quantity counts: "combat troops" of "around 15,000 combat troops". */
#ifndef CLAIMS_COUNTED_H
#define CLAIMS_COUNTED_H

#include "quantity.h"

typedef struct Counted {
    uint32_t head;     /* token; NONE if it is not told */
    TokenRange tokens;
    Str unit;          /* "person" */
    FigureShape shape; /* SHAPE_COUNTED, SHAPE_OF, SHAPE_CASUALTIES or SHAPE_BARE */
    bool is_excluded;  /* what follows shows that this is no figure */
} Counted;

Counted counted_find(const Ground *ground, const Quantity *quantity);

#endif
