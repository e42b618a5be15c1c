/* Weights as they learn to weights as they are read: averaged, pruned, one byte each. */
#include <math.h>
#include <stdlib.h>

#include "model/weights.h"
#include "perceptron.h"

#define LARGEST_STEP 127 /* a byte stands for the square of -127 to 127 */
#define MIDDLE 128
#define POWER_OF_UPDATES 0.25 /* of the number of updates, in what a weight matters */
#define MOST_COUNTED_UPDATES 1024

typedef struct Packer {
    const Perceptron *perceptron;
    double weight_of_updates[MOST_COUNTED_UPDATES];
    double threshold; /* what matters less is left out */
    double scale;     /* of the largest average to the largest value */
} Packer;

static double average(const Perceptron *perceptron, const TrainEntry *entry)
{
    return (double)entry->weight - (double)entry->total / (double)perceptron->step;
}

static bool is_used(const Perceptron *perceptron, const TrainRow *row)
{
    return row->key != 0 && row->updates >= perceptron->fewest_updates;
}

/* What a weight matters: its size, and how often its feature took part. */
static bool is_kept(const Packer *packer, const TrainRow *row, const TrainEntry *entry)
{
    double size = fabs(average(packer->perceptron, entry));
    if (lround(sqrt(size * packer->scale)) == 0) return false;
    uint32_t updates = row->updates < MOST_COUNTED_UPDATES ? row->updates : MOST_COUNTED_UPDATES - 1;
    return size * packer->weight_of_updates[updates] >= packer->threshold;
}

static uint32_t count_kept(const Packer *packer, const TrainRow *row)
{
    if (!is_used(packer->perceptron, row)) return 0;
    uint32_t kept = 0;
    for (uint32_t i = 0; i < row->count; i++) kept += is_kept(packer, row, &row->entries[i]);
    return kept;
}

static uint64_t count_bytes(const Packer *packer, uint64_t *features)
{
    uint64_t bytes = 0;
    *features = 0;
    for (uint64_t i = 0; i < packer->perceptron->capacity; i++) {
        uint32_t kept = count_kept(packer, &packer->perceptron->rows[i]);
        if (kept == 0) continue;
        bytes += 3 + 2 * (uint64_t)kept;
        ++*features;
    }
    return bytes;
}

static uint32_t choose_bits(uint64_t features)
{
    uint32_t bits = 4;
    while (bits < 20 && (UINT64_C(2) << bits) < features) bits++;
    return bits;
}

static double find_largest(const Perceptron *perceptron)
{
    double largest = 0;
    for (uint64_t i = 0; i < perceptron->capacity; i++)
        for (uint32_t n = 0; n < perceptron->rows[i].count; n++)
            largest = fmax(largest, fabs(average(perceptron, &perceptron->rows[i].entries[n])));
    return largest;
}

static bool fits(Packer *packer, double threshold, uint32_t most_bytes)
{
    packer->threshold = threshold;
    uint64_t features;
    uint64_t bytes = count_bytes(packer, &features);
    uint64_t starts = (UINT64_C(4) << choose_bits(features)) + 4;
    return WEIGHTS_HEADER_BYTES + bytes + starts <= most_bytes;
}

/* The smallest threshold with which the rest fits, to one part in a hundred. */
static void choose_threshold(Packer *packer, uint32_t most_bytes)
{
    double largest = find_largest(packer->perceptron);
    packer->scale = largest > 0 ? LARGEST_STEP * LARGEST_STEP / largest : 1;
    double low = 0.1 / packer->scale;
    if (fits(packer, low, most_bytes)) return;
    double high = low * 4;
    while (!fits(packer, high, most_bytes)) high *= 4;
    while (high / low > 1.01) {
        double middle = sqrt(low * high);
        if (fits(packer, middle, most_bytes))
            high = middle;
        else
            low = middle;
    }
    packer->threshold = high;
}

static int compare_rows(const void *a, const void *b)
{
    uint64_t left = (*(const TrainRow *const *)a)->key;
    uint64_t right = (*(const TrainRow *const *)b)->key;
    return (left > right) - (left < right);
}

static void add_u16(Buffer *out, uint32_t value)
{
    buffer_add_char(out, (char)(value & 0xFF));
    buffer_add_char(out, (char)(value >> 8 & 0xFF));
}

static void add_u32(Buffer *out, uint32_t value)
{
    add_u16(out, value & 0xFFFF);
    add_u16(out, value >> 16);
}

static void add_values(Buffer *out)
{
    for (int i = 0; i < WEIGHT_VALUES; i++) {
        int step = i - MIDDLE < -LARGEST_STEP ? -LARGEST_STEP : i - MIDDLE;
        add_u16(out, (uint32_t)(step < 0 ? -step * step : step * step) & 0xFFFF);
    }
}

static void add_row(const Packer *packer, const TrainRow *row, Buffer *out)
{
    add_u16(out, weight_mark(row->key));
    buffer_add_char(out, (char)count_kept(packer, row));
    for (uint32_t i = 0; i < row->count; i++) {
        double value = average(packer->perceptron, &row->entries[i]);
        if (!is_kept(packer, row, &row->entries[i])) continue;
        int step = (int)lround(sqrt(fabs(value) * packer->scale));
        buffer_add_char(out, (char)row->entries[i].class_number);
        buffer_add_char(out, (char)(MIDDLE + (value < 0 ? -step : step)));
    }
}

static const TrainRow **sort_rows(const Packer *packer, uint64_t features)
{
    const TrainRow **rows = malloc((features + 1) * sizeof *rows);
    if (rows == NULL) abort();
    uint64_t count = 0;
    for (uint64_t i = 0; i < packer->perceptron->capacity; i++)
        if (count_kept(packer, &packer->perceptron->rows[i]) > 0)
            rows[count++] = &packer->perceptron->rows[i];
    qsort(rows, features, sizeof *rows, compare_rows);
    return rows;
}

void perceptron_pack(const Perceptron *perceptron, uint32_t most_bytes, Buffer *out)
{
    Packer packer = {.perceptron = perceptron};
    uint64_t features;
    for (uint32_t i = 0; i < MOST_COUNTED_UPDATES; i++)
        packer.weight_of_updates[i] = pow((double)i, POWER_OF_UPDATES);
    choose_threshold(&packer, most_bytes);
    uint64_t bytes = count_bytes(&packer, &features);
    uint32_t bits = choose_bits(features);
    const TrainRow **rows = sort_rows(&packer, features);

    add_u32(out, perceptron->class_count);
    add_u32(out, bits);
    add_u32(out, (uint32_t)bytes);
    add_u32(out, 0);
    add_values(out);
    Buffer data = {0};
    uint64_t row = 0;
    for (uint32_t bucket = 0; bucket < 1u << bits; bucket++) {
        add_u32(out, (uint32_t)data.len);
        while (row < features && weight_bucket(rows[row]->key, bits) == bucket)
            add_row(&packer, rows[row++], &data);
    }
    add_u32(out, (uint32_t)data.len);
    buffer_add(out, data.data, data.len);
    buffer_release(&data);
    free(rows);
}
