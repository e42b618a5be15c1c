/* The table of trees: what it says of a piece, and what is said of a broken one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "02_clean/scorer.h"
#include "02_clean/tally.h"
#include "02_clean/witness.h"
#include "text/data.h"

typedef struct Loaded {
    Scorer scorer;
    DatelineStatus status;
    DatelineError err;
} Loaded;

/* Loads a table of trees of its own. */
static Loaded load(const char *table, Arena *arena)
{
    char dir[] = "/tmp/dateline-scorer-XXXXXX", clean[64], path[96];
    assert_non_null(mkdtemp(dir));
    snprintf(clean, sizeof clean, "%s/clean", dir);
    snprintf(path, sizeof path, "%s/main_text.tsv", clean);
    assert_int_equal(mkdir(clean, 0700), 0);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    fputs(table, file);
    fclose(file);
    Loaded loaded = {0};
    DataFiles *files = data_files_new(dir);
    loaded.status = scorer_load(files, arena, &loaded.scorer, &loaded.err);
    data_files_free(files);
    unlink(path);
    rmdir(clean);
    rmdir(dir);
    return loaded;
}

static float score(const Scorer *scorer, float text_len, float link_share)
{
    PieceFeatures features = {0};
    features.values[FEATURE_text_len] = text_len;
    features.values[FEATURE_link_share] = link_share;
    float out;
    scorer_run_round(scorer, 0, &features, 1, &out);
    return out;
}

static void test_trees_add_up(void **state)
{
    (void)state;
    Arena *arena = arena_new(1 << 12);
    Loaded loaded = load("1\t0\t=\t1\n"
                         "1\t0\ttext_len\t5.5\n"
                         "1\t1\tlink_share\t0.5\n"
                         "1\t2\t=\t-1\n"
                         "1\t2\t=\t-3\n"
                         "1\t1\t=\t2\n"
                         "2\t0\t=\t0\n",
                         arena);
    assert_int_equal(loaded.status, DATELINE_OK);
    assert_int_equal(loaded.scorer.roots[0].count, 2);
    assert_int_equal(loaded.scorer.roots[1].count, 1);
    assert_float_equal(score(&loaded.scorer, 5.4f, 0.4f), 0.5f, 1e-4f);    /* 1 - 1 = 0 */
    assert_float_equal(score(&loaded.scorer, 5.4f, 0.5f), 0.1192f, 1e-4f); /* 1 - 3 */
    assert_float_equal(score(&loaded.scorer, 5.5f, 0.9f), 0.9526f, 1e-4f); /* 1 + 2 */
    arena_free(arena);
}

static void test_broken_tables_are_named(void **state)
{
    (void)state;
    static const struct {
        const char *table, *message;
    } broken[] = {
        {"1\t0\ttext_len\t5\n1\t1\t=\t1\n", "ends in the middle of a tree"},
        {"1\t0\ttext_length\t5\n", "main_text.tsv:1: there is no feature 'text_length'"},
        {"1\t0\t=\tmuch\n", "main_text.tsv:1: 'much' is not a number"},
        {"1\t0\ttext_len\t5\n1\t2\t=\t1\n", "main_text.tsv:2: expected a line of round 1 and depth 1"},
        {"3\t0\t=\t1\n", "main_text.tsv:1: expected a line of round 1 and depth 0"},
    };
    Arena *arena = arena_new(1 << 12);
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
        Loaded loaded = load(broken[i].table, arena);
        assert_int_equal(loaded.status, DATELINE_ERR_DATA);
        assert_non_null(strstr(loaded.err.message, broken[i].message));
    }
    arena_free(arena);
}

static void test_every_feature_has_a_name(void **state)
{
    (void)state;
    for (int i = 0; i < FEATURE_COUNT; i++) {
        Feature found;
        assert_true(feature_from_name(feature_name((Feature)i), &found));
        assert_int_equal(found, i);
    }
    Feature found;
    assert_false(feature_from_name(STR("="), &found));
}

static void test_tally_counts(void **state)
{
    (void)state;
    Arena *arena = arena_new(1 << 12);
    Tally tally = tally_new(1000, arena);
    for (uint64_t i = 0; i < 1000; i++)
        for (uint64_t n = 0; n <= i % 3; n++) tally_add(&tally, i * 0x9E3779B97F4A7C15u);
    for (uint64_t i = 0; i < 1000; i++)
        assert_int_equal(tally_count(&tally, i * 0x9E3779B97F4A7C15u), i % 3 + 1);
    assert_int_equal(tally_count(&tally, 12345), 0);
    arena_free(arena);
}

static float share(const char *script, Str text)
{
    Arena *arena = arena_new(1 << 12);
    Str page = arena_format(arena, "<script type='application/ld+json'>%s</script>", script);
    HtmlTree *tree;
    html_parse(page, arena, &tree);
    Witness witness = witness_read_body(tree, arena);
    float found = witness_share(&witness, text);
    arena_free(arena);
    return found;
}

static void test_witness(void **state)
{
    (void)state;
    const char *body = "{\"articleBody\": \"<p>Ministers met \\u0069n \\\"Oslo\\\" on Monday.\"}";
    assert_float_equal(share(body, STR("Ministers met in Oslo on Monday")), 1, 0);
    assert_float_equal(share(body, STR("Ministers met in Bergen on Friday")), 0.25f, 0);
    assert_float_equal(share(body, STR("They left")), 0, 0);
    /* Broken and cut linked data is of use too; other members are not. */
    assert_float_equal(share("{\"articleBody\":\"Ministers met in Os", STR("ministers met in")), 1, 0);
    assert_float_equal(share("{\"articleBody\": null, \"x\": \"a b c\"}", STR("a b c")), 0, 0);
    assert_float_equal(share("{\"articleBody\":\"a b c \\u12", STR("a b c")), 1, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_trees_add_up),
        cmocka_unit_test(test_broken_tables_are_named),
        cmocka_unit_test(test_every_feature_has_a_name),
        cmocka_unit_test(test_tally_counts),
        cmocka_unit_test(test_witness),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
