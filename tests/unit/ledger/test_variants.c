/* What a quotation is found by, read once, is what reading it for each purpose gives. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include "ledger/variants.h"

typedef struct World {
    LedgerData *data;
    Arena *arena;
} World;

static int set_up(void **state)
{
    static World world;
    DatelineError err;
    if (ledger_data_new(NULL, &world.data, &err) != DATELINE_OK) return 1;
    world.arena = arena_new(1u << 14);
    *state = &world;
    return 0;
}

static int tear_down(void **state)
{
    World *world = *state;
    arena_free(world->arena);
    ledger_data_free(world->data);
    return 0;
}

/* As many telling words as a quotation can hold, some more than once. */
static Str long_text(Arena *arena)
{
    Str text = {NULL, 0};
    for (uint32_t i = 0; i < 400; i++)
        text = arena_format(arena, STR_FMT "%sq%c%c", STR_ARG(text), i == 0 ? "" : " ", 'a' + (int)(i % 26),
                            'a' + (int)(i / 26 % 13));
    return text;
}

static void check_text(const World *world, Str text)
{
    KeyList keys = {0};
    const Saying *whole = saying_read(world->data, text, world->arena);
    const Saying *found = variant_read(world->data, STR("person:ann example"), text, (Str){NULL, 0}, world->arena, &keys);
    assert_false(saying_has_words(found));
    assert_int_equal(saying_says_enough(found), saying_says_enough(whole));
    assert_int_equal(saying_says_enough(whole), variant_says_enough(world->data, text, world->arena));
    if (!saying_says_enough(found)) {
        assert_int_equal(saying_vector(found).len, 0);
        assert_int_equal(keys.count, 0);
        return;
    }
    assert_true(str_equal(saying_vector(found), saying_vector(whole)));
    assert_true(keys.count > 0);
    const Saying *kept = saying_read_kept(world->data, text, saying_vector(found), world->arena);
    assert_true(saying_has_words(kept));
    assert_true(saying_variant(kept, whole, false) > 0);
}

static void one_reading_finds_the_same(void **state)
{
    const World *world = *state;
    static const char *const texts[] = {
        "",
        "We are ready.",
        "Yes",
        "The ceasefire along the northern border will hold until the harvest is in",
        "\"The museum's roof,\" she said, \"cannot wait for another winter of 1,200 litres a day\"",
        "\xC3\x9C" "ber the r\xC3\xA9" "gime no treaty of disarmament was ever signed",
    };
    for (size_t i = 0; i < COUNT(texts); i++) check_text(world, str_from_cstring(texts[i]));
    check_text(world, long_text(world->arena));
}

static void what_is_ruled_out_early_is_ruled_out_in_full(void **state)
{
    const World *world = *state;
    static const char *const texts[] = {
        "The ceasefire along the northern border will hold until the harvest is in",
        "the truce on the border in the north is to last until the crops are harvested",
        "The ceasefire along the northern border will not hold until the harvest is in",
        "50 lorries of grain crossed the northern border before the ceasefire",
        "The museum's roof cannot wait for another winter of rain",
        "the roof of the museum cannot wait for one more winter",
        "We are ready.",
    };
    for (size_t i = 0; i < COUNT(texts) * COUNT(texts) * 2; i++) {
        const Saying *a = saying_read(world->data, str_from_cstring(texts[i / 2 % COUNT(texts)]), world->arena);
        Str text = str_from_cstring(texts[i / 2 / COUNT(texts)]);
        const Saying *b = saying_read(world->data, text, world->arena);
        Saying *held = saying_hold(text, saying_vector(b), world->arena);
        for (uint32_t times = 0; times < 2; times++)
            assert_int_equal(saying_variant_of(world->data, a, held, i % 2, world->arena), saying_variant(a, b, i % 2));
    }
}

static void a_kept_vector_is_not_reckoned_again(void **state)
{
    const World *world = *state;
    char bytes[SENTENCE_VECTOR_SIZE] = {1, 2, 3};
    KeyList keys = {0};
    Str text = STR("The ceasefire along the northern border will hold until the harvest is in");
    const Saying *saying =
        variant_read(world->data, STR("person:ann example"), text, (Str){bytes, sizeof bytes}, world->arena, &keys);
    assert_true(str_equal(saying_vector(saying), (Str){bytes, sizeof bytes}));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_reading_finds_the_same),
        cmocka_unit_test(what_is_ruled_out_early_is_ruled_out_in_full),
        cmocka_unit_test(a_kept_vector_is_not_reckoned_again),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
