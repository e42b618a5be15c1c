/*
 * boosted_trees: small trees that answer a yes-or-no question, each made to mend what the ones
 * before it get wrong (gradient boosting with the logistic loss; Friedman 2001).
 *
 *     boosted_trees ROWS COLUMNS USED TREES DEPTH RATE SEED < table > trees
 *
 * The table is 32-bit floats in the machine's order: ROWS answers (0 to 1), ROWS weights, then each
 * of COLUMNS features for all rows. Only the first USED columns are asked about. Printed is a line a
 * node, parted by tabs: depth, column (or "=" for a value), limit or value. After a question stand
 * the lines for lower values, then those for the rest. The first tree is the answer's mean.
 *
 * Each feature is cut into at most BINS ranges of about equally many rows; each tree is made from
 * a part of the rows and a part of the features, drawn anew. The same seed gives the same trees.
 */
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BINS 64
#define ROWS_DRAWN 0.5
#define FEATURES_DRAWN 0.4
#define PENALTY 4.0      /* on the square of a leaf's value */
#define LEAST_WEIGHT 2.0 /* of second derivatives in a leaf */

typedef struct Trainer {
    uint32_t rows, columns, used, depth;
    double rate;
    uint64_t seed;
    float *answers; /* [rows] */
    float *weights;
    float *table;               /* [columns][rows] */
    uint8_t *bins;              /* [used][rows] */
    float (*limits)[BINS];      /* [used]: bin b holds values below limits[b] */
    uint32_t *limit_counts;     /* [used] */
    double *sums;               /* [rows] of all trees so far */
    float *slopes;              /* [rows] derivatives of the loss at the sums */
    float *curves;              /* [rows] second derivatives */
    uint32_t *chosen;           /* [rows] the rows of the tree being made, parted among its nodes */
    uint32_t *spare;            /* [rows] */
    uint32_t *features;         /* [used], those drawn first */
    uint32_t feature_count;
} Trainer;

typedef struct Split {
    double gain;
    uint32_t feature;
    uint32_t bin; /* up to this one: lower */
} Split;

static void *get(size_t count, size_t size)
{
    void *memory = calloc(count, size);
    if (memory == NULL) {
        fprintf(stderr, "boosted_trees: out of memory\n");
        exit(1);
    }
    return memory;
}

/* xorshift64*: from 0 to 1. */
static double draw(Trainer *trainer)
{
    trainer->seed ^= trainer->seed >> 12;
    trainer->seed ^= trainer->seed << 25;
    trainer->seed ^= trainer->seed >> 27;
    return (double)((trainer->seed * 0x2545F4914F6CDD1Du) >> 11) / 9007199254740992.0;
}

/* ---- Ranges ----------------------------------------------------------------------------------- */

static int by_value(const void *a, const void *b)
{
    float x = *(const float *)a, y = *(const float *)b;
    return (x > y) - (x < y);
}

/* The limit as it will be printed, so that the trees are the same when read again. */
static float rounded(double value)
{
    char text[40];
    snprintf(text, sizeof text, "%.4g", value);
    return strtof(text, NULL);
}

static void find_limits(Trainer *trainer, uint32_t f, float *sorted)
{
    const float *column = trainer->table + (size_t)f * trainer->rows;
    memcpy(sorted, column, trainer->rows * sizeof *sorted);
    qsort(sorted, trainer->rows, sizeof *sorted, by_value);
    uint32_t count = 0, next = 0, step = trainer->rows / BINS + 1;
    for (uint32_t i = 1; i < trainer->rows && count < BINS - 1; i++) {
        if (sorted[i] <= sorted[i - 1] || i < next) continue;
        float limit = rounded(((double)sorted[i - 1] + (double)sorted[i]) / 2);
        if (count > 0 && limit <= trainer->limits[f][count - 1]) continue;
        trainer->limits[f][count++] = limit;
        next = i + step;
    }
    trainer->limit_counts[f] = count;
    uint8_t *bins = trainer->bins + (size_t)f * trainer->rows;
    for (uint32_t r = 0; r < trainer->rows; r++)
        while (bins[r] < count && column[r] >= trainer->limits[f][bins[r]]) bins[r]++;
}

/* ---- One tree --------------------------------------------------------------------------------- */

static double worth(double slope, double curve)
{
    return slope * slope / (curve + PENALTY);
}

static void try_feature(const Trainer *trainer, uint32_t f, const uint32_t *rows, uint32_t count,
                        Split *best)
{
    double slopes[BINS] = {0}, curves[BINS] = {0}, slope = 0, curve = 0;
    const uint8_t *bins = trainer->bins + (size_t)f * trainer->rows;
    for (uint32_t i = 0; i < count; i++) {
        uint8_t bin = bins[rows[i]];
        slopes[bin] += (double)trainer->slopes[rows[i]];
        curves[bin] += (double)trainer->curves[rows[i]];
    }
    for (uint32_t b = 0; b <= trainer->limit_counts[f]; b++) {
        slope += slopes[b];
        curve += curves[b];
    }
    double lower_slope = 0, lower_curve = 0, none = worth(slope, curve);
    for (uint32_t b = 0; b < trainer->limit_counts[f]; b++) {
        lower_slope += slopes[b];
        lower_curve += curves[b];
        if (lower_curve < LEAST_WEIGHT || curve - lower_curve < LEAST_WEIGHT) continue;
        double gain = worth(lower_slope, lower_curve) +
                      worth(slope - lower_slope, curve - lower_curve) - none;
        if (gain > best->gain) *best = (Split){gain, f, b};
    }
}

