/* How claims that are about the same stand to each other, in whatever order they come. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include "ledger/theses.h"

static Id id_of(const char *text)
{
    Id id = {{0}};
    strncpy(id.text, text, sizeof id.text - 1);
    return id;
}

static ThesisClaim claim(const char *id, int32_t day, const char *holders, Stance stance, Polarity polarity)
{
    return (ThesisClaim){.id = id_of(id),
                         .article_id = id_of(id),
                         .has_day = true,
                         .day = day,
                         .stance = stance,
                         .polarity = polarity,
                         .holders = str_from_cstring(holders)};
}

static void check(const ThesisClaim *claims, const char *const *ids, const char *const *relations, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        assert_string_equal(claims[i].id.text, ids[i]);
        assert_string_equal(thesis_relation_name(claims[i].relation), relations[i]);
    }
}

static void told_denied_repeated_confirmed(void **state)
{
    (void)state;
    ThesisClaim claims[] = {
        claim("c4", 13, "state:DNK\n", STANCE_CONFIRMS, POLARITY_POSITIVE),
        claim("c2", 11, "state:SWE\n", STANCE_DENIES, POLARITY_POSITIVE),
        claim("c3", 12, "org:nato\nstate:NOR\n", STANCE_ASSERTS, POLARITY_POSITIVE),
        claim("c1", 10, "state:NOR\n", STANCE_ASSERTS, POLARITY_POSITIVE),
    };
    thesis_relate(claims, COUNT(claims));
    check(claims, (const char *[]){"c1", "c2", "c3", "c4"}, (const char *[]){"first", "denies", "repeats", "confirms"},
          4);
    assert_int_equal(claims[0].of, 0);
    assert_int_equal(claims[1].of, 0);
    assert_int_equal(claims[2].of, 0);
    assert_int_equal(claims[3].of, 2);
    assert_string_equal(thesis_standing(claims, 4), "disputed");
}

/* "He said it had not been sent" stands against "sent", and so does the denial of a denial's words. */
static void not_is_a_denial(void **state)
{
    (void)state;
    ThesisClaim claims[] = {
        claim("c1", 10, "a\n", STANCE_ASSERTS, POLARITY_POSITIVE),
        claim("c2", 11, "b\n", STANCE_ASSERTS, POLARITY_NEGATIVE),
        claim("c3", 12, "c\n", STANCE_DENIES, POLARITY_NEGATIVE),
    };
    thesis_relate(claims, COUNT(claims));
    check(claims, (const char *[]){"c1", "c2", "c3"}, (const char *[]){"first", "denies", "repeats"}, 3);
    assert_string_equal(thesis_standing(claims, 3), "denied");
}

static void a_denial_may_come_before_what_it_denies(void **state)
{
    (void)state;
    ThesisClaim claims[] = {
        claim("c1", 10, "b\n", STANCE_DENIES, POLARITY_POSITIVE),
        claim("c2", 11, "a\n", STANCE_ASSERTS, POLARITY_POSITIVE),
        claim("c3", 15, "a\n", STANCE_RETRACTS, POLARITY_POSITIVE),
    };
    thesis_relate(claims, COUNT(claims));
    check(claims, (const char *[]){"c1", "c2", "c3"}, (const char *[]){"denies", "first", "retracts"}, 3);
    assert_int_equal(claims[0].of, 1);
    assert_int_equal(claims[2].of, 1);
    assert_string_equal(thesis_standing(claims, 3), "retracted");
}

static void what_is_alike(void **state)
{
    (void)state;
    static const struct {
        const char *a, *b;
        bool is_alike;
    } pairs[] = {
        {"Sweden had moved 3,000 troops to the Finnish border", "some 3,000 troops had been moved to the Finnish border by Sweden", true},
        {"it had not moved 3,000 troops to the Finnish border", "Sweden had moved 3,000 troops to the Finnish border", true},
        {"Sweden had moved 3,000 troops to the Finnish border", "Sweden had moved 9,000 troops to the Finnish border", false},
        {"police in Kenya had reported 40 new cases of the fever", "police in Peru had reported 40 new cases of the fever", false},
        {"Sweden had moved 3,000 troops to the Finnish border", "the harbour will be closed for repairs until the spring", false},
    };
    DatelineError err;
    LedgerData *data;
    assert_int_equal(ledger_data_new(NULL, &data, &err), DATELINE_OK);
    Arena *arena = arena_new(1u << 14);
    for (size_t i = 0; i < COUNT(pairs); i++) {
        const Proposed *a = thesis_read(data, str_from_cstring(pairs[i].a), arena);
        const Proposed *b = thesis_read(data, str_from_cstring(pairs[i].b), arena);
        assert_int_equal(thesis_likeness(a, b) > 0, pairs[i].is_alike);
        assert_int_equal(thesis_likeness(a, b), thesis_likeness(b, a));
    }
    arena_free(arena);
    ledger_data_free(data);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(told_denied_repeated_confirmed),
        cmocka_unit_test(not_is_a_denial),
        cmocka_unit_test(a_denial_may_come_before_what_it_denies),
        cmocka_unit_test(what_is_alike),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
