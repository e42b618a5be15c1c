#include "store/key_runs.h"

#include <stdlib.h>

#include "base/hash.h"
#include "store/key_foresight.h"
#include "store/key_fresh.h"

/* ---- Runs ------------------------------------------------------------------------------------ */

/* A run never changes: what is known of one stays true. Filters are asked again and again, blocks
 * seldom; neither drives the other out. */
#define CACHED_BLOCKS 512
#define CACHED_FILTERS 8192

/* A cached block or filter; what is asked of most stands beside the pointer. */
typedef struct KeySlot {
    int64_t number; /* 0: none */
    uint32_t len;
    KeyBlock *block; /* NULL until the slot is first used */
} KeySlot;

typedef struct RunList {
    KeyRun *items; /* the older, larger ones first */
    uint32_t count;
    uint32_t capacity;
} RunList;

struct KeyRuns {
    Database *db;
    bool has_list; /* as of this transaction */
    RunList lists[KEY_KIND_COUNT];
    KeyFresh fresh[KEY_KIND_COUNT];
    KeySlot blocks[CACHED_BLOCKS];
    KeySlot filters[CACHED_FILTERS];
    KeyForesight foresight;
    KeyCursor *cursors; /* [cursor_count] for lookups */
    uint32_t cursor_count;
};

KeyRuns *key_runs_new(Database *db)
{
    KeyRuns *runs = calloc(1, sizeof *runs);
    if (runs == NULL) abort();
    runs->db = db;
    return runs;
}

static void release_list(RunList *list)
{
    for (uint32_t i = 0; i < list->count; i++) free(list->items[i].fences);
    free(list->items);
    *list = (RunList){0};
}

static void release_cache(KeySlot *slots, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        free(slots[i].block);
        slots[i] = (KeySlot){0};
    }
}

/* Numbers of runs that were rolled back are given again. */
void key_runs_forget(KeyRuns *runs)
{
    for (uint32_t i = 0; i < KEY_KIND_COUNT; i++) {
        release_list(&runs->lists[i]);
        key_fresh_clear(&runs->fresh[i]);
    }
    release_cache(runs->blocks, CACHED_BLOCKS);
    release_cache(runs->filters, CACHED_FILTERS);
    key_foresight_forget(&runs->foresight);
    runs->has_list = false;
}

void key_runs_free(KeyRuns *runs)
{
    if (runs == NULL) return;
    key_runs_forget(runs);
    for (uint32_t i = 0; i < KEY_KIND_COUNT; i++) key_fresh_release(&runs->fresh[i]);
    for (uint32_t i = 0; i < runs->cursor_count; i++) free(runs->cursors[i].own);
    free(runs->cursors);
    key_foresight_release(&runs->foresight);
    free(runs);
}

void key_runs_begin(KeyRuns *runs)
{
    runs->has_list = false;
    key_foresight_forget(&runs->foresight);
}

static void append_run(RunList *list, KeyRun run)
{
    if (list->count == list->capacity) {
        list->capacity = list->capacity == 0 ? 8 : 2 * list->capacity;
        list->items = realloc(list->items, list->capacity * sizeof *list->items);
        if (list->items == NULL) abort();
    }
    list->items[list->count++] = run;
}

/* The fences are moved to the new list. */
static void take_fences(RunList *old, KeyRun *run)
{
    for (uint32_t i = 0; i < old->count; i++)
        if (old->items[i].number == run->number) {
            run->fences = old->items[i].fences;
            old->items[i].fences = NULL;
        }
}

static DatelineStatus read_list(KeyRuns *runs, DatelineError *err)
{
    RunList old[KEY_KIND_COUNT];
    DatelineStatus status;
    memcpy(old, runs->lists, sizeof old);
    memset(runs->lists, 0, sizeof runs->lists);
    Row row = database_row(runs->db, STATEMENT_GET_KEY_RUNS);
    for (bool has_row;;) {
        status = row_step(&row, &has_row, err);
        if (status != DATELINE_OK || !has_row) break;
        int64_t kind = row_get_int(&row, 0);
        if (kind < 0 || kind >= KEY_KIND_COUNT) continue;
        KeyRun run = {.kind = (KeyKind)kind,
                      .number = row_get_int(&row, 1),
                      .entries = (uint64_t)row_get_int(&row, 2),
                      .blocks = (uint32_t)row_get_int(&row, 3)};
        take_fences(&old[kind], &run);
        append_run(&runs->lists[kind], run);
    }
    for (uint32_t i = 0; i < KEY_KIND_COUNT; i++) release_list(&old[i]);
    runs->has_list = status == DATELINE_OK;
    return status;
}

