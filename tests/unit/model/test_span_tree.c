#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "model/span_tree.h"

#define LONGEST 40u

static float random_score(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return (float)(*state >> 16) / 4096.0f;
}

static bool is_tree(const uint32_t *heads, uint32_t count)
{
    uint32_t roots = 0;
    for (uint32_t word = 1; word <= count; word++) {
        uint32_t steps = 0;
        roots += heads[word] == 0;
        for (uint32_t at = word; at != 0; at = heads[at])
            if (++steps > count) return false;
    }
    return roots == 1;
}

static double total_of(const float *arcs, const uint32_t *heads, uint32_t count)
{
    double total = 0;
    for (uint32_t word = 1; word <= count; word++)
        total += (double)arcs[word * (count + 1) + heads[word]];
    return total;
}

/* Of all trees there are, by counting through the heads. */
static double heaviest_by_trial(const float *arcs, uint32_t count)
{
    uint32_t heads[8] = {0};
    double best = -1e9;
    for (;;) {
        bool is_own_head = false;
        for (uint32_t word = 1; word <= count; word++) is_own_head |= heads[word] == word;
        if (!is_own_head && is_tree(heads, count) && total_of(arcs, heads, count) > best)
            best = total_of(arcs, heads, count);
        uint32_t word = 1;
        while (word <= count && ++heads[word] > count) heads[word++] = 0;
        if (word > count) return best;
    }
}

static void test_finds_the_heaviest(void **state)
{
    (void)state;
    Arena *arena = arena_new(1u << 16);
    SpanTree *tree = span_tree_new(LONGEST, arena);
    uint32_t seed = 3;
    for (uint32_t trial = 0; trial < 300; trial++) {
        uint32_t count = 1 + trial % 5;
        float arcs[36];
        uint32_t heads[6];
        for (uint32_t i = 0; i < (count + 1) * (count + 1); i++) arcs[i] = random_score(&seed);
        span_tree_find(tree, arcs, count, heads);
        assert_true(is_tree(heads, count));
        double away = total_of(arcs, heads, count) - heaviest_by_trial(arcs, count);
        assert_true(away < 1e-4 && away > -1e-4);
    }
    arena_free(arena);
}

/* Cycles within cycles: each word likes the next best, pairs like each other better. */
static void test_opens_nested_cycles(void **state)
{
    (void)state;
    Arena *arena = arena_new(1u << 16);
    SpanTree *tree = span_tree_new(LONGEST, arena);
    float *arcs = arena_new_items(arena, float, (LONGEST + 1) * (LONGEST + 1));
    uint32_t heads[LONGEST + 1];
    for (uint32_t word = 1; word <= LONGEST; word++)
        for (uint32_t head = 0; head <= LONGEST; head++) {
            uint32_t shared = 0;
            while (shared < 6 && (word - 1) >> shared != (head - 1) >> shared) shared++;
            arcs[word * (LONGEST + 1) + head] = head == 0 ? -100.0f : 10.0f - (float)shared;
        }
    span_tree_find(tree, arcs, LONGEST, heads);
    assert_true(is_tree(heads, LONGEST));
    arena_free(arena);
}

/* Scores that make cycles within cycles, and such that follow no order. */
static uint64_t steps_of(uint32_t count, bool is_nested)
{
    Arena *arena = arena_new(1u << 20);
    SpanTree *tree = span_tree_new(count, arena);
    float *arcs = arena_new_items(arena, float, (count + 1) * (count + 1));
    uint32_t *heads = arena_new_items(arena, uint32_t, count + 1), seed = 11;
    for (uint32_t word = 1; word <= count; word++)
        for (uint32_t head = 0; head <= count; head++) {
            float nested = head == 0 ? -100.0f : (float)__builtin_ctz((word ^ head) | 1u << 20);
            arcs[word * (count + 1) + head] = is_nested ? nested : random_score(&seed);
        }
    span_tree_find(tree, arcs, count, heads);
    assert_true(is_tree(heads, count));
    uint64_t steps = span_tree_steps(tree);
    arena_free(arena);
    return steps;
}

static void test_work_grows_with_the_square(void **state)
{
    (void)state;
    for (uint32_t count = 30; count <= 240; count *= 2)
        for (int nested = 0; nested <= 1; nested++)
            assert_true(steps_of(count, nested) <= 10 * (uint64_t)count * count);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_finds_the_heaviest),
        cmocka_unit_test(test_opens_nested_cycles),
        cmocka_unit_test(test_work_grows_with_the_square),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
