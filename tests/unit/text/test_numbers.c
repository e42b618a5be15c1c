/* Numbers in words and figures. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "text/numbers.h"

typedef struct Fixture {
    Arena *arena;
    NumberWords numbers;
} Fixture;

static int set_up(void **state)
{
    static Fixture fixture;
    DataFiles *files = data_files_new(NULL);
    fixture.arena = arena_new(4096);
    DatelineStatus status = numbers_load(&fixture.numbers, files, fixture.arena, NULL);
    data_files_free(files);
    *state = &fixture;
    return status == DATELINE_OK ? 0 : -1;
}

static int tear_down(void **state)
{
    arena_free(((Fixture *)*state)->arena);
    return 0;
}

static void check(void **state, const char *text, double value, uint32_t words)
{
    Fixture *fixture = *state;
    StrList list = {0};
    str_split(str_from_cstring(text), ' ', fixture->arena, &list);
    double found = -1;
    uint32_t used = number_match(&fixture->numbers, list.items, list.count, &found);
    assert_int_equal(used, words);
    if (words > 0) assert_true(found >= value * (1 - 1e-9) && found <= value * (1 + 1e-9));
}

static void reads_figures(void **state)
{
    check(state, "15,000 troops", 15000, 1);
    check(state, "1,00,000 people", 100000, 1);
    check(state, "2.5 million", 2.5e6, 2);
    check(state, "50.7 billion yuan", 5.07e10, 2);
    check(state, "1,2 of", 0, 0);
    check(state, "12,50 euros", 0, 0);
    check(state, "1,234.5 tonnes", 1234.5, 1);
    check(state, "12:30 sharp", 0, 0);
}

static void reads_words(void **state)
{
    check(state, "two hundred and five men", 205, 4);
    check(state, "twenty - five men", 25, 3);
    check(state, "twenty-five men", 25, 1);
    check(state, "three hundred thousand men", 300000, 3);
    check(state, "a hundred men", 100, 2);
    check(state, "one million two hundred thousand", 1.2e6, 5);
}

static void leaves_the_rest(void **state)
{
    check(state, "a man", 0, 0);
    check(state, "hundred men", 0, 0);
    check(state, "two and three", 2, 1);
    check(state, "five six", 5, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_figures),
        cmocka_unit_test(reads_words),
        cmocka_unit_test(leaves_the_rest),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
