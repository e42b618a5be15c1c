#include "perceptron.h"

#include <stdlib.h>

#define FIRST_CAPACITY (1u << 20)

static void *allocate(size_t count, size_t bytes)
{
    void *memory = calloc(count, bytes);
    if (memory == NULL) abort();
    return memory;
}

void perceptron_init(Perceptron *perceptron, uint32_t class_count, uint32_t fewest_updates)
{
    *perceptron = (Perceptron){.capacity = FIRST_CAPACITY, .class_count = class_count,
                               .fewest_updates = fewest_updates, .step = 1};
    perceptron->rows = allocate(FIRST_CAPACITY, sizeof(TrainRow));
}

void perceptron_release(Perceptron *perceptron)
{
    for (uint64_t i = 0; i < perceptron->capacity; i++) free(perceptron->rows[i].entries);
    free(perceptron->rows);
    *perceptron = (Perceptron){0};
}

static TrainRow *find_row(const Perceptron *perceptron, uint64_t key)
{
    uint64_t mask = perceptron->capacity - 1;
    uint64_t at = key & mask;
    while (perceptron->rows[at].key != 0 && perceptron->rows[at].key != key) at = (at + 1) & mask;
    return &perceptron->rows[at];
}

static void grow(Perceptron *perceptron)
{
    TrainRow *old = perceptron->rows;
    uint64_t old_capacity = perceptron->capacity;
    perceptron->capacity *= 2;
    perceptron->rows = allocate(perceptron->capacity, sizeof(TrainRow));
    for (uint64_t i = 0; i < old_capacity; i++)
        if (old[i].key != 0) *find_row(perceptron, old[i].key) = old[i];
    free(old);
}

static uint64_t key_of(uint64_t hash)
{
    return hash == 0 ? 1 : hash;
}

void perceptron_score(const Perceptron *perceptron, const FeatureList *features, int32_t *scores)
{
    uint64_t mask = perceptron->capacity - 1;
    memset(scores, 0, perceptron->class_count * sizeof *scores);
    for (uint32_t i = 0; i < features->count; i++)
        __builtin_prefetch(&perceptron->rows[key_of(features->items[i]) & mask]);
    const TrainRow *rows[MOST_FEATURES];
    for (uint32_t i = 0; i < features->count; i++) {
        rows[i] = find_row(perceptron, key_of(features->items[i]));
        __builtin_prefetch(rows[i]->entries);
    }
    for (uint32_t i = 0; i < features->count; i++) {
        if (rows[i]->updates < perceptron->fewest_updates) continue;
        for (uint32_t n = 0; n < rows[i]->count; n++)
            scores[rows[i]->entries[n].class_number] += rows[i]->entries[n].weight;
    }
}

static TrainEntry *get_entry(TrainRow *row, uint32_t class_number)
{
    for (uint32_t i = 0; i < row->count; i++)
        if (row->entries[i].class_number == class_number) return &row->entries[i];
    if (row->count == row->capacity) {
        row->capacity = row->capacity == 0 ? 2 : 2 * row->capacity;
        row->entries = realloc(row->entries, row->capacity * sizeof *row->entries);
        if (row->entries == NULL) abort();
    }
    row->entries[row->count] = (TrainEntry){.class_number = class_number};
    return &row->entries[row->count++];
}

static void change(TrainRow *row, uint32_t class_number, int32_t by, int64_t step)
{
    TrainEntry *entry = get_entry(row, class_number);
    entry->weight += by;
    entry->total += by * step;
}

void perceptron_update(Perceptron *perceptron, const FeatureList *features, uint32_t better,
                       uint32_t worse)
{
    for (uint32_t i = 0; i < features->count; i++) {
        uint64_t key = key_of(features->items[i]);
        TrainRow *row = find_row(perceptron, key);
        if (row->key == 0) {
            if (perceptron->count * 2 > perceptron->capacity) {
                grow(perceptron);
                row = find_row(perceptron, key);
            }
            row->key = key;
            perceptron->count++;
        }
        row->updates++;
        change(row, better, 1, perceptron->step);
        change(row, worse, -1, perceptron->step);
    }
}
