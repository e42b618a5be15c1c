/* How SQLite goes about our statements: none may look at all rows of a table that grows with every article, but those
 * that are asked for all. What SQLite does does not depend on the rows: the ledger holds one of each kind. */
#include "../fixture.h"

#include "../store/own_database.h"
#include "query/chain.h"
#include "query/functions.h"
#include "query/query.h"
#include "store/store.h"

#define MOST_TREES 256
#define MOST_CURSORS 256
#define MOST_STATEMENTS 512

typedef struct Tree {
    int64_t root; /* page */
    Str table;
} Tree;

typedef struct Plans {
    Arena *arena;
    sqlite3 *handle;
    Tree trees[MOST_TREES];
    uint32_t tree_count;
    StrList statements; /* of questions, as they were run */
} Plans;

/* ---- What SQLite does ---------------------------------------------------------------------------- */

static void read_trees(Plans *plans)
{
    sqlite3_stmt *statement;
    assert_int_equal(sqlite3_prepare_v2(plans->handle, "SELECT rootpage, tbl_name FROM sqlite_master WHERE rootpage > 0",
                                        -1, &statement, NULL),
                     SQLITE_OK);
    while (sqlite3_step(statement) == SQLITE_ROW) {
        assert_true(plans->tree_count < MOST_TREES);
        Str name = str_from_cstring((const char *)sqlite3_column_text(statement, 1));
        plans->trees[plans->tree_count++] =
            (Tree){sqlite3_column_int64(statement, 0), arena_copy_str(plans->arena, name)};
    }
    sqlite3_finalize(statement);
}

static Str table_of(const Plans *plans, int64_t root)
{
    for (uint32_t i = 0; i < plans->tree_count; i++)
        if (plans->trees[i].root == root) return plans->trees[i].table;
    return (Str){NULL, 0};
}

/* The tables whose rows are all gone through. */
static void find_scanned(const Plans *plans, Str sql, StrList *out)
{
    enum { COLUMN_OPERATION = 1, COLUMN_CURSOR = 2, COLUMN_ROOT = 3, COLUMN_DATABASE = 4 };
    int64_t roots[MOST_CURSORS] = {0};
    sqlite3_stmt *statement;
    Str explain = arena_format(plans->arena, "EXPLAIN " STR_FMT, STR_ARG(sql));
    if (sqlite3_prepare_v2(plans->handle, explain.data, (int)explain.len, &statement, NULL) != SQLITE_OK)
        fail_msg("%s: %s", explain.data, sqlite3_errmsg(plans->handle));
    while (sqlite3_step(statement) == SQLITE_ROW) {
        Str operation = str_from_cstring((const char *)sqlite3_column_text(statement, COLUMN_OPERATION));
        int64_t cursor = sqlite3_column_int64(statement, COLUMN_CURSOR);
        if (cursor < 0 || cursor >= MOST_CURSORS) continue;
        bool is_main = sqlite3_column_int64(statement, COLUMN_DATABASE) == 0;
        if (str_equal(operation, STR("OpenRead")) || str_equal(operation, STR("OpenWrite")))
            roots[cursor] = is_main ? sqlite3_column_int64(statement, COLUMN_ROOT) : 0;
        else if (str_starts(operation, STR("Open")))
            roots[cursor] = 0;
        if (!str_equal(operation, STR("Rewind")) && !str_equal(operation, STR("Last"))) continue;
        Str table = table_of(plans, roots[cursor]);
        if (table.len > 0) *list_add(plans->arena, out) = table;
    }
    sqlite3_finalize(statement);
}

/* ---- Statements of the store --------------------------------------------------------------------- */

/* Those of few rows; those that are meant to be read whole: all names that a wish may mean. */
static const char *const small_tables[] = {"row_run", "key_run", "dirty", "actor_decision", "sqlite_sequence"};

typedef struct Exception {
    StatementName name;
    const char *table;
} Exception;

static const Exception exceptions[] = {
    {STATEMENT_GET_ACTOR_NAMES, "actor_form_rows"},
    {STATEMENT_GET_ACTOR_NAMES, "actor_alias_rows"},
    {STATEMENT_GET_ACTORS_OF_COUNTRY, "actor_form_rows"},
    {STATEMENT_GET_ACTORS_WHO_SPEAK, "actor_form_rows"},
    {STATEMENT_GET_ARTICLES_WITHOUT_ROWS, "article"}, /* the last of them alone */
};

static bool is_small(Str table)
{
    for (uint32_t i = 0; i < COUNT(small_tables); i++)
        if (str_equal(table, str_from_cstring(small_tables[i]))) return true;
    return false;
}

