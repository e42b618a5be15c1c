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

#if defined(__x86_64__)
#include <immintrin.h>
#endif

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
typedef int32_t FourIntLanes __attribute__((vector_size(16), aligned(4), may_alias));

#define LANES_AT(x) (*(const Lanes *)(const void *)(x))
#define SET_LANES(x, value) (*(Lanes *)(void *)(x) = (value))
/* a where the lane of `mask` is all ones, else 0. */
#define LANES_WHERE(mask, a) ((Lanes)((mask) & (IntLanes)(a)))
#define LANES_RECTIFIED(a) LANES_WHERE((a) > 0, (a))

/* What compilers make a poor job of. The larger of a and b is b if either is no number; whole numbers that become bytes
 * fit into them. */
#if defined(__AVX512F__)
static inline Lanes lanes_larger(Lanes a, Lanes b)
{
    return (Lanes)_mm512_max_ps((__m512)a, (__m512)b);
}

/* x brought to [-most, most]; -most if it is no number. */
static inline Lanes lanes_bounded(Lanes x, Lanes most)
{
    return (Lanes)_mm512_min_ps((__m512)lanes_larger(x, -most), (__m512)most);
}

static inline IntLanes lanes_of_bytes(const int8_t *bytes)
{
    return (IntLanes)_mm512_cvtepi8_epi32(_mm_loadu_si128((const __m128i *)(const void *)bytes));
}

static inline void lanes_to_bytes(IntLanes whole, int8_t *out)
{
    _mm_storeu_si128((__m128i *)(void *)out, _mm512_cvtepi32_epi8((__m512i)whole));
}
#elif defined(__AVX2__)
static inline Lanes lanes_larger(Lanes a, Lanes b)
{
    return (Lanes)_mm256_max_ps((__m256)a, (__m256)b);
}

static inline Lanes lanes_bounded(Lanes x, Lanes most)
{
    return (Lanes)_mm256_min_ps((__m256)lanes_larger(x, -most), (__m256)most);
}

static inline IntLanes lanes_of_bytes(const int8_t *bytes)
{
    return (IntLanes)_mm256_cvtepi8_epi32(_mm_loadl_epi64((const __m128i *)(const void *)bytes));
}

static inline void lanes_to_bytes(IntLanes whole, int8_t *out)
{
    __m256i lanes = (__m256i)whole;
    __m128i words = _mm_packs_epi32(_mm256_castsi256_si128(lanes), _mm256_extracti128_si256(lanes, 1));
    _mm_storel_epi64((__m128i *)(void *)out, _mm_packs_epi16(words, words));
}
#elif defined(__x86_64__)
static inline Lanes lanes_larger(Lanes a, Lanes b)
{
    return (Lanes)_mm_max_ps((__m128)a, (__m128)b);
}

static inline Lanes lanes_bounded(Lanes x, Lanes most)
{
    return (Lanes)_mm_min_ps((__m128)lanes_larger(x, -most), (__m128)most);
}

static inline IntLanes lanes_of_bytes(const int8_t *bytes)
{
    int32_t four;
    memcpy(&four, bytes, sizeof four);
    __m128i lanes = _mm_cvtsi32_si128(four), pairs = _mm_unpacklo_epi8(lanes, lanes);
    return (IntLanes)_mm_srai_epi32(_mm_unpacklo_epi16(pairs, pairs), 24);
}

static inline void lanes_to_bytes(IntLanes whole, int8_t *out)
{
    __m128i words = _mm_packs_epi32((__m128i)whole, (__m128i)whole);
    int32_t four = _mm_cvtsi128_si32(_mm_packs_epi16(words, words));
    memcpy(out, &four, sizeof four);
}
#else
static inline Lanes lanes_larger(Lanes a, Lanes b)
{
    IntLanes is_larger = a > b;
    return (Lanes)(((IntLanes)a & is_larger) | ((IntLanes)b & ~is_larger));
}

static inline Lanes lanes_bounded(Lanes x, Lanes most)
{
    return -lanes_larger(-lanes_larger(x, -most), -most);
}

static inline IntLanes lanes_of_bytes(const int8_t *bytes)
{
    return __builtin_convertvector(*(const ByteLanes *)(const void *)bytes, IntLanes);
}

static inline void lanes_to_bytes(IntLanes whole, int8_t *out)
{
    *(ByteLanes *)(void *)out = __builtin_convertvector(whole, ByteLanes);
}
#endif

/* The partial sums of one sum. */
typedef struct Sums {
    Lanes parts[SUM_LANES / LANES];
} Sums;

#if LANES >= 8
typedef float EightLanes __attribute__((vector_size(32), aligned(4), may_alias));

static inline FourLanes sums_fold(const Sums *sums)
{
    EightLanes eight[2];
    memcpy(eight, sums, sizeof eight);
    EightLanes half = eight[0] + eight[1];
    FourLanes four[2];
    memcpy(four, &half, sizeof four);
    return four[0] + four[1];
}
#else
static inline FourLanes sums_fold(const Sums *sums)
{
    FourLanes four[SUM_LANES / 4];
    memcpy(four, sums, sizeof four);
    return (four[0] + four[2]) + (four[1] + four[3]);
}
#endif

static inline float sums_total(const Sums *sums)
{
    FourLanes four = sums_fold(sums);
    return (four[0] + four[1]) + (four[2] + four[3]);
}

#endif
