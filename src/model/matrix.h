/*
 * Products of matrices of 8-bit integers with vectors of 8-bit integers, exact in 32 bits.
 *
 *     y[t][o] = (sum over i of W[o][i] * x[t][i]) * scale[o] * x_scale[t] + bias[o]
 *
 * The sums are the same on every machine, whichever instructions it has, and so is what comes of
 * them. Weights lie in blocks of 16 outputs by 4 inputs, as they are read.
 */
#ifndef MODEL_MATRIX_H
#define MODEL_MATRIX_H

#include <stdint.h>

#include "base/arena.h"

#define BLOCK_OUTPUTS 16u
#define BLOCK_INPUTS 4u

typedef struct Matrix {
    uint32_t outputs;
    uint32_t inputs;       /* a multiple of BLOCK_INPUTS */
    uint32_t blocks;       /* of BLOCK_OUTPUTS; what is above outputs is zero */
    const int8_t *weights; /* [blocks][inputs / 4][16][4], not aligned */
    const float *scales;   /* [blocks * 16] */
    const float *bias;     /* [blocks * 16] */
} Matrix;

/* Vectors as 8-bit integers: x[t][i] is about values[t * width + i] * scales[t]. */
typedef struct Quantised {
    int8_t *values;
    float *scales;
    uint32_t width;
    uint32_t count;
} Quantised;

/* Takes over count vectors of floats; out has room for them. */
void quantise(const float *x, uint32_t width, uint32_t count, Quantised *out);

/* sums has room for x->count * blocks * 16; out too. */
void matrix_product(const Matrix *matrix, const Quantised *x, int32_t *sums, float *out);

/* Only the sums, of count vectors of matrix->inputs bytes each. */
typedef void MatrixKernel(const Matrix *matrix, const int8_t *x, uint32_t count, int32_t *sums);
MatrixKernel matrix_sums_plain;
#if defined(__x86_64__)
MatrixKernel matrix_sums_sse2;
MatrixKernel matrix_sums_avx2;
MatrixKernel matrix_sums_vnni;
#endif

static inline uint32_t matrix_stride(const Matrix *matrix)
{
    return matrix->blocks * BLOCK_OUTPUTS;
}

#endif
