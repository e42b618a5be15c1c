/* Finding keys: in the runs, in what was foreseen of them, and among those that are not written yet. */
#include <stdlib.h>

#include "base/hash.h"
#include "store/key_runs_own.h"

static KeySlot *slot_of(KeyRuns *runs, int64_t number)
{
    uint64_t hash = hash_bytes(&number, sizeof number, 0);
    return key_is_filter(number) ? &runs->filters[hash % CACHED_FILTERS] : &runs->blocks[hash % CACHED_BLOCKS];
}

static KeyBlock *room_of(KeySlot *slot)
{
    slot->number = 0;
    if (slot->block == NULL && (slot->block = malloc(sizeof *slot->block)) == NULL) abort();
    return slot->block;
}

/* A block or a filter. */
static DatelineStatus get_row(KeyRuns *runs, const KeyRun *run, int64_t number,
                              const KeySlot **out, DatelineError *err)
{
    KeySlot *slot = slot_of(runs, number);
    *out = slot;
    if (slot->number == number) return DATELINE_OK;
    TRY(key_block_read(runs->db, run, number, room_of(slot), err));
    slot->number = number;
    slot->len = slot->block->len;
    return DATELINE_OK;
}

/* The first block that can have an entry of this fence. */
static uint32_t first_block(const KeyRun *run, uint64_t fence)
{
    uint32_t low = 0, high = run->blocks;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (run->fences[middle] < fence)
            low = middle + 1;
        else
            high = middle;
    }
    return low > 0 ? low - 1 : 0;
}

