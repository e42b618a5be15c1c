/*
 * What is done to vectors of floats, compiled once for each set of instructions (vector_ops.c). The
 * results are the same bits at every level. Widths are multiples of 16; rows lie one after another.
 */
#ifndef MODEL_VECTOR_OPS_H
#define MODEL_VECTOR_OPS_H

#include <stddef.h>
#include <stdint.h>

/* Vectors as 8-bit integers: x[t][i] is about values[t * width + i] * scales[t], and never -128. */
typedef struct Quantised {
    int8_t *values;  /* these three have room for quantised_room(count) vectors */
    float *scales;
    int32_t *totals; /* of the values of each vector */
    uint32_t width;
    uint32_t count;
} Quantised;

/* Products are computed of so many vectors, whether or not all are of use. */
static inline uint32_t quantised_room(uint32_t count)
{
    return (count + 31) / 32 * 32;
}

typedef struct Norm {
    const float *gain;
    const float *bias;
} Norm;

/* Words of a sentence that look at one another. The widths of a head are multiples of 16. */
typedef struct Attention {
    const float *parts; /* [count][3][heads][width]: what a word asks, what it answers to, what it tells */
    uint32_t count;
    uint32_t heads;
    uint32_t width;
    float *room; /* attention_room(count, width) numbers */
    float *out;  /* [count][heads][width] */
} Attention;

#define ATTENTION_AT_ONCE 4u /* words that ask */

static inline uint32_t attention_stride(uint32_t count)
{
    return (count + 15) / 16 * 16;
}

static inline size_t attention_room(uint32_t count, uint32_t width)
{
    return (size_t)(width + ATTENTION_AT_ONCE) * attention_stride(count);
}

typedef struct VectorOps {
    /* Takes over count vectors of floats, to the nearest whole numbers, ties to even. */
    void (*quantise)(const float *x, uint32_t width, uint32_t count, Quantised *out);
    /* Each of count vectors to mean 0 and variance 1, then times gain plus bias. */
    void (*normalise)(const Norm *norm, uint32_t width, uint32_t count, float *x);
    /* out += scale * row */
    void (*add_row)(const int8_t *row, uint32_t width, float scale, float *out);
    /* Negative numbers become 0. */
    void (*rectify)(float *x, size_t count);
    /* x += y */
    void (*add)(const float *y, size_t count, float *x);
    /* out = rectified(a + b + c) */
    void (*join)(const float *a, const float *b, const float *c, uint32_t width, float *out);
    /* Of a sentence: x += rectified(left part of the word before + middle part + right part of the
     * word after). The three parts of a word lie side by side; the bias is in the middle one. */
    void (*add_window)(const float *parts, uint32_t width, uint32_t count, float *x);
    /* Of a sentence: state = shut * state + (1 - shut) * value from word to word, shut being
     * 1 / (1 + exp(gate)); the first half of the channels to the right, the second to the left.
     * parts: gates and values of a word side by side. The states, rectified, to out. */
    void (*run_gates)(const float *parts, uint32_t width, uint32_t count, float *state, float *out);
    /* out[r] = the sum of products of a and row r */
    void (*multiply_rows)(const float *a, const float *rows, uint32_t width, uint32_t count,
                          float *out);
    /* Each number times the share of the normal distribution below it (GELU), within a millionth. */
    void (*bend)(float *x, size_t count);
    /* Each word of each head: what the words tell, weighed by exp(its question * their answer), weights that sum to 1. */
    void (*attend)(const Attention *attention);
} VectorOps;

extern const VectorOps vector_ops_plain;
#if defined(__x86_64__)
extern const VectorOps vector_ops_avx2;
extern const VectorOps vector_ops_avx512;
#endif

#endif
