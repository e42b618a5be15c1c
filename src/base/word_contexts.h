/* What a network knows of each word in its sentence, before it says anything of it: vectors in 8-bit integers, one after
 * the other, each with its scale. For models that go on from there. */
#ifndef BASE_WORD_CONTEXTS_H
#define BASE_WORD_CONTEXTS_H

#include <stdint.h>

typedef struct WordContexts {
    int8_t *values; /* [words][width] */
    float *scales;  /* [words] */
    uint32_t width;
} WordContexts;

/* What those models were made for. */
#define WORD_CONTEXT_WIDTH 192u

#endif
