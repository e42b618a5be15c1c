/*
 * Lookups that are known before they are made: what a kind's runs have of all of them.
 *
 * Of the keys of a batch of articles most are in no run, and those that are lie anywhere in it. Asked
 * for one after another, as articles come, each leads to a filter and a block anywhere in the run, to
 * pages that are in no cache. In the order of keys each filter is read once, and all that can be asked
 * of it is asked; so is each block that may have one, and its entries are held until they are asked
 * for:
 *
 *     noted   6005ab35c1d6 of copies, d0515bf5d091, 0fe94ec32af3, ...
 *     known   0fe94ec32af3  no run has it
 *             6005ab35c1d6  the first run has two entries: ..., ...
 *             d0515bf5d091  no run has it
 */
#ifndef STORE_KEY_FORESIGHT_H
#define STORE_KEY_FORESIGHT_H

#include "store/key_blocks.h"

/* Runs that can be told apart; of a kind with more nothing is foreseen. */
#define KEY_FORESEEN_RUNS 31

/* Entries of one run that have the key, in order. */
typedef struct ForeseenPiece {
    const unsigned char *bytes;
    uint32_t len;
    uint32_t next; /* that of a newer run, plus 1; 0 if there is none */
} ForeseenPiece;

typedef List(ForeseenPiece) ForeseenPieceList;

typedef struct ForeseenKey {
    uint64_t fence; /* of the first entry that may have it */
    uint64_t value; /* that filters are asked for */
    uint32_t runs;  /* that may have it: the lowest bit is the oldest */
    uint32_t first_piece;
    uint32_t last_piece; /* both plus 1; 0: none */
    bool is_cut;         /* not all entries are held */
} ForeseenKey;

/* What is known of a key; a lookup of one that no run has reads one line of memory. */
typedef struct ForeseenSlot {
    uint64_t fence;
    uint32_t runs;        /* that have some, and the bit of a slot that is taken */
    uint32_t first_piece; /* plus 1; 0 if there is none, or not all are held */
} ForeseenSlot;

/* Of one kind, while its runs stay as they are. Zeroed, there is none. */
typedef struct KeyForesight {
    ForeseenKey *keys; /* [count] */
    uint32_t count;
    uint32_t known; /* so many were looked for; of the others nothing is known */
    uint32_t capacity;
    ForeseenSlot *slots; /* [1 << slot_bits] by fence */
    uint32_t slot_bits;
    Arena *arena; /* of the pieces; NULL until there are some */
    ForeseenPieceList pieces;
    uint64_t held_bytes;
} KeyForesight;

void key_foresight_release(KeyForesight *foresight);
/* The runs have changed. */
void key_foresight_forget(KeyForesight *foresight);
/* The key of this entry, of stories with its day. */
void key_foresight_note(KeyForesight *foresight, KeyKind kind, const unsigned char *entry);
/* Asks the runs, all those of the kind, for what was noted since. */
DatelineStatus key_foresight_look(KeyForesight *foresight, KeyKind kind, Database *db, KeyRun *runs,
                                  uint32_t count, DatelineError *err) MUST_CHECK;
/* It is asked for in a moment. */
void key_foresight_expect(const KeyForesight *foresight, uint64_t fence);
/* By what key_value_fence gives of an entry. NULL if nothing is known of the key. */
const ForeseenSlot *key_foresight_get(const KeyForesight *foresight, uint64_t fence);
/* Runs that have some, by bits as above. */
uint32_t key_foreseen_runs(const ForeseenSlot *slot);
/* The first of its pieces, of the oldest run; NULL if it has none that are held. */
const ForeseenPiece *key_foreseen_piece(const KeyForesight *foresight, uint32_t piece);

#endif