static bool is_exception(StatementName name, Str table)
{
    for (uint32_t i = 0; i < COUNT(exceptions); i++)
        if (exceptions[i].name == name && str_equal(table, str_from_cstring(exceptions[i].table))) return true;
    return false;
}

static Plans *plans_new(Database *db)
{
    Arena *arena = arena_new(1u << 16);
    Plans *plans = arena_new_items(arena, Plans, 1);
    *plans = (Plans){.arena = arena, .handle = db->handle};
    DatelineError err = {0};
    assert_int_equal(functions_register(db, &err), DATELINE_OK);
    assert_int_equal(scale_functions_register(db, &err), DATELINE_OK);
    assert_int_equal(database_run(db, "CREATE TEMP TABLE wanted (slot TEXT, key TEXT, PRIMARY KEY (slot, key)) WITHOUT ROWID;"
                                      "CREATE TEMP TABLE exported (number INTEGER PRIMARY KEY, day INTEGER)",
                                  "testing", &err),
                     DATELINE_OK);
    read_trees(plans);
    return plans;
}

static void test_statements_of_the_store_scan_no_table(void **state)
{
    (void)state;
    Database *db = open_new();
    Plans *plans = plans_new(db);
    uint32_t bad = 0;
    for (uint32_t i = 0; i < STATEMENT_COUNT; i++) {
        StrList tables = {0};
        find_scanned(plans, str_from_cstring(statement_texts[i]), &tables);
        for (uint32_t k = 0; k < tables.count; k++) {
            if (is_small(tables.items[k]) || is_exception((StatementName)i, tables.items[k])) continue;
            bad++;
            print_message("# " STR_FMT " is gone through: %s\n", STR_ARG(tables.items[k]), statement_texts[i]);
        }
    }
    assert_int_equal(bad, 0);
    arena_free(plans->arena);
    close_and_remove(db);
}

/* ---- Questions ----------------------------------------------------------------------------------- */

static int note_statement(unsigned kind, void *context, void *statement, void *unused)
{
    (void)kind;
    (void)unused;
    Plans *plans = context;
    const char *sql = sqlite3_sql(statement);
    Str text = str_from_cstring(sql == NULL ? "" : sql);
    if (str_starts(text, STR("SELECT")) || str_starts(text, STR("WITH")))
        *list_add(plans->arena, &plans->statements) = arena_copy_str(plans->arena, text);
    return 0;
}

static DatelineStatus pass_over(void *context, const Str *values, DatelineError *err)
{
    (void)context;
    (void)values;
    (void)err;
    return DATELINE_OK;
}

/* A record of each kind in one article. */
#define RECORD(table, id, columns, values)                                                         \
    "INSERT INTO " table "(n, id, article, start_byte, end_byte, rule, confidence" columns ")"     \
    " VALUES (1, '" id "', 1, 0, 5, 'R', 1" values ");"
static const char sample[] =
    "INSERT INTO article(n, id, version) VALUES (1, 'aabc', '1');"
    "INSERT INTO content(article, text, page_bytes) VALUES (1, 'Words.', 6);"
    RECORD("quotation", "qabc1", ", kind, text, speaker", ", 'direct', 'Words.', 'person:a'")
    RECORD("report", "rabc1", ", kind, is_exchange, is_earlier, status", ", 'letter', 0, 0, 'asserted'")
    RECORD("event", "eabc1", ", status", ", 'asserted'")
    RECORD("claim", "cabc1", ", stance, polarity, status, certainty", ", 'asserts', '+', 'asserted', 1")
    RECORD("figure", "fabc1", ", low, high, hedge", ", 1, 1, 'exact'")
    "INSERT INTO message(id, first_party, second_party, direction, kind, sent_inferred, received_inferred,"
    " reported_inferred, status, articles) VALUES ('m1', 'person:a', 'person:b', 'forward', 'letter', 0, 0, 0,"
    " 'asserted', 1);"
    "INSERT INTO message_report VALUES ('m1', 0, 'rabc1', 1);"
    "INSERT INTO variant VALUES ('v1', 'person:a', 1, 1, NULL, 1);"
    "INSERT INTO variant_quotation VALUES (1, 'v1', 0);"
    "INSERT INTO story VALUES (1, 's1', 'Words', 0, 0, 1);"
    "INSERT INTO story_article VALUES (1, 1, 0, 0, NULL);"
    "INSERT INTO story_id_rows VALUES (1, 's1', 1);"
    "INSERT INTO thesis VALUES ('t1', 'unanswered', 2, 1, 0, 0, 1);"
    "INSERT INTO conflict VALUES ('x1', 'date', 'cabc1', NULL, 0);"
    "INSERT INTO conflict_member VALUES ('x1', 0, 'qabc1', 1, '', 0, 5);";

