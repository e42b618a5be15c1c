/* Which quotations are one saying does not depend on the order of articles, nor do chains of likeness make one of two. */
#include "../fixture.h"

#include "base/buffer.h"
#include "own_ledger.h"
#include "query/query.h"

#define ARTICLES 4
#define ORDERS 24

#define ROADS_AND_BRIDGE \
    "The roads of the northern valley will be mended before winter, and the bridge at Ulm will be closed"
#define ROADS "the roads of the northern valley will be mended before winter"
#define BRIDGE "the bridge at Ulm will be closed for the winter"
#define BRIDGE_AND_FERRY \
    "The bridge at Ulm will be closed, and the ferry there will take cars and grain lorries at night"
#define FERRY "the ferry takes grain lorries at night"
#define WAGES "The workers will not return to their jobs until wages are raised"
#define PAY "the workers would stay away from their jobs until pay was increased"

typedef struct Printed {
    int32_t month;
    int32_t day;
    const char *quotations[4];
} Printed;

static const Printed reports[ARTICLES] = {
    {3, 3, {ROADS_AND_BRIDGE, WAGES}},
    {3, 4, {ROADS, FERRY, WAGES}},
    {3, 5, {BRIDGE, PAY}},
    {3, 6, {BRIDGE_AND_FERRY, WAGES}},
};
/* The same told months apart, and once more. */
static const Printed late_reports[ARTICLES] = {
    {3, 3, {ROADS_AND_BRIDGE, WAGES}},
    {6, 4, {ROADS, WAGES}},
    {9, 5, {PAY, BRIDGE}},
    {9, 6, {BRIDGE_AND_FERRY, WAGES}},
};

static Document *make_article(const Printed *report)
{
    Buffer text = {0};
    buffer_add_str(&text, STR("The mayor spoke to the council.\n"));
    for (uint32_t i = 0; i < COUNT(report->quotations) && report->quotations[i] != NULL; i++) {
        buffer_add_str(&text, str_from_cstring(report->quotations[i]));
        buffer_add_str(&text, STR(", the mayor said.\n"));
    }
    buffer_add_char(&text, '\0');
    Document *doc = fixture_document(text.data);
    doc->text = doc->page = arena_copy_str(doc->arena, doc->page);
    buffer_release(&text);
    doc->meta.published = fixture_day(2031, report->month, report->day, doc->arena);
    for (uint32_t i = 0; i < COUNT(report->quotations) && report->quotations[i] != NULL; i++)
        fixture_quotation(doc, report->quotations[i], "person:mayor");
    document_set_ids(doc);
    return doc;
}

static DatelineStatus add_line(void *context, const Str *values, DatelineError *err)
{
    (void)err;
    const uint32_t *count = ((void **)context)[1];
    for (uint32_t i = 0; i < *count; i++) {
        buffer_add_str(((void **)context)[0], values[i]);
        buffer_add_char(((void **)context)[0], '\n');
    }
    return DATELINE_OK;
}

static void dump(Buffer *out)
{
    Store *store;
    DatelineError err = {0};
    uint32_t count;
    void *context[] = {out, &count};
    assert_int_equal(store_open(path, OPEN_TO_READ, NULL, &store, &err), DATELINE_OK);
    assert_false(store_is_unfinished(store));
    query_columns(QUERY_VARIANTS, &count);
    if (query_run(store, QUERY_VARIANTS, &(QueryFilter){0}, add_line, context, NULL, &err) != DATELINE_OK)
        fail_msg("%s", err.message);
    store_close(store);
    buffer_add_char(out, '\0');
}

/* The order-th order of the reports; derived after each of them, or once. */
static void build(const Printed *told, uint32_t order, bool is_stepwise, Buffer *out)
{
    uint32_t left[ARTICLES] = {0, 1, 2, 3};
    DatelineError err = {0};
    Store *store;
    remove_ledger();
    assert_int_equal(store_open(path, OPEN_TO_CREATE, data, &store, &err), DATELINE_OK);
    for (uint32_t count = ARTICLES; count > 0; count--) {
        uint32_t chosen = order % count;
        order /= count;
        Document *doc = make_article(&told[left[chosen]]);
        left[chosen] = left[count - 1];
        add_article(store, doc);
        if (is_stepwise || count == 1) assert_int_equal(store_finish(store, &err), DATELINE_OK);
    }
    store_close(store);
    dump(out);
}

static void check_orders(const Printed *told)
{
    Buffer first = {0};
    build(told, 0, false, &first);
    for (uint32_t order = 0; order < ORDERS; order++) {
        Buffer other = {0};
        build(told, order, order % 2 == 0, &other);
        assert_string_equal(first.data, other.data);
        buffer_release(&other);
    }
    buffer_release(&first);
}

static void sayings_of_one_week_are_the_same_in_any_order(void **state)
{
    (void)state;
    check_orders(reports);
}

static void sayings_of_many_months_are_the_same_in_any_order(void **state)
{
    (void)state;
    check_orders(late_reports);
}

static bool are_together(const Buffer *listing, const char *first, const char *second)
{
    const char *a = strstr(listing->data, first);
    if (a == NULL) return false;
    /* A listing's quotations stand in one line. */
    const char *start = a, *end = strchr(a, '\n');
    while (start > listing->data && start[-1] != '\n') start--;
    for (const char *found = start; (found = strstr(found, second)) != NULL && found < end; found++) return true;
    return false;
}

/* Each is like the one before, the ferry like the bridge and the ferry; it is not what was said of the roads. */
static void what_hangs_together_by_a_chain_is_not_one(void **state)
{
    (void)state;
    Buffer listing = {0};
    build(reports, 0, false, &listing);
    assert_true(are_together(&listing, ROADS "\"", ROADS_AND_BRIDGE "\""));
    assert_true(are_together(&listing, BRIDGE "\"", ROADS_AND_BRIDGE "\""));
    assert_true(are_together(&listing, WAGES "\"", PAY "\""));
    assert_false(are_together(&listing, FERRY "\"", ROADS "\""));
    buffer_release(&listing);
}

/* Other words are the same within some days, the same words at any time. */
static void months_apart_words_must_be_shared(void **state)
{
    (void)state;
    Buffer listing = {0};
    build(late_reports, 0, false, &listing);
    assert_true(are_together(&listing, ROADS "\"", ROADS_AND_BRIDGE "\""));
    assert_true(are_together(&listing, WAGES "\"", PAY "\""));
    assert_false(are_together(&listing, BRIDGE_AND_FERRY "\"", ROADS_AND_BRIDGE "\""));
    buffer_release(&listing);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sayings_of_one_week_are_the_same_in_any_order),
        cmocka_unit_test(sayings_of_many_months_are_the_same_in_any_order),
        cmocka_unit_test(what_hangs_together_by_a_chain_is_not_one),
        cmocka_unit_test(months_apart_words_must_be_shared),
    };
    return cmocka_run_group_tests(tests, load_data, free_data);
}
