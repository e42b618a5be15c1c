/* Shingles, the estimate of MinHash, keys that copies share, and the exact comparison. */
#include "../fixture.h"

#include <stdio.h>
#include <stdlib.h>

#include "ledger/copies.h"

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

static ShingleList list_of(Str text)
{
    ShingleList list = {0};
    shingles_of(text, arena, &list);
    return list;
}

static ShingleSet set_of(Str text)
{
    ShingleList list = list_of(text);
    return shingle_set(&list, arena);
}

/* "w12 w13 ...", from a word on. */
static Str numbered(uint32_t first, uint32_t count)
{
    char *bytes = arena_alloc(arena, 12 * (size_t)count + 1);
    uint32_t len = 0;
    for (uint32_t i = first; i < first + count; i++)
        len += (uint32_t)snprintf(bytes + len, 13, "w%u ", i);
    return (Str){bytes, len};
}

static Str joined(Str a, Str b)
{
    return arena_format(arena, STR_FMT " " STR_FMT, STR_ARG(a), STR_ARG(b));
}

static CopyRelation relation(Str later, Str earlier)
{
    ShingleSet a = set_of(later), b = set_of(earlier);
    return copy_compare(&a, &b);
}

/* Every so many words another one stands there. */
static Str edited(uint32_t first, uint32_t count, uint32_t every)
{
    Str out = {NULL, 0};
    for (uint32_t i = 0; i < count; i += every) {
        uint32_t left = count - i < every ? count - i : every;
        out = arena_format(arena, STR_FMT STR_FMT "e%u ", STR_ARG(out), STR_ARG(numbered(first + i, left - 1)), first + i);
    }
    return out;
}

/* Do they share so many keys that they are compared? */
static bool share_keys(Str a, Str b)
{
    CopyKeyList x = {0}, y = {0};
    uint32_t shared = 0;
    copy_keys(a, (Str){NULL, 0}, arena, &x);
    copy_keys(b, (Str){NULL, 0}, arena, &y);
    for (uint32_t i = 0; i < x.count; i++)
        for (uint32_t k = 0; k < y.count; k++) shared += x.items[i] == y.items[k];
    return shared > 0 && copy_may_be(shared, copy_size(&x), copy_size(&y));
}

static void case_and_layout_make_no_difference(void **state)
{
    (void)state;
    Str plain = STR("the bridge at \xC3\x85lesund was closed for repairs on tuesday");
    Str other = STR("The bridge\n\nat \xC3\xA5lesund was -- closed, for \"repairs\" on TUESDAY.");
    assert_int_equal(relation(plain, other).kind, COPY_EXACT);
    assert_int_equal(set_of(plain).count, 3);
}

static void short_texts_have_one_shingle_and_empty_ones_none(void **state)
{
    (void)state;
    assert_int_equal(set_of(STR("Three words here")).count, 1);
    assert_int_equal(set_of(STR(" -- ")).count, 0);
    assert_int_equal(relation(STR("three words here"), STR("Three words here.")).kind, COPY_EXACT);
    assert_int_equal(relation(STR("three words here"), STR("three words there")).kind, COPY_NONE);
    assert_int_equal(relation(STR(""), STR("")).kind, COPY_NONE);
}

static void long_words_differ_by_their_ends(void **state)
{
    (void)state;
    char a[301], b[301];
    memset(a, 'x', 300);
    memcpy(b, a, 300);
    b[299] = 'y';
    assert_int_equal(relation((Str){a, 300}, (Str){b, 300}).kind, COPY_NONE);
    assert_int_equal(relation((Str){a, 300}, (Str){a, 300}).kind, COPY_EXACT);
}

static void repeats_count_once(void **state)
{
    (void)state;
    Str once = numbered(0, 40);
    ShingleSet set = set_of(joined(once, once));
    assert_int_equal(set.count, 40); /* 33 and the seven across the seam */
}

static void half_of_all_shingles_is_near(void **state)
{
    (void)state;
    /* 93 shingles each */
    CopyRelation near = relation(numbered(0, 100), numbered(31, 100));
    assert_int_equal(near.kind, COPY_NEAR);
    assert_int_equal(near.likeness, 500); /* 62 of 124 */
    CopyRelation less = relation(numbered(0, 100), numbered(32, 100));
    assert_int_equal(less.kind, COPY_WITHIN); /* 61 of 93 all the same */
    assert_int_equal(relation(numbered(0, 100), numbered(60, 100)).kind, COPY_NONE);
}

static void parts_are_told_from_wholes(void **state)
{
    (void)state;
    Str part = numbered(0, 60), whole = joined(numbered(500, 200), part);
    CopyRelation within = relation(part, whole), contains = relation(whole, part);
    assert_int_equal(within.kind, COPY_WITHIN);
    assert_int_equal(within.share, 1000);
    assert_int_equal(contains.kind, COPY_CONTAINS);
    assert_true(contains.share < 300);
    assert_true(copy_is_repeat(within.kind));
    assert_false(copy_is_repeat(contains.kind));
    /* a sentence of 20 words is no part */
    assert_int_equal(relation(numbered(0, 20), whole).kind, COPY_NONE);
}

