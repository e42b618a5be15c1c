/* The many addresses of one article. The table's own examples are tried when it is read. */
#include "../fixture.h"

#include <stdio.h>
#include <stdlib.h>

#include "ledger/terms.h"

static LedgerData *data;
static Arena *arena;

static int load_data(void **state)
{
    (void)state;
    DatelineError err = {0};
    arena = arena_new(1u << 16);
    return ledger_data_new(NULL, &data, &err) == DATELINE_OK ? 0 : -1;
}

static int free_data(void **state)
{
    (void)state;
    ledger_data_free(data);
    arena_free(arena);
    return 0;
}

static void assert_address(const char *url, const char *expected)
{
    Str found = address_of(ledger_data_addresses(data), str_from_cstring(url), arena);
    Str wanted = str_from_cstring(expected);
    if (!str_equal(found, wanted)) fail_msg("%s: " STR_FMT, url, STR_ARG(found));
}

static void forms_of_one_address_are_one(void **state)
{
    (void)state;
    const char *forms[] = {
        "https://example.org/News/a1",          "http://example.org/News/a1",
        "HTTPS://WWW.Example.ORG/News/a1/",     "https://m.example.org:443/News/a1#comments",
        "https://example.org/News/a1/amp",      "https://example.org/News/a1?utm_source=x&fbclid=y",
        "http://example.org:80/News/a1?",       "//www.example.org/News/a1",
        "  example.org/News/a1 ",               "https://user@example.org/News/a1",
        "https://www.google.co.uk/amp/s/m.example.org/News/a1/amp/",
    };
    for (uint32_t i = 0; i < COUNT(forms); i++) assert_address(forms[i], "example.org/News/a1");
}

static void what_tells_articles_apart_stays(void **state)
{
    (void)state;
    assert_address("https://example.org/story?id=7&page=2", "example.org/story?id=7&page=2");
    assert_address("https://example.org/story?page=2&id=7", "example.org/story?id=7&page=2");
    assert_address("https://example.org/?p=123", "example.org?p=123");
    assert_address("https://m.com/a", "m.com/a");
    assert_address("https://news.example.org:8080/a", "news.example.org:8080/a");
    assert_address("https://example.org/ampere", "example.org/ampere");
}

static void front_pages_and_other_words_are_no_address(void **state)
{
    (void)state;
    assert_address("https://example.org", "");
    assert_address("https://www.example.org/", "");
    assert_address("https://example.org/?utm_source=x", "");
    assert_address("https://example.org/index.html", "");
    assert_address("tag", "");
    assert_address("", "");
    assert_address("http://", "");
    assert_address("a1b2/c3", "");
}

static void a_broken_row_is_named(void **state)
{
    (void)state;
    DatelineError err = {0};
    LedgerData *none = NULL;
    char folder[] = "/tmp/dateline-address-XXXXXX", command[400];
    assert_non_null(mkdtemp(folder));
    snprintf(command, sizeof command,
             "mkdir %s/ledger && printf 'word\\t50\\n' > %s/ledger/words.tsv && printf "
             "'parameter\\tx\\thttps://a.org/b?y=1\\ta.org/b\\n' > %s/ledger/addresses.tsv",
             folder, folder, folder);
    assert_int_equal(system(command), 0);
    DatelineStatus status = ledger_data_new(folder, &none, &err);
    if (strstr(err.message, "data/ledger/addresses.tsv:1: the example becomes") == NULL)
        fail_msg("%s", err.message);
    assert_int_equal(status, DATELINE_ERR_DATA);
    snprintf(command, sizeof command, "rm -r %s", folder);
    assert_int_equal(system(command), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(forms_of_one_address_are_one),
        cmocka_unit_test(what_tells_articles_apart_stays),
        cmocka_unit_test(front_pages_and_other_words_are_no_address),
        cmocka_unit_test(a_broken_row_is_named),
    };
    return cmocka_run_group_tests(tests, load_data, free_data);
}
