#include "model/matrix.h"

#include <math.h>
#include <string.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "model/lanes.h"

#define LARGEST 127.0f
/* The largest size of a number; and the row times `up`, to the nearest whole numbers, ties to even.
 */
#if defined(__SSE2__)
static float largest_size(const float *row, uint32_t width)
{
    const __m128 unsign = _mm_castsi128_ps(_mm_set1_epi32(INT32_MAX));
    __m128 most[4] = {0};
    for (uint32_t i = 0; i < width; i += 16)
        for (uint32_t k = 0; k < 4; k++)
            most[k] = _mm_max_ps(most[k], _mm_and_ps(_mm_loadu_ps(row + i + 4 * k), unsign));
    float lanes[4];
    _mm_storeu_ps(lanes, _mm_max_ps(_mm_max_ps(most[0], most[1]), _mm_max_ps(most[2], most[3])));
    float largest = 0;
    for (uint32_t k = 0; k < 4; k++) largest = lanes[k] > largest ? lanes[k] : largest;
    return largest;
}

static __m128i round_four(const float *x, __m128 up)
{
    return _mm_cvtps_epi32(_mm_mul_ps(_mm_loadu_ps(x), up));
}

static void round_row(const float *row, uint32_t width, float up, int8_t *out)
{
    __m128 ups = _mm_set1_ps(up);
    for (uint32_t i = 0; i < width; i += 16) {
        __m128i low = _mm_packs_epi32(round_four(row + i, ups), round_four(row + i + 4, ups));
        __m128i high = _mm_packs_epi32(round_four(row + i + 8, ups), round_four(row + i + 12, ups));
        _mm_storeu_si128((__m128i *)(void *)(out + i), _mm_packs_epi16(low, high));
    }
}
#else
static float largest_size(const float *row, uint32_t width)
{
    float largest = 0;
    for (uint32_t i = 0; i < width; i++)
        largest = fabsf(row[i]) > largest ? fabsf(row[i]) : largest;
    return largest;
}

static void round_row(const float *row, uint32_t width, float up, int8_t *out)
{
    for (uint32_t i = 0; i < width; i++) out[i] = (int8_t)lrintf(row[i] * up);
}
#endif

void quantise(const float *x, uint32_t width, uint32_t count, Quantised *out)
{
    out->width = width;
    out->count = count;
    for (uint32_t t = 0; t < count; t++) {
        const float *row = x + (size_t)t * width;
        int8_t *values = out->values + (size_t)t * width;
        float largest = largest_size(row, width);
        float up = largest > 0 ? LARGEST / largest : 0;
        round_row(row, width, up, values);
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
    return matrix_sums_sse2;
#else
    return matrix_sums_plain;
#endif
}

void matrix_product(const Matrix *matrix, const Quantised *x, int32_t *sums, float *out)
{
    uint32_t stride = matrix_stride(matrix);
    choose_kernel()(matrix, x->values, x->count, sums);
    for (uint32_t t = 0; t < x->count; t++, sums += stride, out += stride)
        for (uint32_t o = 0; o < stride; o += LANES) {
            Lanes sum = __builtin_convertvector(*(const IntLanes *)(const void *)(sums + o), Lanes);
            SET_LANES(out + o, sum * (x->scales[t] * LANES_AT(matrix->scales + o)) +
                                   LANES_AT(matrix->bias + o));
        }
}