static const char *const ids[] = {"aabc", "qabc1", "rabc1", "eabc1", "cabc1", "fabc1",
                                  "m1",   "v1",    "s1",    "t1",    "x1"};

/* All that show, explain, chain and variants ask of one record. */
static void ask_of(Store *store, Str id, Arena *arena)
{
    DatelineError err = {0};
    QueryFilter filter = {0};
    QueryKind kind;
    Str asked, base;
    uint64_t rows;
    bool is_found;
    assert_int_equal(query_find(store, id, &kind, &filter.id, arena, &is_found, &err), DATELINE_OK);
    assert_true(is_found);
    assert_int_equal(query_run(store, kind, &filter, pass_over, NULL, &rows, &err), DATELINE_OK);
    assert_int_equal(rows, 1);
    assert_int_equal(query_explain(store, id, pass_over, NULL, &rows, &err), DATELINE_OK);
    if (query_chain_of(store, id, arena, &kind, &asked, &filter.id, &err) == DATELINE_OK)
        assert_int_equal(query_chain(store, &filter, pass_over, NULL, &rows, &err), DATELINE_OK);
    if (query_wordings_of(store, id, arena, &filter.id, &base, &err) != DATELINE_OK) return;
    filter.base = base;
    assert_int_equal(query_run(store, QUERY_WORDINGS, &filter, pass_over, NULL, &rows, &err), DATELINE_OK);
}

/* The outermost table of a listing is gone through, be it by its rows or in the order of articles. */
static void ask_of_all(Store *store)
{
    const QueryKind kinds[] = {QUERY_MESSAGES, QUERY_QUOTES, QUERY_EVENTS, QUERY_OCCURRENCES, QUERY_CLAIMS,
                               QUERY_THESES,   QUERY_FIGURES, QUERY_STORIES, QUERY_CONFLICTS, QUERY_VARIANTS,
                               QUERY_REPORTS,  QUERY_ARTICLES};
    const QueryFilter filters[] = {{.streams = true},        {.from = STR("person:a")}, {.actor = STR("person:a")},
                                   {.to = STR("person:a")},  {.about = STR("words")},   {.type = STR("ASSAULT")},
                                   {.story = STR("s1")},     {.since = STR("2031")},    {.status = STR("denied")},
                                   {.counted = STR("dead")}, {.name = STR("a")},        {.limit = 1}};
    DatelineError err = {0};
    for (uint32_t i = 0; i < COUNT(kinds); i++)
        for (uint32_t k = 0; k < COUNT(filters); k++)
            if (query_answers(kinds[i], &filters[k]))
                assert_int_equal(query_run(store, kinds[i], &filters[k], pass_over, NULL, NULL, &err), DATELINE_OK);
}

static uint32_t count_scans(Plans *plans, uint32_t most)
{
    uint32_t bad = 0;
    for (uint32_t i = 0; i < plans->statements.count; i++) {
        StrList tables = {0};
        uint32_t count = 0;
        find_scanned(plans, plans->statements.items[i], &tables);
        for (uint32_t k = 0; k < tables.count; k++) count += !is_small(tables.items[k]);
        if (count <= most) continue;
        bad++;
        for (uint32_t k = 0; k < tables.count; k++)
            print_message("# " STR_FMT " is gone through\n", STR_ARG(tables.items[k]));
        print_message("# by: %.600s\n", plans->statements.items[i].data);
    }
    return bad;
}

static void test_questions_scan_no_table_but_the_one_they_list(void **state)
{
    (void)state;
    DatelineError err = {0};
    close_and_remove(open_new());
    Store *store;
    assert_int_equal(store_open(path, OPEN_TO_CREATE, NULL, &store, &err), DATELINE_OK);
    assert_int_equal(database_run(store->db, sample, "testing", &err), DATELINE_OK);
    Plans *plans = plans_new(store->db);
    assert_int_equal(sqlite3_trace_v2(plans->handle, SQLITE_TRACE_STMT, note_statement, plans), SQLITE_OK);
    for (uint32_t i = 0; i < COUNT(ids); i++) ask_of(store, str_from_cstring(ids[i]), plans->arena);
    uint32_t of_one = count_scans(plans, 0);
    plans->statements = (StrList){0};
    ask_of_all(store);
    uint32_t of_all = count_scans(plans, 1);
    sqlite3_trace_v2(plans->handle, 0, NULL, NULL);
    assert_int_equal(of_one, 0);
    assert_int_equal(of_all, 0);
    arena_free(plans->arena);
    store_close(store);
    close_and_remove(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_statements_of_the_store_scan_no_table),
        cmocka_unit_test(test_questions_scan_no_table_but_the_one_they_list),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
