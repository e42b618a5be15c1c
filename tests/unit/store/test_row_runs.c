/* Rows in runs, and what is gathered of names over a transaction. */
#include "../fixture.h"
#include "own_database.h"

static int64_t ask(Database *db, const char *sql)
{
    sqlite3_stmt *statement;
    assert_int_equal(sqlite3_prepare_v2(db->handle, sql, -1, &statement, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    int64_t number = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return number;
}

static void begin(Database *db)
{
    DatelineError err = {0};
    assert_int_equal(database_begin(db, &err), DATELINE_OK);
}

static void commit(Database *db)
{
    DatelineError err = {0};
    assert_int_equal(database_commit(db, &err), DATELINE_OK);
}

static void write_key(Database *db, int64_t number)
{
    DatelineError err = {0};
    char key[32];
    Row row;
    snprintf(key, sizeof key, "key %lld", (long long)(number * 7 % 1000));
    assert_int_equal(row_of_run(db, ROWS_OF_OCCURRENCES, STATEMENT_INSERT_OCCURRENCE_KEY, &row, &err), DATELINE_OK);
    row_text(&row, str_from_cstring(key));
    row_int(&row, number);
    assert_int_equal(row_run(&row, &err), DATELINE_OK);
}

static void what_waits_is_put_together_at_the_end(void **state)
{
    (void)state;
    Database *db = open_new();
    int64_t most = 0, runs;
    for (int64_t number = 1; number <= 100; number++) {
        begin(db);
        write_key(db, number);
        commit(db);
        runs = ask(db, "SELECT count(*) FROM row_run WHERE kind = 4");
        if (runs > most) most = runs;
    }
    assert_true(most > 2 && most <= 30);
    begin(db);
    row_runs_end(db);
    commit(db);
    assert_in_range(ask(db, "SELECT count(*) FROM row_run WHERE kind = 4"), 1, 3);
    assert_int_equal(ask(db, "SELECT sum(rows) FROM row_run WHERE kind = 4"), 100);
    assert_int_equal(ask(db, "SELECT count(DISTINCT occurrence) FROM occurrence_key"), 100);
    begin(db);
    write_key(db, 101);
    row_runs_end(db);
    commit(db);
    assert_int_equal(ask(db, "SELECT sum(rows) FROM row_run WHERE kind = 4"), 101);
    assert_true(ask(db, "SELECT max(rows) < 101 FROM row_run WHERE kind = 4")); /* the large one is as it was */
    close_and_remove(db);
}

static AliasPlace alias(const char *form, bool has_day, int32_t day, const char *article, uint32_t start)
{
    AliasPlace place = {.key = STR("person:ann example"),
                        .form = str_from_cstring(form),
                        .has_day = has_day,
                        .day = day,
                        .span = {start, start + 3}};
    strncpy(place.article.text, article, sizeof place.article.text - 1);
    return place;
}

static const char first_of_ann[] = "SELECT start_byte FROM actor_alias WHERE form = 'Ann' GROUP BY key, form"
                                   " HAVING min((coalesce(first_day, 4000000000) + 5000000000) || first_article)";

static void the_earliest_place_of_a_name_is_kept(void **state)
{
    (void)state;
    const AliasPlace places[] = {alias("Ann", false, 0, "a1", 1), alias("Ann", true, 30, "a2", 2),
                                 alias("Ann", true, -700000, "a9", 3), alias("Ann", true, -700000, "a4", 4),
                                 alias("Ms Example", true, 5, "a5", 5), alias("Ann", true, 40, "a0", 6)};
    for (size_t together = 1; together <= COUNT(places); together++) {
        Database *db = open_new();
        for (size_t i = 0; i < COUNT(places); i++) {
            begin(db);
            name_rows_count_alias(db->names, &places[i]);
            if ((i + 1) % together == 0) commit(db);
        }
        begin(db);
        row_runs_end(db);
        commit(db);
        assert_int_equal(ask(db, "SELECT sum(articles) FROM actor_alias WHERE form = 'Ann'"), 5);
        assert_int_equal(ask(db, "SELECT sum(articles) FROM actor_alias WHERE form = 'Ms Example'"), 1);
        assert_int_equal(ask(db, first_of_ann), 4);
        close_and_remove(db);
    }
}

static void attest(Database *db, const char *country, int32_t day, int64_t before, bool has_other)
{
    DatelineError err = {0};
    Attested attested = {.family = STR("example"),
                         .key = STR("person:ann example"),
                         .country = str_from_cstring(country),
                         .has_day = true,
                         .day = day};
    AttestedBefore found;
    bool other;
    assert_int_equal(name_rows_count_office(db->names, &attested, &found, &err), DATELINE_OK);
    assert_int_equal(found.articles, before);
    attested.office = STR("president");
    assert_int_equal(name_rows_count_office(db->names, &attested, &found, &err), DATELINE_OK);
    assert_int_equal(found.articles, before);
    if (before > 0) assert_true(found.has_days && found.first_day == 10 && found.last_day == day - 10);
    assert_int_equal(name_rows_has_countries(db->names, &attested, &other, &err), DATELINE_OK);
    assert_int_equal(other, has_other);
}

static void what_was_said_before_is_known_within_and_after_a_transaction(void **state)
{
    (void)state;
    Database *db = open_new();
    begin(db);
    attest(db, "NOR", 10, 0, false);
    attest(db, "NOR", 20, 1, false);
    commit(db);
    begin(db);
    attest(db, "NOR", 30, 2, false);
    attest(db, "SWE", 10, 0, true);
    database_roll_back(db);
    begin(db);
    attest(db, "NOR", 30, 2, false);
    commit(db);
    begin(db);
    attest(db, "SWE", 10, 0, true);
    attest(db, "NOR", 40, 3, true);
    commit(db);
    assert_int_equal(ask(db, "SELECT sum(articles) FROM actor_office WHERE country = 'NOR' AND office <> ''"), 4);
    assert_int_equal(ask(db, "SELECT max(last_day) FROM actor_office WHERE country = 'NOR'"), 40);
    close_and_remove(db);
}

static bool is_watched(Database *db, const char *family)
{
    DatelineError err = {0};
    bool out;
    assert_int_equal(name_rows_is_watched(db->names, str_from_cstring(family), &out, &err), DATELINE_OK);
    return out;
}

static bool is_looked_for(Database *db, const char *country, const char *owner)
{
    DatelineError err = {0};
    Attested attested = {.family = STR("example"), .key = STR("person:ann example"), .country = str_from_cstring(country)};
    bool out;
    assert_int_equal(name_rows_count_office(db->names, &attested, NULL, &err), DATELINE_OK);
    attested.office = STR("envoy");
    attested.owner = str_from_cstring(owner);
    assert_int_equal(name_rows_count_office(db->names, &attested, NULL, &err), DATELINE_OK);
    assert_int_equal(name_rows_is_looked_for(db->names, &attested, &out, &err), DATELINE_OK);
    return out;
}

static void a_family_is_watched_once_its_name_stands_alone(void **state)
{
    (void)state;
    DatelineError err = {0};
    Database *db = open_new();
    begin(db);
    assert_false(is_watched(db, "example"));
    assert_false(is_looked_for(db, "NOR", "SWE"));
    assert_int_equal(name_rows_add_sighting(db->names, STR("example"), STR(""), 3, &err), DATELINE_OK);
    assert_int_equal(name_rows_add_sighting(db->names, STR("example"), STR("SWE"), 3, &err), DATELINE_OK);
    assert_true(is_watched(db, "example"));
    database_roll_back(db);
    for (int times = 0; times < 2; times++) { /* in the transaction, and after it */
        begin(db);
        assert_int_equal(is_watched(db, "example"), times == 1);
        if (times == 0) assert_int_equal(name_rows_add_sighting(db->names, STR("example"), STR("SWE"), 3, &err), DATELINE_OK);
        if (times == 0) assert_int_equal(name_rows_add_sighting(db->names, STR("example"), STR(""), 3, &err), DATELINE_OK);
        assert_true(is_watched(db, "example"));
        assert_int_equal(is_looked_for(db, "NOR", "DNK"), times == 1); /* by what was told of her before */
        assert_true(is_looked_for(db, "NOR", "SWE"));
        assert_int_equal(name_rows_watch(db->names, STR("example"), &err), DATELINE_OK);
        commit(db);
    }
    assert_int_equal(ask(db, "SELECT count(*) FROM sighting_country_rows"), 2);
    begin(db);
    assert_int_equal(name_rows_watch(db->names, STR("sample"), &err), DATELINE_OK);
    commit(db);
    begin(db);
    assert_true(is_watched(db, "sample"));
    assert_int_equal(ask(db, "SELECT count(*) FROM sighting_country"), 0); /* no article prints it */
    database_roll_back(db);
    close_and_remove(db);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_waits_is_put_together_at_the_end),
        cmocka_unit_test(the_earliest_place_of_a_name_is_kept),
        cmocka_unit_test(what_was_said_before_is_known_within_and_after_a_transaction),
        cmocka_unit_test(a_family_is_watched_once_its_name_stands_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
