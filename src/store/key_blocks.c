#include "store/key_blocks.h"

#include <stdlib.h>

#include "base/hash.h"

/* Bits of a block's number for its position, the highest of them for filters: a run holds 32 GB. */
#define POSITION_BITS 24
#define FILTER_BIT (1 << (POSITION_BITS - 1))
#define STORY_DAYS 8

#define SHAPE(bytes, ...)                                                                          \
    {                                                                                              \
        .width = (bytes), .blocks_of_filter = KEY_FILTER_MOST_VALUES / (KEY_BLOCK_BYTES / (bytes)), __VA_ARGS__ \
    }

const KeyShape key_shapes[KEY_KIND_COUNT] = {
    [KEYS_OF_COPIES] = SHAPE(23, .ordered = 22, .prefix = 6, .is_read_in_part = true),
    [KEYS_OF_STORIES] = SHAPE(13, .ordered = 12, .prefix = 4),
    [KEYS_OF_QUOTATIONS] = SHAPE(18, .ordered = 17, .prefix = 8),
    [KEYS_OF_VECTORS] = SHAPE(18 + KEY_VECTOR_BYTES, .ordered = 17, .prefix = 8),
    [KEYS_OF_WORDINGS] = SHAPE(18, .ordered = 17, .prefix = 8, .is_read_in_part = true),
    [KEYS_OF_EVENTS] = SHAPE(27, .ordered = 17, .prefix = 8),
    [KEYS_OF_CLAIMS] = SHAPE(22, .ordered = 13, .prefix = 8),
};

int64_t key_block_number(const KeyRun *run, uint32_t position)
{
    return run->number << POSITION_BITS | (int64_t)position;
}

int64_t key_filter_number(const KeyRun *run, uint32_t group)
{
    return key_block_number(run, group) | FILTER_BIT;
}

bool key_is_filter(int64_t number)
{
    return (number & FILTER_BIT) != 0;
}

uint32_t key_group(KeyKind kind, uint32_t block)
{
    return block / key_shapes[kind].blocks_of_filter;
}

uint64_t key_filter_value(KeyKind kind, const unsigned char *entry)
{
    if (kind != KEYS_OF_STORIES) return hash_bytes(entry, key_shapes[kind].prefix, 0);
    uint64_t place = key_fence(entry) / STORY_DAYS;
    return hash_bytes(&place, sizeof place, 0);
}

uint64_t key_value_span(KeyKind kind)
{
    uint32_t prefix = key_shapes[kind].prefix;
    if (kind == KEYS_OF_STORIES) return STORY_DAYS - 1;
    return prefix >= 8 ? 0 : ((uint64_t)1 << (8 * (8 - prefix))) - 1;
}

uint64_t key_value_fence(KeyKind kind, const unsigned char *entry)
{
    return key_fence(entry) & ~key_value_span(kind);
}

void key_next_value(KeyEntry *entry)
{
    uint64_t next = (key_fence(entry->bytes) / STORY_DAYS + 1) * STORY_DAYS;
    entry->len = 0;
    key_put(entry, next, 8);
}

/* ---- Reading --------------------------------------------------------------------------------- */

static DatelineStatus fail_missing(const Database *db, const KeyRun *run, const char *what,
                                   DatelineError *err)
{
    return FAIL(err, DATELINE_ERR_STORE, DATELINE_NO_OFFSET,
                "%s: %s of run %lld of keys of kind %d is missing or damaged", db->path, what,
                (long long)run->number, (int)run->kind);
}

DatelineStatus key_fences_read(Database *db, KeyRun *run, DatelineError *err)
{
    if (run->fences != NULL) return DATELINE_OK;
    bool has_row;
    Row row = database_row(db, STATEMENT_GET_KEY_FENCES);
    row_int(&row, run->kind);
    row_int(&row, run->number);
    TRY(row_step(&row, &has_row, err));
    Str packed = has_row ? row_get_str(&row, 0) : (Str){NULL, 0};
    if (packed.len != 8 * (uint64_t)run->blocks) {
        if (has_row) row_end(&row);
        return fail_missing(db, run, "the list of blocks", err);
    }
    run->fences = calloc(run->blocks + 1, sizeof *run->fences);
    if (run->fences == NULL) abort();
    for (uint32_t i = 0; i < run->blocks; i++)
        run->fences[i] = key_fence((const unsigned char *)packed.data + (size_t)8 * i);
    row_end(&row);
    return DATELINE_OK;
}

/* A handle moves from row to row for a third of what a statement costs. */
static bool reach_block(Database *db, int64_t number)
{
    if (db->key_block != NULL && sqlite3_blob_reopen(db->key_block, number) == SQLITE_OK) return true;
    key_blocks_close(db);
    if (sqlite3_blob_open(db->handle, "main", "key_block", "keys", number, 0, &db->key_block) == SQLITE_OK) return true;
    key_blocks_close(db);
    return false;
}

