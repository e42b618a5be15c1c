/* Products with the instructions of servers: AVX-512 with products of bytes, and tiles (AMX). */
#include "model/matrix.h"

#if defined(__x86_64__)
#include <immintrin.h>

#define VNNI __attribute__((target("avx512f,avx512bw,avx512vnni")))
#define AMX __attribute__((target("avx512f,amx-tile,amx-int8")))
#define INLINE static inline __attribute__((always_inline))

static const int8_t *weights_of(const Matrix *matrix, uint32_t block)
{
    return matrix->weights + block * matrix_block_bytes(matrix);
}

#define AVX512 __attribute__((target("avx512f")))

/* What becomes of the sums of one block. */
typedef struct Finish {
    __m512 scales;
    __m512 bias;
    float *out; /* of the first vector */
    size_t stride;
} Finish;

AVX512 INLINE Finish finish_of(const Matrix *matrix, uint32_t block, uint32_t first, float *out)
{
    size_t stride = matrix_stride(matrix), output = (size_t)block * BLOCK_OUTPUTS;
    return (Finish){.scales = _mm512_loadu_ps(matrix->scales + output),
                    .bias = _mm512_loadu_ps(matrix->bias + output),
                    .out = out + first * stride + output,
                    .stride = stride};
}

AVX512 INLINE void finish(const Finish *how, __m512i sums, float x_scale, uint32_t vector)
{
    __m512 scale = _mm512_mul_ps(_mm512_set1_ps(x_scale), how->scales);
    __m512 product = _mm512_mul_ps(_mm512_cvtepi32_ps(sums), scale);
    _mm512_storeu_ps(how->out + vector * how->stride, _mm512_add_ps(product, how->bias));
}

/* ---- VNNI ----------------------------------------------------------------------------------- */

#define MOST_VECTORS 8u
#define FEW_VECTORS 4u
#define MOST_BLOCKS 4u

VNNI INLINE __m512i broadcast_quad(const int8_t *x)
{
    int32_t quad;
    __builtin_memcpy(&quad, x, sizeof quad);
    return _mm512_set1_epi32(quad);
}

/* Written out, as gcc 12 copies each of the sums from register to register around the intrinsic function. */
VNNI INLINE __m512i add_products(__m512i sums, __m512i weights, __m512i x)
{
    __asm__("vpdpbusd %2, %1, %0" : "+v"(sums) : "v"(weights), "v"(x));
    return sums;
}

/* A few vectors by a few blocks of outputs: 16 sums that stay in registers. Weights are taken as w + 128, as the
 * instruction wants one side without a sign; 128 times the total of each vector is taken off for that. */
VNNI INLINE void blocks_vnni(const Matrix *matrix, const Quantised *x, uint32_t first, const uint32_t vectors,
                             uint32_t block, const uint32_t blocks, float *out)
{
    const __m512i sign = _mm512_set1_epi8((char)0x80);
    const int8_t *weights = weights_of(matrix, block);
    const int8_t *row = x->values + (size_t)first * matrix->inputs;
    __m512i sums[MOST_BLOCKS][MOST_VECTORS];
    for (uint32_t v = 0; v < vectors; v++)
        for (uint32_t b = 0; b < blocks; b++) sums[b][v] = _mm512_set1_epi32(-128 * x->totals[first + v]);
    for (size_t i = 0; i < matrix->inputs; i += BLOCK_INPUTS, weights += 64) {
        __m512i w[MOST_BLOCKS];
        for (uint32_t b = 0; b < blocks; b++)
            w[b] = _mm512_xor_si512(_mm512_loadu_si512(weights + b * matrix_block_bytes(matrix)), sign);
        for (uint32_t v = 0; v < vectors; v++) {
            __m512i part = broadcast_quad(row + (size_t)v * matrix->inputs + i);
            for (uint32_t b = 0; b < blocks; b++) sums[b][v] = add_products(sums[b][v], w[b], part);
        }
    }
    for (uint32_t b = 0; b < blocks; b++) {
        Finish how = finish_of(matrix, block + b, first, out);
        for (uint32_t v = 0; v < vectors; v++)
            if (first + v < x->count) finish(&how, sums[b][v], x->scales[first + v], v);
    }
}

VNNI INLINE void vectors_vnni(const Matrix *matrix, const Quantised *x, uint32_t first, const uint32_t vectors,
                              const uint32_t blocks, float *out)
{
    uint32_t block = 0;
    for (; block + blocks <= matrix->blocks; block += blocks)
        blocks_vnni(matrix, x, first, vectors, block, blocks, out);
    for (; block < matrix->blocks; block++) blocks_vnni(matrix, x, first, vectors, block, 1, out);
}

