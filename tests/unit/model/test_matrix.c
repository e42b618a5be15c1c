#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "model/kernels.h"

#define MOST_INPUTS 192u
#define MOST_OUTPUTS 48u
#define MOST_VECTORS 37u
#define ROOM 64u /* what quantised_room says of them */

static uint32_t next_random(uint32_t *state)
{
    return *state = *state * 1664525u + 1013904223u;
}

static int8_t random_byte(uint32_t *state)
{
    return (int8_t)((int32_t)(next_random(state) >> 8) % 255 - 127);
}

typedef struct Example {
    int8_t weights[MOST_OUTPUTS * MOST_INPUTS + 1];
    int8_t x[ROOM * MOST_INPUTS];
    float x_scales[ROOM];
    int32_t totals[ROOM];
    float scales[MOST_OUTPUTS];
    float bias[MOST_OUTPUTS];
    Matrix matrix;
    Quantised quantised;
} Example;

static int8_t weight_of(const Matrix *matrix, uint32_t output, uint32_t input)
{
    size_t quad = (size_t)(output / BLOCK_OUTPUTS) * (matrix->inputs / BLOCK_INPUTS) +
                  input / BLOCK_INPUTS;
    return matrix->weights[(quad * BLOCK_OUTPUTS + output % BLOCK_OUTPUTS) * BLOCK_INPUTS +
                           input % BLOCK_INPUTS];
}

/* The first vector and the weights of the first outputs are the largest there are. The weights are
 * not aligned. */
static Example *make_example(uint32_t outputs, uint32_t inputs, uint32_t count)
{
    Example *example = calloc(1, sizeof *example);
    uint32_t state = 7;
    for (uint32_t i = 0; i < outputs * inputs; i++)
        example->weights[1 + i] =
            i < 16 * inputs ? (int8_t)(i % 2 ? -127 : 127) : random_byte(&state);
    for (uint32_t i = 0; i < ROOM * inputs; i++)
        example->x[i] = i < inputs ? (int8_t)(i % 2 ? -127 : 127) : random_byte(&state);
    for (uint32_t t = 0; t < ROOM; t++) {
        example->x_scales[t] = 1.0f / (float)(t + 3);
        for (uint32_t i = 0; i < inputs; i++) example->totals[t] += example->x[t * inputs + i];
    }
    for (uint32_t o = 0; o < outputs; o++) {
        example->scales[o] = 0.01f * (float)(o + 1);
        example->bias[o] = (float)o - 7.3f;
    }
    example->matrix = (Matrix){.outputs = outputs,
                               .inputs = inputs,
                               .blocks = outputs / BLOCK_OUTPUTS,
                               .weights = example->weights + 1,
                               .scales = example->scales,
                               .bias = example->bias};
    example->quantised = (Quantised){.values = example->x,
                                     .scales = example->x_scales,
                                     .totals = example->totals,
                                     .width = inputs,
                                     .count = count};
    return example;
}

static float product_of(const Example *example, uint32_t output, uint32_t t)
{
    const Matrix *matrix = &example->matrix;
    int32_t sum = 0;
    for (uint32_t i = 0; i < matrix->inputs; i++)
        sum += weight_of(matrix, output, i) * example->x[t * matrix->inputs + i];
    return (float)sum * (example->x_scales[t] * matrix->scales[output]) + matrix->bias[output];
}

static void assert_exact(const Example *example, const Kernels *kernels)
{
    static float out[ROOM * MOST_OUTPUTS];
    uint32_t outputs = example->matrix.outputs, count = example->quantised.count;
    memset(out, 0x55, sizeof out);
    kernels->product(&example->matrix, &example->quantised, out);
    for (uint32_t t = 0; t < count; t++)
        for (uint32_t o = 0; o < outputs; o++) {
            float expected = product_of(example, o, t);
            if (memcmp(&out[t * outputs + o], &expected, sizeof expected) != 0)
                fail_msg("%s, %u by %u: output %u of vector %u is %.9g, not %.9g", kernels->name,
                         (unsigned)outputs, (unsigned)example->matrix.inputs, (unsigned)o,
                         (unsigned)t, (double)out[t * outputs + o], (double)expected);
        }
    static const unsigned char untouched[4] = {0x55, 0x55, 0x55, 0x55};
    assert_memory_equal(&out[count * outputs], untouched, sizeof untouched);
}

static void test_products_are_exact_at_every_level(void **state)
{
    (void)state;
    static const uint32_t counts[] = {1, 4, 7, 8, 9, 16, 17, 32, 33, MOST_VECTORS};
    static const uint32_t inputs[] = {16, 80, 128, MOST_INPUTS};
    static const uint32_t outputs[] = {16, 32, MOST_OUTPUTS};
    for (size_t i = 0; i < 10 * 4 * 3; i++) {
        Example *example = make_example(outputs[i % 3], inputs[i / 3 % 4], counts[i / 12]);
        for (uint32_t k = 0; kernels_at(k) != NULL; k++) assert_exact(example, kernels_at(k));
        free(example);
    }
}

static void test_the_best_level_is_the_last(void **state)
{
    (void)state;
    uint32_t count = 0;
    while (kernels_at(count) != NULL) count++;
    assert_ptr_equal(kernels_best(), kernels_at(count - 1));
    assert_string_equal(kernels_at(0)->name, "plain");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_products_are_exact_at_every_level),
        cmocka_unit_test(test_the_best_level_is_the_last),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
