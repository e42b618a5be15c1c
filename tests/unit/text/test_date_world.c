#include "text/date_world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

static MonthNames months;

/* year-month-day and where it stands, in a page of that language */
static void check(const char *language, const char *text, const char *expected)
{
    DateStyle style = {&months, str_from_cstring(language), false};
    WrittenDate date;
    uint32_t at;
    char got[80] = "none";
    if (date_world_find(str_from_cstring(text), 0, &style, &date, &at))
        snprintf(got, sizeof got, "%04d-%02d-%02d [%u,%u)", date.year, date.month, date.day,
                 (unsigned)at, (unsigned)(at + date.len));
    assert_string_equal(got, expected);
}

static int load(void **state)
{
    static Arena *arena;
    DataFiles *files = data_files_new(NULL);
    DatelineError err;
    arena = arena_new(1u << 16);
    *state = arena;
    DatelineStatus status = month_names_load(&months, files, arena, &err);
    data_files_free(files);
    return status == DATELINE_OK ? 0 : -1;
}

static int unload(void **state)
{
    arena_free(*state);
    return 0;
}

static void names(void **state)
{
    (void)state;
    check("de", "Stand: 26. Februar 2020, 12:30 Uhr", "2020-02-26 [7,23)");
    check("fr", "publié le 1er mai 2020", "2020-05-01 [11,23)");
    check("es", "14 de enero de 2020", "2020-01-14 [0,19)");
    check("es", "mayo 26, 2020", "2020-05-26 [0,13)");
    check("pt", "22/nov/2020", "2020-11-22 [0,11)");
    check("ru", "14 января 2020 г.", "2020-01-14 [0,20)");
    check("el", "14 Ιανουαρίου 2020", "2020-01-14 [0,28)");
    check("ar", "14 يناير 2020", "2020-01-14 [0,18)");
    check("he", "14 בינואר 2020", "2020-01-14 [0,20)");
    check("hu", "2020. január 14.", "2020-01-14 [0,16)");
    check("lv", "2020. gada 14. janvāris", "2020-01-14 [0,24)");
    check("tr", "26 AĞUSTOS 2020", "2020-08-26 [0,16)");
    check("th", "14 มกราคม 2563", "2020-01-14 [0,26)");
    check("", "26. Februar 2020", "2020-02-26 [0,16)");
}

static void a_name_of_two_months(void **state)
{
    (void)state;
    check("pl", "3 listopada 2020", "2020-11-03 [0,16)");
    check("hr", "3. listopada 2020.", "2020-10-03 [0,17)");
    check("", "3. listopada 2020.", "none");
}

static void figures(void **state)
{
    (void)state;
    check("ja", "公開：2020年1月14日 10時", "2020-01-14 [9,22)");
    check("ko", "2020년 1월 14일", "2020-01-14 [0,15)");
    check("ko", "2020. 01. 14.", "2020-01-14 [0,12)");
    check("de", "28.01.22", "2022-01-28 [0,8)");
    check("de", "Version 4.5.20", "none");
    check("cs", "7. 6. 2020", "2020-06-07 [0,10)");
    check("ar", "١٤/٠١/٢٠٢٠", "2020-01-14 [0,18)");
    check("de", "2020-01-14T08:00:00Z", "2020-01-14 [0,20)");
}

static void no_dates(void **state)
{
    (void)state;
    check("fr", "Jean mai 2020", "none");
    check("de", "32. Mai 2020", "none");
    check("en", "14 players in 2020", "none");
    check("en", "", "none");
    check("en", "2020", "none");
    check("en", "9999999999999 January 2020", "2020-01-00 [14,26)");
}

static void order(void **state)
{
    (void)state;
    WrittenDate date;
    DateStyle style = {&months, STR("fr"), true};
    assert_true(date_world_parse(STR("03/04/2024"), 0, &style, &date));
    assert_int_equal(date.month, 4);
    assert_int_equal(date.day, 3);
    assert_false(date.is_swappable);
    style.is_day_first = false;
    assert_true(date_world_parse(STR("03/04/2024"), 0, &style, &date));
    assert_int_equal(date.month, 3);
    assert_true(date.is_swappable);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names),    cmocka_unit_test(a_name_of_two_months),
        cmocka_unit_test(figures),  cmocka_unit_test(no_dates),
        cmocka_unit_test(order),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
