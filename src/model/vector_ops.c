/* Compiled for each level of instructions; VECTOR_OPS is the name of the table of that level. */
#include "model/vector_ops.h"

#include <math.h>

#include "model/lanes.h"

#ifndef VECTOR_OPS
#define VECTOR_OPS vector_ops_plain
#endif

/* ---- to 8-bit integers --------------------------------------------------------------------- */

#define LARGEST 127.0f
/* Added to a float: its low bits are then the nearest whole number, ties to even. */
#define ROUNDER 12582912.0f
#define ROUNDER_BITS 0x4B400000

/* Of numbers. */
static FourLanes four_larger(FourLanes a, FourLanes b)
{
    FourIntLanes is_larger = a > b;
    return (FourLanes)(((FourIntLanes)a & is_larger) | ((FourIntLanes)b & ~is_larger));
}

static float largest_size(const float *row, uint32_t width)
{
    Sums most = {0};
    for (uint32_t i = 0; i < width; i += SUM_LANES)
        for (uint32_t k = 0; k < SUM_LANES / LANES; k++) {
            Lanes size = (Lanes)((IntLanes)LANES_AT(row + i + k * LANES) & INT32_MAX);
            most.parts[k] = lanes_larger(size, most.parts[k]);
        }
    FourLanes four[SUM_LANES / 4];
    memcpy(four, &most, sizeof four);
    FourLanes sizes = four_larger(four_larger(four[0], four[2]), four_larger(four[1], four[3]));
    float a = sizes[0] > sizes[1] ? sizes[0] : sizes[1], b = sizes[2] > sizes[3] ? sizes[2] : sizes[3];
    return a > b ? a : b;
}

static int32_t total_of(const IntLanes *lanes)
{
    FourIntLanes four[LANES / 4];
    memcpy(four, lanes, sizeof four);
    for (uint32_t k = 1; k < LANES / 4; k++) four[0] += four[k];
    return (four[0][0] + four[0][1]) + (four[0][2] + four[0][3]);
}

/* Returns the total of the whole numbers. */
static int32_t round_row(const float *row, uint32_t width, float up, int8_t *out)
{
    IntLanes totals = {0};
    for (uint32_t i = 0; i < width; i += LANES) {
        IntLanes whole = (IntLanes)(LANES_AT(row + i) * up + ROUNDER) - ROUNDER_BITS;
        lanes_to_bytes(whole, out + i);
        totals += whole;
    }
    return total_of(&totals);
}

static void quantise(const float *x, uint32_t width, uint32_t count, Quantised *out)
{
    out->width = width;
    out->count = count;
    for (uint32_t t = 0; t < count; t++) {
        const float *row = x + (size_t)t * width;
        float largest = largest_size(row, width);
        out->totals[t] = round_row(row, width, largest > 0 ? LARGEST / largest : 0,
                                   out->values + (size_t)t * width);
        out->scales[t] = largest / LARGEST;
    }
}

/* ---- norms ---------------------------------------------------------------------------------- */

#define NORM_EPSILON 1e-5f

static float mean_of(const float *x, uint32_t width)
{
    Sums sums = {0};
    for (uint32_t i = 0; i < width; i += SUM_LANES)
        for (uint32_t k = 0; k < SUM_LANES / LANES; k++)
            sums.parts[k] += LANES_AT(x + i + k * LANES);
    return sums_total(&sums) / (float)width;
}

static float variance_of(const float *x, uint32_t width, float mean)
{
    Sums sums = {0};
    for (uint32_t i = 0; i < width; i += SUM_LANES)
        for (uint32_t k = 0; k < SUM_LANES / LANES; k++) {
            Lanes away = LANES_AT(x + i + k * LANES) - mean;
            sums.parts[k] += away * away;
        }
    return sums_total(&sums) / (float)width;
}

