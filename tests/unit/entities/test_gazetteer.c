/* Lines of gazetteer.tsv: which are refused, and what the search over the sorted text finds. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "05_entities/gazetteer.h"

#define LINE(name, kind, country)                                                                  \
    name "\t\t" kind "\t" country "\tSome Region\t1.50\t-2.25\t12\t345\n"
#define FIRST LINE("abra", "city", "PHL")
#define LAST LINE("zulte", "city", "BEL")

static const char sample[] = FIRST LINE("san", "city", "MLI") LINE("san jose", "capital", "CRI")
    LINE("san jose", "city", "USA") LINE("san jose", "region", "CRI")
        LINE("san jose del cabo", "city", "MEX") LINE("sankt veit", "city", "AUT") LAST;

/* The countries of the lines found, in their order: "CRI USA CRI". */
static void assert_found(const char *lines, const char *name, const char *countries)
{
    Gazetteer gazetteer = {.lines = str_from_cstring(lines)};
    Str found = gazetteer_find(&gazetteer, str_from_cstring(name));
    char text[256] = "";
    size_t len = 0;
    GazetteerRow row;
    while (gazetteer_next(&found, &row)) {
        assert_true(str_equal(row.name, str_from_cstring(name)));
        len += (size_t)snprintf(text + len, sizeof text - len, "%s" STR_FMT, len == 0 ? "" : " ",
                                STR_ARG(row.country));
    }
    assert_string_equal(text, countries);
}

static void test_found(void **state)
{
    (void)state;
    assert_found(sample, "abra", "PHL");
    assert_found(sample, "zulte", "BEL");
    assert_found(sample, "san jose", "CRI USA CRI");
}

static void test_prefixes(void **state)
{
    (void)state;
    assert_found(sample, "san", "MLI");
    assert_found(sample, "san jose del cabo", "MEX");
    assert_found(sample, "san jose del", "");
    assert_found(sample, "sankt", "");
    assert_found(sample, "sa", "");
}

static void test_missing(void **state)
{
    (void)state;
    assert_found(sample, "", "");
    assert_found(sample, "aaa", "");
    assert_found(sample, "mmm", "");
    assert_found(sample, "zzz", "");
    assert_found(sample, "San Jose", "");
    assert_found(sample, "abra\t\tcity", "");
}

/* A file without its last line's end, of one line, of none. */
static void test_ends(void **state)
{
    (void)state;
    char cut[sizeof sample];
    snprintf(cut, sizeof cut, "%.*s", (int)sizeof sample - 2, sample);
    assert_found(cut, "zulte", "BEL");
    assert_found(cut, "zzz", "");
    assert_found(FIRST, "abra", "PHL");
    assert_found(FIRST, "aaa", "");
    assert_found(FIRST, "b", "");
    assert_found("", "abra", "");
    Gazetteer none = {0};
    assert_int_equal(gazetteer_find(&none, STR("abra")).len, 0);
}

static void test_row(void **state)
{
    (void)state;
    GazetteerRow row;
    assert_null(gazetteer_read_line(
        STR("a luoi\tA Lưới\tcity\tVNM\tHue\t16.27\t-107.23\t5\t1594548"), &row));
    assert_true(str_equal(row.name, STR("a luoi")) && str_equal(row.shown, STR("A Lưới")));
    assert_true(str_equal(row.country, STR("VNM")) && str_equal(row.region, STR("Hue")));
    assert_int_equal(row.kind, GAZETTEER_CITY);
    assert_true(row.latitude > 16.26f && row.latitude < 16.28f);
    assert_true(row.longitude < -107.22f && row.longitude > -107.24f);
    assert_int_equal(row.people, 5);
    assert_int_equal(row.id, 1594548);
}

/* Each is refused where it stands: on the third line, behind a comment and a good row. */
static void assert_refused(const char *line, const char *reason)
{
    char content[1024], expected[256];
    DatelineError err = {0};
    snprintf(content, sizeof content, "# a comment\n" FIRST "%s\n" LAST, line);
    assert_int_equal(gazetteer_check(str_from_cstring(content), &err), DATELINE_ERR_DATA);
    snprintf(expected, sizeof expected, "data/entities/gazetteer.tsv:3: %s", reason);
    assert_string_equal(err.message, expected);
}

