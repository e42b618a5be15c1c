/* The byte map: runs that join, widen, lead through other maps, and stand for nothing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "text/runs.h"

static void assert_span(Span span, uint32_t start, uint32_t end)
{
    assert_int_equal(span.start, start);
    assert_int_equal(span.end, end);
}

/* text "café now" <- page "caf&eacute; now" */
static MapRunList example(Arena *arena)
{
    MapRunList runs = {0};
    runs_add(arena, &runs, (MapRun){.text_len = 3, .page_len = 3, .exact = true});
    runs_add(arena, &runs, (MapRun){.text = 3, .text_len = 2, .page = 3, .page_len = 8});
    runs_add(arena, &runs,
             (MapRun){.text = 5, .text_len = 4, .page = 11, .page_len = 4, .exact = true});
    return runs;
}

static void spans(void **state)
{
    (void)state;
    Arena *arena = arena_new(1024);
    MapRunList runs = example(arena);
    assert_span(runs_span(&runs, (Span){1, 3}), 1, 3);
    assert_span(runs_span(&runs, (Span){2, 4}), 2, 11);
    assert_span(runs_span(&runs, (Span){4, 7}), 3, 13);
    assert_span(runs_span(&runs, (Span){6, 6}), 0, 0);
    assert_span(runs_span(&runs, (Span){6, 10}), 0, 0);
    arena_free(arena);
}

static void joined_and_widened(void **state)
{
    (void)state;
    Arena *arena = arena_new(1024);
    MapRunList runs = example(arena);
    runs_add(arena, &runs,
             (MapRun){.text = 9, .text_len = 2, .page = 15, .page_len = 2, .exact = true});
    assert_int_equal(runs.count, 3);
    runs_widen_last(&runs, (MapRun){.text = 11, .text_len = 1, .page = 20, .page_len = 4});
    assert_int_equal(runs.count, 3);
    assert_false(runs.items[2].exact);
    assert_span(runs_span(&runs, (Span){6, 7}), 11, 24);
    arena_free(arena);
}

/* The page before conversion has one byte for "é": as "caf\xE9 now" it would be shorter. */
static void through_another_map(void **state)
{
    (void)state;
    Arena *arena = arena_new(1024);
    MapRunList inner = example(arena), outer = {0};
    runs_add_through(arena, &outer, (MapRun){.text_len = 2, .page = 2, .page_len = 2}, &inner);
    runs_add_through(arena, &outer, (MapRun){.text = 2, .text_len = 1, .page = 5}, &inner);
    runs_add_through(arena, &outer, (MapRun){.text = 3, .text_len = 1, .page = 9}, &inner);
    assert_int_equal(outer.count, 3);
    assert_span(runs_span(&outer, (Span){0, 1}), 2, 11);
    assert_span(runs_span(&outer, (Span){2, 3}), 11, 11); /* stands for nothing, before " now" */
    assert_span(runs_span(&outer, (Span){3, 4}), 15, 15); /* and behind all */
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spans),
        cmocka_unit_test(joined_and_widened),
        cmocka_unit_test(through_another_map),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
