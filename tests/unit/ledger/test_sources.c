#include "../fixture.h"

#include <stdlib.h>

#include "ledger/sources.h"

/* Chains as text, one an article: "KCNA Yonhap" is KCNA, who told Yonhap, who told the outlet. "!"
 * starts an outlet that is known by name. */
static uint32_t count(const char *const *chains, uint32_t chain_count)
{
    Arena *arena = arena_new(1u << 12);
    SourceLinkList links = {0};
    for (uint32_t i = 0; i < chain_count; i++) {
        SourceLink link = {.record = i + 1, .article = i + 1};
        for (const char *at = chains[i]; *at != '\0';) {
            size_t len = strcspn(at, " ");
            link.is_outlet = *at == '!';
            link.key = (Str){at, (uint32_t)len};
            link.position++;
            *list_add(arena, &links) = link;
            at += len + (at[len] == ' ');
        }
        if (link.is_outlet) continue;
        link.is_outlet = true;
        link.key = (Str){NULL, 0};
        link.position++;
        *list_add(arena, &links) = link;
    }
    uint32_t found = sources_count(&links, arena);
    arena_free(arena);
    return found;
}

#define COUNT_OF(...)                                                                              \
    count((const char *const[]){__VA_ARGS__},                                                     \
          (uint32_t)(sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *)))

static void who_passes_on_adds_no_source(void **state)
{
    (void)state;
    assert_int_equal(COUNT_OF("KCNA Yonhap !a", "KCNA !b", "Yonhap !c"), 1);
    assert_int_equal(COUNT_OF("Yonhap !c", "KCNA !b"), 2);
    assert_int_equal(COUNT_OF("Yonhap !c", "KCNA !b", "KCNA Yonhap !a"), 1);
    assert_int_equal(COUNT_OF("KCNA !b", "Kremlin !b"), 2);
}

static void who_names_nobody_is_a_source(void **state)
{
    (void)state;
    assert_int_equal(COUNT_OF("", ""), 2);
    assert_int_equal(COUNT_OF("!a", "!a"), 1);
    assert_int_equal(COUNT_OF("!a", "KCNA !a"), 1);
    assert_int_equal(COUNT_OF("KCNA", ""), 2);
}

static void who_cites_each_other_is_one_source(void **state)
{
    (void)state;
    assert_int_equal(COUNT_OF("A B !x", "B A !y"), 1);
    assert_int_equal(COUNT_OF("A B !x", "B A !y", "C !z"), 2);
    assert_int_equal(COUNT_OF("A A !x"), 1);
}

static void officials_of_one_state_are_one(void **state)
{
    (void)state;
    Arena *arena = arena_new(1u << 10);
    Str none = {NULL, 0};
    Str person = source_key(STR("person:a"), STR("person"), STR("KEN"), none, false, arena);
    Str body = source_key(STR("gov:KEN:army"), STR("government body"), STR("KEN"), none, false, arena);
    Str agency = source_key(STR("media:kna"), STR("media"), STR("KEN"), none, false, arena);
    assert_true(str_equal(person, body));
    assert_false(str_equal(person, agency));
    assert_int_equal(source_key(none, none, none, STR("a daily"), false, arena).len, 0);
    assert_true(source_key(none, none, none, STR("a.example"), true, arena).len > 0);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_passes_on_adds_no_source),
        cmocka_unit_test(who_names_nobody_is_a_source),
        cmocka_unit_test(who_cites_each_other_is_one_source),
        cmocka_unit_test(officials_of_one_state_are_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
