/* Stories are what grouping all articles at once gives, in whatever order and batches articles come, and which become
 * copies meanwhile. The articles are numbers: their days and likenesses are made up. */
#include "../fixture.h"

#include "base/buffer.h"
#include "own_ledger.h"
#include "store/settle.h"

#define ARTICLES 48
#define LEDGERS 12
#define MOST_TOGETHER 7

/* Of each two at random, as dense as news: groups of some that are much alike, and chains between them. */
typedef struct World {
    uint32_t seed;
    int32_t day[ARTICLES]; /* 0: none */
    uint32_t likeness[ARTICLES][ARTICLES];
    uint32_t original[ARTICLES]; /* itself: not a copy */
} World;

static uint32_t next_number(World *world, uint32_t count)
{
    world->seed = world->seed * 1664525u + 1013904223u;
    return (world->seed >> 8) % count;
}

static void make_world(uint32_t seed, World *out)
{
    *out = (World){.seed = seed};
    for (uint32_t i = 0; i < ARTICLES; i++) {
        out->day[i] = next_number(out, 8) == 0 ? 0 : 20000 + (int32_t)next_number(out, 6);
        bool is_copy = i > 0 && next_number(out, 6) == 0;
        uint32_t other = is_copy ? next_number(out, i) : i;
        out->original[i] = out->original[other] == other ? other : i;
        for (uint32_t k = 0; k < i; k++) {
            uint32_t share = next_number(out, i / 6 == k / 6 ? 2 : 20);
            out->likeness[i][k] = out->likeness[k][i] = share == 0 ? 200 + next_number(out, 400) : 0;
        }
    }
}

static void run_sql(Store *store, const char *sql)
{
    DatelineError err = {0};
    if (database_run(store->db, sql, "testing", &err) != DATELINE_OK) fail_msg("%s: %s", sql, err.message);
}

PRINTF_LIKE(2, 3)
static void run_of(Store *store, const char *format, ...)
{
    char sql[512];
    va_list values;
    va_start(values, format);
    vsnprintf(sql, sizeof sql, format, values);
    va_end(values);
    run_sql(store, sql);
}

#define MARK "INSERT OR IGNORE INTO dirty SELECT 'story', n, '' FROM article WHERE id = "

static void insert(Store *store, const World *world, uint32_t article)
{
    char day[16] = "NULL";
    if (world->day[article] != 0) snprintf(day, sizeof day, "%d", world->day[article]);
    run_of(store, "INSERT INTO article (id, version, is_amp, day) VALUES ('a%016u', '', 0, %s);" MARK "'a%016u'", article, day,
           article);
    for (uint32_t k = 0; k < ARTICLES; k++)
        if (world->likeness[article][k] > 0)
            run_of(store,
                   "INSERT OR IGNORE INTO likeness SELECT a.n, b.n, %u FROM article a, article b"
                   " WHERE (a.id, b.id) IN (VALUES ('a%016u', 'a%016u'), ('a%016u', 'a%016u'))"
                   " AND NOT EXISTS (SELECT 1 FROM repeat r WHERE r.article IN (a.n, b.n))",
                   world->likeness[article][k], article, k, k, article);
}

/* It has no likenesses of its own from then on. */
static void make_copy(Store *store, const World *world, uint32_t article)
{
    uint32_t original = world->original[article];
    if (original == article) return;
    run_of(store,
           "INSERT OR IGNORE INTO repeat SELECT a.n, b.n, b.n, 'exact', 1 FROM article a, article b"
           " WHERE a.id = 'a%016u' AND b.id = 'a%016u';"
           "DELETE FROM likeness WHERE article IN (SELECT article FROM repeat) OR other IN (SELECT article FROM repeat);"
           MARK "'a%016u' AND n IN (SELECT article FROM repeat)", article, original, article);
}

static void list_stories(Store *store, Buffer *out)
{
    static const char sql[] =
        "SELECT s.id || ' ' || c.id || ' ' || sa.position || ' ' || a.id || ' ' || coalesce(o.id, '') || ' ' ||"
        " coalesce(sa.day, '') || ' ' || s.articles FROM story s JOIN story_article sa ON sa.story = s.n"
        " JOIN article a ON a.n = sa.article JOIN article c ON c.n = s.n LEFT JOIN article o ON o.n = sa.copy_of"
        " ORDER BY s.id, sa.position";
    sqlite3_stmt *statement;
    assert_int_equal(sqlite3_prepare_v2(store->db->handle, sql, -1, &statement, NULL), SQLITE_OK);
    while (sqlite3_step(statement) == SQLITE_ROW) {
        buffer_add_str(out, str_from_cstring((const char *)sqlite3_column_text(statement, 0)));
        buffer_add_char(out, '\n');
    }
    sqlite3_finalize(statement);
    buffer_add_char(out, '\0');
}

/* All are added in the order, up to so many at once; what came first becomes a copy when its original is there. */
static void build(const World *world, uint32_t order_seed, uint32_t most_together, Buffer *out)
{
    uint32_t order[ARTICLES];
    World dice = {.seed = order_seed};
    DatelineError err = {0};
    Store *store;
    shuffle(order, ARTICLES, order_seed);
    remove_ledger();
    assert_int_equal(store_open(path, OPEN_TO_CREATE, NULL, &store, &err), DATELINE_OK);
    run_sql(store, "PRAGMA synchronous = OFF");
    for (uint32_t added = 0; added < ARTICLES;) {
        uint32_t count = 1 + next_number(&dice, most_together);
        run_sql(store, "BEGIN");
        for (; count > 0 && added < ARTICLES; count--) insert(store, world, order[added++]);
        if (next_number(&dice, 2) == 0 || added == ARTICLES)
            for (uint32_t i = 0; i < added; i++) make_copy(store, world, order[i]);
        run_sql(store, "COMMIT");
        if (store_finish(store, &err) != DATELINE_OK) fail_msg("%s", err.message);
    }
    assert_false(store_is_unfinished(store));
    list_stories(store, out);
    store_close(store);
}

static void stories_are_the_same_in_any_order_and_batches(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < LEDGERS; i++) {
        World world;
        Buffer all = {0}, some = {0};
        make_world(i + 1, &world);
        build(&world, 0, 100 * ARTICLES, &all);
        build(&world, i + 1, MOST_TOGETHER, &some);
        assert_true(all.len > ARTICLES * 10);
        assert_string_equal(all.data, some.data);
        buffer_release(&all);
        buffer_release(&some);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stories_are_the_same_in_any_order_and_batches),
    };
    return cmocka_run_group_tests(tests, load_data, free_data);
}
