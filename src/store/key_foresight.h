/*
 * Lookups that are known before they are made: what the filters of a kind's runs say of all of
 * them.
 *
 * Of the keys of a batch of articles most are in no run. Asked for one after another, as articles
 * come, each leads to a filter anywhere in the run, to a page that is in no cache. In the order of
 * keys each filter is read once, and all that can be asked of it is asked:
 *
 *     noted   6005ab35c1d6 of copies, d0515bf5d091, 0fe94ec32af3, ...
 *     known   0fe94ec32af3  no run has it
 *             6005ab35c1d6  the first run may have it
 *             d0515bf5d091  no run has it
 */
#ifndef STORE_KEY_FORESIGHT_H
#define STORE_KEY_FORESIGHT_H

#include "store/key_blocks.h"

/* Runs that can be told apart; of a kind with more nothing is foreseen. */
#define KEY_FORESEEN_RUNS 32

typedef struct ForeseenKey {
    uint64_t fence; /* of the first entry that has the value */
    uint64_t value; /* that filters are asked for */
    uint32_t runs;  /* that may have it: the lowest bit is the oldest */
} ForeseenKey;

/* What is known of a value, beside it: a lookup reads one line of memory. */
typedef struct ForeseenSlot {
    uint64_t value;
    uint32_t runs;
    bool is_taken;
} ForeseenSlot;

/* Of one kind, while its runs stay as they are. Zeroed, there is none. */
typedef struct KeyForesight {
    KeyKind kind;
    ForeseenKey *keys; /* [count] */
    uint32_t count;
    uint32_t capacity;
    ForeseenSlot *slots; /* [slot_count] by value */
    uint32_t slot_count;
    bool is_known;
} KeyForesight;

void key_foresight_release(KeyForesight *foresight);
/* The runs have changed. */
void key_foresight_forget(KeyForesight *foresight);
/* The key of this entry, of stories with its day. Keys of another kind are forgotten. */
void key_foresight_note(KeyForesight *foresight, KeyKind kind, const unsigned char *entry);
/* Asks the filters of the runs, all those of the kind. */
DatelineStatus key_foresight_look(KeyForesight *foresight, Database *db, KeyRun *runs,
                                  uint32_t count, DatelineError *err) MUST_CHECK;
/* False if nothing is known of the value. */
bool key_foresight_get(const KeyForesight *foresight, KeyKind kind, uint64_t value,
                       uint32_t *out_runs);

#endif
