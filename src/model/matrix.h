/*
 * Products of matrices of 8-bit integers with vectors of 8-bit integers, exact in 32 bits.
 *
 *     y[t][o] = (sum over i of W[o][i] * x[t][i]) * (x_scale[t] * scale[o]) + bias[o]
 *
 * The sums are the same on every machine, whichever instructions it has, and so is what comes of
 * them. Weights lie in blocks of 16 outputs by 4 inputs, as they are read.
 */
#ifndef MODEL_MATRIX_H
#define MODEL_MATRIX_H

#include "model/vector_ops.h"

#define BLOCK_OUTPUTS 16u
#define BLOCK_INPUTS 4u

typedef struct Matrix {
    uint32_t outputs;
    uint32_t inputs;       /* a multiple of 16 */
    uint32_t blocks;       /* of BLOCK_OUTPUTS; what is above outputs is zero */
    const int8_t *weights; /* [blocks][inputs / 4][16][4] */
    const float *scales;   /* [blocks * 16] */
    const float *bias;     /* [blocks * 16] */
} Matrix;

/* out has room for x->count * blocks * 16. */
typedef void MatrixProduct(const Matrix *matrix, const Quantised *x, float *out);
MatrixProduct matrix_product_plain;
#if defined(__x86_64__)
MatrixProduct matrix_product_sse2;
MatrixProduct matrix_product_avx2;
MatrixProduct matrix_product_vnni; /* AVX-512 with products of bytes */
MatrixProduct matrix_product_amx;  /* tiles; needs leave of the system */
#endif

static inline uint32_t matrix_stride(const Matrix *matrix)
{
    return matrix->blocks * BLOCK_OUTPUTS;
}

static inline size_t matrix_block_bytes(const Matrix *matrix)
{
    return (size_t)matrix->inputs * BLOCK_OUTPUTS;
}

#endif
