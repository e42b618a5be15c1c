#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "export/chars.h"

/* Every byte at which a character begins, against a count from the start. */
static void check_all(Str text)
{
    Arena *arena = arena_new(1024);
    CharIndex index = chars_index(text, arena);
    uint32_t count = 0;
    for (uint32_t i = 0; i < text.len; i++) {
        if (((unsigned char)text.data[i] & 0xC0) == 0x80) continue;
        assert_int_equal(chars_before(&index, i), count);
        count++;
    }
    assert_int_equal(chars_before(&index, text.len), count);
    assert_int_equal(chars_forward(text, 0, count), text.len);
    assert_int_equal(chars_back(text, text.len, count), 0);
    arena_free(arena);
}

static void test_characters_of_one_to_four_bytes(void **state)
{
    (void)state;
    check_all(STR(""));
    check_all(STR("a\u00e9\u4e2d\U0001f600 Erdo\u011fan"));
}

static void test_long_texts_at_the_edges_of_steps(void **state)
{
    (void)state;
    Arena *arena = arena_new(4096);
    for (uint32_t lead = 0; lead < 3; lead++) {
        Buffer text = {0};
        for (uint32_t i = 0; i < lead; i++) buffer_add_char(&text, 'x');
        while (text.len < 1024) buffer_add_str(&text, STR("\u4e2d"));
        check_all(buffer_str(&text));
        check_all((Str){text.data, 512 + lead - (512 % 3)});
        buffer_release(&text);
    }
    arena_free(arena);
}

static void test_steps_end_at_the_ends_of_the_text(void **state)
{
    (void)state;
    Str text = STR("\u00e9a\U0001f600");
    assert_int_equal(chars_forward(text, 0, 1), 2);
    assert_int_equal(chars_forward(text, 0, 9), text.len);
    assert_int_equal(chars_back(text, text.len, 1), 3);
    assert_int_equal(chars_back(text, 3, 9), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_characters_of_one_to_four_bytes),
        cmocka_unit_test(test_long_texts_at_the_edges_of_steps),
        cmocka_unit_test(test_steps_end_at_the_ends_of_the_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
