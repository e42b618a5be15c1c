/* The same articles in any order, with any interruptions, give the same ledger. */
#include "../fixture.h"

#include "base/buffer.h"
#include "own_ledger.h"
#include "query/query.h"

#define ARTICLES 24

/* Three exchanges, told by eight articles each: some without a date, some in other words. */
static Document *make_article(uint32_t index)
{
    static const char *const topics[] = {
        "the harvest festival, barley prices and the flood barrier at Ulmstadt",
        "a submarine shipyard, torpedo contracts and the admiral's resignation",
        "the cathedral fire, its organ and the restoration of the spire",
    };
    static const char *const endings[] = {
        "We shall always walk the road of good neighbourhood, trust and lasting harmony",
        "we will forever follow the path of good neighbourhood, trust and permanent harmony",
    };
    uint32_t topic = index % 3, number = index / 3;
    char text[1000];
    snprintf(text, sizeof text,
             "The chancellor of Ruritania sent a letter to the king of Graustark.\n"
             "Outlet number %u wrote of %s.\n"
             "\"%s,\" the chancellor said.\n"
             "The king had written before.",
             number, topics[topic], endings[index % 2]);
    Document *doc = fixture_document(text);
    doc->text = doc->page = arena_copy_str(doc->arena, doc->page);
    Message *letter =
        fixture_message(doc, "sent a letter to the king", "person:chancellor", "person:king");
    letter->kind = MESSAGE_LETTER;
    if (number % 3 == 0) letter->occasion = STR("new year");
    int32_t year = 2030 + (int32_t)topic;
    if (number % 4 == 1) {
        letter->reported =
            (DateValue){.weekday = weekday_of(day_from_civil((CivilDate){year, 12, 30}))};
    } else {
        doc->meta.published = fixture_day(year, 12, 30 + (int32_t)(number % 2), doc->arena);
        letter->sent = fixture_day(year, 12, 28 + (int32_t)(number % 5 == 0), doc->arena);
    }
    Message *before =
        fixture_message(doc, "The king had written before", "person:king", "person:chancellor");
    before->is_earlier = true;
    char quotation[200];
    snprintf(quotation, sizeof quotation, "\"%s,\"", endings[index % 2]);
    fixture_quotation(doc, quotation, "person:chancellor");
    document_set_ids(doc);
    return doc;
}

static DatelineStatus add_line(void *context, const Str *values, DatelineError *err)
{
    (void)err;
    Buffer *out = ((void **)context)[0];
    uint32_t count = *(const uint32_t *)((void **)context)[1];
    for (uint32_t i = 0; i < count; i++) {
        buffer_add_str(out, values[i]);
        buffer_add_char(out, '\t');
    }
    buffer_add_char(out, '\n');
    return DATELINE_OK;
}

/* Everything the ledger has to say. */
static void dump(Buffer *out)
{
    Store *store;
    DatelineError err = {0};
    assert_int_equal(store_open(path, OPEN_TO_READ, NULL, &store, &err), DATELINE_OK);
    assert_false(store_is_unfinished(store));
    for (uint32_t kind = 0; kind < QUERY_EXPLANATION; kind++) {
        uint32_t count;
        query_columns((QueryKind)kind, &count);
        void *context[] = {out, &count};
        DatelineStatus status =
            query_run(store, (QueryKind)kind, &(QueryFilter){0}, add_line, context, NULL, &err);
        if (status != DATELINE_OK) fail_msg("question %u: %s", kind, err.message);
    }
    store_close(store);
}

/* Adds the articles in an order made from seed; every `stop` articles the run is ended as by a
 * kill, with what was committed left underived. */
static void build(uint32_t seed, uint32_t stop, Buffer *out)
{
    uint32_t order[ARTICLES];
    shuffle(order, ARTICLES, seed);
    DatelineError err = {0};
    Store *store;
    remove_ledger();
    assert_int_equal(store_open(path, OPEN_TO_CREATE, data, &store, &err), DATELINE_OK);
    for (uint32_t i = 0; i < ARTICLES; i++) {
        add_article(store, make_article(order[i]));
        if (stop == 0 || (i + 1) % stop != 0) continue;
        if ((i / stop) % 2 == 0) /* between writing and deriving */
            assert_int_equal(database_commit(store->db, &err), DATELINE_OK);
        else
            assert_int_equal(store_finish(store, &err), DATELINE_OK);
        store_close(store);
        assert_int_equal(store_open(path, OPEN_TO_CREATE, data, &store, &err), DATELINE_OK);
    }
    if (store_finish(store, &err) != DATELINE_OK) fail_msg("%s", err.message);
    store_close(store);
    dump(out);
}

static void order_and_interruptions_do_not_matter(void **state)
{
    (void)state;
    Buffer first = {0};
    build(0, 0, &first);
    assert_true(first.len > 10000);
    for (uint32_t seed = 1; seed <= 8; seed++) {
        Buffer other = {0};
        build(seed, seed % 4 == 0 ? 0 : seed, &other);
        assert_string_equal(first.data, other.data);
        buffer_release(&other);
    }
    buffer_release(&first);
}

static uint32_t rows(QueryKind kind, QueryFilter filter)
{
    Store *store;
    DatelineError err = {0};
    uint64_t found = 0;
    uint32_t count;
    Buffer out = {0};
    query_columns(kind, &count);
    void *context[] = {&out, &count};
    assert_int_equal(store_open(path, OPEN_TO_READ, NULL, &store, &err), DATELINE_OK);
    if (query_run(store, kind, &filter, add_line, context, &found, &err) != DATELINE_OK)
        fail_msg("%s", err.message);
    store_close(store);
    buffer_release(&out);
    return (uint32_t)found;
}

static void questions_are_answered(void **state)
{
    (void)state;
    Buffer all = {0};
    build(0, 0, &all);
    buffer_release(&all);
    assert_int_equal(rows(QUERY_ARTICLES, (QueryFilter){0}), ARTICLES);
    assert_int_equal(rows(QUERY_ARTICLES, (QueryFilter){.about = STR("torpedo")}), 8);
    assert_int_equal(rows(QUERY_ARTICLES, (QueryFilter){.about = STR("\"OR (")}), 0);
    assert_int_equal(rows(QUERY_ARTICLES, (QueryFilter){.since = STR("2032")}), 6);
    assert_int_equal(rows(QUERY_STORIES, (QueryFilter){0}), 3);
    assert_true(rows(QUERY_MESSAGES, (QueryFilter){.from = STR("person:chancellor")}) >= 3);
    assert_int_equal(rows(QUERY_MESSAGES, (QueryFilter){.from = STR("Nobody")}), 0);
    assert_int_equal(rows(QUERY_VARIANTS, (QueryFilter){0}), 1);
    assert_int_equal(rows(QUERY_QUOTES, (QueryFilter){.limit = 5}), 5);
    assert_true(rows(QUERY_CONFLICTS, (QueryFilter){0}) > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(order_and_interruptions_do_not_matter),
        cmocka_unit_test(questions_are_answered),
    };
    return cmocka_run_group_tests(tests, load_data, free_data);
}
