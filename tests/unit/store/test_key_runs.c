#include "../fixture.h"
#include "own_database.h"

#include "base/hash.h"
#include "store/key_filter.h"
#include "store/key_runs.h"

#define MOST_ARTICLES 200
#define MOST_KEYS 40

/* What must be there, by key and article: the days of test entries follow from the two. */
typedef struct Expected {
    bool has[MOST_KEYS][MOST_ARTICLES];
} Expected;

static Database *open_again(Database *db)
{
    DatelineError err = {0};
    database_close(db);
    assert_int_equal(database_open(path, OPEN_TO_WRITE, &db, &err), DATELINE_OK);
    return db;
}

static uint32_t random_below(uint64_t *state, uint32_t limit)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*state >> 33) % limit;
}

static KeyEntry story_entry(uint32_t key, int32_t day, int64_t article)
{
    KeyEntry entry = {.len = 0};
    key_put(&entry, key, 4);
    key_put_day(&entry, day);
    key_put(&entry, (uint64_t)article, 4);
    return entry;
}

static int32_t story_day(uint32_t article)
{
    return (int32_t)article % 60 - 30;
}

static void change(Database *db, Expected *expected, uint32_t key, uint32_t article, bool is_there)
{
    KeyEntry entry = story_entry(key, story_day(article), article);
    if (is_there)
        key_runs_add(db->keys, KEYS_OF_STORIES, &entry);
    else
        key_runs_remove(db->keys, KEYS_OF_STORIES, &entry);
    expected->has[key][article] = is_there;
}

static void check_key(Database *db, const Expected *expected, uint32_t key, int32_t first,
                      int32_t last)
{
    DatelineError err = {0};
    Arena *arena = arena_new(1000);
    KeyEntries found;
    uint32_t count = 0;
    KeyEntry low = story_entry(key, first, 0), high = story_entry(key, last, UINT32_MAX);
    assert_int_equal(key_runs_find(db->keys, KEYS_OF_STORIES, &low, &high, UINT32_MAX, arena,
                                   &found, &err),
                     DATELINE_OK);
    for (uint32_t i = 0; i < found.count; i++) {
        uint64_t article = key_number(key_at(&found, i), 8, 4);
        assert_true(expected->has[key][article]);
        assert_int_equal(key_day(key_at(&found, i), 4), story_day((uint32_t)article));
        if (i > 0) assert_true(memcmp(key_at(&found, i - 1), key_at(&found, i), 12) < 0);
    }
    for (uint32_t article = 0; article < MOST_ARTICLES; article++)
        count += expected->has[key][article] && story_day(article) >= first && story_day(article) <= last;
    assert_int_equal(found.count, count);
    arena_free(arena);
}

static void foresee(Database *db, uint32_t key, int32_t day)
{
    KeyEntry entry = story_entry(key, day, 0);
    key_runs_foresee(db->keys, KEYS_OF_STORIES, &entry);
}

/* Of every other key. */
static void look_ahead(Database *db)
{
    DatelineError err = {0};
    for (uint32_t key = MOST_KEYS; key > 0; key -= 2) {
        foresee(db, key - 1, 4);
        foresee(db, key - 1, -4);
        foresee(db, key - 1, (int32_t)key - 1 - 20);
    }
    assert_int_equal(key_runs_look_ahead(db->keys, KEYS_OF_STORIES, &err), DATELINE_OK);
}

static void check_keys(Database *db, const Expected *expected)
{
    for (uint32_t key = 0; key < MOST_KEYS; key++) {
        check_key(db, expected, key, INT32_MIN, INT32_MAX);
        check_key(db, expected, key, -4, 4);
        check_key(db, expected, key, (int32_t)key - 20, (int32_t)key - 20);
    }
}

/* Whether lookups are foreseen or not. */
static void check_all(Database *db, const Expected *expected)
{
    DatelineError err = {0};
    assert_int_equal(database_begin(db, &err), DATELINE_OK);
    check_keys(db, expected);
    look_ahead(db);
    check_keys(db, expected);
}

static void commit(Database *db)
{
    DatelineError err = {0};
    assert_int_equal(database_commit(db, &err), DATELINE_OK);
}

