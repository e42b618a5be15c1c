#include "model/weights.h"

static DatelineStatus check_bucket(const WeightTable *table, const char *name, uint32_t start,
                                   uint32_t end, DatelineError *err)
{
    uint32_t at = start;
    while (at < end) {
        uint32_t count = end - at < 3 ? 0 : table->data[at + 2];
        if (count == 0 || end - at - 3 < 2 * count)
            return FAIL(err, DATELINE_ERR_DATA, DATELINE_NO_OFFSET,
                        "%s weights: feature at byte %u does not fit its bucket", name,
                        (unsigned)at);
        for (uint32_t i = 0; i < count; i++) {
            uint32_t class_number = table->data[at + 3 + 2 * i];
            if (class_number >= table->class_count)
                return FAIL(err, DATELINE_ERR_DATA, DATELINE_NO_OFFSET,
                            "%s weights: class %u of %u at byte %u", name, (unsigned)class_number,
                            (unsigned)table->class_count, (unsigned)at);
        }
        at += 3 + 2 * count;
    }
    return DATELINE_OK;
}

static DatelineStatus check_buckets(const WeightTable *table, const char *name,
                                    uint32_t data_bytes, DatelineError *err)
{
    uint32_t bucket_count = 1u << table->bucket_bits;
    uint32_t start = read_u32(table->starts);
    if (start != 0)
        return FAIL(err, DATELINE_ERR_DATA, DATELINE_NO_OFFSET,
                    "%s weights: the first bucket does not start at 0", name);
    for (uint32_t i = 1; i <= bucket_count; i++) {
        uint32_t end = read_u32(table->starts + 4 * (size_t)i);
        if (end < start || end > data_bytes)
            return FAIL(err, DATELINE_ERR_DATA, DATELINE_NO_OFFSET,
                        "%s weights: bucket %u ends at %u, outside [%u, %u]", name,
                        (unsigned)(i - 1), (unsigned)end, (unsigned)start, (unsigned)data_bytes);
        TRY(check_bucket(table, name, start, end, err));
        start = end;
    }
    if (start != data_bytes)
        return FAIL(err, DATELINE_ERR_DATA, DATELINE_NO_OFFSET,
                    "%s weights: %u of %u bytes are in no bucket", name,
                    (unsigned)(data_bytes - start), (unsigned)data_bytes);
    return DATELINE_OK;
}

DatelineStatus weights_read(Str section, const char *name, WeightTable *out, DatelineError *err)
{
    const unsigned char *bytes = (const unsigned char *)section.data;
    if (section.len < WEIGHTS_HEADER_BYTES)
        return FAIL(err, DATELINE_ERR_DATA, DATELINE_NO_OFFSET, "%s weights: only %u bytes", name,
                    (unsigned)section.len);
    WeightTable table = {.class_count = read_u32(bytes), .bucket_bits = read_u32(bytes + 4)};
    uint32_t data_bytes = read_u32(bytes + 8);
    if (table.class_count == 0 || table.class_count > MOST_CLASSES || table.bucket_bits == 0 ||
        table.bucket_bits > MOST_BUCKET_BITS)
        return FAIL(err, DATELINE_ERR_DATA, DATELINE_NO_OFFSET,
                    "%s weights: %u classes, %u bucket bits", name, (unsigned)table.class_count,
                    (unsigned)table.bucket_bits);
    uint64_t starts_bytes = 4 * ((UINT64_C(1) << table.bucket_bits) + 1);
    if (section.len != WEIGHTS_HEADER_BYTES + starts_bytes + data_bytes)
        return FAIL(err, DATELINE_ERR_DATA, DATELINE_NO_OFFSET,
                    "%s weights: %u bytes do not match the sizes they give", name,
                    (unsigned)section.len);
    for (uint32_t i = 0; i < WEIGHT_VALUES; i++)
        table.values[i] = (int16_t)(uint16_t)read_u16(bytes + 16 + 2 * i);
    table.starts = bytes + WEIGHTS_HEADER_BYTES;
    table.data = table.starts + starts_bytes;
    TRY(check_buckets(&table, name, data_bytes, err));
    *out = table;
    return DATELINE_OK;
}

static void add_feature(const WeightTable *table, uint64_t hash, uint32_t start, uint32_t end,
                        int32_t *scores)
{
    const unsigned char *at = table->data + start;
    const unsigned char *stop = table->data + end;
    uint32_t mark = weight_mark(hash);
    while (at < stop) {
        uint32_t count = at[2];
        if (read_u16(at) == mark) {
            for (uint32_t i = 0; i < count; i++)
                scores[at[3 + 2 * i]] += table->values[at[4 + 2 * i]];
            return;
        }
        at += 3 + 2 * count;
    }
}

void weights_score(const WeightTable *table, const FeatureList *features, int32_t *scores)
{
    /* The reads of memory are what it costs: ask for all of them before the first is needed. */
    uint32_t starts[MOST_FEATURES];
    uint32_t ends[MOST_FEATURES];
    for (uint32_t i = 0; i < features->count; i++)
        __builtin_prefetch(table->starts +
                           4 * (size_t)weight_bucket(features->items[i], table->bucket_bits));
    for (uint32_t i = 0; i < features->count; i++) {
        const unsigned char *start =
            table->starts + 4 * (size_t)weight_bucket(features->items[i], table->bucket_bits);
        starts[i] = read_u32(start);
        ends[i] = read_u32(start + 4);
        __builtin_prefetch(table->data + starts[i]);
    }
    memset(scores, 0, table->class_count * sizeof *scores);
    for (uint32_t i = 0; i < features->count; i++)
        add_feature(table, features->items[i], starts[i], ends[i], scores);
}
