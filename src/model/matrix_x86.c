/* Sums of products with the instructions x86 processors have, old and new. */
#include "model/matrix.h"

#if defined(__x86_64__)
#include <immintrin.h>
#include <string.h>

#define AVX2 __attribute__((target("avx2")))
#define VNNI __attribute__((target("avx512f,avx512bw,avx512vnni")))

static inline int32_t read_quad(const int8_t *x)
{
    int32_t quad;
    memcpy(&quad, x, sizeof quad);
    return quad;
}

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

static void block_sse2(const int8_t *weights, uint32_t quads, const int8_t *x, int32_t *sums)
{
    __m128i total[4][2] = {0};
    for (uint32_t quad = 0; quad < quads; quad++, weights += 64, x += 4) {
        __m128i wide = widen_quad(x);
        for (int k = 0; k < 4; k++) add_products(weights + 16 * k, wide, total[k]);
    }
    for (int k = 0; k < 4; k++)
        _mm_storeu_si128((__m128i *)(void *)(sums + 4 * k), join_pairs(total[k]));
}

void matrix_sums_sse2(const Matrix *matrix, const int8_t *x, uint32_t count, int32_t *sums)
{
    uint32_t quads = matrix->inputs / BLOCK_INPUTS;
    size_t block_bytes = (size_t)quads * BLOCK_OUTPUTS * BLOCK_INPUTS;
    for (uint32_t block = 0; block < matrix->blocks; block++)
        for (uint32_t t = 0; t < count; t++)
            block_sse2(matrix->weights + block * block_bytes, quads, x + (size_t)t * matrix->inputs,
                       sums + (size_t)t * matrix_stride(matrix) + (size_t)block * BLOCK_OUTPUTS);
}

/* One vector by one block of outputs. x is never -128, so no sum of two products leaves 16 bits. */
AVX2 static void block_avx2(const int8_t *weights, uint32_t quads, const int8_t *x, int32_t *sums)
{
    __m256i low = _mm256_setzero_si256();
    __m256i high = _mm256_setzero_si256();
    const __m256i ones = _mm256_set1_epi16(1);
    for (uint32_t quad = 0; quad < quads; quad++, weights += 64, x += 4) {
        __m256i part = _mm256_set1_epi32(read_quad(x));
        __m256i size = _mm256_abs_epi8(part);
        __m256i first =
            _mm256_sign_epi8(_mm256_loadu_si256((const __m256i *)(const void *)weights), part);
        __m256i second = _mm256_sign_epi8(
            _mm256_loadu_si256((const __m256i *)(const void *)(weights + 32)), part);
        low = _mm256_add_epi32(low, _mm256_madd_epi16(_mm256_maddubs_epi16(size, first), ones));
        high = _mm256_add_epi32(high, _mm256_madd_epi16(_mm256_maddubs_epi16(size, second), ones));
    }
    _mm256_storeu_si256((__m256i *)(void *)sums, low);
    _mm256_storeu_si256((__m256i *)(void *)(sums + 8), high);
}

AVX2 void matrix_sums_avx2(const Matrix *matrix, const int8_t *x, uint32_t count, int32_t *sums)
{
    uint32_t quads = matrix->inputs / BLOCK_INPUTS;
    size_t block_bytes = (size_t)quads * BLOCK_OUTPUTS * BLOCK_INPUTS;
    for (uint32_t block = 0; block < matrix->blocks; block++)
        for (uint32_t t = 0; t < count; t++)
            block_avx2(matrix->weights + block * block_bytes, quads, x + (size_t)t * matrix->inputs,
                       sums + (size_t)t * matrix_stride(matrix) + (size_t)block * BLOCK_OUTPUTS);
}

#define VECTORS_AT_ONCE 8

/* The sum of the numbers of a vector, whose length is a multiple of four. */
VNNI static int32_t sum_vector(const int8_t *x, uint32_t len)
{
    const __m512i ones = _mm512_set1_epi8(1);
    __m512i total = _mm512_setzero_si512();
    for (uint32_t i = 0; i < len; i += 64) {
        uint32_t rest = len - i;
        __mmask64 mask = rest >= 64 ? ~(__mmask64)0 : ((__mmask64)1 << rest) - 1;
        total = _mm512_dpbusd_epi32(total, ones, _mm512_maskz_loadu_epi8(mask, x + i));
    }
    return _mm512_reduce_add_epi32(total);
}

/* Eight vectors by one block of outputs. Weights are taken as w + 128, as the instruction wants one
 * side without a sign; excess is what that adds for each vector. */
VNNI static void block_vnni(const int8_t *weights, uint32_t quads, const int8_t *const x[],
                            const int32_t excess[], int32_t *const sums[])
{
    const __m512i sign = _mm512_set1_epi8((char)0x80);
    __m512i total[VECTORS_AT_ONCE];
    for (int v = 0; v < VECTORS_AT_ONCE; v++) total[v] = _mm512_set1_epi32(-excess[v]);
    for (uint32_t quad = 0; quad < quads; quad++, weights += 64) {
        __m512i block = _mm512_xor_si512(_mm512_loadu_si512(weights), sign);
#pragma GCC unroll 8
        for (int v = 0; v < VECTORS_AT_ONCE; v++) {
            __m512i part = _mm512_set1_epi32(read_quad(x[v] + (size_t)quad * BLOCK_INPUTS));
            total[v] = _mm512_dpbusd_epi32(total[v], block, part);
        }
    }
    for (int v = VECTORS_AT_ONCE; v-- > 0;) _mm512_storeu_si512(sums[v], total[v]);
}

VNNI void matrix_sums_vnni(const Matrix *matrix, const int8_t *x, uint32_t count, int32_t *sums)
{
    uint32_t quads = matrix->inputs / BLOCK_INPUTS;
    size_t block_bytes = (size_t)quads * BLOCK_OUTPUTS * BLOCK_INPUTS;
    uint32_t stride = matrix_stride(matrix);
    for (uint32_t first = 0; first < count; first += VECTORS_AT_ONCE) {
        const int8_t *vectors[VECTORS_AT_ONCE];
        int32_t excess[VECTORS_AT_ONCE];
        int32_t *places[VECTORS_AT_ONCE];
        for (uint32_t v = 0; v < VECTORS_AT_ONCE; v++) {
            uint32_t t = first + v < count ? first + v : count - 1; /* the last one again */
            vectors[v] = x + (size_t)t * matrix->inputs;
            excess[v] = 128 * sum_vector(vectors[v], matrix->inputs);
            places[v] = sums + (size_t)t * stride;
        }
        for (uint32_t block = 0; block < matrix->blocks; block++) {
            block_vnni(matrix->weights + block * block_bytes, quads, vectors, excess, places);
            for (uint32_t v = 0; v < VECTORS_AT_ONCE; v++) places[v] += BLOCK_OUTPUTS;
        }
    }
}

#endif