static void test_broken_lines(void **state)
{
    (void)state;
    assert_refused("", "fewer than 9 fields");
    assert_refused("# a comment among the rows", "fewer than 9 fields");
    assert_refused("goma\t\tcity\tCOD\t\t1\t2\t3", "fewer than 9 fields");
    assert_refused("goma\t\tcity\tCOD\t\t1\t2\t3\t4\t5", "more than 9 fields");
    assert_refused("\t\tcity\tCOD\t\t1\t2\t3\t4", "no name");
    assert_refused("goma\t\ttown\tCOD\t\t1\t2\t3\t4", "kind is not capital, city, region or short");
    assert_refused("goma\t\tcity\tCD\t\t1\t2\t3\t4", "country is no alpha-3 code");
    assert_refused("goma\t\tcity\tCOD\t\t90.5\t2\t3\t4", "latitude is not from -90 to 90");
    assert_refused("goma\t\tcity\tCOD\t\tnan\t2\t3\t4", "latitude is not from -90 to 90");
    assert_refused("goma\t\tcity\tCOD\t\t1\t-181\t3\t4", "longitude is not from -180 to 180");
    assert_refused("goma\t\tcity\tCOD\t\t1\t\t3\t4", "longitude is not from -180 to 180");
    assert_refused("goma\t\tcity\tCOD\t\t1\t2\t-3\t4", "people are no number");
    assert_refused("goma\t\tcity\tCOD\t\t1\t2\t4000000000\t4", "people are no number");
    assert_refused("goma\t\tcity\tCOD\t\t1\t2\t3\t", "id is no number");
    assert_refused("goma\t\tcity\tCOD\t\t1\t2\t3\t4\r", "id is no number");
    assert_refused("aaa\t\tcity\tCOD\t\t1\t2\t3\t4", "the name is not in the order of bytes");
    assert_refused("goma\tGom\xE1\tcity\tCOD\t\t1\t2\t3\t4", "the line is not UTF-8");
}

static void test_whole_files(void **state)
{
    (void)state;
    DatelineError err = {0};
    assert_int_equal(gazetteer_check(str_from_cstring(sample), &err), DATELINE_OK);
    assert_int_equal(gazetteer_check(STR("# a comment alone"), &err), DATELINE_OK);
    assert_int_equal(gazetteer_check(STR(""), &err), DATELINE_OK);
}

/* What is built in is not checked at the start, so it is here. */
static void test_built_in(void **state)
{
    (void)state;
    DataFiles *files = data_files_new(NULL);
    Arena *arena = arena_new(1u << 16);
    DatelineError err = {0};
    Gazetteer gazetteer;
    if (gazetteer_load(files, arena, &gazetteer, &err) != DATELINE_OK ||
        gazetteer_check(gazetteer.lines, &err) != DATELINE_OK)
        fail_msg("%s", err.message);
    Str goma = gazetteer_find(&gazetteer, STR("goma"));
    GazetteerRow row;
    assert_true(gazetteer_next(&goma, &row));
    assert_true(str_equal(row.country, STR("COD")) && row.kind == GAZETTEER_CITY);
    /* As the words of an article come here: without marks, apostrophes and hyphens. */
    assert_true(gazetteer_find(&gazetteer, STR("chisinau")).len > 0);
    assert_int_equal(gazetteer_find(&gazetteer, STR("Chișinău")).len, 0);
    assert_int_equal(gazetteer_area(&gazetteer, STR("strait of hormuz"))->kind, PLACE_WATER);
    assert_null(gazetteer_area(&gazetteer, STR("strait of nowhere")));
    assert_null(gazetteer_state(&gazetteer, STR("XYZ")));
    arena_free(arena);
    data_files_free(files);
}

static void test_addresses(void **state)
{
    (void)state;
    DataFiles *files = data_files_new(NULL);
    Arena *arena = arena_new(1u << 16);
    DatelineError err = {0};
    Gazetteer gazetteer;
    assert_int_equal(gazetteer_load(files, arena, &gazetteer, &err), DATELINE_OK);
    const struct {
        Str url, country;
    } cases[] = {
        {STR_INIT("https://news.example.fr/a?b=c.de"), STR_INIT("FRA")},
        {STR_INIT("https://example.co.UK:8080/"), STR_INIT("GBR")},
        {STR_INIT("example.ke"), STR_INIT("KEN")},
        {STR_INIT("https://example.tv/"), STR_INIT("")},
        {STR_INIT("https://example.com/x.fr"), STR_INIT("")},
        {STR_INIT("fr"), STR_INIT("")},
        {STR_INIT(""), STR_INIT("")},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_true(
            str_equal(gazetteer_address_country(&gazetteer, cases[i].url), cases[i].country));
    arena_free(arena);
    data_files_free(files);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_found),       cmocka_unit_test(test_prefixes),
        cmocka_unit_test(test_missing),     cmocka_unit_test(test_ends),
        cmocka_unit_test(test_row),         cmocka_unit_test(test_broken_lines),
        cmocka_unit_test(test_whole_files), cmocka_unit_test(test_built_in),
        cmocka_unit_test(test_addresses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
