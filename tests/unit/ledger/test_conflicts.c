#include "../fixture.h"

#include <stdio.h>

#include "ledger/figures.h"
#include "ledger/variants.h"

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

static FigureView figure(const char *article, const char *sentence, double low, double high,
                         Hedge hedge, const char *counted)
{
    static uint32_t count;
    FigureView view = {.low = low,
                       .high = high,
                       .hedge = hedge,
                       .counted = str_from_cstring(counted),
                       .is_of_world = true,
                       .setting = figure_setting(data, str_from_cstring(sentence), (Span){0, 0}),
                       .sentence = count,
                       .terms = terms_of(data, str_from_cstring(sentence), 1000, 24, arena)};
    strcpy(view.article.text, article);
    snprintf(view.id.text, sizeof view.id.text, "f%u", count++);
    return view;
}

static uint32_t conflicts(const FigureView *figures, uint32_t count)
{
    FigureConflictList groups = {0};
    figures_find_conflicts(figures, count, arena, &groups);
    return groups.count == 0 ? 0 : groups.items[0].members.count;
}

#define SENT "Ruritania has sent troops to the frontier with Graustark"

static void exact_values_that_differ_are_a_conflict(void **state)
{
    (void)state;
    FigureView figures[] = {figure("a1", SENT, 15000, 15000, HEDGE_ABOUT, "troop"),
                            figure("a2", SENT, 100000, 100000, HEDGE_EXACT, "troop"),
                            figure("a3", SENT, 10000, 10000, HEDGE_MORE_THAN, "troop"),
                            figure("a4", SENT, 15200, 15200, HEDGE_EXACT, "troop")};
    assert_int_equal(conflicts(figures, 4), 3);
}

static void bounds_that_can_both_hold_are_none(void **state)
{
    (void)state;
    FigureView figures[] = {figure("a1", SENT, 10000, 10000, HEDGE_AT_LEAST, "troop"),
                            figure("a2", SENT, 12000, 12000, HEDGE_EXACT, "troop")};
    assert_int_equal(conflicts(figures, 2), 0);
}

static void other_things_are_not_compared(void **state)
{
    (void)state;
    FigureView nouns[] = {figure("a1", SENT, 10, 10, HEDGE_EXACT, "troop"),
                          figure("a2", SENT, 20, 20, HEDGE_EXACT, "tank")};
    assert_int_equal(conflicts(nouns, 2), 0);
    FigureView topics[] = {
        figure("a1", SENT, 10, 10, HEDGE_EXACT, "troop"),
        figure("a2", "Flooding displaced many in the delta", 20, 20, HEDGE_EXACT, "troop")};
    assert_int_equal(conflicts(topics, 2), 0);
}

static void an_article_that_gives_both_counts_two_things(void **state)
{
    (void)state;
    FigureView figures[] = {figure("a1", SENT, 100, 100, HEDGE_EXACT, "troop"),
                            figure("a1", SENT, 300, 300, HEDGE_EXACT, "troop"),
                            figure("a2", SENT, 300, 300, HEDGE_EXACT, "troop")};
    figures[1].sentence = figures[0].sentence;
    assert_int_equal(conflicts(figures, 3), 0);
}

static FigureView toll(const char *article, const char *sentence, int32_t day, double value, Hedge hedge)
{
    FigureView view = figure(article, sentence, value, value, hedge, "people");
    view.size = STR("dead");
    view.unit = STR("person");
    view.has_day = true;
    view.day = day;
    return view;
}

#define TOLL "officials said that people were killed in the blast at Graustark"

static void a_toll_that_rises_drifts(void **state)
{
    (void)state;
    FigureConflictList found = {0};
    FigureView figures[] = {toll("a1", TOLL, 100, 12, HEDGE_EXACT), toll("a2", TOLL, 101, 15, HEDGE_EXACT),
                            toll("a3", TOLL, 104, 19, HEDGE_AT_LEAST), toll("a4", TOLL, 130, 40, HEDGE_EXACT)};
    figures[1].counted = STR("toll");
    figures_find_conflicts(figures, 4, arena, &found);
    assert_int_equal(found.count, 1);
    assert_int_equal(found.items[0].members.count, 3);
    assert_true(found.items[0].is_drift);
}

static void a_toll_that_falls_or_differs_on_a_day_is_a_conflict(void **state)
{
    (void)state;
    FigureConflictList falls = {0}, differs = {0};
    FigureView falling[] = {toll("a1", TOLL, 100, 25, HEDGE_EXACT), toll("a2", TOLL, 101, 15, HEDGE_EXACT)};
    figures_find_conflicts(falling, 2, arena, &falls);
    assert_int_equal(falls.count, 1);
    assert_false(falls.items[0].is_drift);
    FigureView one_day[] = {toll("a1", TOLL, 100, 25, HEDGE_EXACT), toll("a2", TOLL, 100, 15, HEDGE_EXACT)};
    figures_find_conflicts(one_day, 2, arena, &differs);
    assert_int_equal(differs.count, 1);
    assert_false(differs.items[0].is_drift);
}

