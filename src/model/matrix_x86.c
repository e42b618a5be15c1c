/* Products with the instructions x86 processors have had since 2003 (SSE2) and 2013 (AVX2). */
#include "model/matrix.h"

#if defined(__x86_64__)
#include <immintrin.h>

#define AVX2 __attribute__((target("avx2")))

static inline int32_t read_quad(const int8_t *x)
{
    int32_t quad;
    __builtin_memcpy(&quad, x, sizeof quad);
    return quad;
}

static const int8_t *weights_of(const Matrix *matrix, uint32_t block)
{
    return matrix->weights + block * matrix_block_bytes(matrix);
}

/* ---- SSE2 ----------------------------------------------------------------------------------- */

/* The four inputs twice over, in 16 bits. */
static __m128i widen_quad(const int8_t *x)
{
    __m128i bytes = _mm_set1_epi32(read_quad(x));
    return _mm_srai_epi16(_mm_unpacklo_epi8(bytes, bytes), 8);
}

/* Adds the products of 16 weights, four outputs, to two sums an output. */
static void add_products(const int8_t *weights, __m128i x, __m128i total[2])
{
    __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)weights);
    __m128i low = _mm_srai_epi16(_mm_unpacklo_epi8(bytes, bytes), 8);
    __m128i high = _mm_srai_epi16(_mm_unpackhi_epi8(bytes, bytes), 8);
    total[0] = _mm_add_epi32(total[0], _mm_madd_epi16(low, x));
    total[1] = _mm_add_epi32(total[1], _mm_madd_epi16(high, x));
}

static __m128i join_pairs(const __m128i total[2])
{
    __m128 low = _mm_castsi128_ps(total[0]);
    __m128 high = _mm_castsi128_ps(total[1]);
    __m128i even = _mm_castps_si128(_mm_shuffle_ps(low, high, _MM_SHUFFLE(2, 0, 2, 0)));
    __m128i odd = _mm_castps_si128(_mm_shuffle_ps(low, high, _MM_SHUFFLE(3, 1, 3, 1)));
    return _mm_add_epi32(even, odd);
}

/* One vector by one block of outputs, from output `first` of the matrix. */
static void block_sse2(const Matrix *matrix, const int8_t *weights, const int8_t *x, float x_scale,
                       uint32_t first, float *out)
{
    __m128i total[4][2] = {0};
    for (uint32_t i = 0; i < matrix->inputs; i += BLOCK_INPUTS, weights += 64) {
        __m128i wide = widen_quad(x + i);
        for (int k = 0; k < 4; k++) add_products(weights + 16 * k, wide, total[k]);
    }
    for (uint32_t k = 0; k < 4; k++) {
        uint32_t o = first + 4 * k;
        __m128 scale = _mm_mul_ps(_mm_set1_ps(x_scale), _mm_loadu_ps(matrix->scales + o));
        __m128 product = _mm_mul_ps(_mm_cvtepi32_ps(join_pairs(total[k])), scale);
        _mm_storeu_ps(out + o, _mm_add_ps(product, _mm_loadu_ps(matrix->bias + o)));
    }
}

void matrix_product_sse2(const Matrix *matrix, const Quantised *x, float *out)
{
    for (uint32_t block = 0; block < matrix->blocks; block++)
        for (uint32_t t = 0; t < x->count; t++)
            block_sse2(matrix, weights_of(matrix, block), x->values + (size_t)t * matrix->inputs,
                       x->scales[t], block * BLOCK_OUTPUTS,
                       out + (size_t)t * matrix_stride(matrix));
}

/* ---- AVX2 ----------------------------------------------------------------------------------- */

#define VECTORS_AT_ONCE 4u

/* x is never -128, so no sum of two products leaves 16 bits. */
AVX2 static inline __m256i add_products_avx2(__m256i total, __m256i weights, __m256i x)
{
    __m256i pairs = _mm256_maddubs_epi16(_mm256_abs_epi8(x), _mm256_sign_epi8(weights, x));
    return _mm256_add_epi32(total, _mm256_madd_epi16(pairs, _mm256_set1_epi16(1)));
}

AVX2 static inline void finish_avx2(const Matrix *matrix, const __m256i total[2], float x_scale,
                                    uint32_t first, float *out)
{
    for (uint32_t k = 0; k < 2; k++) {
        uint32_t o = first + 8 * k;
        __m256 scale = _mm256_mul_ps(_mm256_set1_ps(x_scale), _mm256_loadu_ps(matrix->scales + o));
        __m256 product = _mm256_mul_ps(_mm256_cvtepi32_ps(total[k]), scale);
        _mm256_storeu_ps(out + o, _mm256_add_ps(product, _mm256_loadu_ps(matrix->bias + o)));
    }
}

/* Four vectors (or, at the end, some twice) by one block of outputs. */
AVX2 static void block_avx2(const Matrix *matrix, const int8_t *weights, const int8_t *const x[],
                            __m256i total[][2])
{
    for (uint32_t v = 0; v < VECTORS_AT_ONCE; v++)
        total[v][0] = total[v][1] = _mm256_setzero_si256();
    for (uint32_t i = 0; i < matrix->inputs; i += BLOCK_INPUTS, weights += 64) {
        __m256i low = _mm256_loadu_si256((const __m256i *)(const void *)weights);
        __m256i high = _mm256_loadu_si256((const __m256i *)(const void *)(weights + 32));
#pragma GCC unroll 4
        for (uint32_t v = 0; v < VECTORS_AT_ONCE; v++) {
            __m256i part = _mm256_set1_epi32(read_quad(x[v] + i));
            total[v][0] = add_products_avx2(total[v][0], low, part);
            total[v][1] = add_products_avx2(total[v][1], high, part);
        }
    }
}

AVX2 void matrix_product_avx2(const Matrix *matrix, const Quantised *x, float *out)
{
    for (uint32_t first = 0; first < x->count; first += VECTORS_AT_ONCE) {
        const int8_t *vectors[VECTORS_AT_ONCE];
        for (uint32_t v = 0; v < VECTORS_AT_ONCE; v++) {
            uint32_t t = first + v < x->count ? first + v : x->count - 1;
            vectors[v] = x->values + (size_t)t * matrix->inputs;
        }
        for (uint32_t block = 0; block < matrix->blocks; block++) {
            __m256i total[VECTORS_AT_ONCE][2];
            block_avx2(matrix, weights_of(matrix, block), vectors, total);
            for (uint32_t v = 0; v < VECTORS_AT_ONCE && first + v < x->count; v++)
                finish_avx2(matrix, total[v], x->scales[first + v], block * BLOCK_OUTPUTS,
                            out + (size_t)(first + v) * matrix_stride(matrix));
        }
    }
}

#endif