static DatelineStatus need_list(KeyRuns *runs, DatelineError *err)
{
    return runs->has_list ? DATELINE_OK : read_list(runs, err);
}

/* ---- Adding ---------------------------------------------------------------------------------- */

void key_runs_add(KeyRuns *runs, KeyKind kind, const KeyEntry *entry)
{
    key_fresh_add(&runs->fresh[kind], &key_shapes[kind], entry, false);
}

void key_runs_remove(KeyRuns *runs, KeyKind kind, const KeyEntry *entry)
{
    key_fresh_add(&runs->fresh[kind], &key_shapes[kind], entry, true);
}

/* ---- Finding --------------------------------------------------------------------------------- */

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

static void need_cursors(KeyRuns *runs, uint32_t count)
{
    if (count <= runs->cursor_count) return;
    runs->cursors = realloc(runs->cursors, count * sizeof *runs->cursors);
    if (runs->cursors == NULL) abort();
    memset(runs->cursors + runs->cursor_count, 0,
           (count - runs->cursor_count) * sizeof *runs->cursors);
    runs->cursor_count = count;
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

/* Is it known already which runs may have some? */
static bool is_foreseen(const KeyRuns *runs, KeyKind kind, const Sought *sought, uint32_t *out_runs)
{
    *out_runs = 0;
    for (uint32_t i = 0; i < sought->value_count; i++) {
        uint32_t of_value;
        if (!key_foresight_get(&runs->foresight, kind, sought->values[i], &of_value)) return false;
        *out_runs |= of_value;
    }
    return sought->value_count > 0;
}

/* Cursors at the first entries of all runs that may have some. */
static DatelineStatus open_cursors(KeyRuns *runs, KeyKind kind, const KeyEntry *low,
                                   const KeyEntry *high, KeyMerge *merge, DatelineError *err)
{
    RunList *list = &runs->lists[kind];
    Sought sought = sought_of(kind, low, high);
    uint32_t foreseen;
    need_cursors(runs, list->count + 1);
    *merge = (KeyMerge){.kind = kind, .cursors = runs->cursors};
    bool is_known = is_foreseen(runs, kind, &sought, &foreseen);
    if (is_known && foreseen == 0) return DATELINE_OK;
    for (uint32_t i = 0; i < list->count; i++) {
        KeyRun *run = &list->items[i];
        bool may = is_known && (foreseen >> i & 1) != 0;
        TRY(key_fences_read(runs->db, run, err));
        if (!is_known) TRY(may_have(runs, run, &sought, &may, err));
        if (!may) continue;
        KeyCursor *cursor = &merge->cursors[merge->count];
        TRY(seek(runs, run, low, high, cursor, err));
        if (cursor->head != NULL) merge->count++;
    }
    return DATELINE_OK;
}

/* Entries in memory as the newest run. The cursor's own block stays for others. */
static void add_fresh(KeyMerge *merge, const KeyEntries *fresh)
{
    if (fresh->count == 0) return;
    KeyCursor *cursor = &merge->cursors[merge->count++];
    cursor->run = NULL;
    cursor->width = fresh->width;
    cursor->head = fresh->bytes;
    cursor->end = fresh->bytes + (size_t)fresh->count * fresh->width;
}

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

DatelineStatus key_runs_find(KeyRuns *runs, KeyKind kind, const KeyEntry *low, const KeyEntry *high,
                             uint32_t most, Arena *arena, KeyEntries *out, DatelineError *err)
{
    const KeyShape *shape = &key_shapes[kind];
    KeyMerge merge;
    uint32_t capacity = 0;
    *out = (KeyEntries){.width = shape->width};
    TRY(need_list(runs, err));
    TRY(open_cursors(runs, kind, low, high, &merge, err));
    KeyEntries fresh = key_fresh_find(&runs->fresh[kind], shape, low, high, arena);
    add_fresh(&merge, &fresh);
    while (out->count < most) {
        const unsigned char *entry;
        TRY(key_merge_next(runs->db, &merge, &entry, err));
        if (entry == NULL || memcmp(entry, high->bytes, shape->ordered) > 0) break;
        if (!key_is_removed(shape, entry)) append_entry(out, &capacity, entry, arena);
    }
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
    key_foresight_note(&runs->foresight, kind, first.bytes);
}

DatelineStatus key_runs_look_ahead(KeyRuns *runs, DatelineError *err)
{
    TRY(need_list(runs, err));
    RunList *list = &runs->lists[runs->foresight.kind];
    return key_foresight_look(&runs->foresight, runs->db, list->items, list->count, err);
}

/* ---- Writing --------------------------------------------------------------------------------- */

/* A run is merged with those after it once they are more than this part of it, or it is so small that to
 * write it again costs less than to look into it. */
#define PART_OF_A_RUN 2
#define SMALL_RUN 4096 /* entries */

/* The first run that is merged with so many new entries. */
static uint32_t first_merged(const RunList *list, uint64_t entries)
{
    uint32_t first = list->count;
    while (first > 0 && (list->items[first - 1].entries < PART_OF_A_RUN * entries ||
                         list->items[first - 1].entries < SMALL_RUN))
        entries += list->items[--first].entries;
    return first;
}

static DatelineStatus write_merged(KeyWriter *writer, KeyMerge *merge, bool keeps_removed,
                                   DatelineError *err)
{
    const KeyShape *shape = &key_shapes[merge->kind];
    for (const unsigned char *entry;;) {
        TRY(key_merge_next(writer->db, merge, &entry, err));
        if (entry == NULL) return DATELINE_OK;
        if (keeps_removed || !key_is_removed(shape, entry)) TRY(key_writer_add(writer, entry, err));
    }
}

/* What was removed need not be told any more when the oldest run is among the merged. */
static DatelineStatus write_run(KeyRuns *runs, KeyKind kind, uint32_t first,
                                const KeyEntries *fresh, KeyRun *out, DatelineError *err)
{
    RunList *list = &runs->lists[kind];
    need_cursors(runs, list->count - first + 1);
    KeyMerge merge = {.kind = kind, .cursors = runs->cursors};
    for (uint32_t i = first; i < list->count; i++) {
        KeyCursor *cursor = &merge.cursors[merge.count++];
        *cursor = (KeyCursor){
            .run = &list->items[i], .width = key_shapes[kind].width, .own = cursor->own};
        TRY(key_cursor_next(runs->db, cursor, err));
    }
    add_fresh(&merge, fresh);
    KeyWriter *writer = malloc(sizeof *writer);
    if (writer == NULL) abort();
    DatelineStatus status = key_writer_begin(runs->db, kind, writer, err);
    if (status == DATELINE_OK) status = write_merged(writer, &merge, first > 0, err);
    if (status == DATELINE_OK) status = key_writer_end(writer, out, err);
    key_writer_drop(writer);
    free(writer);
    return status;
}

static DatelineStatus replace_runs(KeyRuns *runs, KeyKind kind, uint32_t first, KeyRun run,
                                   DatelineError *err)
{
    RunList *list = &runs->lists[kind];
    for (; list->count > first; list->count--) {
        KeyRun *merged = &list->items[list->count - 1];
        TRY(key_run_delete(runs->db, merged, err));
        free(merged->fences);
        merged->fences = NULL;
    }
    key_foresight_forget(&runs->foresight);
    append_run(list, run);
    return DATELINE_OK;
}

static DatelineStatus flush_kind(KeyRuns *runs, KeyKind kind, DatelineError *err)
{
    KeyFresh *fresh = &runs->fresh[kind];
    KeyRun run = {0};
    if (fresh->count == 0) return DATELINE_OK;
    TRY(need_list(runs, err));
    KeyEntries sorted = key_fresh_sorted(fresh, &key_shapes[kind]);
    uint32_t first = first_merged(&runs->lists[kind], sorted.count);
    DatelineStatus status = write_run(runs, kind, first, &sorted, &run, err);
    free(sorted.bytes);
    if (status != DATELINE_OK) return status;
    key_fresh_clear(fresh);
    return replace_runs(runs, kind, first, run, err);
}

DatelineStatus key_runs_flush(KeyRuns *runs, DatelineError *err)
{
    for (int kind = 0; kind < KEY_KIND_COUNT; kind++)
        TRY(flush_kind(runs, (KeyKind)kind, err));
    return DATELINE_OK;
}
