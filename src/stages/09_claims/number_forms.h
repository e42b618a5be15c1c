/* One number as news print it, with what multiplies it: "1.2m members", "two and a half million", "300 000",
 * "3,5 percent", "1.234.567 euros". */
#ifndef CLAIMS_NUMBER_FORMS_H
#define CLAIMS_NUMBER_FORMS_H

#include "ground.h"

/* Tokens used by the number that starts at a token; 0 if none does. after_sign: a currency stands before it,
 * so that a letter is a scale ("$5 m"). */
uint32_t number_form_read(const Ground *ground, uint32_t at, bool after_sign, double *out);

#endif
