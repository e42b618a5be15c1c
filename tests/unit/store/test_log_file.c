#include "../fixture.h"
#include "own_database.h"

#include <signal.h>
#include <sys/resource.h>

#define SMALL_CACHE "PRAGMA cache_size = 10;"
#define MANY_ROWS(count)                                                                           \
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " #count             \
    ") INSERT INTO t SELECT i, hex(randomblob(700)) FROM n WHERE true ON CONFLICT(i) DO UPDATE "   \
    "SET words = "                                                                                 \
    "excluded.words"

static void run(Database *db, const char *sql)
{
    DatelineError err = {0};
    if (database_run(db, sql, "testing", &err) != DATELINE_OK) fail_msg("%s", err.message);
}

static Database *open_at(const char *where)
{
    Database *db;
    DatelineError err = {0};
    assert_int_equal(database_open(where, OPEN_TO_WRITE, &db, &err), DATELINE_OK);
    return db;
}

static int64_t number(Database *db, const char *sql)
{
    sqlite3_stmt *statement;
    assert_int_equal(sqlite3_prepare_v2(db->handle, sql, -1, &statement, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    int64_t value = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return value;
}

static void check_whole(Database *db, int64_t rows)
{
    sqlite3_stmt *statement;
    assert_int_equal(number(db, "SELECT count(*) FROM t"), rows);
    assert_int_equal(sqlite3_prepare_v2(db->handle, "PRAGMA integrity_check", -1, &statement, NULL),
                     SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    assert_string_equal((const char *)sqlite3_column_text(statement, 0), "ok");
    sqlite3_finalize(statement);
}

/* A ledger with a table, so small a cache that pages are written before the transaction ends, and
 * no checkpoints. */
static Database *open_crowded(void)
{
    Database *db = open_new();
    run(db, "CREATE TABLE t (i INTEGER PRIMARY KEY, words TEXT)");
    run(db, SMALL_CACHE "PRAGMA wal_autocheckpoint = 0;");
    return db;
}

static void copy_file(const char *from, const char *to)
{
    static char bytes[1 << 16];
    FILE *in = fopen(from, "rb"), *out = fopen(to, "wb");
    assert_true(in != NULL && out != NULL);
    for (size_t count; (count = fread(bytes, 1, sizeof bytes, in)) > 0;)
        assert_int_equal(fwrite(bytes, 1, count, out), count);
    fclose(in);
    fclose(out);
}

/* What a kill at this moment would leave, opened. */
static void check_after_kill(int64_t rows)
{
    char copy[64], log[96], copied_log[96];
    snprintf(copy, sizeof copy, "%s-copy", path);
    snprintf(log, sizeof log, "%s-wal", path);
    snprintf(copied_log, sizeof copied_log, "%s-wal", copy);
    copy_file(path, copy);
    copy_file(log, copied_log);
    Database *db = open_at(copy);
    check_whole(db, rows);
    database_close(db);
    unlink(copy);
}

static void what_is_committed_is_there_for_others_and_after_a_kill(void **state)
{
    (void)state;
    DatelineError err = {0};
    Database *db = open_crowded(), *other = open_at(path);
    static const char *const steps[] = {MANY_ROWS(1), MANY_ROWS(40), MANY_ROWS(2000),
                                        MANY_ROWS(2001), MANY_ROWS(7)};
    static const int64_t rows[] = {1, 40, 2000, 2001, 2001};
    for (size_t i = 0; i < COUNT(steps); i++) {
        assert_int_equal(database_begin(db, &err), DATELINE_OK);
        run(db, steps[i]);
        assert_int_equal(database_commit(db, &err), DATELINE_OK);
        check_whole(other, rows[i]);
        check_after_kill(rows[i]);
    }
    check_whole(db, 2001);
    database_close(other);
    close_and_remove(db);
}

static void what_is_rolled_back_is_written_over_nothing(void **state)
{
    (void)state;
    DatelineError err = {0};
    Database *db = open_crowded(), *other = open_at(path);
    run(db, MANY_ROWS(300));
    for (int i = 0; i < 3; i++) {
        assert_int_equal(database_begin(db, &err), DATELINE_OK);
        run(db, MANY_ROWS(900));
        run(db, "SAVEPOINT half; DELETE FROM t WHERE i % 2 = 0; ROLLBACK TO half");
        run(db, "UPDATE t SET words = hex(randomblob(700))");
        database_roll_back(db);
        run(other, "INSERT INTO t(words) VALUES (hex(randomblob(9000)))");
        check_whole(db, 301 + i);
        check_after_kill(301 + i);
        run(db, "PRAGMA wal_checkpoint(TRUNCATE)");
        check_whole(other, 301 + i);
    }
    database_close(other);
    close_and_remove(db);
}

/* As on a full disk. */
static void a_commit_that_fails_leaves_what_was_there(void **state)
{
    (void)state;
    DatelineError err = {0};
    Database *db = open_new(), *other = open_at(path);
    struct rlimit before, small;
    run(db, "CREATE TABLE t (i INTEGER PRIMARY KEY, words TEXT)");
    run(db, MANY_ROWS(10));
    getrlimit(RLIMIT_FSIZE, &before);
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(database_begin(db, &err), DATELINE_OK);
    run(db, MANY_ROWS(2000));
    small = (struct rlimit){.rlim_cur = 1 << 20, .rlim_max = before.rlim_max};
    setrlimit(RLIMIT_FSIZE, &small);
    assert_int_equal(database_commit(db, &err), DATELINE_ERR_STORE);
    setrlimit(RLIMIT_FSIZE, &before);
    database_roll_back(db);
    check_whole(db, 10);
    check_after_kill(10);
    run(other, MANY_ROWS(11));
    check_whole(db, 11);
    check_after_kill(11);
    database_close(other);
    close_and_remove(db);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_committed_is_there_for_others_and_after_a_kill),
        cmocka_unit_test(what_is_rolled_back_is_written_over_nothing),
        cmocka_unit_test(a_commit_that_fails_leaves_what_was_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