/* Of 300 pairs from unlike to equal, the estimate is off by 64 draws' worth of chance. */
static void estimate_is_near_the_exact_likeness(void **state)
{
    (void)state;
    double sum = 0;
    for (uint32_t i = 0; i < 300; i++) {
        Str a = numbered(i * 1000, 400), b = numbered(i * 1000 + i, 400);
        ShingleList x = list_of(a), y = list_of(b);
        MinHash p, q;
        assert_true(minhash_of(&x, &p));
        assert_true(minhash_of(&y, &q));
        double error = (double)minhash_likeness(&p, &q) - (double)relation(a, b).likeness;
        assert_true(abs((int)error) < 260);
        sum += error * error;
    }
    assert_true(sum / 300 < 65 * 65); /* sqrt(.25 / 64) is 62 thousandths */
}

static void few_shingles_fill_all_parts(void **state)
{
    (void)state;
    ShingleList list = list_of(STR("Three words here"));
    MinHash minhash;
    assert_true(minhash_of(&list, &minhash));
    for (uint32_t i = 1; i < MINHASH_COUNT; i++)
        assert_int_equal(minhash.least[i], minhash.least[0]);
    list.count = 0;
    assert_false(minhash_of(&list, &minhash));
}

static void copies_share_keys(void **state)
{
    (void)state;
    uint32_t found = 0;
    for (uint32_t i = 0; i < 300; i++) /* likeness just above a half */
        found += share_keys(numbered(i * 1000, 150), numbered(i * 1000 + 47, 150));
    assert_true(found >= 299);
    for (uint32_t i = 0; i < 100; i++) /* a part of a tenth of a long text */
        assert_true(share_keys(numbered(i * 10000 + 2000, 60), numbered(i * 10000, 4000)));
    found = 0;
    for (uint32_t i = 0; i < 300; i++)
        found += share_keys(numbered(i * 1000, 150), numbered(i * 1000 + 500, 150));
    assert_int_equal(found, 0);
}

static void edited_copies_share_keys(void **state)
{
    (void)state;
    uint32_t found = 0, copies = 0;
    for (uint32_t i = 0; i < 300; i++) { /* nine of seventeen shingles are left */
        Str whole = numbered(i * 1000, 500), copy = edited(i * 1000, 500, 17);
        found += share_keys(whole, copy);
        copies += relation(copy, whole).kind != COPY_NONE;
    }
    assert_int_equal(copies, 300);
    assert_true(found >= 299);
}

static void a_paragraph_that_many_print_is_not_enough(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < 100; i++) {
        Str rule = numbered(i * 10000 + 5000, 35);
        Str a = joined(numbered(i * 10000, 700), rule), b = joined(numbered(i * 10000 + 1000, 700), rule);
        assert_false(share_keys(a, b));
        assert_int_equal(relation(a, b).kind, COPY_NONE);
    }
}

static void keys_do_not_grow_without_bound(void **state)
{
    (void)state;
    CopyKeyList keys = {0};
    copy_keys(numbered(0, 100000), STR("example.org/a"), arena, &keys);
    assert_true(keys.count < 1100);
    for (uint32_t i = 1; i < keys.count; i++) assert_true(keys.items[i - 1] < keys.items[i]);
}

static void versions_need_something_in_common(void **state)
{
    (void)state;
    ShingleSet first = set_of(numbered(0, 100)), live = set_of(numbered(85, 100));
    ShingleSet other = set_of(numbered(5000, 100));
    assert_int_equal(version_compare(&live, &first, false).kind, COPY_NONE);
    assert_int_equal(version_compare(&live, &first, true).kind, COPY_VERSION);
    assert_int_equal(version_compare(&other, &first, false).kind, COPY_NONE);
    live = set_of(numbered(80, 100));
    assert_int_equal(version_compare(&live, &first, false).kind, COPY_VERSION);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(case_and_layout_make_no_difference),
        cmocka_unit_test(short_texts_have_one_shingle_and_empty_ones_none),
        cmocka_unit_test(long_words_differ_by_their_ends),
        cmocka_unit_test(repeats_count_once),
        cmocka_unit_test(half_of_all_shingles_is_near),
        cmocka_unit_test(parts_are_told_from_wholes),
        cmocka_unit_test(estimate_is_near_the_exact_likeness),
        cmocka_unit_test(few_shingles_fill_all_parts),
        cmocka_unit_test(copies_share_keys),
        cmocka_unit_test(edited_copies_share_keys),
        cmocka_unit_test(a_paragraph_that_many_print_is_not_enough),
        cmocka_unit_test(keys_do_not_grow_without_bound),
        cmocka_unit_test(versions_need_something_in_common),
    };
    return cmocka_run_group_tests(tests, make_arena, free_arena);
}