static void other_places_and_times_are_other_things(void **state)
{
    (void)state;
    const char *sentences[][2] = {{"officials said that soldiers died in Graustark", "officials said that soldiers died in Ruritania"},
                                  {"the army sent its troops to Graustark in March", "the army sent its troops to Graustark in July"},
                                  {"the army sent its troops to Graustark in 2012", "the army sent its troops to Graustark in 2015"}};
    for (size_t i = 0; i < COUNT(sentences); i++) {
        FigureView figures[] = {figure("a1", sentences[i][0], 100, 100, HEDGE_EXACT, "soldier"),
                                figure("a2", sentences[i][1], 300, 300, HEDGE_EXACT, "soldier")};
        assert_int_equal(conflicts(figures, 2), 0);
    }
}

static void parts_and_small_groups_are_not_compared(void **state)
{
    (void)state;
    FigureView ships[] = {figure("a1", SENT, 2, 2, HEDGE_EXACT, "ship"), figure("a2", SENT, 6, 6, HEDGE_EXACT, "ship")};
    assert_int_equal(conflicts(ships, 2), 0);
    Str sentence = STR("They killed many, including 30 soldiers from Graustark");
    assert_true(figure_setting(data, sentence, (Span){28, 39}).is_part);
    assert_false(figure_setting(data, STR("Some 30 soldiers left"), (Span){5, 16}).is_part);
    assert_true(figure_setting(data, STR("Some 30 more left"), (Span){5, 7}).is_part);
    assert_false(figure_tells_of_world(data, STR("percentage point")));
}

static void assert_variants(const char *a, const char *b, bool expected)
{
    uint32_t likeness = variant_likeness(data, str_from_cstring(a), str_from_cstring(b));
    assert_int_equal(likeness, variant_likeness(data, str_from_cstring(b), str_from_cstring(a)));
    if ((likeness > 0) != expected)
        fail_msg("likeness %u of '%s' and '%s'", likeness, a, b);
}

static void one_sentence_in_other_words(void **state)
{
    (void)state;
    assert_variants("\"we shall always walk the road of good neighbourhood, trust and harmony\"",
                    "both had forever followed the path of good neighbourhood, harmony and trust",
                    true);
    assert_variants("\"The frontier treaty guarantees lasting tranquillity,\"",
                    "the treaty on the frontier is a guarantee of enduring tranquillity", true);
    assert_variants("\"The frontier treaty guarantees lasting tranquillity,\"",
                    "\"The harvest was the richest since the great flood,\"", false);
    assert_variants("\"We are ready,\"", "\"We are ready,\"", false); /* says too little */
    assert_variants("50 soldiers fell on the frontier", "105 soldiers fell on the frontier", false);
    assert_variants("ready to discuss the harbour treaty", "never discussed the harbour treaty", false);
    assert_variants("the workers will not return to their jobs until wages are raised",
                    "the workers would stay away from their jobs until pay was increased", true);
}

static void wordings_that_differ_and_those_that_are_cut(void **state)
{
    (void)state;
    Str whole = STR("\"we walk the right road of non-alliance and target no third party\"");
    Str other = STR("\"we walk the correct road of non-alignment and target no third party\"");
    Str cut = STR("\"the right road of non-alliance and target no third party\"");
    assert_true(variants_differ(data, whole, other));
    assert_true(variants_differ(data, other, whole));
    assert_false(variants_differ(data, whole, cut));
    assert_false(
        variants_differ(data, STR("\"sharing blood, life and death in one trench\""),
                        STR("\"the sincerest alliance of sharing blood, life and death\"")));
    assert_true(str_equal(variant_quoted_part(STR("he said it was \"a \"new\" start\".")),
                          STR("a \"new\" start")));
    assert_int_equal(variant_quoted_part(STR("without any marks")).len, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exact_values_that_differ_are_a_conflict),
        cmocka_unit_test(bounds_that_can_both_hold_are_none),
        cmocka_unit_test(other_things_are_not_compared),
        cmocka_unit_test(an_article_that_gives_both_counts_two_things),
        cmocka_unit_test(a_toll_that_rises_drifts),
        cmocka_unit_test(a_toll_that_falls_or_differs_on_a_day_is_a_conflict),
        cmocka_unit_test(other_places_and_times_are_other_things),
        cmocka_unit_test(parts_and_small_groups_are_not_compared),
        cmocka_unit_test(one_sentence_in_other_words),
        cmocka_unit_test(wordings_that_differ_and_those_that_are_cut),
    };
    return cmocka_run_group_tests(tests, load_data, free_data);
}
