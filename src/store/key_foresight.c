#include "store/key_foresight.h"

#include <stdlib.h>

#include "base/radix.h"

#define FIRST_CAPACITY 4096
#define FIRST_SLOT_BITS 12
#define TAKEN (1u << KEY_FORESEEN_RUNS)
/* Held of all keys of a kind, and of one key where a lookup may want the first of many alone. */
#define MOST_HELD_BYTES (32u << 20)
#define MOST_HELD_BLOCKS 2

void key_foresight_release(KeyForesight *foresight)
{
    free(foresight->keys);
    free(foresight->slots);
    if (foresight->arena != NULL) arena_free(foresight->arena);
    *foresight = (KeyForesight){0};
}

void key_foresight_forget(KeyForesight *foresight)
{
    foresight->count = foresight->known = 0;
    foresight->held_bytes = 0;
    foresight->pieces = (ForeseenPieceList){0};
    if (foresight->arena != NULL) arena_clear(foresight->arena);
}

void key_foresight_note(KeyForesight *foresight, KeyKind kind, const unsigned char *entry)
{
    uint64_t fence = key_value_fence(kind, entry);
    if (key_foresight_get(foresight, fence) != NULL) return;
    if (foresight->count == foresight->capacity) {
        foresight->capacity = foresight->capacity == 0 ? FIRST_CAPACITY : 2 * foresight->capacity;
        foresight->keys = realloc(foresight->keys, foresight->capacity * sizeof *foresight->keys);
        if (foresight->keys == NULL) abort();
    }
    foresight->keys[foresight->count++] = (ForeseenKey){.fence = fence, .value = key_filter_value(kind, entry)};
}

/* ---- Asking a run ---------------------------------------------------------------------------- */

typedef struct Walk {
    Database *db;
    const KeyRun *run;
    uint32_t bit;   /* of the run */
    uint64_t span;  /* of the fences of one key */
    uint32_t block; /* at or before that of the next key */
    KeyBlock *row;  /* the filter or block that was read last; its number is 0 if none was */
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

/* The last block that may have the key. */
static uint32_t last_block(const Walk *walk, uint64_t fence)
{
    const KeyRun *run = walk->run;
    uint32_t last = walk->block;
    while (last + 1 < run->blocks && run->fences[last + 1] <= (fence | walk->span)) last++;
    return last;
}

static DatelineStatus read_row(Walk *walk, int64_t number, DatelineError *err)
{
    if (walk->row->number == number) return DATELINE_OK;
    return key_block_read(walk->db, walk->run, number, walk->row, err);
}

static DatelineStatus ask_filters(Walk *walk, ForeseenKey *key, DatelineError *err)
{
    const KeyRun *run = walk->run;
    walk_to(walk, key->fence);
    uint32_t last = key_group(run->kind, last_block(walk, key->fence));
    for (uint32_t group = key_group(run->kind, walk->block); group <= last; group++) {
        TRY(read_row(walk, key_filter_number(run, group), err));
        if (!key_filter_has(walk->row->bytes, walk->row->len, key->value)) continue;
        key->runs |= walk->bit;
        return DATELINE_OK;
    }
    return DATELINE_OK;
}

/* ---- Holding what it has ------------------------------------------------------------------------ */

/* The first entry of a block whose fence is as much or more. */
static const unsigned char *entry_from(const KeyBlock *block, uint32_t width, uint64_t fence)
{
    uint32_t low = 0, high = block->len / width;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (key_fence(block->bytes + (size_t)middle * width) < fence)
            low = middle + 1;
        else
            high = middle;
    }
    return block->bytes + (size_t)low * width;
}

static void add_piece(KeyForesight *foresight, ForeseenKey *key, const unsigned char *bytes, uint32_t len)
{
    *list_add(foresight->arena, &foresight->pieces) = (ForeseenPiece){.bytes = bytes, .len = len};
    uint32_t place = foresight->pieces.count;
    if (key->last_piece > 0)
        foresight->pieces.items[key->last_piece - 1].next = place;
    else
        key->first_piece = place;
    key->last_piece = place;
}

/* The entries of a block that have the key. */
static Str entries_of(const Walk *walk, const ForeseenKey *key)
{
    uint32_t width = key_shapes[walk->run->kind].width;
    const unsigned char *first = entry_from(walk->row, width, key->fence), *after = first;
    const unsigned char *limit = walk->row->bytes + walk->row->len;
    while (after < limit && key_fence(after) <= (key->fence | walk->span)) after += width;
    return (Str){(const char *)first, (uint32_t)(after - first)};
}

static DatelineStatus hold_entries(KeyForesight *foresight, Walk *walk, ForeseenKey *key, DatelineError *err)
{
    uint32_t last = last_block(walk, key->fence), len = 0;
    unsigned char *held = NULL;
    for (uint32_t block = walk->block; block <= last; block++) {
        TRY(read_row(walk, key_block_number(walk->run, block), err));
        Str entries = entries_of(walk, key);
        if (entries.len == 0) continue;
        if (held == NULL)
            held = arena_alloc(foresight->arena, block == last ? entries.len : (size_t)(last - block + 1) * KEY_BLOCK_BYTES);
        memcpy(held + len, entries.data, entries.len);
        len += entries.len;
    }
    foresight->held_bytes += len;
    if (len > 0)
        add_piece(foresight, key, held, len);
    else
        key->runs &= ~walk->bit; /* the filter let it through */
    return DATELINE_OK;
}

static bool is_too_much(const KeyForesight *foresight, const Walk *walk, uint64_t fence)
{
    uint32_t blocks = last_block(walk, fence) - walk->block;
    if (key_shapes[walk->run->kind].is_read_in_part && blocks > MOST_HELD_BLOCKS) return true;
    return foresight->held_bytes + (uint64_t)blocks * KEY_BLOCK_BYTES > MOST_HELD_BYTES;
}

