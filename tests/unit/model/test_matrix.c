#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "model/matrix.h"

#define INPUTS 192u
#define OUTPUTS 48u
#define VECTORS 11u

static uint32_t next_random(uint32_t *state)
{
    return *state = *state * 1664525u + 1013904223u;
}

static int8_t random_byte(uint32_t *state)
{
    return (int8_t)((int32_t)(next_random(state) >> 8) % 255 - 127);
}

typedef struct Example {
    int8_t weights[OUTPUTS * INPUTS];
    int8_t x[VECTORS * INPUTS];
    Matrix matrix;
} Example;

static int8_t weight_of(const Example *example, uint32_t output, uint32_t input)
{
    uint32_t block = output / BLOCK_OUTPUTS;
    uint32_t quad = input / BLOCK_INPUTS;
    return example->weights[((block * (INPUTS / BLOCK_INPUTS) + quad) * BLOCK_OUTPUTS +
                             output % BLOCK_OUTPUTS) *
                                BLOCK_INPUTS +
                            input % BLOCK_INPUTS];
}

/* The first vector and the weights of the first outputs are the largest there are. */
static void make_example(Example *example)
{
    uint32_t state = 7;
    for (uint32_t i = 0; i < OUTPUTS * INPUTS; i++)
        example->weights[i] = i < 16 * INPUTS ? (int8_t)(i % 2 ? -127 : 127) : random_byte(&state);
    for (uint32_t i = 0; i < VECTORS * INPUTS; i++)
        example->x[i] = i < INPUTS ? (int8_t)(i % 2 ? -127 : 127) : random_byte(&state);
    example->matrix = (Matrix){.outputs = OUTPUTS,
                               .inputs = INPUTS,
                               .blocks = OUTPUTS / BLOCK_OUTPUTS,
                               .weights = example->weights};
}

static void assert_exact(const Example *example, MatrixKernel *kernel, uint32_t count)
{
    int32_t sums[VECTORS * OUTPUTS];
    memset(sums, 0x55, sizeof sums);
    kernel(&example->matrix, example->x, count, sums);
    for (uint32_t t = 0; t < count; t++)
        for (uint32_t o = 0; o < OUTPUTS; o++) {
            int32_t expected = 0;
            for (uint32_t i = 0; i < INPUTS; i++)
                expected += weight_of(example, o, i) * example->x[t * INPUTS + i];
            assert_int_equal(sums[t * OUTPUTS + o], expected);
        }
    if (count < VECTORS) assert_int_equal(sums[count * OUTPUTS], 0x55555555);
}

static void test_sums_are_exact(void **state)
{
    (void)state;
    Example *example = calloc(1, sizeof *example);
    make_example(example);
    static const uint32_t counts[] = {1, 8, 9, VECTORS};
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        assert_exact(example, matrix_sums_plain, counts[i]);
#if defined(__x86_64__)
        assert_exact(example, matrix_sums_sse2, counts[i]);
        if (__builtin_cpu_supports("avx2")) assert_exact(example, matrix_sums_avx2, counts[i]);
        if (__builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512bw"))
            assert_exact(example, matrix_sums_vnni, counts[i]);
#endif
    }
    free(example);
}

static void test_quantises(void **state)
{
    (void)state;
    float x[32] = {0};
    int8_t values[32];
    float scales[2];
    Quantised out = {.values = values, .scales = scales};
    x[0] = -254.0f;
    x[1] = 5.0f; /* half way: to the even one */
    x[2] = 3.0f;
    x[3] = 254.0f;
    quantise(x, 16, 2, &out);
    assert_int_equal(values[0], -127);
    assert_int_equal(values[1], 2);
    assert_int_equal(values[2], 2);
    assert_int_equal(values[3], 127);
    assert_true(scales[0] == 2.0f);
    assert_int_equal(values[16], 0); /* nothing but zeros */
    assert_true(scales[1] == 0.0f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sums_are_exact),
        cmocka_unit_test(test_quantises),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
