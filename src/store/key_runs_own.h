/* What writing keys (key_runs.c) and finding them (key_find.c) have in common. */
#ifndef STORE_KEY_RUNS_OWN_H
#define STORE_KEY_RUNS_OWN_H

#include "store/key_foresight.h"
#include "store/key_fresh.h"

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

typedef struct KeyRunList {
    KeyRun *items; /* the older, larger ones first */
    uint32_t count;
    uint32_t capacity;
} KeyRunList;

struct KeyRuns {
    Database *db;
    bool has_list; /* as of this transaction */
    KeyRunList lists[KEY_KIND_COUNT];
    KeyFresh fresh[KEY_KIND_COUNT];
    KeySlot blocks[CACHED_BLOCKS];
    KeySlot filters[CACHED_FILTERS];
    KeyForesight foresight[KEY_KIND_COUNT];
    KeyCursor *cursors; /* [cursor_count] for lookups */
    uint32_t cursor_count;
};

DatelineStatus key_runs_need_list(KeyRuns *runs, DatelineError *err) MUST_CHECK;
/* Room for as many cursors. */
void key_runs_need_cursors(KeyRuns *runs, uint32_t count);
/* Entries in memory as the newest run. The cursor's own block stays for others. */
void key_merge_add(KeyMerge *merge, const unsigned char *entries, uint32_t len, uint32_t width);

#endif
