/* A database in a file of its own, for tests of what lies below the ledger. */
#ifndef TESTS_OWN_DATABASE_H
#define TESTS_OWN_DATABASE_H

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "store/database.h"

static char path[] = "/tmp/dateline-rows-XXXXXX";

static Database *open_new(void)
{
    DatelineError err = {0};
    Database *db;
    strcpy(path, "/tmp/dateline-rows-XXXXXX");
    int file = mkstemp(path);
    assert_true(file >= 0);
    close(file);
    assert_int_equal(database_open(path, OPEN_TO_CREATE, &db, &err), DATELINE_OK);
    return db;
}

static void close_and_remove(Database *db)
{
    char side[64];
    database_close(db);
    unlink(path);
    snprintf(side, sizeof side, "%s-wal", path);
    unlink(side);
    snprintf(side, sizeof side, "%s-shm", path);
    unlink(side);
}

#endif
