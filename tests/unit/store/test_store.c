#include "../fixture.h"

#include <sys/wait.h>

#include "store/pack.h"
#include "own_ledger.h"

/* An empty file. */
static int make_path(void **state)
{
    (void)state;
    FILE *file = fopen(path, "w");
    return file == NULL ? -1 : fclose(file);
}

static int remove_path(void **state)
{
    (void)state;
    remove_ledger();
    return 0;
}

static Document *sample(void)
{
    Document *doc = fixture_document("The minister of Ruritania wrote to the king on Monday.\n"
                                     "\"We stand ready,\" he said.");
    fixture_message(doc, "wrote to the king", "person:minister", "person:king")->sent =
        fixture_day(2031, 5, 5, doc->arena);
    fixture_quotation(doc, "\"We stand ready,\"", "person:minister");
    document_set_ids(doc);
    return doc;
}

static int64_t count(Store *store, const char *table)
{
    char sql[80];
    snprintf(sql, sizeof sql, "SELECT count(*) FROM %s", table);
    sqlite3_stmt *statement;
    assert_int_equal(sqlite3_prepare_v2(store->db->handle, sql, -1, &statement, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    int64_t result = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return result;
}

static void adding_twice_changes_nothing(void **state)
{
    (void)state;
    DatelineError err = {0};
    for (int round = 0; round < 2; round++) {
        Store *store;
        assert_int_equal(store_open(path, OPEN_TO_CREATE, data, &store, &err), DATELINE_OK);
        Document *doc = sample();
        bool is_new;
        assert_int_equal(store_has_article(store, doc), round == 1);
        assert_int_equal(store_add(store, doc, store_prepare(data, doc), &is_new, &err),
                         DATELINE_OK);
        assert_int_equal(is_new, round == 0);
        assert_int_equal(store_finish(store, &err), DATELINE_OK);
        assert_int_equal(count(store, "article"), 1);
        assert_int_equal(count(store, "report"), 1);
        assert_int_equal(count(store, "quotation"), 1);
        assert_int_equal(count(store, "party"), 2);
        assert_int_equal(count(store, "article_actor"), 2);
        assert_int_equal(count(store, "article_text WHERE article_text MATCH 'ruritania'"), 1);
        document_free(doc);
        store_close(store);
    }
}

static void what_was_not_committed_is_gone(void **state)
{
    (void)state;
    DatelineError err = {0};
    Store *store;
    Document *doc = sample();
    assert_int_equal(store_open(path, OPEN_TO_CREATE, data, &store, &err), DATELINE_OK);
    assert_int_equal(store_add(store, doc, store_prepare(data, doc), NULL, &err), DATELINE_OK);
    store_close(store);
    assert_int_equal(store_open(path, OPEN_TO_READ, data, &store, &err), DATELINE_OK);
    assert_int_equal(count(store, "article"), 0);
    store_close(store);
    document_free(doc);
}

static void write_file(const char *text)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static void records_of_one_span_have_ids_of_their_own(void **state)
{
    (void)state;
    Document *doc = sample();
    static const char *const words[] = {"he said", "The minister", "he said", "The minister"};
    for (uint32_t i = 0; i < COUNT(words); i++) {
        Claim *claim = list_add(doc->arena, &doc->claims);
        claim->span = fixture_span(doc, words[i]);
        claim->answers = claim->quotation = NONE;
        claim->by = (Provenance){STR("CLAIM-TEST"), 0.5f};
    }
    document_set_ids(doc);
    for (uint32_t i = 0; i < doc->claims.count; i++)
        for (uint32_t k = 0; k < i; k++)
            assert_string_not_equal(doc->claims.items[i].id.text, doc->claims.items[k].id.text);
    document_free(doc);
}

static void foreign_and_broken_files_are_refused(void **state)
{
    (void)state;
    DatelineError err = {0};
    Store *store;
    write_file("this is a text file, quite long enough to be looked at as a database header, "
               "though it is none: one hundred bytes are read.");
    assert_int_equal(store_open(path, OPEN_TO_CREATE, data, &store, &err), DATELINE_ERR_STORE);
    assert_non_null(strstr(err.message, path));

    unlink(path);
    sqlite3 *other;
    assert_int_equal(sqlite3_open(path, &other), SQLITE_OK);
    assert_int_equal(sqlite3_exec(other, "CREATE TABLE t(x)", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(other);
    assert_int_equal(store_open(path, OPEN_TO_CREATE, data, &store, &err), DATELINE_ERR_STORE);
    assert_non_null(strstr(err.message, "another program"));

    assert_int_equal(store_open("/nowhere/at/all.db", OPEN_TO_CREATE, data, &store, &err),
                     DATELINE_ERR_STORE);
    assert_non_null(strstr(err.message, "/nowhere/at/all.db"));
}

/* What a run leaves that is killed before it has made its tables. */
static void an_empty_file_is_a_ledger_without_articles(void **state)
{
    (void)state;
    DatelineError err = {0};
    Store *store;
    assert_int_equal(store_open(path, OPEN_TO_READ, data, &store, &err), DATELINE_OK);
    Document *doc = sample();
    assert_false(store_has_article(store, doc));
    document_free(doc);
    store_close(store);
}

static void packed_things_come_back(void **state)
{
    (void)state;
    Document *doc = sample();
    doc->map.count = 0;
    *list_add(doc->arena, &doc->map) = (MapRun){0, 10, 700, 10, true};
    *list_add(doc->arena, &doc->map) = (MapRun){10, 1, 710, 8, false};
    *list_add(doc->arena, &doc->map) = (MapRun){12, 300, 5, 300, true};
    MapRunList map = {0};
    assert_true(unpack_map(pack_map(doc, doc->arena), doc->arena, &map));
    assert_int_equal(map.count, 3);
    for (uint32_t i = 0; i < 3; i++) {
        assert_int_equal(map.items[i].text, doc->map.items[i].text);
        assert_int_equal(map.items[i].text_len, doc->map.items[i].text_len);
        assert_int_equal(map.items[i].page, doc->map.items[i].page);
        assert_int_equal(map.items[i].page_len, doc->map.items[i].page_len);
        assert_int_equal(map.items[i].exact, doc->map.items[i].exact);
    }
    SpanList sentences = {0};
    assert_true(unpack_sentences(pack_sentences(doc, doc->arena), doc->arena, &sentences));
    assert_int_equal(sentences.count, doc->sentences.count);
    assert_int_equal(sentences.items[1].end, doc->sentences.items[1].span.end);
    Str page;
    Str packed = pack_page(doc->page, doc->arena);
    assert_true(unpack_page(packed, doc->page.len, doc->arena, &page));
    assert_true(str_equal(page, doc->page));
    assert_false(unpack_page((Str){packed.data, packed.len - 5}, doc->page.len, doc->arena, &page));
    MapRunList broken = {0};
    assert_false(unpack_map(STR("\xFF"), doc->arena, &broken));
    document_free(doc);
}

/* Waits until the pipe is closed, so that all begin together. 0 if the ledger opened. */
static int open_with_others(const int start[2])
{
    DatelineError err = {0};
    Store *store;
    char byte;
    close(start[1]);
    if (read(start[0], &byte, 1) != 0) return 2;
    if (store_open(path, OPEN_TO_CREATE, data, &store, &err) != DATELINE_OK) {
        fprintf(stderr, "%s\n", err.message);
        return 1;
    }
    store_close(store);
    return 0;
}

/* One of them makes the tables; none of the others may take what is half made for another program's. */
static void many_programs_make_one_ledger(void **state)
{
    (void)state;
    enum { ROUNDS = 20, PROGRAMS = 8 };
    for (int round = 0; round < ROUNDS; round++) {
        int start[2], failed = 0;
        assert_int_equal(pipe(start), 0);
        for (int i = 0; i < PROGRAMS; i++) {
            pid_t child = fork();
            assert_true(child >= 0);
            if (child == 0) _exit(open_with_others(start));
        }
        close(start[0]);
        close(start[1]);
        for (int i = 0; i < PROGRAMS; i++) {
            int result;
            assert_true(wait(&result) > 0);
            failed += result != 0;
        }
        assert_int_equal(failed, 0);
        remove_ledger();
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(adding_twice_changes_nothing, make_path, remove_path),
        cmocka_unit_test_setup_teardown(what_was_not_committed_is_gone, make_path, remove_path),
        cmocka_unit_test_setup_teardown(foreign_and_broken_files_are_refused, make_path,
                                        remove_path),
        cmocka_unit_test_setup_teardown(an_empty_file_is_a_ledger_without_articles, make_path,
                                        remove_path),
        cmocka_unit_test_setup_teardown(many_programs_make_one_ledger, make_path, remove_path),
        cmocka_unit_test(records_of_one_span_have_ids_of_their_own),
        cmocka_unit_test(packed_things_come_back),
    };
    return cmocka_run_group_tests(tests, load_data, free_data);
}
