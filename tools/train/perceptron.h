/* An averaged perceptron over hashed features, as it is while it learns. */
#ifndef TRAIN_PERCEPTRON_H
#define TRAIN_PERCEPTRON_H

#include "base/buffer.h"
#include "model/features.h"

typedef struct TrainEntry {
    int64_t total; /* of step times change: the average is weight - total / steps */
    int32_t weight;
    uint32_t class_number;
} TrainEntry;

typedef struct TrainRow {
    uint64_t key; /* 0: free */
    TrainEntry *entries;
    uint32_t count;
    uint32_t capacity;
    uint32_t updates; /* how often it took part in a mistake */
} TrainRow;

typedef struct Perceptron {
    TrainRow *rows;
    uint64_t capacity; /* power of two */
    uint64_t count;
    uint32_t class_count;
    uint32_t fewest_updates; /* a feature is not used before: rare ones only help to overfit */
    int64_t step;
} Perceptron;

void perceptron_init(Perceptron *perceptron, uint32_t class_count, uint32_t fewest_updates);
void perceptron_release(Perceptron *perceptron);
void perceptron_score(const Perceptron *perceptron, const FeatureList *features, int32_t *scores);
/* Speaks for one class and against another. */
void perceptron_update(Perceptron *perceptron, const FeatureList *features, uint32_t better,
                       uint32_t worse);

/* Adds a weight section (model/weights.h) of at most so many bytes: the averages, of which the
 * smallest are left out until the rest fits. */
void perceptron_pack(const Perceptron *perceptron, uint32_t most_bytes, Buffer *out);

#endif
