/* What a quantity counts: "combat troops" of "around 15,000 combat troops". */
#ifndef CLAIMS_COUNTED_H
#define CLAIMS_COUNTED_H

#include "quantity.h"

typedef struct Counted {
    uint32_t head;     /* token; NONE if it is not told */
    TokenRange tokens;
    Str unit;          /* "person" */
    FigureShape shape; /* SHAPE_COUNTED, SHAPE_OF, SHAPE_TALLY, SHAPE_CASUALTIES or SHAPE_BARE */
    bool is_excluded;  /* what follows shows that this is no figure */
} Counted;

/* "40-member", "12-storey": a hyphen and a noun that is counted follow the number. */
bool counted_is_joined(const Ground *ground, const Quantity *quantity);
/* "killed at least 22", "22 dead", "22 of them were injured". */
bool counted_are_casualties(const Ground *ground, const Quantity *quantity);
/* What lasts, told before the quantity: "a ban of 18 months". */
void counted_set_noun(const Ground *ground, uint32_t noun, Counted *out);
Counted counted_find(const Ground *ground, const Quantity *quantity);

#endif
