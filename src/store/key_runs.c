#include "store/key_runs.h"

#include <stdlib.h>

#include "store/key_runs_own.h"

/* ---- Runs ------------------------------------------------------------------------------------ */

KeyRuns *key_runs_new(Database *db)
{
    KeyRuns *runs = calloc(1, sizeof *runs);
    if (runs == NULL) abort();
    runs->db = db;
    return runs;
}

static void release_list(KeyRunList *list)
{
    for (uint32_t i = 0; i < list->count; i++) free(list->items[i].fences);
    free(list->items);
    *list = (KeyRunList){0};
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
        key_foresight_forget(&runs->foresight[i]);
    }
    release_cache(runs->blocks, CACHED_BLOCKS);
    release_cache(runs->filters, CACHED_FILTERS);
    runs->has_list = false;
}

void key_runs_free(KeyRuns *runs)
{
    if (runs == NULL) return;
    key_runs_forget(runs);
    for (uint32_t i = 0; i < KEY_KIND_COUNT; i++) {
        key_fresh_release(&runs->fresh[i]);
        key_foresight_release(&runs->foresight[i]);
    }
    for (uint32_t i = 0; i < runs->cursor_count; i++) free(runs->cursors[i].own);
    free(runs->cursors);
    free(runs);
}

void key_runs_begin(KeyRuns *runs)
{
    runs->has_list = false;
    for (uint32_t i = 0; i < KEY_KIND_COUNT; i++) key_foresight_forget(&runs->foresight[i]);
}

static void append_run(KeyRunList *list, KeyRun run)
{
    if (list->count == list->capacity) {
        list->capacity = list->capacity == 0 ? 8 : 2 * list->capacity;
        list->items = realloc(list->items, list->capacity * sizeof *list->items);
        if (list->items == NULL) abort();
    }
    list->items[list->count++] = run;
}

/* The fences are moved to the new list. */
static void take_fences(KeyRunList *old, KeyRun *run)
{
    for (uint32_t i = 0; i < old->count; i++)
        if (old->items[i].number == run->number) {
            run->fences = old->items[i].fences;
            old->items[i].fences = NULL;
        }
}

static DatelineStatus read_list(KeyRuns *runs, DatelineError *err)
{
    KeyRunList old[KEY_KIND_COUNT];
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

DatelineStatus key_runs_need_list(KeyRuns *runs, DatelineError *err)
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

/* ---- Writing --------------------------------------------------------------------------------- */

/* So many runs of a size are merged into one of the next: an entry is written again when its run has grown fourfold. */
#define RUNS_MERGED 4
/* Below it all are of one size. */
#define SMALL_RUN 1024 /* entries */

static uint32_t size_of_run(uint64_t entries)
{
    uint32_t size = 0;
    for (; entries >= SMALL_RUN; entries /= RUNS_MERGED) size++;
    return size;
}

/* The first run that is merged with so many new entries. What is merged may be one too many of the next size. */
static uint32_t first_merged(const KeyRunList *list, uint64_t entries)
{
    for (uint32_t end = list->count;;) {
        uint32_t first = end, size = size_of_run(entries);
        while (first > 0 && size_of_run(list->items[first - 1].entries) <= size)
            entries += list->items[--first].entries;
        if (end - first + 1 < RUNS_MERGED) return end;
        end = first;
    }
}

void key_runs_need_cursors(KeyRuns *runs, uint32_t count)
{
    if (count <= runs->cursor_count) return;
    runs->cursors = realloc(runs->cursors, count * sizeof *runs->cursors);
    if (runs->cursors == NULL) abort();
    memset(runs->cursors + runs->cursor_count, 0,
           (count - runs->cursor_count) * sizeof *runs->cursors);
    runs->cursor_count = count;
}

void key_merge_add(KeyMerge *merge, const unsigned char *entries, uint32_t len, uint32_t width)
{
    KeyCursor *cursor = &merge->cursors[merge->count++];
    cursor->run = NULL;
    cursor->width = width;
    cursor->head = entries;
    cursor->fence = key_fence(entries);
    cursor->end = entries + len;
}

static DatelineStatus write_entry(KeyWriter *writer, const unsigned char *entry, bool keeps_removed, DatelineError *err)
{
    const KeyShape *shape = &key_shapes[writer->run.kind];
    return keeps_removed || !key_is_removed(shape, entry) ? key_writer_add(writer, entry, err) : DATELINE_OK;
}

/* The cursor that is alone before the next fence of all others; NULL if none is. */
static KeyCursor *find_first(const KeyMerge *merge, uint64_t *out_limit)
{
    KeyCursor *first = NULL;
    *out_limit = UINT64_MAX;
    for (uint32_t i = 0; i < merge->count; i++) {
        KeyCursor *cursor = &merge->cursors[i];
        if (cursor->head == NULL) continue;
        if (first == NULL || cursor->fence < first->fence) {
            if (first != NULL) *out_limit = first->fence;
            first = cursor;
        } else if (cursor->fence < *out_limit) {
            *out_limit = cursor->fence;
        }
    }
    return first != NULL && first->fence < *out_limit ? first : NULL;
}

/* Most entries of a large run follow one another where the small ones have none between. */
static DatelineStatus write_merged(KeyWriter *writer, KeyMerge *merge, bool keeps_removed,
                                   DatelineError *err)
{
    for (const unsigned char *entry;;) {
        uint64_t limit;
        KeyCursor *first = find_first(merge, &limit);
        for (; first != NULL && first->head != NULL && first->fence < limit;) {
            TRY(write_entry(writer, first->head, keeps_removed, err));
            TRY(key_cursor_next(writer->db, first, err));
        }
        if (first != NULL) continue;
        TRY(key_merge_next(writer->db, merge, &entry, err));
        if (entry == NULL) return DATELINE_OK;
        TRY(write_entry(writer, entry, keeps_removed, err));
    }
}

/* What was removed need not be told any more when the oldest run is among the merged. */
static DatelineStatus write_run(KeyRuns *runs, KeyKind kind, uint32_t first,
                                const KeyEntries *fresh, KeyRun *out, DatelineError *err)
{
    KeyRunList *list = &runs->lists[kind];
    key_runs_need_cursors(runs, list->count - first + 1);
    KeyMerge merge = {.kind = kind, .cursors = runs->cursors};
    for (uint32_t i = first; i < list->count; i++) {
        KeyCursor *cursor = &merge.cursors[merge.count++];
        *cursor = (KeyCursor){
            .run = &list->items[i], .width = key_shapes[kind].width, .own = cursor->own};
        TRY(key_cursor_next(runs->db, cursor, err));
    }
    key_merge_add(&merge, fresh->bytes, fresh->count * fresh->width, fresh->width);
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
    KeyRunList *list = &runs->lists[kind];
    for (; list->count > first; list->count--) {
        KeyRun *merged = &list->items[list->count - 1];
        TRY(key_run_delete(runs->db, merged, err));
        free(merged->fences);
        merged->fences = NULL;
    }
    key_foresight_forget(&runs->foresight[kind]);
    append_run(list, run);
    return DATELINE_OK;
}

static DatelineStatus flush_kind(KeyRuns *runs, KeyKind kind, DatelineError *err)
{
    KeyFresh *fresh = &runs->fresh[kind];
    KeyRun run = {0};
    if (fresh->count == 0) return DATELINE_OK;
    TRY(key_runs_need_list(runs, err));
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
