/* Who a family name is, by the full names that others attest. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/calendar.h"
#include "ledger/identity.h"

static Arena *arena;

static int open_arena(void **state)
{
    (void)state;
    arena = arena_new(1u << 12);
    return 0;
}

static int close_arena(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

static int32_t day(int32_t year)
{
    return day_from_civil((CivilDate){year, 6, 1});
}

static KnownPerson *person(KnownPersonList *list, const char *key)
{
    KnownPerson *out = list_add(arena, list);
    *out = (KnownPerson){.key = str_from_cstring(key)};
    return out;
}

static Attestation *attest(KnownPerson *person, const char *office, const char *country, int32_t year)
{
    Attestation *out = list_add(arena, &person->attested);
    *out = (Attestation){.office = str_from_cstring(office),
                         .owner = str_from_cstring(office[0] == '\0' ? "" : country),
                         .country = str_from_cstring(country),
                         .is_sole = true,
                         .has_days = true,
                         .first_day = day(year),
                         .last_day = day(year),
                         .articles = 1};
    return out;
}

static Sighting seen(const char *office, const char *country, const char *countries, int32_t year)
{
    return (Sighting){.key = STR("name:sample"),
                      .office = str_from_cstring(office),
                      .country = str_from_cstring(country),
                      .countries = str_from_cstring(countries),
                      .has_day = true,
                      .day = day(year)};
}

/* A foreign minister of Kenya and a colonel of Togo. */
static KnownPersonList two_of_one_name(void)
{
    KnownPersonList list = {0};
    attest(person(&list, "person:ann sample"), "foreign minister", "KEN", 2020);
    attest(person(&list, "person:bob sample"), "colonel", "TGO", 2020);
    return list;
}

static void check(Sighting sighting, const char *expected, const char *rule)
{
    KnownPersonList list = two_of_one_name();
    Recognition found;
    identity_recognise(&list, NULL, &sighting, arena, &found);
    if (expected == NULL)
        assert_int_equal(found.person, NONE);
    else
        assert_true(found.person != NONE && str_equal(list.items[found.person].key,
                                                      str_from_cstring(expected)));
    assert_true(str_equal(found.rule, str_from_cstring(rule)));
}

static void one_who_fits_is_recognised(void **state)
{
    (void)state;
    check(seen("foreign minister", "KEN", "", 2021), "person:ann sample", "ID-OFFICE");
    check(seen("minister", "", "|KEN|", 2021), "person:ann sample", "ID-OFFICE");
    check(seen("", "TGO", "|KEN|", 2021), "person:bob sample", "ID-COUNTRY");
    check(seen("", "", "|FRA|KEN|", 2021), "person:ann sample", "ID-CONTEXT");
}

static void others_stay_unknown(void **state)
{
    (void)state;
    check(seen("", "", "|KEN|TGO|", 2021), NULL, "ID-AMBIGUOUS");
    check(seen("", "", "|FRA|", 2021), NULL, "");
    check(seen("", "FRA", "|KEN|", 2021), NULL, "");
    check(seen("general", "KEN", "|KEN|", 2021), NULL, "");
    check(seen("", "", "|KEN|", 2022), NULL, "");
    check(seen("", "", "|KEN|", 2016), NULL, "");
    check(seen("", "", "", 2021), NULL, "");
}

/* What is told of often is known longer, and by any office. */
static void few_articles_say_less(void **state)
{
    (void)state;
    KnownPersonList list = {0};
    KnownPerson *known = person(&list, "person:ann sample");
    attest(known, "", "KEN", 2020);
    attest(known, "official", "KEN", 2020)->is_sole = false;
    Sighting sighting = seen("", "", "|KEN|", 2020), later = seen("", "", "|KEN|", 2023);
    Recognition found;
    identity_recognise(&list, NULL, &sighting, arena, &found);
    assert_int_equal(found.person, NONE);
    known->attested.items[0].articles = 3;
    identity_recognise(&list, NULL, &sighting, arena, &found);
    assert_int_equal(found.person, 0);
    identity_recognise(&list, NULL, &later, arena, &found);
    assert_int_equal(found.person, 0);
}

static void what_users_rule_out_does_not_count(void **state)
{
    (void)state;
    KnownPersonList list = two_of_one_name();
    Sighting sighting = seen("", "", "|KEN|TGO|", 2021);
    bool excluded[] = {true, false};
    Recognition found;
    identity_recognise(&list, excluded, &sighting, arena, &found);
    assert_int_equal(found.person, 1);
}

static uint32_t parts(const KnownPerson *person)
{
    StrList countries = {0};
    identity_split(person, arena, &countries);
    return countries.count;
}

static void one_name_of_two_countries_is_parted(void **state)
{
    (void)state;
    KnownPersonList list = {0};
    KnownPerson *shared = person(&list, "person:ann sample");
    attest(shared, "", "KEN", 2020);
    attest(shared, "foreign minister", "KEN", 2020);
    attest(shared, "", "TGO", 2020);
    assert_int_equal(parts(shared), 0); /* no office there */
    attest(shared, "colonel", "TGO", 2020);
    assert_int_equal(parts(shared), 2);
    shared->attested.items[0].articles = 40; /* the other is a slip */
    assert_int_equal(parts(shared), 0);
    shared->attested.items[0].articles = 1;
    attest(shared, "envoy", "KEN", 2021)->owner = STR("TGO"); /* one article joins the two */
    assert_int_equal(parts(shared), 0);
}

static void verdicts_lead_to_one_key(void **state)
{
    (void)state;
    DecisionList decisions = {0};
    *list_add(arena, &decisions) = (Decision){STR("name:sample"), STR("person:bob sample"), STR(""), true};
    *list_add(arena, &decisions) =
        (Decision){STR("person:ann sample"), STR("person:bob sample"), STR("a1"), true};
    *list_add(arena, &decisions) =
        (Decision){STR("name:sample"), STR("person:carl sample"), STR(""), false};
    Str everywhere = identity_decided(&decisions, STR("name:sample"), STR("a2"), arena);
    Str in_one = identity_decided(&decisions, STR("name:sample"), STR("a1"), arena);
    assert_true(str_equal(everywhere, STR("person:bob sample")));
    assert_true(str_equal(in_one, STR("person:ann sample")));
    assert_true(identity_is_ruled_out(&decisions, STR("person:carl sample"), STR("name:sample"), STR("a9")));
    assert_false(identity_is_ruled_out(&decisions, STR("person:bob sample"), STR("name:sample"), STR("a9")));
    assert_true(identity_is_decided(&decisions, STR("person:carl sample")));
    assert_false(identity_is_decided(&decisions, STR("person:dora sample")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_who_fits_is_recognised),
        cmocka_unit_test(others_stay_unknown),
        cmocka_unit_test(few_articles_say_less),
        cmocka_unit_test(what_users_rule_out_does_not_count),
        cmocka_unit_test(one_name_of_two_countries_is_parted),
        cmocka_unit_test(verdicts_lead_to_one_key),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
