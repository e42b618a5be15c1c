#include "model/matrix.h"

#include <string.h>

/* One vector by one block of outputs. */
static void sum_block(const int8_t *weights, uint32_t inputs, const int8_t *x,
                      int32_t sums[BLOCK_OUTPUTS])
{
    int32_t total[BLOCK_OUTPUTS] = {0};
    for (uint32_t quad = 0; quad < inputs; quad += BLOCK_INPUTS, weights += 64)
        for (uint32_t o = 0; o < BLOCK_OUTPUTS; o++) {
            const int8_t *four = weights + o * BLOCK_INPUTS;
            total[o] += four[0] * x[quad] + four[1] * x[quad + 1] + four[2] * x[quad + 2] +
                        four[3] * x[quad + 3];
        }
    memcpy(sums, total, sizeof total);
}

void matrix_product_plain(const Matrix *matrix, const Quantised *x, float *out)
{
    for (uint32_t t = 0; t < x->count; t++)
        for (uint32_t block = 0; block < matrix->blocks; block++) {
            int32_t sums[BLOCK_OUTPUTS];
            sum_block(matrix->weights + block * matrix_block_bytes(matrix), matrix->inputs,
                      x->values + (size_t)t * matrix->inputs, sums);
            const float *scales = matrix->scales + (size_t)block * BLOCK_OUTPUTS;
            const float *bias = matrix->bias + (size_t)block * BLOCK_OUTPUTS;
            for (uint32_t o = 0; o < BLOCK_OUTPUTS; o++)
                *out++ = (float)sums[o] * (x->scales[t] * scales[o]) + bias[o];
        }
}
