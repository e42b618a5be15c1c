/* A ledger in a file of its own, for tests of what the ledger makes of articles. */
#ifndef TESTS_OWN_LEDGER_H
#define TESTS_OWN_LEDGER_H

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "store/store.h"

static LedgerData *data;
static char path[40];

static int load_data(void **state)
{
    (void)state;
    DatelineError err = {0};
    strcpy(path, "/tmp/dateline-ledger-XXXXXX");
    int file = mkstemp(path);
    if (file < 0) return -1;
    close(file);
    return ledger_data_new(NULL, &data, &err) == DATELINE_OK ? 0 : -1;
}

/* An order of so many articles; 0 is that in which they are made. */
static inline void shuffle(uint32_t *order, uint32_t count, uint32_t seed)
{
    for (uint32_t i = 0; i < count; i++) order[i] = i;
    for (uint32_t i = count; seed != 0 && i > 1; i--) {
        seed = seed * 1664525u + 1013904223u;
        uint32_t k = (seed >> 8) % i, swapped = order[i - 1];
        order[i - 1] = order[k];
        order[k] = swapped;
    }
}

static void remove_ledger(void)
{
    char side[64];
    unlink(path);
    snprintf(side, sizeof side, "%s-wal", path);
    unlink(side);
    snprintf(side, sizeof side, "%s-shm", path);
    unlink(side);
}

/* Frees the article. */
static inline void add_article(Store *store, Document *doc)
{
    DatelineError err = {0};
    if (store_add(store, doc, store_prepare(data, doc), NULL, &err) != DATELINE_OK) fail_msg("%s", err.message);
    document_free(doc);
}

static int free_data(void **state)
{
    (void)state;
    remove_ledger();
    ledger_data_free(data);
    return 0;
}

#endif
