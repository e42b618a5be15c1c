/* Phrases: the longest that starts at a word, whatever other words share its letters. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "text/phrases.h"

static PhraseTable example(Arena *arena)
{
    PhraseTable table;
    phrases_init(&table, arena);
    assert_true(phrases_add(&table, STR("minister"), 1));
    assert_true(phrases_add(&table, STR("minister of state"), 2));
    assert_true(phrases_add(&table, STR("foreign minister"), 3));
    return table;
}

static void the_longest_is_found(void **state)
{
    (void)state;
    Arena *arena = arena_new(1024);
    PhraseTable table = example(arena);
    const Str words[] = {STR_INIT("minister"), STR_INIT("of"), STR_INIT("state"), STR_INIT("of")};
    uint32_t used;
    assert_int_equal(phrases_match(&table, words, 4, &used), 2);
    assert_int_equal(used, 3);
    assert_int_equal(phrases_match(&table, words, 2, &used), 1);
    assert_int_equal(used, 1);
    arena_free(arena);
}

static void a_beginning_alone_is_none(void **state)
{
    (void)state;
    Arena *arena = arena_new(1024);
    PhraseTable table = example(arena);
    const Str words[] = {STR_INIT("foreign"), STR_INIT("policy")};
    uint32_t used;
    assert_int_equal(phrases_match(&table, words, 2, &used), MAP_NONE);
    assert_int_equal(used, 0);
    assert_int_equal(phrases_match(&table, words, 0, &used), MAP_NONE);
    arena_free(arena);
}

/* Words of the same ends, middle and length pass the filter and are looked up all the same; most others do not. */
static void like_words_are_told_apart(void **state)
{
    (void)state;
    Arena *arena = arena_new(1024);
    PhraseTable table = example(arena);
    const Str words[] = {STR_INIT("mxxxsxxr"), STR_INIT("state"), STR_INIT(""), STR_INIT("of")};
    uint32_t used;
    for (uint32_t i = 0; i < COUNT(words); i++)
        assert_int_equal(phrases_match(&table, words + i, COUNT(words) - i, &used), MAP_NONE);
    arena_free(arena);
}

static void what_begins_none_is_told_by_two_words(void **state)
{
    (void)state;
    Arena *arena = arena_new(1024);
    PhraseTable table = example(arena);
    assert_true(phrases_may_begin(&table, STR("minister"), STR("")));
    assert_true(phrases_may_begin(&table, STR("minister"), STR("resigned")));
    assert_true(phrases_may_begin(&table, STR("foreign"), STR("minister")));
    assert_false(phrases_may_begin(&table, STR("foreign"), STR("policy")));
    assert_false(phrases_may_begin(&table, STR("foreign"), STR("")));
    assert_false(phrases_may_begin(&table, STR(""), STR("minister")));
    assert_false(phrases_add(&table, STR("two  spaces"), 9));
    arena_free(arena);
}

static void what_is_there_is_kept(void **state)
{
    (void)state;
    Arena *arena = arena_new(1024);
    PhraseTable table = example(arena);
    const Str words[] = {STR_INIT("minister")};
    uint32_t used;
    assert_false(phrases_add(&table, STR("minister"), 9));
    assert_false(phrases_add(&table, STR(""), 9));
    assert_false(phrases_add(&table, STR("a b c d e f g h i j k l m"), 9));
    assert_int_equal(phrases_match(&table, words, 1, &used), 1);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_longest_is_found),
        cmocka_unit_test(a_beginning_alone_is_none),
        cmocka_unit_test(like_words_are_told_apart),
        cmocka_unit_test(what_begins_none_is_told_by_two_words),
        cmocka_unit_test(what_is_there_is_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
