/* Events of the world out of what articles tell. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "ledger/occurrences.h"

static int set_up(void **state)
{
    *state = arena_new(4096);
    return 0;
}

static int tear_down(void **state)
{
    arena_free(*state);
    return 0;
}

static EventReport report(int number, int32_t first, int32_t last, const char *cameo)
{
    EventReport out = {.article = number, .day = first, .last = last, .cameo = str_from_cstring(cameo)};
    snprintf(out.id.text, sizeof out.id.text, "e%d", number);
    return out;
}

static EventReport undated(int number, int32_t day)
{
    EventReport out = report(number, day, day, "190");
    out.is_undated = true;
    return out;
}

static void one_day_is_one_event(void **state)
{
    EventReport reports[] = {report(3, 100, 100, "190"), report(1, 100, 100, "195"), report(2, 101, 101, "195"),
                             report(4, 100, 100, "195")};
    OccurrenceList found = {0};
    occurrences_find(reports, COUNT(reports), *state, &found);
    assert_int_equal(found.count, 2);
    assert_int_equal(found.items[0].reports.count, 3);
    assert_true(str_equal(found.items[0].cameo, STR("195")));
    assert_int_equal(found.items[1].first, 101);
}

static void undated_ones_join_the_last_before_them(void **state)
{
    EventReport reports[] = {undated(1, 102), report(2, 100, 100, "190"), report(3, 101, 101, "190"),
                             undated(4, 110), undated(5, 110), undated(6, 111)};
    OccurrenceList found = {0};
    occurrences_find(reports, COUNT(reports), *state, &found);
    assert_int_equal(found.count, 4);
    assert_int_equal(found.items[1].first, 101);
    assert_int_equal(found.items[1].reports.count, 2);
    assert_int_equal(found.items[2].reports.count, 2);
    assert_int_equal(found.items[3].reports.count, 1);
}

static void a_month_is_a_day_of_its_own(void **state)
{
    EventReport reports[] = {report(1, 90, 120, "190"), report(2, 90, 120, "190"), report(3, 90, 90, "190"),
                             undated(4, 91)};
    OccurrenceList found = {0};
    occurrences_find(reports, COUNT(reports), *state, &found);
    assert_int_equal(found.count, 2);
    assert_int_equal(found.items[0].last, 90);
    assert_int_equal(found.items[0].reports.count, 2);
    assert_int_equal(found.items[1].last, 120);
}

static void without_any_day_each_is_by_itself(void **state)
{
    EventReport reports[] = {undated(1, NO_DAY), undated(2, NO_DAY)};
    OccurrenceList found = {0};
    occurrences_find(reports, COUNT(reports), *state, &found);
    assert_int_equal(found.count, 2);
}

/* The same in any order. */
static void order_makes_no_difference(void **state)
{
    EventReport reports[] = {undated(1, 102), report(2, 100, 100, "190"), report(3, 101, 101, "190"),
                             undated(4, 103), report(5, 100, 130, "190")};
    OccurrenceList first = {0};
    occurrences_find(reports, COUNT(reports), *state, &first);
    for (size_t turn = 0; turn < COUNT(reports); turn++) {
        EventReport moved = reports[0];
        OccurrenceList again = {0};
        for (size_t i = 1; i < COUNT(reports); i++) reports[i - 1] = reports[i];
        reports[COUNT(reports) - 1] = moved;
        occurrences_find(reports, COUNT(reports), *state, &again);
        assert_int_equal(again.count, first.count);
        for (uint32_t i = 0; i < first.count; i++) {
            assert_int_equal(again.items[i].first, first.items[i].first);
            assert_int_equal(again.items[i].reports.count, first.items[i].reports.count);
        }
    }
}

static void sides(void **state)
{
    assert_true(str_equal(side_of(STR("person:jo"), STR("KEN"), STR("GOV"), *state), STR("state:KEN")));
    assert_true(str_equal(side_of(STR("person:jo"), STR("KEN"), STR("BUS"), *state), STR("person:jo")));
    assert_true(str_equal(side_of(STR("group:rebels"), STR(""), STR("MIL"), *state), STR("group:rebels")));
    assert_int_equal(status_class(STATUS_POSSIBLE), STATUS_PLANNED);
    assert_int_equal(status_class(STATUS_NEGATED), STATUS_DENIED);
    assert_int_equal(status_class(STATUS_ATTRIBUTED), STATUS_ASSERTED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_day_is_one_event),
        cmocka_unit_test(undated_ones_join_the_last_before_them),
        cmocka_unit_test(a_month_is_a_day_of_its_own),
        cmocka_unit_test(without_any_day_each_is_by_itself),
        cmocka_unit_test(order_makes_no_difference),
        cmocka_unit_test(sides),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