static void keys_are_found_wherever_they_were_written(void **state)
{
    (void)state;
    uint64_t random = 7;
    Database *db = open_new();
    Expected *expected = calloc(1, sizeof *expected);
    assert_non_null(expected);
    for (uint32_t round = 0; round < 60; round++) {
        check_all(db, expected);
        uint32_t changes = 1 + random_below(&random, round % 7 == 0 ? 900 : 30);
        for (uint32_t i = 0; i < changes; i++)
            change(db, expected, random_below(&random, MOST_KEYS),
                   random_below(&random, MOST_ARTICLES), random_below(&random, 4) > 0);
        check_all(db, expected);
        commit(db);
        if (round % 10 == 9) db = open_again(db);
    }
    check_all(db, expected);
    free(expected);
    close_and_remove(db);
}

static void what_is_rolled_back_was_never_there(void **state)
{
    (void)state;
    DatelineError err = {0};
    Database *db = open_new();
    Expected expected = {0};
    check_all(db, &expected);
    change(db, &expected, 3, 5, true);
    commit(db);
    assert_int_equal(database_begin(db, &err), DATELINE_OK);
    Expected lost = expected;
    for (uint32_t article = 0; article < MOST_ARTICLES; article++)
        change(db, &lost, 4, article, true);
    assert_int_equal(key_runs_flush(db->keys, &err), DATELINE_OK); /* runs are written and merged */
    change(db, &lost, 3, 5, false);
    database_roll_back(db);
    check_all(db, &expected);
    close_and_remove(db);
}

static void another_connection_sees_what_was_committed(void **state)
{
    (void)state;
    DatelineError err = {0};
    Database *db = open_new(), *other;
    Expected expected = {0};
    check_all(db, &expected);
    for (uint32_t article = 0; article < 50; article++) change(db, &expected, 1, article, true);
    commit(db);
    check_all(db, &expected);
    commit(db);
    assert_int_equal(database_open(path, OPEN_TO_WRITE, &other, &err), DATELINE_OK);
    check_all(other, &expected);
    change(other, &expected, 1, 120, true);
    change(other, &expected, 1, 7, false);
    commit(other);
    database_close(other);
    check_all(db, &expected);
    close_and_remove(db);
}

static KeyEntry copy_entry(uint64_t key, uint64_t article)
{
    KeyEntry entry = {.len = 0};
    key_put(&entry, key, 6);
    key_put_day(&entry, 18000);
    key_put(&entry, article, 8);
    key_put(&entry, article, 4);
    return entry;
}

/* Keys that lie thousands of blocks apart, under several filters, in runs of several sizes. */
static void what_is_foreseen_is_found_in_every_run(void **state)
{
    (void)state;
    enum { KEYS = 40000, STEP = 7 };
    DatelineError err = {0};
    Database *db = open_new();
    for (uint64_t batch = 0, keys = KEYS; batch < 3; batch++, keys /= 5) {
        assert_int_equal(database_begin(db, &err), DATELINE_OK);
        for (uint64_t i = 0; i < keys; i++) {
            uint64_t key = i * (KEYS / keys) * STEP;
            KeyEntry entry = copy_entry(key << 20, batch);
            key_runs_add(db->keys, KEYS_OF_COPIES, &entry);
        }
        commit(db);
    }
    Arena *arena = arena_new(1000);
    for (int32_t round = 0; round < 2; round++) {
        assert_int_equal(database_begin(db, &err), DATELINE_OK);
        for (uint64_t i = KEYS * STEP; round == 1 && i-- > 0;) {
            KeyEntry begin = {.len = 0};
            key_put(&begin, i << 20, 6);
            key_runs_foresee(db->keys, KEYS_OF_COPIES, &begin);
        }
        assert_int_equal(key_runs_look_ahead(db->keys, KEYS_OF_COPIES, &err), DATELINE_OK);
        for (uint64_t i = 0; i < KEYS * STEP; i++) {
            KeyEntries found;
            KeyEntry begin = {.len = 0};
            key_put(&begin, i << 20, 6);
            assert_int_equal(key_runs_find_all(db->keys, KEYS_OF_COPIES, &begin, arena, &found, &err), DATELINE_OK);
            uint32_t runs = 1u + (i / STEP % 5 == 0) + (i / STEP % 25 == 0), expected = i % STEP > 0 ? 0 : runs;
            assert_int_equal(found.count, expected);
            arena_clear(arena);
        }
    }
    arena_free(arena);
    close_and_remove(db);
}

