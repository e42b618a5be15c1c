#include "model/matrix.h"

#include <math.h>
#include <string.h>

#define LARGEST 127.0f

void quantise(const float *x, uint32_t width, uint32_t count, Quantised *out)
{
    out->width = width;
    out->count = count;
    for (uint32_t t = 0; t < count; t++) {
        const float *row = x + (size_t)t * width;
        int8_t *values = out->values + (size_t)t * width;
        float largest = 0;
        for (uint32_t i = 0; i < width; i++) {
            float size = fabsf(row[i]);
            largest = size > largest ? size : largest;
        }
        float up = largest > 0 ? LARGEST / largest : 0;
        for (uint32_t i = 0; i < width; i++) {
            /* Adding and taking away 1.5 * 2^23 rounds to the nearest whole number, ties to even. */
            float rounded = row[i] * up + 12582912.0f;
            int32_t bits;
            memcpy(&bits, &rounded, sizeof bits);
            values[i] = (int8_t)(bits - 0x4B400000);
        }
        out->scales[t] = largest / LARGEST;
    }
}

void matrix_sums_plain(const Matrix *matrix, const int8_t *x, uint32_t count, int32_t *sums)
{
    uint32_t quads = matrix->inputs / BLOCK_INPUTS;
    for (uint32_t t = 0; t < count; t++, x += matrix->inputs) {
        const int8_t *weights = matrix->weights;
        for (uint32_t block = 0; block < matrix->blocks; block++, sums += BLOCK_OUTPUTS) {
            int32_t total[BLOCK_OUTPUTS] = {0};
            for (uint32_t quad = 0; quad < quads; quad++, weights += BLOCK_OUTPUTS * BLOCK_INPUTS) {
                const int8_t *part = x + quad * BLOCK_INPUTS;
                for (uint32_t o = 0; o < BLOCK_OUTPUTS; o++)
                    for (uint32_t i = 0; i < BLOCK_INPUTS; i++)
                        total[o] += weights[o * BLOCK_INPUTS + i] * part[i];
            }
            memcpy(sums, total, sizeof total);
        }
    }
}

static MatrixKernel *choose_kernel(void)
{
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512bw"))
        return matrix_sums_vnni;
    if (__builtin_cpu_supports("avx2")) return matrix_sums_avx2;
#endif
    return matrix_sums_plain;
}

void matrix_product(const Matrix *matrix, const Quantised *x, int32_t *sums, float *out)
{
    uint32_t stride = matrix_stride(matrix);
    choose_kernel()(matrix, x->values, x->count, sums);
    for (uint32_t t = 0; t < x->count; t++, sums += stride, out += stride)
        for (uint32_t o = 0; o < stride; o++)
            out[o] = (float)sums[o] * (x->scales[t] * matrix->scales[o]) + matrix->bias[o];
}
