/* What differs between two texts, and that time stays bounded. */
#include "../fixture.h"

#include <stdio.h>

#include "ledger/differences.h"

static Arena *arena;

static int make_arena(void **state)
{
    (void)state;
    arena = arena_new(1u << 20);
    return 0;
}

static int free_arena(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

/* "a -> b | c -> d" */
static Str show(Str a, Str b)
{
    DifferenceList list = {0};
    Str out = {"", 0};
    differences_find(a, b, arena, &list);
    for (uint32_t i = 0; i < list.count; i++)
        out = arena_format(arena, STR_FMT "%s[" STR_FMT " -> " STR_FMT "]", STR_ARG(out),
                           i > 0 ? " " : "", STR_ARG(str_slice(a, list.items[i].a)),
                           STR_ARG(str_slice(b, list.items[i].b)));
    return out;
}

#define assert_differences(a, b, expected) assert_string_equal(show(STR(a), STR(b)).data, expected)

static void words_are_lined_up(void **state)
{
    (void)state;
    assert_differences("At least 12 people died in the fire.",
                       "At least 19 people were injured in the fire on Monday.",
                       "[12 -> 19] [died -> were injured] [ -> on Monday]");
    assert_differences("one two three", "One, two: THREE!", "");
    assert_differences("", "one two", "[ -> one two]");
    assert_differences("one two", "", "[one two -> ]");
    assert_differences("", "", "");
    assert_differences("one", "two", "[one -> two]");
}

static void paragraphs_in_and_out(void **state)
{
    (void)state;
    assert_differences(
        "The ferry left the port of Lomen at six. Its engine failed within sight of the lighthouse. "
        "Nobody was hurt, the captain told reporters on shore.",
        "The ferry left the port of Lomen at six. Nobody was hurt, the captain told reporters on "
        "shore. Two tugs brought it back.",
        "[Its engine failed within sight of the lighthouse -> ] [ -> Two tugs brought it back]");
}

static void a_moved_sentence_is_taken_out_and_put_in(void **state)
{
    (void)state;
    DifferenceList list = {0};
    differences_find(STR("a1 a2 a3 a4 a5 a6 b1 b2 b3 b4"), STR("b1 b2 b3 b4 a1 a2 a3 a4 a5 a6"),
                     arena, &list);
    assert_int_equal(list.count, 2);
    assert_true(span_is_empty(list.items[0].a));
    assert_true(span_is_empty(list.items[1].b));
}

static Str repeated(const char *word, uint32_t count)
{
    uint32_t len = (uint32_t)strlen(word);
    char *bytes = arena_alloc(arena, (size_t)len * count + 1);
    for (uint32_t i = 0; i < count; i++) memcpy(bytes + (size_t)i * len, word, len);
    return (Str){bytes, len * count};
}

static void hostile_texts_are_one_difference(void **state)
{
    (void)state;
    DifferenceList list = {0};
    differences_find(repeated("a b ", 200000), repeated("b c ", 200000), arena, &list);
    assert_true(list.count >= 1 && list.count <= 3);
    list.count = 0;
    differences_find(repeated("a ", 300000), repeated("a ", 299999), arena, &list);
    assert_int_equal(list.count, 1);
    assert_int_equal(list.items[0].a_words, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_lined_up),
        cmocka_unit_test(paragraphs_in_and_out),
        cmocka_unit_test(a_moved_sentence_is_taken_out_and_put_in),
        cmocka_unit_test(hostile_texts_are_one_difference),
    };
    return cmocka_run_group_tests(tests, make_arena, free_arena);
}