static DatelineStatus hold(KeyForesight *foresight, Walk *walk, ForeseenKey *key, DatelineError *err)
{
    if ((key->runs & walk->bit) == 0 || key->is_cut) return DATELINE_OK;
    walk_to(walk, key->fence);
    key->is_cut = is_too_much(foresight, walk, key->fence);
    return key->is_cut ? DATELINE_OK : hold_entries(foresight, walk, key, err);
}

/* Its filters, then its blocks, each in the order they lie in the file. */
static DatelineStatus look_into(KeyForesight *foresight, Walk *walk, DatelineError *err)
{
    for (uint32_t i = foresight->known; i < foresight->count; i++) TRY(ask_filters(walk, &foresight->keys[i], err));
    walk->block = 0;
    for (uint32_t i = foresight->known; i < foresight->count; i++) TRY(hold(foresight, walk, &foresight->keys[i], err));
    return DATELINE_OK;
}

static DatelineStatus look_into_all(KeyForesight *foresight, KeyKind kind, Database *db, KeyRun *runs,
                                    uint32_t count, KeyBlock *row, DatelineError *err)
{
    for (uint32_t i = 0; i < count; i++) {
        Walk walk = {.db = db, .run = &runs[i], .bit = 1u << i, .span = key_value_span(kind), .row = row};
        row->number = 0;
        TRY(key_fences_read(db, &runs[i], err));
        if (runs[i].blocks > 0) TRY(look_into(foresight, &walk, err));
    }
    return DATELINE_OK;
}

/* ---- Together -------------------------------------------------------------------------------- */

/* Those that were noted since. */
static void sort_once(KeyForesight *foresight)
{
    ForeseenKey *keys = foresight->keys + foresight->known;
    uint32_t count = foresight->count - foresight->known, kept = 0;
    RadixItem *items = calloc(2 * (size_t)count, sizeof *items);
    if (items == NULL) abort();
    for (uint32_t i = 0; i < count; i++) items[i] = (RadixItem){keys[i].fence, keys[i].value};
    radix_sort(items, items + count, count);
    for (uint32_t i = 0; i < count; i++)
        if (i == 0 || items[i].key != items[i - 1].key)
            keys[kept++] = (ForeseenKey){.fence = items[i].key, .value = items[i].value};
    foresight->count = foresight->known + kept;
    free(items);
}

static uint32_t first_slot(const KeyForesight *foresight, uint64_t fence)
{
    return (uint32_t)(fence * 0x9E3779B97F4A7C15u >> (64 - foresight->slot_bits));
}

/* Its own, or the free one that it would have. */
static ForeseenSlot *slot_of(const KeyForesight *foresight, uint64_t fence)
{
    uint32_t mask = (1u << foresight->slot_bits) - 1, at = first_slot(foresight, fence);
    while (foresight->slots[at].runs != 0 && foresight->slots[at].fence != fence) at = (at + 1) & mask;
    return &foresight->slots[at];
}

/* For all keys; those that are known are put in again if there were too few. */
static void make_slots(KeyForesight *foresight)
{
    uint32_t bits = FIRST_SLOT_BITS;
    while (1u << bits < 2 * foresight->count) bits++;
    if (foresight->known > 0 && bits <= foresight->slot_bits) return;
    if (bits > foresight->slot_bits) {
        free(foresight->slots);
        foresight->slots = malloc(sizeof *foresight->slots << bits);
        if (foresight->slots == NULL) abort();
        foresight->slot_bits = bits;
    }
    memset(foresight->slots, 0, sizeof *foresight->slots << foresight->slot_bits);
    foresight->known = 0;
}

static void fill_slots(KeyForesight *foresight)
{
    make_slots(foresight);
    for (; foresight->known < foresight->count; foresight->known++) {
        const ForeseenKey *key = &foresight->keys[foresight->known];
        *slot_of(foresight, key->fence) = (ForeseenSlot){
            .fence = key->fence, .runs = key->runs | TAKEN, .first_piece = key->is_cut ? 0 : key->first_piece};
    }
}

DatelineStatus key_foresight_look(KeyForesight *foresight, KeyKind kind, Database *db, KeyRun *runs,
                                  uint32_t count, DatelineError *err)
{
    if (foresight->known == foresight->count || count > KEY_FORESEEN_RUNS) return DATELINE_OK;
    KeyBlock *row = malloc(sizeof *row);
    if (row == NULL) abort();
    if (foresight->arena == NULL) foresight->arena = arena_new(1u << 16);
    sort_once(foresight);
    DatelineStatus status = look_into_all(foresight, kind, db, runs, count, row, err);
    free(row);
    TRY(status);
    fill_slots(foresight);
    return DATELINE_OK;
}

void key_foresight_expect(const KeyForesight *foresight, uint64_t fence)
{
    if (foresight->known > 0) __builtin_prefetch(&foresight->slots[first_slot(foresight, fence)]);
}

const ForeseenSlot *key_foresight_get(const KeyForesight *foresight, uint64_t fence)
{
    if (foresight->known == 0) return NULL;
    const ForeseenSlot *slot = slot_of(foresight, fence);
    return slot->runs != 0 ? slot : NULL;
}

uint32_t key_foreseen_runs(const ForeseenSlot *slot)
{
    return slot->runs & (TAKEN - 1);
}

const ForeseenPiece *key_foreseen_piece(const KeyForesight *foresight, uint32_t piece)
{
    return piece == 0 ? NULL : &foresight->pieces.items[piece - 1];
}