void key_blocks_close(Database *db)
{
    sqlite3_blob_close(db->key_block);
    db->key_block = NULL;
}

DatelineStatus key_block_read(Database *db, const KeyRun *run, int64_t number, KeyBlock *out,
                              DatelineError *err)
{
    uint32_t width = key_is_filter(number) ? KEY_FILTER_LINE : key_shapes[run->kind].width;
    out->number = 0;
    assert(db->is_in_transaction || db->is_reading); /* an open handle holds on to what it reads from */
    if (!reach_block(db, number)) return fail_missing(db, run, "a block", err);
    int len = sqlite3_blob_bytes(db->key_block);
    bool is_good = len > 0 && len <= KEY_BLOCK_BYTES && (uint32_t)len % width == 0;
    if (!is_good || sqlite3_blob_read(db->key_block, out->bytes, len, 0) != SQLITE_OK)
        return fail_missing(db, run, "a block", err);
    out->len = (uint32_t)len;
    out->number = number;
    return DATELINE_OK;
}

DatelineStatus key_run_delete(Database *db, const KeyRun *run, DatelineError *err)
{
    Row row = database_row(db, STATEMENT_DELETE_KEY_BLOCKS);
    row_int(&row, key_block_number(run, 0));
    row_int(&row, key_block_number(run, (1 << POSITION_BITS) - 1));
    TRY(row_run(&row, err));
    row = database_row(db, STATEMENT_DELETE_KEY_RUN);
    row_int(&row, run->kind);
    row_int(&row, run->number);
    return row_run(&row, err);
}

/* ---- Cursors --------------------------------------------------------------------------------- */

static DatelineStatus load_next_block(Database *db, KeyCursor *cursor, DatelineError *err)
{
    cursor->head = NULL;
    if (cursor->run == NULL || cursor->next_block >= cursor->run->blocks) return DATELINE_OK;
    if (cursor->own == NULL && (cursor->own = malloc(sizeof *cursor->own)) == NULL) abort();
    TRY(key_block_read(db, cursor->run, key_block_number(cursor->run, cursor->next_block++),
                       cursor->own, err));
    cursor->head = cursor->own->bytes;
    cursor->fence = key_fence(cursor->head);
    cursor->end = cursor->own->bytes + cursor->own->len;
    return DATELINE_OK;
}

DatelineStatus key_cursor_next(Database *db, KeyCursor *cursor, DatelineError *err)
{
    if (cursor->head != NULL) {
        cursor->head += cursor->width;
        if (cursor->head < cursor->end) {
            cursor->fence = key_fence(cursor->head);
            return DATELINE_OK;
        }
    }
    return load_next_block(db, cursor, err);
}

static int compare_heads(const KeyCursor *a, const KeyCursor *b, uint32_t ordered)
{
    if (a->fence != b->fence) return a->fence < b->fence ? -1 : 1;
    return memcmp(a->head, b->head, ordered);
}

/* The cursor with the least entry, of equal ones the last; NULL if all are at their end. */
static KeyCursor *find_least(const KeyMerge *merge, uint32_t ordered)
{
    KeyCursor *least = NULL;
    for (uint32_t i = merge->count; i-- > 0;) {
        KeyCursor *cursor = &merge->cursors[i];
        if (cursor->head == NULL) continue;
        if (least == NULL || compare_heads(cursor, least, ordered) < 0) least = cursor;
    }
    return least;
}

DatelineStatus key_merge_next(Database *db, KeyMerge *merge, const unsigned char **out,
                              DatelineError *err)
{
    const KeyShape *shape = &key_shapes[merge->kind];
    const KeyCursor *least = find_least(merge, shape->ordered);
    *out = NULL;
    if (least == NULL) return DATELINE_OK;
    memcpy(merge->entry, least->head, shape->width);
    uint64_t fence = least->fence;
    for (uint32_t i = 0; i < merge->count; i++) {
        KeyCursor *cursor = &merge->cursors[i];
        if (cursor->head == NULL || cursor->fence != fence) continue;
        if (memcmp(cursor->head, merge->entry, shape->ordered) == 0) TRY(key_cursor_next(db, cursor, err));
    }
    *out = merge->entry;
    return DATELINE_OK;
}

/* ---- Writing --------------------------------------------------------------------------------- */

DatelineStatus key_writer_begin(Database *db, KeyKind kind, KeyWriter *out, DatelineError *err)
{
    bool has_row;
    *out = (KeyWriter){.db = db, .run = {.kind = kind}};
    out->filters = malloc(KEY_FILTERS_TOGETHER * sizeof *out->filters);
    if (out->filters == NULL) abort();
    Row row = database_row(db, STATEMENT_NEXT_KEY_RUN);
    TRY(row_step(&row, &has_row, err));
    out->run.number = row_get_int(&row, 0);
    row_end(&row);
    return DATELINE_OK;
}

