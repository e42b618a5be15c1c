/*
 * The ledger file. What each article says is written once and never changed; what needs more than
 * one article (messages, stories, variants, conflicts) is derived from it and written anew where
 * something changed.
 *
 *     Store *store;
 *     TRY(store_open("dateline.db", OPEN_TO_CREATE, data, &store, err));
 *     TRY(store_add(store, doc, store_prepare(data, doc), &was_new, err));
 *     TRY(store_finish(store, err));
 *     store_close(store);
 *
 * A kill at any moment leaves a ledger that opens: articles are written in transactions of many,
 * each marks in the same transaction what must be derived anew, and the mark stays until that is
 * done. Adding an article that is there already changes nothing.
 */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include "ledger/copies.h"
#include "ledger/identity.h"
#include "ledger/sketch.h"
#include "record/document.h"
#include "store/database.h"

typedef struct Store {
    Database *db;
    const LedgerData *data; /* borrowed */
    Arena *scratch;
    Arena *decision_arena;
    DecisionList decisions; /* of users, on who is who */
    uint32_t pending;       /* articles since the last commit */
    uint64_t pending_bytes; /* of clean text in them */
    struct Unlinked *unlinked; /* quotations of the transaction; see store/unlinked.h */
    struct Ahead *ahead;    /* of what is merged while the run goes on; see store/ahead.h */
} Store;

/* Of a quotation; nothing where nobody is named. */
typedef struct PreparedQuotation {
    const struct Saying *saying;
    KeyList keys;
} PreparedQuotation;

/* What can be computed of one article alone, in any thread; lives in the document's arena. */
typedef struct PreparedArticle {
    Str page;      /* packed */
    Str map;       /* packed */
    Str sentences; /* packed */
    Sketch *sketch;
    PreparedQuotation *spoken; /* [doc->quotations.count] */
    CopyKeyList copy_keys;     /* by which it is found as a copy */
    KeyList story_keys;        /* by which those like it in subject are */
} PreparedArticle;

PreparedArticle *store_prepare(const LedgerData *data, Document *doc);

/* data must outlive the store; NULL if nothing will be added. */
DatelineStatus store_open(const char *path, OpenMode mode, const LedgerData *data, Store **out,
                          DatelineError *err) MUST_CHECK;
/* Drops what was not committed. */
void store_close(Store *store);

/* Of the files an article was read from, the ledger names the first in byte order: it is noted here
 * and in store_add, so that the order of reading does not matter. */
bool store_has_article(Store *store, const Document *doc);
/* Commits by itself from time to time, and merges what need not wait for the end of the run. *out_is_new may be NULL. After a failure the articles since
 * the last commit are lost and the store is good for nothing but store_close. */
DatelineStatus store_add(Store *store, const Document *doc, const PreparedArticle *prepared,
                         bool *out_is_new, DatelineError *err) MUST_CHECK;
/* Commits, and derives anew what has changed. */
DatelineStatus store_finish(Store *store, DatelineError *err) MUST_CHECK;
/* Did a run end before everything was derived? Then store_finish does the rest. */
bool store_is_unfinished(Store *store);

#endif
