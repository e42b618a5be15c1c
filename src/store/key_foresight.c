#include "store/key_foresight.h"

#include <stdlib.h>

#include "base/hash.h"

#define FIRST_CAPACITY 4096

void key_foresight_release(KeyForesight *foresight)
{
    free(foresight->keys);
    free(foresight->slots);
    *foresight = (KeyForesight){0};
}

void key_foresight_forget(KeyForesight *foresight)
{
    foresight->count = 0;
    foresight->is_known = false;
}

void key_foresight_note(KeyForesight *foresight, KeyKind kind, const unsigned char *entry)
{
    if (foresight->kind != kind || foresight->is_known) key_foresight_forget(foresight);
    foresight->kind = kind;
    if (foresight->count == foresight->capacity) {
        foresight->capacity = foresight->capacity == 0 ? FIRST_CAPACITY : 2 * foresight->capacity;
        foresight->keys = realloc(foresight->keys, foresight->capacity * sizeof *foresight->keys);
        if (foresight->keys == NULL) abort();
    }
    foresight->keys[foresight->count++] = (ForeseenKey){.fence = key_value_fence(kind, entry),
                                                        .value = key_filter_value(kind, entry)};
}

/* ---- Asking the filters -----------------------------------------------------------------------
 */

typedef struct Walk {
    Database *db;
    const KeyRun *run;
    uint64_t span;    /* of the fences of one value */
    uint32_t block;   /* at or before that of the next key */
    KeyBlock *filter; /* that was read last */
    int64_t number;   /* its own; 0 if none was read */
} Walk;

/* The last block whose fence is less, from the one of the key before on: it is near. */
static void walk_to(Walk *walk, uint64_t fence)
{
    const KeyRun *run = walk->run;
    uint32_t low = walk->block, step = 1;
    while (low + step < run->blocks && run->fences[low + step] < fence) {
        low += step;
        step *= 2;
    }
    uint32_t high = low + step < run->blocks ? low + step : run->blocks;
    while (low + 1 < high) {
        uint32_t middle = low + (high - low) / 2;
        if (run->fences[middle] < fence)
            low = middle;
        else
            high = middle;
    }
    walk->block = low;
}

static DatelineStatus ask_filter(Walk *walk, uint32_t group, uint64_t value, bool *out,
                                 DatelineError *err)
{
    int64_t number = key_filter_number(walk->run, group);
    if (walk->number != number) TRY(key_block_read(walk->db, walk->run, number, walk->filter, err));
    walk->number = number;
    *out = key_filter_has(walk->filter->bytes, walk->filter->len, value);
    return DATELINE_OK;
}

static DatelineStatus may_have(Walk *walk, const ForeseenKey *key, bool *out, DatelineError *err)
{
    const KeyRun *run = walk->run;
    *out = false;
    if (run->blocks == 0) return DATELINE_OK;
    walk_to(walk, key->fence);
    uint32_t last = walk->block;
    while (last + 1 < run->blocks && run->fences[last + 1] <= key->fence + walk->span) last++;
    for (uint32_t group = key_group(run->kind, walk->block);
         group <= key_group(run->kind, last) && !*out; group++)
        TRY(ask_filter(walk, group, key->value, out, err));
    return DATELINE_OK;
}

static DatelineStatus look_into(KeyForesight *foresight, Database *db, KeyRun *run, uint32_t index,
                                KeyBlock *filter, DatelineError *err)
{
    Walk walk = {.db = db, .run = run, .span = key_value_span(run->kind), .filter = filter};
    TRY(key_fences_read(db, run, err));
    for (uint32_t i = 0; i < foresight->count; i++) {
        bool may;
        TRY(may_have(&walk, &foresight->keys[i], &may, err));
        foresight->keys[i].runs |= (uint32_t)may << index;
    }
    return DATELINE_OK;
}

/* ---- Together ---------------------------------------------------------------------------------
 */

static int by_fence(const void *a, const void *b)
{
    const ForeseenKey *x = a, *y = b;
    if (x->fence != y->fence) return x->fence < y->fence ? -1 : 1;
    return (x->value > y->value) - (x->value < y->value);
}

static void sort_once(KeyForesight *foresight)
{
    uint32_t kept = 0;
    ForeseenKey *keys = foresight->keys;
    if (foresight->count > 1) qsort(keys, foresight->count, sizeof *keys, by_fence);
    for (uint32_t i = 0; i < foresight->count; i++)
        if (kept == 0 || keys[kept - 1].value != keys[i].value) keys[kept++] = keys[i];
    foresight->count = kept;
}

/* Its own, or the free one that it would have. */
static ForeseenSlot *slot_of(const KeyForesight *foresight, uint64_t value)
{
    uint32_t at = (uint32_t)(value >> 16) & (foresight->slot_count - 1);
    while (foresight->slots[at].is_taken && foresight->slots[at].value != value)
        at = (at + 1) & (foresight->slot_count - 1);
    return &foresight->slots[at];
}

static void fill_slots(KeyForesight *foresight)
{
    uint32_t needed = FIRST_CAPACITY;
    while (needed < 2 * foresight->count) needed *= 2;
    if (needed > foresight->slot_count) {
        free(foresight->slots);
        foresight->slots = malloc(needed * sizeof *foresight->slots);
        if (foresight->slots == NULL) abort();
        foresight->slot_count = needed;
    }
    memset(foresight->slots, 0, foresight->slot_count * sizeof *foresight->slots);
    for (uint32_t i = 0; i < foresight->count; i++) {
        const ForeseenKey *key = &foresight->keys[i];
        ForeseenSlot *slot = slot_of(foresight, key->value);
        *slot =
            (ForeseenSlot){.value = key->value, .runs = slot->runs | key->runs, .is_taken = true};
    }
}

DatelineStatus key_foresight_look(KeyForesight *foresight, Database *db, KeyRun *runs,
                                  uint32_t count, DatelineError *err)
{
    DatelineStatus status = DATELINE_OK;
    if (foresight->is_known || foresight->count == 0 || count > KEY_FORESEEN_RUNS)
        return DATELINE_OK;
    KeyBlock *filter = malloc(sizeof *filter);
    if (filter == NULL) abort();
    sort_once(foresight);
    for (uint32_t i = 0; i < count && status == DATELINE_OK; i++)
        status = look_into(foresight, db, &runs[i], i, filter, err);
    free(filter);
    TRY(status);
    fill_slots(foresight);
    foresight->is_known = true;
    return DATELINE_OK;
}

bool key_foresight_get(const KeyForesight *foresight, KeyKind kind, uint64_t value,
                       uint32_t *out_runs)
{
    if (!foresight->is_known || foresight->kind != kind) return false;
    const ForeseenSlot *slot = slot_of(foresight, value);
    *out_runs = slot->runs;
    return slot->is_taken;
}