static void add_fence(KeyWriter *writer, const unsigned char *entry)
{
    KeyRun *run = &writer->run;
    if (run->blocks == writer->fence_capacity) {
        writer->fence_capacity = writer->fence_capacity == 0 ? 16 : 2 * writer->fence_capacity;
        run->fences = realloc(run->fences, writer->fence_capacity * sizeof *run->fences);
        if (run->fences == NULL) abort();
    }
    run->fences[run->blocks] = key_fence(entry);
}

static DatelineStatus write_row(const KeyWriter *writer, int64_t number,
                                const unsigned char *bytes, uint32_t len, DatelineError *err)
{
    Row row = database_row(writer->db, STATEMENT_INSERT_KEY_BLOCK);
    row_int(&row, number);
    row_blob(&row, (Str){(const char *)bytes, len});
    return row_run(&row, err);
}

static DatelineStatus write_filters(KeyWriter *writer, DatelineError *err)
{
    for (uint32_t i = 0; i < writer->filter_count; i++) {
        const KeyBlock *filter = &writer->filters[i];
        TRY(write_row(writer, filter->number, filter->bytes, filter->len, err));
    }
    writer->filter_count = 0;
    return DATELINE_OK;
}

/* Of the group of the last block. */
static DatelineStatus end_group(KeyWriter *writer, DatelineError *err)
{
    if (writer->filter_count == KEY_FILTERS_TOGETHER) TRY(write_filters(writer, err));
    KeyBlock *filter = &writer->filters[writer->filter_count++];
    filter->len = key_filter_size(writer->value_count);
    memset(filter->bytes, 0, filter->len);
    for (uint32_t i = 0; i < writer->value_count; i++)
        key_filter_add(filter->bytes, filter->len, writer->values[i]);
    writer->value_count = 0;
    filter->number = key_filter_number(&writer->run, key_group(writer->run.kind, writer->run.blocks - 1));
    return DATELINE_OK;
}

static DatelineStatus write_block(KeyWriter *writer, DatelineError *err)
{
    KeyRun *run = &writer->run;
    add_fence(writer, writer->block.bytes);
    TRY(write_row(writer, key_block_number(run, run->blocks), writer->block.bytes,
                  writer->block.len, err));
    writer->block.len = 0;
    run->blocks++;
    bool ends_group = key_group(run->kind, run->blocks) != key_group(run->kind, run->blocks - 1);
    return ends_group ? end_group(writer, err) : DATELINE_OK;
}

static void note_value(KeyWriter *writer, const unsigned char *entry)
{
    KeyKind kind = writer->run.kind;
    uint64_t fence = key_value_fence(kind, entry);
    bool is_known = writer->value_count > 0 && writer->last_fence == fence;
    if (is_known || writer->value_count == KEY_FILTER_MOST_VALUES) return;
    writer->values[writer->value_count++] = key_filter_value(kind, entry);
    writer->last_fence = fence;
}

DatelineStatus key_writer_add(KeyWriter *writer, const unsigned char *entry, DatelineError *err)
{
    uint32_t width = key_shapes[writer->run.kind].width;
    if (writer->block.len + width > KEY_BLOCK_BYTES) TRY(write_block(writer, err));
    note_value(writer, entry);
    memcpy(writer->block.bytes + writer->block.len, entry, width);
    writer->block.len += width;
    writer->run.entries++;
    return DATELINE_OK;
}

static void pack_fences(const KeyRun *run, unsigned char *out)
{
    for (uint32_t i = 0; i < run->blocks; i++)
        for (uint32_t k = 0; k < 8; k++)
            out[(size_t)8 * i + k] = (unsigned char)(run->fences[i] >> (56 - 8 * k));
}

DatelineStatus key_writer_end(KeyWriter *writer, KeyRun *out, DatelineError *err)
{
    if (writer->block.len > 0) TRY(write_block(writer, err));
    if (writer->value_count > 0) TRY(end_group(writer, err));
    TRY(write_filters(writer, err));
    KeyRun *run = &writer->run;
    unsigned char *fences = malloc((size_t)8 * run->blocks + 1);
    if (fences == NULL) abort();
    pack_fences(run, fences);
    Row row = database_row(writer->db, STATEMENT_INSERT_KEY_RUN);
    row_int(&row, run->kind);
    row_int(&row, run->number);
    row_int(&row, (int64_t)run->entries);
    row_int(&row, run->blocks);
    row_blob(&row, (Str){(const char *)fences, 8 * run->blocks});
    DatelineStatus status = row_run(&row, err);
    free(fences);
    if (status != DATELINE_OK) return status;
    *out = *run;
    run->fences = NULL;
    return DATELINE_OK;
}

void key_writer_drop(KeyWriter *writer)
{
    free(writer->run.fences);
    free(writer->filters);
    writer->run.fences = NULL;
    writer->filters = NULL;
}