static void normalise(const Norm *norm, uint32_t width, uint32_t count, float *x)
{
    for (uint32_t t = 0; t < count; t++, x += width) {
        float mean = mean_of(x, width);
        float scale = 1.0f / sqrtf(variance_of(x, width, mean) + NORM_EPSILON);
        for (uint32_t i = 0; i < width; i += LANES)
            SET_LANES(x + i, (LANES_AT(x + i) - mean) * scale * LANES_AT(norm->gain + i) +
                                 LANES_AT(norm->bias + i));
    }
}

/* ---- sums and products ---------------------------------------------------------------------- */

static void add_row(const int8_t *row, uint32_t width, float scale, float *out)
{
    for (uint32_t i = 0; i < width; i += LANES)
        SET_LANES(out + i, LANES_AT(out + i) + scale * __builtin_convertvector(lanes_of_bytes(row + i), Lanes));
}

static void rectify(float *x, size_t count)
{
    for (size_t i = 0; i < count; i += LANES) SET_LANES(x + i, LANES_RECTIFIED(LANES_AT(x + i)));
}

static void add(const float *y, size_t count, float *x)
{
    for (size_t i = 0; i < count; i += LANES) SET_LANES(x + i, LANES_AT(x + i) + LANES_AT(y + i));
}

static void join(const float *a, const float *b, const float *c, uint32_t width, float *out)
{
    for (uint32_t i = 0; i < width; i += LANES)
        SET_LANES(out + i,
                  LANES_RECTIFIED(LANES_AT(a + i) + LANES_AT(b + i) + LANES_AT(c + i)));
}

/* Of several rows at once as many as have registers for their sums. */
#define ROWS_AT_ONCE (LANES >= 8 ? 4u : 2u)

static inline __attribute__((always_inline)) void multiply(const float *a, const float *rows, uint32_t width,
                                                           const uint32_t count, Sums *sums)
{
    for (uint32_t r = 0; r < count; r++) sums[r] = (Sums){0};
    for (uint32_t i = 0; i < width; i += SUM_LANES)
        for (uint32_t k = 0; k < SUM_LANES / LANES; k++)
            for (uint32_t r = 0; r < count; r++)
                sums[r].parts[k] += LANES_AT(a + i + k * LANES) * LANES_AT(rows + (size_t)r * width + i + k * LANES);
}

/* Pairs of neighbours of a and b, added. */
static FourLanes add_pairs(FourLanes a, FourLanes b)
{
    return __builtin_shufflevector(a, b, 0, 2, 4, 6) + __builtin_shufflevector(a, b, 1, 3, 5, 7);
}

static void multiply_rows(const float *a, const float *rows, uint32_t width, uint32_t count,
                          float *out)
{
    uint32_t r = 0;
    for (; r + 4 <= count; r += 4) { /* four at once, for the sake of their totals */
        FourLanes fours[4];
        for (uint32_t k = 0; k < 4; k += ROWS_AT_ONCE) {
            Sums sums[ROWS_AT_ONCE];
            multiply(a, rows + (size_t)(r + k) * width, width, ROWS_AT_ONCE, sums);
            for (uint32_t i = 0; i < ROWS_AT_ONCE; i++) fours[k + i] = sums_fold(&sums[i]);
        }
        FourLanes totals = add_pairs(add_pairs(fours[0], fours[1]), add_pairs(fours[2], fours[3]));
        *(FourLanes *)(void *)(out + r) = totals;
    }
    for (; r < count; r++) {
        Sums sums;
        multiply(a, rows + (size_t)r * width, width, 1, &sums);
        out[r] = sums_total(&sums);
    }
}

/* ---- exp ------------------------------------------------------------------------------------ */

#define LARGEST_EXPONENT 80.0f

