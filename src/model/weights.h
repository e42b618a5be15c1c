/*
 * A table of weights: the hash of a feature leads to the few classes it speaks for or against.
 *
 * Layout, little-endian, used as it lies:
 *
 *     u32 class_count, bucket_bits, data_bytes, 0
 *     i16 values[256]                   what a one-byte weight stands for
 *     u32 starts[2^bucket_bits + 1]     where each bucket starts in data; the last is data_bytes
 *     u8  data[data_bytes]              per feature: u16 mark, u8 count, count x (u8 class, u8 value)
 *
 * The top bits of the hash choose the bucket, the low 16 bits are the mark. A bucket holds about
 * two features and fits a cache line, so that a look-up costs two reads of memory. A feature that
 * was never trained is taken for another about once in 30,000 times.
 */
#ifndef MODEL_WEIGHTS_H
#define MODEL_WEIGHTS_H

#include "model/features.h"

#define WEIGHT_VALUES 256
#define WEIGHTS_HEADER_BYTES (16 + 2 * WEIGHT_VALUES)
#define MOST_CLASSES 255
#define MOST_BUCKET_BITS 24

typedef struct WeightTable {
    uint32_t class_count;
    uint32_t bucket_bits;
    int16_t values[WEIGHT_VALUES];
    const unsigned char *starts;
    const unsigned char *data;
} WeightTable;

static inline uint32_t read_u16(const unsigned char *bytes)
{
    return (uint32_t)bytes[0] | (uint32_t)bytes[1] << 8;
}

static inline uint32_t read_u32(const unsigned char *bytes)
{
    return (uint32_t)bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 |
           (uint32_t)bytes[3] << 24;
}

static inline uint64_t read_u64(const unsigned char *bytes)
{
    return (uint64_t)read_u32(bytes) | (uint64_t)read_u32(bytes + 4) << 32;
}

static inline uint32_t weight_bucket(uint64_t hash, uint32_t bucket_bits)
{
    return (uint32_t)(hash >> 32) >> (32 - bucket_bits);
}

static inline uint32_t weight_mark(uint64_t hash)
{
    return (uint32_t)(hash & 0xFFFF);
}

/* Checks every bucket and class, so that weights_score need not. name is for messages. */
DatelineStatus weights_read(Str section, const char *name, WeightTable *out,
                            DatelineError *err) MUST_CHECK;

/* Sets scores[class_count] to the sums of the features' weights. */
void weights_score(const WeightTable *table, const FeatureList *features, int32_t *scores);

#endif