/* A key that fills many blocks, as the text of which ten thousand copies are made. */
static void the_first_of_many_are_found(void **state)
{
    (void)state;
    DatelineError err = {0};
    Database *db = open_new();
    Arena *arena = arena_new(1000);
    for (uint32_t batch = 0; batch < 4; batch++) {
        assert_int_equal(database_begin(db, &err), DATELINE_OK);
        for (uint32_t i = 0; i < 2000; i++) {
            KeyEntry entry = {.len = 0};
            key_put(&entry, 77, 6);
            key_put_day(&entry, 18000);
            key_put(&entry, (uint64_t)4 * i + 3 - batch, 8);
            key_put(&entry, (uint64_t)batch * 2000 + i, 4);
            key_runs_add(db->keys, KEYS_OF_COPIES, &entry);
        }
        commit(db);
    }
    assert_int_equal(database_begin(db, &err), DATELINE_OK);
    KeyEntries found;
    KeyEntry begin = {.len = 0};
    key_put(&begin, 77, 6);
    KeyEntry low = key_fill(KEYS_OF_COPIES, &begin, 0), high = key_fill(KEYS_OF_COPIES, &begin, 255);
    for (uint32_t round = 0; round < 2; round++) {
        assert_int_equal(key_runs_find(db->keys, KEYS_OF_COPIES, &low, &high, 16, arena, &found, &err),
                         DATELINE_OK);
        assert_int_equal(found.count, 16);
        for (uint32_t i = 0; i < found.count; i++)
            assert_int_equal(key_number(key_at(&found, i), 10, 8), i);
        assert_int_equal(key_runs_find_all(db->keys, KEYS_OF_COPIES, &begin, arena, &found, &err),
                         DATELINE_OK);
        assert_int_equal(found.count, 8000);
        key_runs_foresee(db->keys, KEYS_OF_COPIES, &begin);
        assert_int_equal(key_runs_look_ahead(db->keys, KEYS_OF_COPIES, &err), DATELINE_OK);
    }
    arena_free(arena);
    close_and_remove(db);
}

#define WINDOWS 5

/* The vector tells the entry. */
static KeyEntry vector_entry(uint64_t window, uint32_t quotation)
{
    KeyEntry entry = {.len = 0};
    key_put(&entry, window, 8);
    key_put(&entry, quotation, 5);
    key_put(&entry, quotation / 3, 4);
    for (uint32_t i = 0; i < KEY_VECTOR_BYTES; i++) key_put(&entry, quotation + window + i, 1);
    return entry;
}

static void check_windows(Database *db, Arena *arena, const bool *is_there, uint32_t quotations)
{
    DatelineError err = {0};
    for (uint64_t window = 0; window < WINDOWS + 1; window++) {
        KeyEntries found;
        KeyEntry begin = {.len = 0};
        uint32_t at = 0;
        key_put(&begin, window << 40, 8);
        assert_int_equal(key_runs_find_all(db->keys, KEYS_OF_VECTORS, &begin, arena, &found, &err), DATELINE_OK);
        for (uint32_t i = 0; i < quotations; i++) {
            if (!is_there[window * quotations + i]) continue;
            KeyEntry expected = vector_entry(window << 40, i);
            assert_true(at < found.count);
            assert_memory_equal(key_at(&found, at++), expected.bytes, expected.len);
        }
        assert_int_equal(at, found.count);
        arena_clear(arena);
    }
}

/* Windows whose entries fill several blocks of several runs, of which some are removed again; what was noted after the
 * first looking ahead is found as well. */
