/* Each operation at each level of instructions says the same bits as plain C. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "model/kernels.h"

#define MOST_WIDTH 208u
#define MOST_COUNT 11u
#define NUMBERS (3 * MOST_WIDTH * MOST_COUNT)

typedef struct Case {
    uint32_t width;
    uint32_t count;
    float a[NUMBERS];
    float b[NUMBERS];
    int8_t bytes[MOST_WIDTH];
} Case;

typedef struct Result {
    float numbers[NUMBERS];
    float scales[MOST_COUNT];
    int32_t totals[MOST_COUNT];
    int8_t bytes[NUMBERS];
} Result;

typedef void Operation(const VectorOps *vectors, const Case *input, Result *out);

/* Of many sizes and both signs, with zeros, both halves of ties, and what exp cannot take. */
static float random_float(uint32_t *state)
{
    static const float odd[] = {0.0f, -0.0f, 0.5f, -1.5f, 90.0f, -90.0f, 80.0f, 1e-20f};
    *state = *state * 1664525u + 1013904223u;
    if (*state >> 28 == 0) return odd[*state >> 20 & 7];
    float size = (float)(*state >> 8 & 0xFFFF) / 65536.0f;
    return (*state >> 30 & 1 ? -size : size) * (*state >> 29 & 1 ? 8.0f : 0.5f);
}

static void make_case(uint32_t width, uint32_t count, Case *out)
{
    uint32_t state = 11 * width + count;
    *out = (Case){.width = width, .count = count};
    for (uint32_t i = 0; i < NUMBERS; i++) {
        out->a[i] = random_float(&state);
        out->b[i] = random_float(&state);
    }
    for (uint32_t i = 0; i < MOST_WIDTH; i++) out->bytes[i] = (int8_t)(i * 37 % 255);
}

static void do_quantise(const VectorOps *vectors, const Case *input, Result *out)
{
    Quantised quantised = {.values = out->bytes, .scales = out->scales, .totals = out->totals};
    vectors->quantise(input->a, input->width, input->count, &quantised);
}

static void do_normalise(const VectorOps *vectors, const Case *input, Result *out)
{
    Norm norm = {.gain = input->b, .bias = input->b + input->width};
    vectors->normalise(&norm, input->width, input->count, out->numbers);
}

static void do_add_row(const VectorOps *vectors, const Case *input, Result *out)
{
    vectors->add_row(input->bytes, input->width, input->b[3], out->numbers);
}

static void do_rectify(const VectorOps *vectors, const Case *input, Result *out)
{
    vectors->rectify(out->numbers, (size_t)input->width * input->count);
}

static void do_add(const VectorOps *vectors, const Case *input, Result *out)
{
    vectors->add(input->b, (size_t)input->width * input->count, out->numbers);
}

static void do_join(const VectorOps *vectors, const Case *input, Result *out)
{
    vectors->join(input->a, input->b, input->b + input->width, input->width, out->numbers);
}

static void do_add_window(const VectorOps *vectors, const Case *input, Result *out)
{
    vectors->add_window(input->b, input->width, input->count, out->numbers);
}

static void do_run_gates(const VectorOps *vectors, const Case *input, Result *out)
{
    float state[MOST_WIDTH];
    if (input->width % 32 == 0)
        vectors->run_gates(input->b, input->width, input->count, state, out->numbers);
}

static void do_multiply_rows(const VectorOps *vectors, const Case *input, Result *out)
{
    vectors->multiply_rows(input->b, input->a, input->width, input->count, out->numbers);
}

static void do_bend(const VectorOps *vectors, const Case *input, Result *out)
{
    vectors->bend(out->numbers, (size_t)input->width * input->count);
}

/* As many heads of 16 numbers as the width has. */
static void do_attend(const VectorOps *vectors, const Case *input, Result *out)
{
    float room[(16 + ATTENTION_AT_ONCE) * 16];
    Attention attention = {.parts = input->b, .count = input->count, .heads = input->width / 16, .width = 16, .room = room,
                           .out = out->numbers};
    vectors->attend(&attention);
}

