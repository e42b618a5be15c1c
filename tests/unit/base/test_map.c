#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/map.h"

#define LONGEST 24u

/* A text of one letter with another one at a place. */
static Str text_of(char *room, uint32_t len, uint32_t place)
{
    memset(room, 'a', LONGEST);
    if (place < len) room[place] = 'b';
    return (Str){room, len};
}

static void texts_that_differ_in_one_byte_or_in_length_are_several_keys(void **state)
{
    (void)state;
    Arena *arena = arena_new_lasting(64);
    Map map;
    map_init(&map, arena);
    char room[LONGEST];
    for (uint32_t len = 0; len <= LONGEST; len++)
        for (uint32_t place = 0; place <= len; place++) {
            Str key = text_of(room, len, place);
            assert_int_equal(map_find(&map, key), MAP_NONE);
            map_set(&map, arena_copy_str(arena, key), 100 * len + place);
        }
    assert_int_equal(map.count, (LONGEST + 1) * (LONGEST + 2) / 2);
    for (uint32_t len = 0; len <= LONGEST; len++)
        for (uint32_t place = 0; place <= len; place++)
            assert_int_equal(map_find(&map, text_of(room, len, place)), 100 * len + place);
    arena_free(arena);
}

static void a_value_is_replaced(void **state)
{
    (void)state;
    Arena *arena = arena_new(64);
    Map map;
    map_init(&map, arena);
    map_set(&map, STR("word"), 1);
    map_set(&map, STR("word"), 2);
    map_set(&map, STR("something longer than a word"), 3);
    map_set(&map, STR("something longer than a word"), 4);
    assert_int_equal(map.count, 2);
    assert_int_equal(map_find(&map, STR("word")), 2);
    assert_int_equal(map_find(&map, STR("something longer than a word")), 4);
    assert_int_equal(map_find(&map, STR("ward")), MAP_NONE);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_that_differ_in_one_byte_or_in_length_are_several_keys),
        cmocka_unit_test(a_value_is_replaced),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
