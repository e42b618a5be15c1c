#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/radix.h"

#define MOST 3000

static void numbers_stand_in_order_and_equal_ones_as_they_came(void **state)
{
    (void)state;
    static RadixItem items[MOST], spare[MOST];
    static const uint64_t masks[] = {3, 0xFFF, 0xFF00FF0000000000, UINT64_MAX};
    static const uint32_t counts[] = {0, 1, 2, 47, 48, 300, MOST};
    uint64_t random = 5;
    for (uint32_t k = 0; k < 28; k++) {
        uint32_t count = counts[k % 7];
        for (uint32_t i = 0; i < count; i++) {
            random = random * 6364136223846793005u + 1442695040888963407u;
            items[i] = (RadixItem){(random ^ random >> 29) & masks[k / 7], i};
        }
        uint64_t sum = 0;
        radix_sort(items, spare, count);
        for (uint32_t i = 0; i < count; i++) {
            sum += items[i].value;
            if (i == 0) continue;
            assert_true(items[i - 1].key <= items[i].key);
            assert_true(items[i - 1].key < items[i].key || items[i - 1].value < items[i].value);
        }
        assert_int_equal(sum, count == 0 ? 0 : (uint64_t)count * (count - 1) / 2);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_stand_in_order_and_equal_ones_as_they_came),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
