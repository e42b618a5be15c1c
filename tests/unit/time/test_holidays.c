/*
 * Feasts of other calendars against days on which they were kept: New Year and the Moon Festival by
 * the tables of the Hong Kong Observatory, Jewish feasts by the printed luach, Islamic ones as announced
 * in Saudi Arabia (a day off is within the rule).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include "06_time/holidays.h"

typedef struct Kept {
    const char *rule;
    CivilDate day;
} Kept;

static int32_t first_day(Arena *arena, const Kept *kept)
{
    Holiday holiday = {0};
    int32_t first = 0, last = 0;
    assert_true(holiday_read(str_from_cstring(kept->rule), arena, &holiday));
    assert_true(holiday_days(&holiday, kept->day.year, &first, &last));
    assert_true(first <= last);
    return first;
}

static void check(const Kept *kept, size_t count, int32_t most_days_off)
{
    Arena *arena = arena_new(1u << 12);
    for (size_t i = 0; i < count; i++) {
        int32_t off = first_day(arena, &kept[i]) - day_from_civil(kept[i].day);
        if (abs(off) > most_days_off)
            fail_msg("'%s' of %d is %d days off", kept[i].rule, (int)kept[i].day.year, (int)off);
    }
    arena_free(arena);
}

static void counts_easter(void **state)
{
    (void)state;
    static const Kept kept[] = {{"easter 0", {2024, 3, 31}},          {"easter -2", {2025, 4, 18}},
                                {"orthodox-easter 0", {2023, 4, 16}}, {"orthodox-easter 0", {2024, 5, 5}},
                                {"orthodox-easter 0", {2025, 4, 20}}, {"nth 4 4 11", {2024, 11, 28}}};
    check(kept, COUNT(kept), 0);
}

static void counts_chinese_months(void **state)
{
    (void)state;
    static const Kept kept[] = {
        {"chinese 1 1", {1985, 2, 20}}, {"chinese 1 1", {2015, 2, 19}}, {"chinese 1 1", {2020, 1, 25}},
        {"chinese 1 1", {2023, 1, 22}}, {"chinese 1 1", {2024, 2, 10}}, {"chinese 1 1", {2025, 1, 29}},
        {"chinese 1 1", {2026, 2, 17}}, {"chinese 1 1", {2033, 1, 31}}, {"chinese 1 1", {2034, 2, 19}},
        {"chinese 8 15", {2017, 10, 4}}, {"chinese 8 15", {2020, 10, 1}},
        {"chinese 8 15", {2023, 9, 29}}, {"chinese 8 15", {2025, 10, 6}}, {"chinese 5 5", {2024, 6, 10}}};
    check(kept, COUNT(kept), 0);
}

static void counts_jewish_years(void **state)
{
    (void)state;
    static const Kept kept[] = {
        {"rosh-hashanah 0", {2023, 9, 16}},  {"rosh-hashanah 0", {2024, 10, 3}},
        {"rosh-hashanah 0", {2025, 9, 23}},  {"rosh-hashanah 9", {1973, 10, 6}},
        {"rosh-hashanah 14", {2023, 9, 30}}, {"rosh-hashanah 83", {2023, 12, 8}},
        {"rosh-hashanah 83", {2024, 12, 26}}, {"rosh-hashanah 83", {2025, 12, 15}},
        {"rosh-hashanah -163", {2024, 4, 23}}, {"rosh-hashanah -163", {2025, 4, 13}},
        {"rosh-hashanah -193", {2024, 3, 24}}, {"rosh-hashanah -113", {2024, 6, 12}}};
    check(kept, COUNT(kept), 0);
}

static void comes_near_to_the_crescent(void **state)
{
    (void)state;
    static const Kept kept[] = {
        {"islamic 10 1", {2017, 6, 25}},  {"islamic 10 1", {2020, 5, 24}}, {"islamic 10 1", {2021, 5, 13}},
        {"islamic 10 1", {2023, 4, 21}},  {"islamic 10 1", {2024, 4, 10}}, {"islamic 10 1", {2025, 3, 30}},
        {"islamic 12 10", {2022, 7, 9}},  {"islamic 12 10", {2023, 6, 28}},
        {"islamic 12 10", {2024, 6, 16}}, {"islamic-month 9", {2024, 3, 11}},
        {"islamic-month 9", {2025, 3, 1}}, {"islamic 1 10", {2023, 7, 28}},
        {"diwali", {2020, 11, 14}},       {"diwali", {2022, 10, 24}},      {"diwali", {2023, 11, 12}},
        {"diwali", {2024, 10, 31}},       {"diwali", {2025, 10, 20}}};
    check(kept, COUNT(kept), 1);
}

static void takes_the_whole_month(void **state)
{
    (void)state;
    Arena *arena = arena_new(1u << 12);
    Holiday ramadan = {0};
    assert_true(holiday_read(STR("islamic-month 9"), arena, &ramadan));
    for (int32_t year = 1900; year <= 2100; year++) {
        int32_t first, last;
        assert_true(holiday_days(&ramadan, year, &first, &last));
        assert_in_range(last - first + 1, 29, 30);
    }
    arena_free(arena);
}

static void refuses_what_is_no_day(void **state)
{
    (void)state;
    static const char *const wrong[] = {"", "13-01", "1-1", "easter", "nth 1 1", "chinese 13 1",
                                        "islamic-month", "islamic 0 1", "diwali 1", "easter x"};
    Arena *arena = arena_new(1u << 12);
    for (size_t i = 0; i < COUNT(wrong); i++) {
        Holiday holiday = {0};
        assert_false(holiday_read(str_from_cstring(wrong[i]), arena, &holiday));
    }
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_easter),          cmocka_unit_test(counts_chinese_months),
        cmocka_unit_test(counts_jewish_years),    cmocka_unit_test(comes_near_to_the_crescent),
        cmocka_unit_test(takes_the_whole_month),  cmocka_unit_test(refuses_what_is_no_day),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
