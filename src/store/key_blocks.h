/*
 * Runs of keys in the file (store/key_runs.h): immutable, in order, cut into blocks that fill a page
 * each. Of every block the first eight bytes, its fence, are held in memory; of every group of some
 * thousand entries there is a filter.
 *
 *     key_run    kind 0, run 7, 11840 entries, fences [00 12 ..][00 a3 ..]...
 *     key_block  n = 7 << 24 | position              a block
 *                n = 7 << 24 | 1 << 23 | position    a filter
 */
#ifndef STORE_KEY_BLOCKS_H
#define STORE_KEY_BLOCKS_H

#include "store/database.h"
#include "store/key_filter.h"
#include "store/key_runs.h"

/* With its row's head it just fits a page of 4096. */
#define KEY_BLOCK_BYTES 4048

/* Sizes in bytes. Behind the entry stands one that says whether it was removed. */
typedef struct KeyShape {
    uint32_t width;   /* of the entry with that byte */
    uint32_t ordered; /* by which entries are put in order and told apart */
    uint32_t prefix;  /* that a lookup gives in full */
    uint32_t blocks_of_filter;
    bool is_read_in_part; /* a lookup may want the first of many alone */
} KeyShape;

extern const KeyShape key_shapes[KEY_KIND_COUNT];

static inline bool key_is_removed(const KeyShape *shape, const unsigned char *entry)
{
    return entry[shape->width - 1] != 0;
}

typedef struct KeyRun {
    int64_t number; /* newer runs have higher ones */
    KeyKind kind;
    uint64_t entries;
    uint32_t blocks;
    uint64_t *fences; /* [blocks]; NULL until they are needed */
} KeyRun;

static inline uint64_t key_fence(const unsigned char *entry)
{
    return key_number(entry, 0, 8);
}

int64_t key_block_number(const KeyRun *run, uint32_t position);
int64_t key_filter_number(const KeyRun *run, uint32_t group);
bool key_is_filter(int64_t number);
/* The group of a block. */
uint32_t key_group(KeyKind kind, uint32_t block);
/* What filters are asked for: of story keys, which are looked up by days, the key and eight days. */
uint64_t key_filter_value(KeyKind kind, const unsigned char *entry);
/* Of the entries that have the same value as this one: the fence of the first, and how far that of the last is from it. */
uint64_t key_value_fence(KeyKind kind, const unsigned char *entry);
uint64_t key_value_span(KeyKind kind);
/* The beginning of the next eight days of a story key. */
void key_next_value(KeyEntry *entry);

typedef struct KeyBlock {
    int64_t number; /* 0: none */
    uint32_t len;
    unsigned char bytes[KEY_BLOCK_BYTES];
} KeyBlock;

DatelineStatus key_fences_read(Database *db, KeyRun *run, DatelineError *err) MUST_CHECK;
/* A block, or a filter, within a transaction. */
DatelineStatus key_block_read(Database *db, const KeyRun *run, int64_t number, KeyBlock *out,
                              DatelineError *err) MUST_CHECK;
/* Before a transaction ends: lets go of the block that was read last. */
void key_blocks_close(Database *db);
/* The run's rows. */
DatelineStatus key_run_delete(Database *db, const KeyRun *run, DatelineError *err) MUST_CHECK;

/* ---- Reading one run after another's entries ------------------------------------------------- */

/* Entries of one run, or of a piece of memory, in order. */
typedef struct KeyCursor {
    const KeyRun *run;         /* NULL: memory */
    uint32_t width;            /* of an entry */
    const unsigned char *head; /* the next entry; NULL at the end */
    uint64_t fence;            /* of it */
    const unsigned char *end;  /* of what is at hand */
    uint32_t next_block;
    KeyBlock *own; /* its block; allocated when it is needed, kept for the next run */
} KeyCursor;

DatelineStatus key_cursor_next(Database *db, KeyCursor *cursor, DatelineError *err) MUST_CHECK;

/* Several, the older first. */
typedef struct KeyMerge {
    KeyKind kind;
    KeyCursor *cursors; /* [count] */
    uint32_t count;
    unsigned char entry[KEY_MOST_BYTES];
} KeyMerge;

/* The least entry of all; of equal ones the newest. *out lives until the next call, NULL at the
 * end. */
DatelineStatus key_merge_next(Database *db, KeyMerge *merge, const unsigned char **out,
                              DatelineError *err) MUST_CHECK;

/* ---- Writing --------------------------------------------------------------------------------- */

/* So many filters lie side by side in the file: who asks one asks the next, and gets its page with it. */
#define KEY_FILTERS_TOGETHER 32

typedef struct KeyWriter {
    Database *db;
    KeyRun run;
    uint32_t fence_capacity;
    KeyBlock block;
    uint64_t values[KEY_FILTER_MOST_VALUES]; /* [value_count] of the group */
    uint32_t value_count;
    uint64_t last_fence; /* of the last value's first entry */
    KeyBlock *filters; /* [KEY_FILTERS_TOGETHER], of which so many wait */
    uint32_t filter_count;
} KeyWriter;

DatelineStatus key_writer_begin(Database *db, KeyKind kind, KeyWriter *out,
                                DatelineError *err) MUST_CHECK;
DatelineStatus key_writer_add(KeyWriter *writer, const unsigned char *entry,
                              DatelineError *err) MUST_CHECK;
/* The run's fences are the caller's then. */
DatelineStatus key_writer_end(KeyWriter *writer, KeyRun *out, DatelineError *err) MUST_CHECK;
void key_writer_drop(KeyWriter *writer);

#endif