/* exp(x), x brought to [-80, 80], within a few units in the last place. */
static Lanes exponential(Lanes x)
{
    Lanes bounded = lanes_bounded(x, (Lanes){0} + LARGEST_EXPONENT);
    Lanes shifted = bounded * 1.44269504f + ROUNDER; /* to the nearest whole power of 2 */
    Lanes whole = shifted - ROUNDER;
    Lanes rest = (bounded - whole * 0.693359375f) + whole * 2.12194440e-4f;
    Lanes value = rest * 0.00139819994f + 0.00833345205f;
    value = value * rest + 0.0416657962f;
    value = value * rest + 0.166666657f;
    value = value * rest + 0.5f;
    value = (value * rest + 1.0f) * rest + 1.0f;
    IntLanes power = (((IntLanes)shifted - ROUNDER_BITS) + 127) << 23;
    return value * (Lanes)power;
}

/* 1 / (1 + exp(x)) */
static Lanes shut(Lanes x)
{
    return 1.0f / (1.0f + exponential(x));
}

/* Of x >= 0 what lies beyond is half the complementary error function of x / sqrt(2) (Abramowitz and Stegun,
 * 7.1.26), and what lies below -x is the same. */
static void bend(float *x, size_t count)
{
    for (size_t i = 0; i < count; i += LANES) {
        Lanes value = LANES_AT(x + i);
        Lanes size = (Lanes)((IntLanes)value & INT32_MAX);
        Lanes t = 1.0f / (1.0f + 0.23164189f * size);
        Lanes beyond = t * 1.061405429f - 1.453152027f;
        beyond = beyond * t + 1.421413741f;
        beyond = beyond * t - 0.284496736f;
        beyond = (beyond * t + 0.254829592f) * t * exponential(-0.5f * size * size);
        SET_LANES(x + i, LANES_RECTIFIED(value) - 0.5f * size * beyond);
    }
}

/* ---- attention ------------------------------------------------------------------------------ */

/* The answers of all words, number by number: [width][stride], 0 beyond the words. */
static void turn_answers(const Attention *attention, const float *answers, float *out)
{
    uint32_t stride = attention_stride(attention->count), row = 3 * attention->heads * attention->width;
    for (uint32_t i = 0; i < attention->width; i++, out += stride) {
        for (uint32_t t = 0; t < attention->count; t++) out[t] = answers[(size_t)t * row + i];
        for (uint32_t t = attention->count; t < stride; t++) out[t] = 0;
    }
}

static void score_words(const float *const questions[], const float *answers, uint32_t width, uint32_t stride,
                        float *scores)
{
    for (uint32_t t = 0; t < stride; t += LANES) {
        Lanes sums[ATTENTION_AT_ONCE] = {0};
        for (uint32_t i = 0; i < width; i++) {
            Lanes answer = LANES_AT(answers + (size_t)i * stride + t);
#pragma GCC unroll 4
            for (uint32_t k = 0; k < ATTENTION_AT_ONCE; k++) sums[k] += questions[k][i] * answer;
        }
        for (uint32_t k = 0; k < ATTENTION_AT_ONCE; k++) SET_LANES(scores + k * (size_t)stride + t, sums[k]);
    }
}

static float largest_of(const float *x, uint32_t count)
{
    float largest = x[0];
    for (uint32_t i = 1; i < count; i++) largest = x[i] > largest ? x[i] : largest;
    return largest;
}

/* Scores to weights; returns 1 over their sum. */
static float weigh(float *scores, uint32_t count, uint32_t stride)
{
    Sums sums = {0};
    float largest = largest_of(scores, count);
    for (uint32_t t = 0; t < stride; t += LANES) SET_LANES(scores + t, exponential(LANES_AT(scores + t) - largest));
    for (uint32_t t = count; t < stride; t++) scores[t] = 0;
    for (uint32_t t = 0; t < stride; t += SUM_LANES)
        for (uint32_t k = 0; k < SUM_LANES / LANES; k++) sums.parts[k] += LANES_AT(scores + t + k * LANES);
    return 1.0f / sums_total(&sums);
}

