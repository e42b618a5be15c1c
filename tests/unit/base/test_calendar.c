#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/calendar.h"

static void days_and_dates_go_both_ways(void **state)
{
    (void)state;
    for (int32_t day = -200000; day < 200000; day++) {
        CivilDate date = civil_from_day(day);
        assert_true(civil_date_is_valid(date));
        assert_int_equal(day_from_civil(date), day);
    }
}

static void weekdays_are_those_of_the_calendar(void **state)
{
    (void)state;
    assert_int_equal(weekday_of(0), THURSDAY);
    assert_int_equal(weekday_of(day_from_civil((CivilDate){2024, 12, 31})), TUESDAY);
    assert_int_equal(weekday_of(day_from_civil((CivilDate){1969, 12, 31})), WEDNESDAY);
    assert_int_equal(weekday_of(day_from_civil((CivilDate){2000, 2, 29})), TUESDAY);
}

static void dates_that_do_not_exist_are_refused(void **state)
{
    (void)state;
    assert_false(civil_date_is_valid((CivilDate){2023, 2, 29}));
    assert_true(civil_date_is_valid((CivilDate){2024, 2, 29}));
    assert_false(civil_date_is_valid((CivilDate){1900, 2, 29}));
    assert_false(civil_date_is_valid((CivilDate){2024, 13, 1}));
    assert_false(civil_date_is_valid((CivilDate){2024, 4, 31}));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_and_dates_go_both_ways),
        cmocka_unit_test(weekdays_are_those_of_the_calendar),
        cmocka_unit_test(dates_that_do_not_exist_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
