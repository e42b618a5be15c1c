/*
 * Which records have been met, so that a later "revisit" of one can be told from one of a page that
 * is not here. Eight bytes a record; beyond MOST_SEEN no more are kept.
 */
#ifndef STAGES_INTAKE_ARCHIVE_SEEN_H
#define STAGES_INTAKE_ARCHIVE_SEEN_H

#include "base/str.h"

#define MOST_SEEN (4u << 20)

typedef struct SeenRecords {
    uint64_t *slots;   /* hash, the lowest bit: is it a page? 0: free */
    uint32_t capacity; /* power of two, or 0 */
    uint32_t count;
} SeenRecords;

typedef enum SeenRecord { SEEN_NOT, SEEN_OTHER, SEEN_PAGE } SeenRecord;

/* key: a record's id, its checksum, or its address. Empty ones are passed over. */
void seen_add(SeenRecords *seen, Str key, bool is_page);
SeenRecord seen_find(const SeenRecords *seen, Str key);
void seen_release(SeenRecords *seen);

#endif
