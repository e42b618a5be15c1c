/*
 * As many floats at a time as the instructions this file is compiled for can work on. Each lane is
 * rounded as it would be alone, so that results are the same for any number of lanes. Sums are kept
 * in SUM_LANES partial sums whatever the width, and those are added in one order.
 *
 * All widths of the network are multiples of SUM_LANES.
 */
#ifndef MODEL_LANES_H
#define MODEL_LANES_H

#include <stdint.h>
#include <string.h>

#if defined(__AVX512F__)
#define LANES 16u
#elif defined(__AVX2__)
#define LANES 8u
#else
#define LANES 4u /* which every 64-bit machine has */
#endif
#define SUM_LANES 16u

typedef float Lanes __attribute__((vector_size(4 * LANES), aligned(4), may_alias));
typedef int32_t IntLanes __attribute__((vector_size(4 * LANES), aligned(4), may_alias));
typedef int8_t ByteLanes __attribute__((vector_size(LANES), aligned(1), may_alias));
typedef float FourLanes __attribute__((vector_size(16), aligned(4), may_alias));

#define LANES_AT(x) (*(const Lanes *)(const void *)(x))
#define SET_LANES(x, value) (*(Lanes *)(void *)(x) = (value))
/* a where the lane of `mask` is all ones, else 0. */
#define LANES_WHERE(mask, a) ((Lanes)((mask) & (IntLanes)(a)))
#define LANES_RECTIFIED(a) LANES_WHERE((a) > 0, (a))

/* The partial sums of one sum. */
typedef struct Sums {
    Lanes parts[SUM_LANES / LANES];
} Sums;

static inline FourLanes sums_fold(const Sums *sums)
{
    FourLanes four[SUM_LANES / 4];
    memcpy(four, sums, sizeof four);
    return (four[0] + four[2]) + (four[1] + four[3]);
}

static inline float sums_total(const Sums *sums)
{
    FourLanes four = sums_fold(sums);
    return (four[0] + four[1]) + (four[2] + four[3]);
}

#endif