static void what_is_held_is_what_the_runs_have(void **state)
{
    (void)state;
    enum { QUOTATIONS = 300 };
    DatelineError err = {0};
    uint64_t random = 11;
    Database *db = open_new();
    Arena *arena = arena_new(1000);
    static bool is_there[(WINDOWS + 1) * QUOTATIONS]; /* in the last window there is nothing */
    for (uint32_t round = 0; round < 12; round++) {
        assert_int_equal(database_begin(db, &err), DATELINE_OK);
        for (uint32_t i = 0; i < (round % 4 == 0 ? 900u : 60u); i++) {
            uint64_t window = random_below(&random, WINDOWS), quotation = random_below(&random, QUOTATIONS);
            KeyEntry entry = vector_entry(window << 40, (uint32_t)quotation);
            bool is_added = random_below(&random, 3) > 0;
            (is_added ? key_runs_add : key_runs_remove)(db->keys, KEYS_OF_VECTORS, &entry);
            is_there[window * QUOTATIONS + quotation] = is_added;
            if (i == 0) check_windows(db, arena, is_there, QUOTATIONS);
            if (i % 20 > 0) continue;
            KeyEntry begin = {.len = 0};
            key_put(&begin, (uint64_t)random_below(&random, WINDOWS + 1) << 40, 8);
            key_runs_foresee(db->keys, KEYS_OF_VECTORS, &begin);
            assert_int_equal(key_runs_look_ahead(db->keys, KEYS_OF_VECTORS, &err), DATELINE_OK);
        }
        check_windows(db, arena, is_there, QUOTATIONS);
        commit(db);
    }
    arena_free(arena);
    close_and_remove(db);
}

static void filters_miss_nothing_and_let_little_through(void **state)
{
    (void)state;
    unsigned char bits[KEY_FILTER_MOST_BYTES] = {0};
    uint32_t size = key_filter_size(KEY_FILTER_MOST_VALUES), let_through = 0;
    assert_int_equal(size, KEY_FILTER_MOST_BYTES);
    for (uint64_t i = 0; i < KEY_FILTER_MOST_VALUES; i++)
        key_filter_add(bits, size, hash_bytes(&i, sizeof i, 0));
    for (uint64_t i = 0; i < 10000 + KEY_FILTER_MOST_VALUES; i++) {
        bool has = key_filter_has(bits, size, hash_bytes(&i, sizeof i, 0));
        if (i < KEY_FILTER_MOST_VALUES)
            assert_true(has);
        else
            let_through += has;
    }
    assert_true(let_through < 200);
}

/* ---- Merging --------------------------------------------------------------------------------- */

static uint32_t read_number(Database *db, const char *sql)
{
    sqlite3_stmt *statement;
    assert_int_equal(sqlite3_prepare_v2(db->handle, sql, -1, &statement, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    uint32_t number = (uint32_t)sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return number;
}

/* Of 500 entries each, 64,000 in the end: less than 1,024, and so on up to 65,536, are five sizes. */
static void runs_stay_few_and_a_key_is_seldom_written_again(void **state)
{
    (void)state;
    enum { TRANSACTIONS = 128, ENTRIES = 500, SIZES = 5 };
    DatelineError err = {0};
    Database *db = open_new();
    uint64_t random = 11;
    uint32_t written = 0;
    for (uint32_t i = 0; i < TRANSACTIONS; i++) {
        assert_int_equal(database_begin(db, &err), DATELINE_OK);
        for (uint32_t k = 0; k < ENTRIES; k++) {
            KeyEntry entry = story_entry(random_below(&random, 1u << 30), 0, i * ENTRIES + k);
            key_runs_add(db->keys, KEYS_OF_STORIES, &entry);
        }
        commit(db);
        written += read_number(db, "SELECT entries FROM key_run ORDER BY run DESC LIMIT 1");
        assert_true(read_number(db, "SELECT count(*) FROM key_run") <= 3 * SIZES);
    }
    assert_int_equal(read_number(db, "SELECT sum(entries) FROM key_run"), TRANSACTIONS * ENTRIES);
    assert_true(written <= SIZES * TRANSACTIONS * ENTRIES);
    close_and_remove(db);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_are_found_wherever_they_were_written),
        cmocka_unit_test(what_is_rolled_back_was_never_there),
        cmocka_unit_test(another_connection_sees_what_was_committed),
        cmocka_unit_test(what_is_foreseen_is_found_in_every_run),
        cmocka_unit_test(the_first_of_many_are_found),
        cmocka_unit_test(what_is_held_is_what_the_runs_have),
        cmocka_unit_test(runs_stay_few_and_a_key_is_seldom_written_again),
        cmocka_unit_test(filters_miss_nothing_and_let_little_through),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
