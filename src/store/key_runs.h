/*
 * The keys by which articles and quotations find what they may belong together with.
 *
 *     KEYS_OF_COPIES      key 6 bytes  day 4  rank and size 8  article 4
 *     KEYS_OF_STORIES     key 4        day 4  article 4
 *     KEYS_OF_QUOTATIONS  speaker 4    key 4  quotation 5  article 4
 *     KEYS_OF_VECTORS     window 8     quotation 5  article 4  (vector 128)
 *     KEYS_OF_WORDINGS    wording 8    article 4  quotation 5
 *     KEYS_OF_EVENTS      sides, type and class 8  day 4  event 5  (article 4  last day 4  flags 1)
 *     KEYS_OF_CLAIMS      window 4     key 4    claim 5  (day 4  article 4)
 *
 * An article has four hundred, each at a place of its own in the order of all. In a table each would
 * have a page of its own read, logged and written, the more of them the larger the ledger. Here those
 * of a transaction are gathered in memory, put in order and written one after another when it is
 * committed: a run. Four runs of like size are merged, so that there are few, and a key is written
 * again only when its run has grown fourfold. A lookup reads a page of each run.
 *
 * Entries are numbers, highest byte first, so that they lie in the order of their bytes.
 */
#ifndef STORE_KEY_RUNS_H
#define STORE_KEY_RUNS_H

#include "base/arena.h"
#include "base/error.h"

typedef enum KeyKind {
    KEYS_OF_COPIES,
    KEYS_OF_STORIES,
    KEYS_OF_QUOTATIONS,
    KEYS_OF_VECTORS,
    KEYS_OF_WORDINGS,
    KEYS_OF_EVENTS,
    KEYS_OF_CLAIMS,
    KEY_KIND_COUNT,
} KeyKind;

#define KEY_VECTOR_BYTES 128
#define KEY_MOST_BYTES 160

/* One entry while it is put together or taken apart. */
typedef struct KeyEntry {
    unsigned char bytes[KEY_MOST_BYTES];
    uint32_t len;
} KeyEntry;

static inline void key_put(KeyEntry *entry, uint64_t value, uint32_t bytes)
{
    for (uint32_t i = 0; i < bytes && entry->len < KEY_MOST_BYTES; i++)
        entry->bytes[entry->len++] = (unsigned char)(value >> (8 * (bytes - 1 - i)));
}

void key_put_bytes(KeyEntry *entry, Str bytes);
/* Days are below zero before 1970. */
void key_put_day(KeyEntry *entry, int32_t day);
/* The entry filled up: with 0 the first that begins so, with 255 the last. */
KeyEntry key_fill(KeyKind kind, const KeyEntry *begin, unsigned char filler);

/* What was found: [count] entries of so many bytes, in order. */
typedef struct KeyEntries {
    unsigned char *bytes;
    uint32_t count;
    uint32_t width;
} KeyEntries;

static inline const unsigned char *key_at(const KeyEntries *entries, uint32_t index)
{
    return entries->bytes + (size_t)index * entries->width;
}

static inline uint64_t key_number(const unsigned char *entry, uint32_t start, uint32_t bytes)
{
    uint64_t value = 0;
    for (uint32_t i = 0; i < bytes; i++) value = value << 8 | entry[start + i];
    return value;
}

int32_t key_day(const unsigned char *entry, uint32_t start);

typedef struct Database Database;
typedef struct KeyRuns KeyRuns;

KeyRuns *key_runs_new(Database *db);
void key_runs_free(KeyRuns *runs);

/* Within a transaction; an entry that is there already stays one. */
void key_runs_add(KeyRuns *runs, KeyKind kind, const KeyEntry *entry);
void key_runs_remove(KeyRuns *runs, KeyKind kind, const KeyEntry *entry);

/* The first `most` entries of low to high, both included; the two must have the same key (of
 * quotations speaker and key). The result lives in the arena. */
DatelineStatus key_runs_find(KeyRuns *runs, KeyKind kind, const KeyEntry *low, const KeyEntry *high,
                             uint32_t most, Arena *arena, KeyEntries *out,
                             DatelineError *err) MUST_CHECK;
/* All that begin with these bytes. */
DatelineStatus key_runs_find_all(KeyRuns *runs, KeyKind kind, const KeyEntry *begin, Arena *arena,
                                 KeyEntries *out, DatelineError *err) MUST_CHECK;

/* Lookups that will be made in this transaction: of all that have the key of this entry, of stories the key and the eight
 * days of its day. Any order, any number of times. */
void key_runs_foresee(KeyRuns *runs, KeyKind kind, const KeyEntry *entry);
/* One of them is asked for in a moment: what is known of it is brought near. */
void key_runs_expect(const KeyRuns *runs, KeyKind kind, const KeyEntry *entry);
/* Reads for all of a kind what the runs have of them. To be asked or not changes nothing that is found. */
DatelineStatus key_runs_look_ahead(KeyRuns *runs, KeyKind kind, DatelineError *err) MUST_CHECK;

/* Another transaction has begun: another program may have written since the last. */
void key_runs_begin(KeyRuns *runs);
/* Writes what was gathered; before a transaction is committed. */
DatelineStatus key_runs_flush(KeyRuns *runs, DatelineError *err) MUST_CHECK;
/* Forgets what was gathered, with the transaction. */
void key_runs_forget(KeyRuns *runs);

#endif
