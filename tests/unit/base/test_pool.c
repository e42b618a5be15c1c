#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/pool.h"

typedef struct Square {
    uint64_t number;
    uint64_t result;
} Square;

/* Later jobs are quicker, so that they would overtake if they could. */
static void square(void *context, uint32_t worker, void *argument)
{
    (void)context;
    (void)worker;
    Square *job = argument;
    volatile uint64_t spin = (97 - job->number % 97) * 200;
    while (spin > 0) spin--;
    job->result = job->number * job->number;
}

static void run_with(uint32_t threads, uint32_t backlog)
{
    enum { JOBS = 500 };
    static Square jobs[JOBS];
    Pool *pool = pool_new(threads, backlog, square, NULL);
    uint64_t taken = 0;
    for (uint64_t i = 0; i < JOBS; i++) {
        if (pool_is_full(pool)) {
            Square *job = pool_take(pool);
            assert_int_equal(job->number, taken);
            assert_int_equal(job->result, taken * taken);
            taken++;
        }
        jobs[i] = (Square){.number = i};
        pool_submit(pool, &jobs[i]);
    }
    Square *job;
    while ((job = pool_take(pool)) != NULL) {
        assert_int_equal(job->number, taken);
        assert_int_equal(job->result, taken * taken);
        taken++;
    }
    assert_int_equal(taken, JOBS);
    assert_true(pool_is_empty(pool));
    pool_free(pool);
}

static void results_come_in_order(void **state)
{
    (void)state;
    run_with(1, 1);
    run_with(1, 8);
    run_with(2, 3);
    run_with(4, 32);
}

static void can_be_freed_with_jobs_on_their_way(void **state)
{
    (void)state;
    Square jobs[16] = {0};
    Pool *pool = pool_new(2, 16, square, NULL);
    for (uint64_t i = 0; i < 16; i++) pool_submit(pool, &jobs[i]);
    pool_free(pool);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(results_come_in_order),
        cmocka_unit_test(can_be_freed_with_jobs_on_their_way),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
