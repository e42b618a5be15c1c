#include "text/date_parse.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

/* year-month-day, bytes used, time if there is one */
static void check(const char *text, const char *expected)
{
    WrittenDate date;
    char got[80] = "none";
    if (date_parse(str_from_cstring(text), 0, &date)) {
        int used = snprintf(got, sizeof got, "%04d-%02d-%02d %u", date.year, date.month, date.day,
                            (unsigned)date.len);
        if (date.has_time)
            snprintf(got + used, sizeof got - (size_t)used, " %02d:%02d", date.hour, date.minute);
    }
    assert_string_equal(got, expected);
}

static void figures(void **state)
{
    (void)state;
    check("2024-12-31", "2024-12-31 10");
    check("2024-12-31T08:50:00+09:00", "2024-12-31 25 08:50");
    check("2024-12-31T08:50:00.123Z", "2024-12-31 24 08:50");
    check("2024/12/31", "2024-12-31 10");
    check("2024-12", "2024-12-00 7");
    check("20241231", "2024-12-31 8");
    check("31.12.2024", "2024-12-31 10");
    check("16-02-2025", "2025-02-16 10");
    check("12/31/2024", "2024-12-31 10");
    check("31/12/2024", "2024-12-31 10");
    check("11/18/19 11:04 PM EST", "2019-11-18 21 23:04");
    check("2024-09-05 | 03:36", "2024-09-05 18 03:36");
    check("5 December, 05:06 GMT", "0000-12-05 21 05:06");
}

static void month_names(void **state)
{
    (void)state;
    check("Dec. 31, 2024, 8:50 a.m.", "2024-12-31 24 08:50");
    check("31 Dec 2024 12:55PM", "2024-12-31 19 12:55");
    check("Tue, 31 Dec 2024 08:50:00 GMT", "2024-12-31 29 08:50");
    check("27 Dec. 2024, 11:22", "2024-12-27 19 11:22");
    check("31st of December 2024", "2024-12-31 21");
    check("Friday, June 27, 2025", "2025-06-27 21");
    check("November 7, 2024, Thursday // 09:28", "2024-11-07 35 09:28");
    check("Sat, 28-Jun-2025", "2025-06-28 16");
    check("08:36, October 24, 2022", "2022-10-24 23 08:36");
    check("Aug 5, 2024 19:21 IST", "2024-08-05 21 19:21");
    check("Jan. 28, 2012 - 16:51", "2012-01-28 21 16:51");
    check("February 12, 201511:59 am", "2015-02-12 25 11:59");
    check("December 2024", "2024-12-00 13");
    check("December 31", "0000-12-31 11");
    check("Sept. 3", "0000-09-03 7");
    check("Dec 31, 2024 12:55PM IST", "2024-12-31 24 12:55");
}

static void no_dates(void **state)
{
    (void)state;
    check("1115912170", "none");
    check("31.02.2024", "none");
    check("2024", "none");
    check("may 5", "none");
    check("Mayor 5", "none");
    check("3.5.1", "none");
    check("40340389", "none");
    check("December", "none");
    check("Marching 12", "none");
}

static void find_and_year(void **state)
{
    (void)state;
    WrittenDate date;
    uint32_t at;
    assert_true(date_find(STR("Published: 27 Dec. 2024, 11:22"), 0, &date, &at));
    assert_int_equal(at, 11);
    assert_false(date_find(STR("Article 1115912170 of 12"), 0, &date, &at));
    int32_t new_year = day_from_civil((CivilDate){2025, 1, 1});
    assert_int_equal(date_nearest_year(12, 27, new_year), 2024);
    assert_int_equal(date_nearest_year(1, 2, new_year - 2), 2025);
    assert_true(date_parse_epoch(STR("1735603200"), &date));
    assert_int_equal(date.year * 10000 + date.month * 100 + date.day, 20241231);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(figures),
        cmocka_unit_test(month_names),
        cmocka_unit_test(no_dates),
        cmocka_unit_test(find_and_year),
    };
    return cmocka_run_group_tests_name("date_parse", tests, NULL, NULL);
}