static const unsigned char *first_entry(const KeyBlock *block, const KeyShape *shape,
                                        const KeyEntry *at_least)
{
    uint32_t low = 0, high = block->len / shape->width;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        const unsigned char *entry = block->bytes + (size_t)middle * shape->width;
        if (memcmp(entry, at_least->bytes, shape->ordered) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return block->bytes + (size_t)low * shape->width;
}

/* The block's entries from this one up to the first that is more than high: what a lookup reads. The cache
 * may lose the block meanwhile. */
static void point_at(KeyCursor *cursor, const KeyRun *run, const KeyBlock *block,
                     const unsigned char *entry, const KeyEntry *high, uint32_t next_block)
{
    const KeyShape *shape = &key_shapes[run->kind];
    const unsigned char *last = entry, *end = block->bytes + block->len;
    while (last < end && memcmp(last, high->bytes, shape->ordered) <= 0) last += shape->width;
    size_t len = (size_t)(last - entry) + (last < end ? shape->width : 0);
    if (cursor->own == NULL && (cursor->own = malloc(sizeof *cursor->own)) == NULL) abort();
    memcpy(cursor->own->bytes, entry, len);
    cursor->run = run;
    cursor->width = shape->width;
    cursor->head = cursor->own->bytes;
    cursor->fence = key_fence(cursor->head);
    cursor->end = cursor->own->bytes + len;
    cursor->next_block = next_block;
}

/* Sets the cursor at the first entry of low to high; its head is NULL if there is none. */
static DatelineStatus seek(KeyRuns *runs, KeyRun *run, const KeyEntry *low, const KeyEntry *high,
                           KeyCursor *cursor, DatelineError *err)
{
    const KeyShape *shape = &key_shapes[run->kind];
    cursor->head = NULL;
    uint64_t last = key_fence(high->bytes);
    for (uint32_t at = first_block(run, key_fence(low->bytes));
         at < run->blocks && run->fences[at] <= last; at++) {
        const KeySlot *slot;
        TRY(get_row(runs, run, key_block_number(run, at), &slot, err));
        const KeyBlock *block = slot->block;
        const unsigned char *entry = first_entry(block, shape, low);
        if (entry == block->bytes + block->len) continue;
        if (memcmp(entry, high->bytes, shape->ordered) <= 0)
            point_at(cursor, run, block, entry, high, at + 1);
        return DATELINE_OK;
    }
    return DATELINE_OK;
}

/* Values that filters are asked for: of a lookup over many days they say nothing. */
#define MOST_VALUES 3

typedef struct Sought {
    const KeyEntry *low;
    const KeyEntry *high;
    uint64_t values[MOST_VALUES];
    uint32_t value_count; /* 0: filters are not asked */
} Sought;

static Sought sought_of(KeyKind kind, const KeyEntry *low, const KeyEntry *high)
{
    Sought sought = {.low = low, .high = high};
    uint64_t last = key_filter_value(kind, high->bytes);
    KeyEntry next = *low;
    for (sought.value_count = 0; sought.value_count < MOST_VALUES;) {
        uint64_t value = key_filter_value(kind, next.bytes);
        sought.values[sought.value_count++] = value;
        if (value == last) return sought;
        key_next_value(&next);
    }
    sought.value_count = 0;
    return sought;
}

static bool filter_has(const Sought *sought, const KeySlot *filter)
{
    for (uint32_t i = 0; i < sought->value_count; i++)
        if (key_filter_has(filter->block->bytes, filter->len, sought->values[i])) return true;
    return false;
}

/* False if the run has none of the entries sought. */
static DatelineStatus may_have(KeyRuns *runs, const KeyRun *run, const Sought *sought, bool *out,
                               DatelineError *err)
{
    *out = sought->value_count == 0;
    if (*out || run->blocks == 0) return DATELINE_OK;
    uint64_t last = key_fence(sought->high->bytes);
    uint32_t at = first_block(run, key_fence(sought->low->bytes));
    uint32_t end = at + 1;
    while (end < run->blocks && run->fences[end] <= last) end++;
    for (uint32_t group = key_group(run->kind, at); group <= key_group(run->kind, end - 1) && !*out;
         group++) {
        const KeySlot *filter;
        TRY(get_row(runs, run, key_filter_number(run, group), &filter, err));
        *out = filter_has(sought, filter);
    }
    return DATELINE_OK;
}

/* ---- What was foreseen ----------------------------------------------------------------------- */

/* What is known of a lookup's keys. */
typedef struct Foreseen {
    const ForeseenSlot *slots[MOST_VALUES]; /* [count] */
    uint32_t count;
    uint32_t runs;   /* that have some */
    bool is_held;    /* all of it */
} Foreseen;

/* False if nothing is. */
static bool recall(const KeyForesight *foresight, KeyKind kind, const KeyEntry *low, const KeyEntry *high,
                   Foreseen *out)
{
    *out = (Foreseen){.is_held = true};
    if (foresight->known == 0) return false;
    uint64_t fence = key_value_fence(kind, low->bytes), last = key_value_fence(kind, high->bytes);
    for (; out->count < MOST_VALUES; fence += key_value_span(kind) + 1) {
        const ForeseenSlot *slot = key_foresight_get(foresight, fence);
        if (slot == NULL) return false;
        uint32_t runs = key_foreseen_runs(slot);
        out->slots[out->count++] = slot;
        out->runs |= runs;
        out->is_held &= runs == 0 || slot->first_piece > 0;
        if (fence == last) return true;
    }
    return false;
}

static const unsigned char *piece_from(const ForeseenPiece *piece, const KeyShape *shape, const KeyEntry *low)
{
    uint32_t first = 0, end = piece->len / shape->width;
    while (first < end) {
        uint32_t middle = first + (end - first) / 2;
        if (memcmp(piece->bytes + (size_t)middle * shape->width, low->bytes, shape->ordered) < 0)
            first = middle + 1;
        else
            end = middle;
    }
    return piece->bytes + (size_t)first * shape->width;
}

/* Cursors over all that is held; those of one key stand in the order of their runs. */
static void open_held(KeyRuns *runs, const Foreseen *foreseen, const KeyEntry *low, KeyMerge *merge)
{
    const KeyForesight *foresight = &runs->foresight[merge->kind];
    const KeyShape *shape = &key_shapes[merge->kind];
    for (uint32_t i = 0; i < foreseen->count; i++) {
        uint32_t next = foreseen->slots[i]->first_piece;
        for (const ForeseenPiece *piece; (piece = key_foreseen_piece(foresight, next)) != NULL; next = piece->next) {
            const unsigned char *first = piece_from(piece, shape, low), *end = piece->bytes + piece->len;
            if (first < end) key_merge_add(merge, first, (uint32_t)(end - first), shape->width);
        }
    }
}

/* ---- In runs --------------------------------------------------------------------------------- */

static DatelineStatus open_run(KeyRuns *runs, KeyRun *run, const KeyEntry *low, const KeyEntry *high,
                               KeyMerge *merge, DatelineError *err)
{
    KeyCursor *cursor = &merge->cursors[merge->count];
    TRY(seek(runs, run, low, high, cursor, err));
    if (cursor->head != NULL) merge->count++;
    return DATELINE_OK;
}

/* Cursors at the first entries of all runs that have some, or may. */
static DatelineStatus open_cursors(KeyRuns *runs, const KeyEntry *low, const KeyEntry *high, KeyMerge *merge,
                                   DatelineError *err)
{
    KeyRunList *list = &runs->lists[merge->kind];
    Foreseen foreseen;
    bool is_known = recall(&runs->foresight[merge->kind], merge->kind, low, high, &foreseen);
    if (is_known && foreseen.is_held) {
        open_held(runs, &foreseen, low, merge);
        return DATELINE_OK;
    }
    Sought sought = {0};
    if (!is_known) sought = sought_of(merge->kind, low, high);
    for (uint32_t i = 0; i < list->count; i++) {
        KeyRun *run = &list->items[i];
        bool may = (foreseen.runs >> i & 1) != 0;
        TRY(key_fences_read(runs->db, run, err));
        if (!is_known) TRY(may_have(runs, run, &sought, &may, err));
        if (may) TRY(open_run(runs, run, low, high, merge, err));
    }
    return DATELINE_OK;
}

/* ---- Together -------------------------------------------------------------------------------- */

static void append_entry(KeyEntries *out, uint32_t *capacity, const unsigned char *entry,
                         Arena *arena)
{
    if (out->count == *capacity) {
        uint32_t grown = *capacity == 0 ? 8 : 2 * *capacity;
        out->bytes = arena_grow(arena, out->bytes, (size_t)*capacity * out->width,
                                (size_t)grown * out->width);
        *capacity = grown;
    }
    memcpy(out->bytes + (size_t)out->count++ * out->width, entry, out->width);
}

/* Of one piece of memory, where nothing is to be put in order. */
static void take_from(const KeyCursor *cursor, const KeyShape *shape, const KeyEntry *high, uint32_t most, Arena *arena,
                      KeyEntries *out)
{
    uint32_t capacity = 0;
    for (const unsigned char *entry = cursor->head; entry < cursor->end && out->count < most; entry += shape->width) {
        if (memcmp(entry, high->bytes, shape->ordered) > 0) return;
        if (!key_is_removed(shape, entry)) append_entry(out, &capacity, entry, arena);
    }
}

static DatelineStatus take_merged(KeyRuns *runs, KeyMerge *merge, const KeyEntry *high, uint32_t most, Arena *arena,
                                  KeyEntries *out, DatelineError *err)
{
    const KeyShape *shape = &key_shapes[merge->kind];
    uint32_t capacity = 0;
    while (out->count < most) {
        const unsigned char *entry;
        TRY(key_merge_next(runs->db, merge, &entry, err));
        if (entry == NULL || memcmp(entry, high->bytes, shape->ordered) > 0) break;
        if (!key_is_removed(shape, entry)) append_entry(out, &capacity, entry, arena);
    }
    return DATELINE_OK;
}

DatelineStatus key_runs_find(KeyRuns *runs, KeyKind kind, const KeyEntry *low, const KeyEntry *high,
                             uint32_t most, Arena *arena, KeyEntries *out, DatelineError *err)
{
    const KeyShape *shape = &key_shapes[kind];
    *out = (KeyEntries){.width = shape->width};
    TRY(key_runs_need_list(runs, err));
    key_runs_need_cursors(runs, MOST_VALUES * runs->lists[kind].count + 1);
    KeyMerge merge;
    merge.kind = kind;
    merge.cursors = runs->cursors;
    merge.count = 0;
    TRY(open_cursors(runs, low, high, &merge, err));
    KeyEntries fresh = key_fresh_find(&runs->fresh[kind], shape, low, high, arena);
    if (fresh.count > 0) key_merge_add(&merge, fresh.bytes, fresh.count * fresh.width, fresh.width);
    if (merge.count == 0) return DATELINE_OK;
    if (merge.count > 1 || merge.cursors[0].run != NULL)
        return take_merged(runs, &merge, high, most, arena, out, err);
    take_from(&merge.cursors[0], shape, high, most, arena, out);
    return DATELINE_OK;
}

DatelineStatus key_runs_find_all(KeyRuns *runs, KeyKind kind, const KeyEntry *begin, Arena *arena,
                                 KeyEntries *out, DatelineError *err)
{
    KeyEntry low = key_fill(kind, begin, 0), high = key_fill(kind, begin, 255);
    return key_runs_find(runs, kind, &low, &high, UINT32_MAX, arena, out, err);
}

void key_runs_foresee(KeyRuns *runs, KeyKind kind, const KeyEntry *entry)
{
    KeyEntry first = key_fill(kind, entry, 0);
    key_foresight_note(&runs->foresight[kind], kind, first.bytes);
}

void key_runs_expect(const KeyRuns *runs, KeyKind kind, const KeyEntry *entry)
{
    KeyEntry first = key_fill(kind, entry, 0);
    key_foresight_expect(&runs->foresight[kind], key_value_fence(kind, first.bytes));
    key_fresh_expect(&runs->fresh[kind], &key_shapes[kind], first.bytes);
}

DatelineStatus key_runs_look_ahead(KeyRuns *runs, KeyKind kind, DatelineError *err)
{
    TRY(key_runs_need_list(runs, err));
    KeyRunList *list = &runs->lists[kind];
    return key_foresight_look(&runs->foresight[kind], kind, runs->db, list->items, list->count, err);
}