VNNI void matrix_product_vnni(const Matrix *matrix, const Quantised *x, float *out)
{
    uint32_t first = 0;
    for (; first + FEW_VECTORS < x->count; first += MOST_VECTORS)
        vectors_vnni(matrix, x, first, MOST_VECTORS, 2, out);
    if (first < x->count) vectors_vnni(matrix, x, first, FEW_VECTORS, 4, out);
}

/* ---- AMX ------------------------------------------------------------------------------------ */

#define TILE_ROWS 16u
#define TILE_BYTES 64u /* a row */

typedef struct TileShapes {
    uint8_t palette;
    uint8_t start_row;
    uint8_t unused[14];
    uint16_t row_bytes[16];
    uint8_t rows[16];
} TileShapes;

/* Tile 0 to 3: sums, of vectors by outputs; 4 and 5: vectors; 6 and 7: weights. Four inputs lie in
 * each column, as the weights do in the file. */
AMX INLINE void load_tiles(const Matrix *matrix, const int8_t *x, uint32_t block, uint32_t input,
                           const uint32_t groups, const uint32_t blocks)
{
    const int8_t *weights = weights_of(matrix, block) + (size_t)input * BLOCK_OUTPUTS;
    _tile_loadd(4, x + input, matrix->inputs);
    if (groups > 1) _tile_loadd(5, x + input + TILE_ROWS * (size_t)matrix->inputs, matrix->inputs);
    _tile_loadd(6, weights, TILE_BYTES);
    if (blocks > 1) _tile_loadd(7, weights + matrix_block_bytes(matrix), TILE_BYTES);
}

AMX INLINE void finish_tile(const Matrix *matrix, const Quantised *x, const int32_t *sums,
                            uint32_t first, uint32_t block, float *out)
{
    const Finish how = finish_of(matrix, block, first, out);
    const float *scales = x->scales + first;
    uint32_t count = x->count - first < TILE_ROWS ? x->count - first : TILE_ROWS;
    for (uint32_t v = 0; v < count; v++)
        finish(&how, _mm512_load_si512(sums + v * TILE_ROWS), scales[v], v);
}

/* 16 or 32 vectors (groups) by one or two blocks of outputs. */
AMX INLINE void blocks_amx(const Matrix *matrix, const Quantised *x, uint32_t first,
                           const uint32_t groups, uint32_t block, const uint32_t blocks, float *out)
{
    int32_t sums[4][TILE_ROWS * TILE_ROWS] __attribute__((aligned(64)));
    const int8_t *rows = x->values + (size_t)first * matrix->inputs;
    _tile_zero(0);
    _tile_zero(1);
    _tile_zero(2);
    _tile_zero(3);
    for (uint32_t input = 0; input < matrix->inputs; input += TILE_BYTES) {
        load_tiles(matrix, rows, block, input, groups, blocks);
        _tile_dpbssd(0, 4, 6);
        if (blocks > 1) _tile_dpbssd(1, 4, 7);
        if (groups > 1) _tile_dpbssd(2, 5, 6);
        if (groups > 1 && blocks > 1) _tile_dpbssd(3, 5, 7);
    }
    _tile_stored(0, sums[0], TILE_BYTES);
    _tile_stored(1, sums[1], TILE_BYTES);
    _tile_stored(2, sums[2], TILE_BYTES);
    _tile_stored(3, sums[3], TILE_BYTES);
    for (uint32_t g = 0; g < groups; g++)
        for (uint32_t b = 0; b < blocks; b++)
            finish_tile(matrix, x, sums[2 * g + b], first + g * TILE_ROWS, block + b, out);
}

AMX INLINE void vectors_amx(const Matrix *matrix, const Quantised *x, uint32_t first,
                            const uint32_t groups, float *out)
{
    uint32_t block = 0;
    for (; block + 2 <= matrix->blocks; block += 2)
        blocks_amx(matrix, x, first, groups, block, 2, out);
    if (block < matrix->blocks) blocks_amx(matrix, x, first, groups, block, 1, out);
}

AMX static void start_tiles(void)
{
    TileShapes shapes = {.palette = 1};
    for (int i = 0; i < 8; i++) {
        shapes.row_bytes[i] = TILE_BYTES;
        shapes.rows[i] = TILE_ROWS;
    }
    _tile_loadconfig(&shapes);
}

AMX void matrix_product_amx(const Matrix *matrix, const Quantised *x, float *out)
{
    if (matrix->inputs % TILE_BYTES != 0) {
        matrix_product_vnni(matrix, x, out);
        return;
    }
    start_tiles();
    uint32_t first = 0;
    for (; first + TILE_ROWS < x->count; first += 2 * TILE_ROWS)
        vectors_amx(matrix, x, first, 2, out);
    if (first < x->count) vectors_amx(matrix, x, first, 1, out);
    _tile_release();
}

#endif