static void assert_same(const Case *input, Operation *operation, uint32_t number)
{
    Result *expected = calloc(1, sizeof *expected), *got = calloc(1, sizeof *got);
    memcpy(expected->numbers, input->a, sizeof input->a);
    operation(kernels_at(0)->vectors, input, expected);
    for (uint32_t k = 1; kernels_at(k) != NULL; k++) {
        *got = (Result){0};
        memcpy(got->numbers, input->a, sizeof input->a);
        operation(kernels_at(k)->vectors, input, got);
        if (memcmp(expected, got, sizeof *got) != 0)
            fail_msg("%s, operation %u, %u vectors of %u: not what plain C says",
                     kernels_at(k)->name, (unsigned)number, (unsigned)input->count,
                     (unsigned)input->width);
    }
    free(expected);
    free(got);
}

static void test_levels_say_the_same(void **state)
{
    (void)state;
    static Operation *const operations[] = {do_quantise, do_normalise,  do_add_row,
                                            do_rectify,  do_add,        do_join,
                                            do_add_window, do_run_gates, do_multiply_rows,
                                            do_bend,     do_attend};
    static const uint32_t widths[] = {16, 32, 48, 128, 192, MOST_WIDTH};
    Case *input = malloc(sizeof *input);
    for (uint32_t i = 0; i < sizeof widths / sizeof *widths; i++)
        for (uint32_t count = 1; count <= MOST_COUNT; count += 3) {
            make_case(widths[i], count, input);
            for (uint32_t k = 0; k < sizeof operations / sizeof *operations; k++)
                assert_same(input, operations[k], k);
        }
    free(input);
}

static void test_quantises(void **state)
{
    (void)state;
    float x[32] = {-254.0f, 5.0f /* half way: to the even one */, 3.0f, 254.0f};
    int8_t values[32];
    float scales[2];
    int32_t totals[2];
    Quantised out = {.values = values, .scales = scales, .totals = totals};
    kernels_at(0)->vectors->quantise(x, 16, 2, &out);
    static const int8_t expected[] = {-127, 2, 2, 127};
    assert_memory_equal(values, expected, sizeof expected);
    assert_true(scales[0] == 2.0f);
    assert_int_equal(totals[0], 4);
    assert_int_equal(values[16], 0); /* nothing but zeros */
    assert_true(scales[1] == 0.0f);
}

static void test_gates_keep_or_take(void **state)
{
    (void)state;
    float parts[2 * 64] = {0}, memory[32], out[2 * 32]; /* two words: gates, values */
    parts[0] = -90.0f;      /* shut: the first word's value is not taken */
    parts[32] = 5.0f;
    parts[1] = 90.0f;       /* open */
    parts[33] = 5.0f;
    parts[64 + 1] = -90.0f; /* and kept at the second word */
    parts[64 + 33] = 9.0f;
    kernels_at(0)->vectors->run_gates(parts, 32, 2, memory, out);
    assert_true(out[0] < 1e-6f);
    assert_true(out[1] > 4.99f && out[32 + 1] > 4.99f && out[32 + 1] < 5.01f);
}

static void test_bends(void **state)
{
    (void)state;
    float x[16], wanted[16];
    for (int start = -160; start < 160; start++) {
        for (int i = 0; i < 16; i++) {
            double value = start / 16.0 + i / 256.0;
            x[i] = (float)value;
            wanted[i] = (float)(0.5 * value * erfc(-value / sqrt(2.0)));
        }
        kernels_at(0)->vectors->bend(x, 16);
        for (int i = 0; i < 16; i++) assert_true(fabsf(x[i] - wanted[i]) < 2e-6f);
    }
}

/* Two words; the first asks for what the second answers to, the second for nothing. */
static void test_attends(void **state)
{
    (void)state;
    float parts[2 * 48] = {0}, out[32], room[(16 + ATTENTION_AT_ONCE) * 16];
    parts[0] = 10.0f;        /* asked by the first */
    parts[48 + 16] = 2.0f;   /* answered to by the second */
    parts[32] = 1.0f;        /* told by the first, by the second */
    parts[48 + 32] = 5.0f;
    Attention attention = {.parts = parts, .count = 2, .heads = 1, .width = 16, .room = room, .out = out};
    kernels_at(0)->vectors->attend(&attention);
    assert_true(fabsf(out[0] - 5.0f) < 1e-5f);
    assert_true(fabsf(out[16] - 3.0f) < 1e-5f);
    assert_true(out[1] == 0.0f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_levels_say_the_same),
        cmocka_unit_test(test_quantises),
        cmocka_unit_test(test_gates_keep_or_take),
        cmocka_unit_test(test_bends),
        cmocka_unit_test(test_attends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