/* Lower rows to the front; returns how many. */
static uint32_t part(Trainer *trainer, const Split *split, uint32_t *rows, uint32_t count)
{
    const uint8_t *bins = trainer->bins + (size_t)split->feature * trainer->rows;
    uint32_t lower = 0, upper = 0;
    for (uint32_t i = 0; i < count; i++)
        if (bins[rows[i]] <= split->bin)
            rows[lower++] = rows[i];
        else
            trainer->spare[upper++] = rows[i];
    memcpy(rows + lower, trainer->spare, upper * sizeof *rows);
    return lower;
}

/* rows: those the tree is made from; they are followed by the others, which only get its value. */
static void grow(Trainer *trainer, uint32_t depth, uint32_t *rows, uint32_t count,
                 uint32_t *others, uint32_t other_count)
{
    Split best = {.gain = 1e-6};
    for (uint32_t i = 0; i < trainer->feature_count && depth < trainer->depth; i++)
        try_feature(trainer, trainer->features[i], rows, count, &best);
    if (best.gain > 1e-6) {
        uint32_t lower = part(trainer, &best, rows, count);
        uint32_t other_lower = part(trainer, &best, others, other_count);
        printf("%" PRIu32 "\t%" PRIu32 "\t%.4g\n", depth, best.feature,
               (double)trainer->limits[best.feature][best.bin]);
        grow(trainer, depth + 1, rows, lower, others, other_lower);
        grow(trainer, depth + 1, rows + lower, count - lower, others + other_lower,
             other_count - other_lower);
        return;
    }
    double slope = 0, curve = 0;
    for (uint32_t i = 0; i < count; i++) {
        slope += (double)trainer->slopes[rows[i]];
        curve += (double)trainer->curves[rows[i]];
    }
    double value = trainer->rate * slope / (curve + PENALTY);
    printf("%" PRIu32 "\t=\t%.4f\n", depth, value);
    for (uint32_t i = 0; i < count; i++) trainer->sums[rows[i]] += value;
    for (uint32_t i = 0; i < other_count; i++) trainer->sums[others[i]] += value;
}

static void draw_features(Trainer *trainer)
{
    trainer->feature_count = (uint32_t)(trainer->used * FEATURES_DRAWN);
    for (uint32_t i = 0; i < trainer->feature_count; i++) {
        uint32_t other = i + (uint32_t)(draw(trainer) * (trainer->used - i));
        uint32_t feature = trainer->features[i];
        trainer->features[i] = trainer->features[other];
        trainer->features[other] = feature;
    }
}

static void add_tree(Trainer *trainer)
{
    uint32_t count = 0, others = trainer->rows;
    for (uint32_t r = 0; r < trainer->rows; r++) {
        double chance = 1 / (1 + exp(-trainer->sums[r]));
        trainer->slopes[r] = (float)(trainer->weights[r] * (trainer->answers[r] - chance));
        trainer->curves[r] = (float)(trainer->weights[r] * chance * (1 - chance));
        if (draw(trainer) < ROWS_DRAWN)
            trainer->chosen[count++] = r;
        else
            trainer->chosen[--others] = r;
    }
    draw_features(trainer);
    grow(trainer, 0, trainer->chosen, count, trainer->chosen + count, trainer->rows - count);
}

static void add_mean(Trainer *trainer)
{
    double yes = 0, all = 0;
    for (uint32_t r = 0; r < trainer->rows; r++) {
        yes += (double)(trainer->weights[r] * trainer->answers[r]);
        all += (double)trainer->weights[r];
    }
    double value = log(yes / (all - yes));
    printf("0\t=\t%.4f\n", value);
    for (uint32_t r = 0; r < trainer->rows; r++) trainer->sums[r] = value;
}

static float *read_floats(size_t count)
{
    float *values = get(count, sizeof *values);
    if (fread(values, sizeof *values, count, stdin) != count) {
        fprintf(stderr, "boosted_trees: the table is shorter than said\n");
        exit(1);
    }
    return values;
}

int main(int argc, char **argv)
{
    if (argc != 8) {
        fprintf(stderr, "usage: boosted_trees ROWS COLUMNS USED TREES DEPTH RATE SEED\n");
        return 2;
    }
    Trainer trainer = {.rows = (uint32_t)atoi(argv[1]),
                       .columns = (uint32_t)atoi(argv[2]),
                       .used = (uint32_t)atoi(argv[3]),
                       .depth = (uint32_t)atoi(argv[5]),
                       .rate = atof(argv[6]),
                       .seed = (uint64_t)atoi(argv[7]) * 0x9E3779B97F4A7C15u + 1};
    size_t rows = trainer.rows, used = trainer.used;
    trainer.answers = read_floats(rows);
    trainer.weights = read_floats(rows);
    trainer.table = read_floats(rows * trainer.columns);
    trainer.bins = get(used * rows, 1);
    trainer.limits = get(used, sizeof *trainer.limits);
    trainer.limit_counts = get(used, sizeof *trainer.limit_counts);
    trainer.sums = get(rows, sizeof *trainer.sums);
    trainer.slopes = get(rows, sizeof *trainer.slopes);
    trainer.curves = get(rows, sizeof *trainer.curves);
    trainer.chosen = get(rows, sizeof *trainer.chosen);
    trainer.spare = get(rows, sizeof *trainer.spare);
    trainer.features = get(used, sizeof *trainer.features);
    for (uint32_t f = 0; f < used; f++) {
        trainer.features[f] = f;
        find_limits(&trainer, f, (float *)trainer.slopes);
    }
    add_mean(&trainer);
    for (int trees = atoi(argv[4]); trees > 0; trees--) add_tree(&trainer);
    return 0;
}