/* What the words tell, by their weights for a few words. */
static void mix_words(const Attention *attention, const float *told, const float *weights, const float *shares,
                      float *const out[])
{
    uint32_t stride = attention_stride(attention->count), row = 3 * attention->heads * attention->width;
    for (uint32_t i = 0; i < attention->width; i += LANES) {
        Lanes sums[ATTENTION_AT_ONCE] = {0};
        for (uint32_t t = 0; t < attention->count; t++) {
            Lanes numbers = LANES_AT(told + (size_t)t * row + i);
#pragma GCC unroll 4
            for (uint32_t k = 0; k < ATTENTION_AT_ONCE; k++) sums[k] += weights[k * (size_t)stride + t] * numbers;
        }
        for (uint32_t k = 0; k < ATTENTION_AT_ONCE; k++) SET_LANES(out[k] + i, sums[k] * shares[k]);
    }
}

static void attend_head(const Attention *attention, uint32_t head)
{
    uint32_t width = attention->width, size = attention->heads * width, count = attention->count;
    uint32_t stride = attention_stride(count);
    const float *asked = attention->parts + head * width;
    float *answers = attention->room, *scores = answers + (size_t)width * stride;
    turn_answers(attention, asked + size, answers);
    for (uint32_t first = 0; first < count; first += ATTENTION_AT_ONCE) {
        const float *questions[ATTENTION_AT_ONCE];
        float *out[ATTENTION_AT_ONCE], shares[ATTENTION_AT_ONCE];
        for (uint32_t k = 0; k < ATTENTION_AT_ONCE; k++) { /* at the end the last one more than once */
            size_t word = first + k < count ? first + k : count - 1;
            questions[k] = asked + word * 3 * size;
            out[k] = attention->out + word * size + head * width;
        }
        score_words(questions, answers, width, stride, scores);
        for (uint32_t k = 0; k < ATTENTION_AT_ONCE; k++)
            shares[k] = weigh(scores + k * (size_t)stride, count, stride);
        mix_words(attention, asked + 2 * (size_t)size, scores, shares, out);
    }
}

static void attend(const Attention *attention)
{
    for (uint32_t head = 0; head < attention->heads; head++) attend_head(attention, head);
}

/* ---- layers --------------------------------------------------------------------------------- */

static void add_window(const float *parts, uint32_t width, uint32_t count, float *x)
{
    for (uint32_t t = 0; t < count; t++, parts += 3 * (size_t)width, x += width) {
        const float *middle = parts + width;
        const float *before = parts - 3 * (size_t)width;
        const float *after = parts + 5 * (size_t)width;
        for (uint32_t i = 0; i < width; i += LANES) {
            Lanes sum = LANES_AT(middle + i);
            if (t > 0) sum += LANES_AT(before + i);
            if (t + 1 < count) sum += LANES_AT(after + i);
            SET_LANES(x + i, LANES_AT(x + i) + LANES_RECTIFIED(sum));
        }
    }
}

static void step(const float *gates, const float *values, uint32_t width, float *state, float *out)
{
    for (uint32_t i = 0; i < width; i += LANES) {
        Lanes kept = shut(LANES_AT(gates + i));
        Lanes next = kept * LANES_AT(state + i) + (1.0f - kept) * LANES_AT(values + i);
        SET_LANES(state + i, next);
        SET_LANES(out + i, LANES_RECTIFIED(next));
    }
}

static void run_gates(const float *parts, uint32_t width, uint32_t count, float *state, float *out)
{
    uint32_t half = width / 2;
    memset(state, 0, width * sizeof *state);
    for (uint32_t t = 0; t < count; t++) {
        const float *gates = parts + (size_t)t * 2 * width;
        step(gates, gates + width, half, state, out + (size_t)t * width);
    }
    for (uint32_t t = count; t-- > 0;) {
        const float *gates = parts + (size_t)t * 2 * width + half;
        step(gates, gates + width, half, state + half, out + (size_t)t * width + half);
    }
}

const VectorOps VECTOR_OPS = {
    .quantise = quantise,
    .normalise = normalise,
    .add_row = add_row,
    .rectify = rectify,
    .add = add,
    .join = join,
    .add_window = add_window,
    .run_gates = run_gates,
    .multiply_rows = multiply_rows,
    .bend = bend,
    .attend = attend,
};
