/* Which articles repeat others does not depend on the order they come in, nor do phrases that many share. */
#include "../fixture.h"

#include "base/buffer.h"
#include "own_ledger.h"

#define ARTICLES 32
#define ORDERS 10

/* Shared by most: more words than a key is made of, and far less than makes a copy. */
#define NOTICE                                                                                     \
    "Readers who wish to write to the editors about this report may do so by letter or by message, and should "   \
    "give a name and a town, as letters without either are kept for a month and then thrown away unread. "

static void add_words(Buffer *out, uint32_t seed, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        seed = seed * 1664525u + 1013904223u;
        char word[16];
        snprintf(word, sizeof word, "w%u%s", (seed >> 12) % 5000, i % 17 == 16 ? ". " : " ");
        buffer_add_str(out, str_from_cstring(word));
    }
}

/* 0 to 3 are of one report, which 3 holds as a part; the others have the notice in common, and 4 and 5 an address. */
static Document *make_article(uint32_t index)
{
    Buffer text = {0};
    buffer_add_str(&text, STR("The council met on Monday. "));
    add_words(&text, index < 4 ? 1 : 100 + index, 300);
    if (index < 3) add_words(&text, 50 + index, 20 * index);
    if (index == 3) add_words(&text, 77, 900);
    if (index > 1) buffer_add_str(&text, STR(NOTICE));
    buffer_add_char(&text, '\0');
    Document *doc = fixture_document(text.data);
    doc->text = doc->page = arena_copy_str(doc->arena, doc->page);
    buffer_release(&text);
    if (index % 9 != 8) doc->meta.published = fixture_day(2031, 3, 1 + (int32_t)(index * 7 % 25), doc->arena);
    if (index == 4 || index == 5) doc->meta.url = STR("https://example.org/a/1");
    document_set_ids(doc);
    return doc;
}

static void dump(Buffer *out)
{
    Store *store;
    DatelineError err = {0};
    sqlite3_stmt *rows;
    static const char sql[] = "SELECT a.id || b.id || c.kind || c.likeness || ' ' || c.share FROM copy c"
                              " JOIN article a ON a.n = c.article JOIN article b ON b.n = c.other"
                              " UNION ALL SELECT a.id || o.id || r.kind || r.follows FROM repeat r"
                              " JOIN article a ON a.n = r.article JOIN article o ON o.n = r.original ORDER BY 1";
    assert_int_equal(store_open(path, OPEN_TO_READ, NULL, &store, &err), DATELINE_OK);
    assert_false(store_is_unfinished(store));
    assert_int_equal(sqlite3_prepare_v2(store->db->handle, sql, -1, &rows, NULL), SQLITE_OK);
    while (sqlite3_step(rows) == SQLITE_ROW) {
        buffer_add_str(out, str_from_cstring((const char *)sqlite3_column_text(rows, 0)));
        buffer_add_char(out, '\n');
    }
    sqlite3_finalize(rows);
    store_close(store);
    buffer_add_char(out, '\0');
}

static void build(uint32_t seed, bool is_stepwise, Buffer *out)
{
    uint32_t order[ARTICLES];
    shuffle(order, ARTICLES, seed);
    DatelineError err = {0};
    Store *store;
    remove_ledger();
    assert_int_equal(store_open(path, OPEN_TO_CREATE, data, &store, &err), DATELINE_OK);
    for (uint32_t i = 0; i < ARTICLES; i++) {
        add_article(store, make_article(order[i]));
        if (is_stepwise) assert_int_equal(store_finish(store, &err), DATELINE_OK);
    }
    assert_int_equal(store_finish(store, &err), DATELINE_OK);
    store_close(store);
    dump(out);
}

static void copies_are_the_same_in_any_order(void **state)
{
    (void)state;
    Buffer first = {0};
    build(0, false, &first);
    assert_non_null(strstr(first.data, "contains"));
    assert_non_null(strstr(first.data, "near"));
    for (uint32_t seed = 1; seed <= ORDERS; seed++) {
        Buffer other = {0};
        build(seed, seed % 3 > 0, &other);
        assert_string_equal(first.data, other.data);
        buffer_release(&other);
    }
    buffer_release(&first);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(copies_are_the_same_in_any_order),
    };
    return cmocka_run_group_tests(tests, load_data, free_data);
}
