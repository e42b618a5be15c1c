#include "../fixture.h"

#include <stdio.h>

#include "ledger/figures.h"
#include "ledger/quoted_words.h"
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
    assert_int_equal(conflicts(figures, 4), 4);
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

static FigureView toll(const char *article, const char *sentence, int32_t day, double value,
                       Hedge hedge)
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
    FigureView figures[] = {
        toll("a1", TOLL, 100, 12, HEDGE_EXACT), toll("a2", TOLL, 101, 15, HEDGE_EXACT),
        toll("a3", TOLL, 104, 19, HEDGE_AT_LEAST), toll("a4", TOLL, 130, 40, HEDGE_EXACT)};
    figures_find_conflicts(figures, 4, arena, &found);
    assert_int_equal(found.count, 1);
    assert_int_equal(found.items[0].members.count, 3);
    assert_true(found.items[0].is_drift);
}

static void a_toll_that_falls_or_differs_on_a_day_is_a_conflict(void **state)
{
    (void)state;
    FigureConflictList falls = {0}, differs = {0};
    FigureView falling[] = {toll("a1", TOLL, 100, 25, HEDGE_EXACT),
                            toll("a2", TOLL, 101, 15, HEDGE_EXACT)};
    figures_find_conflicts(falling, 2, arena, &falls);
    assert_int_equal(falls.count, 1);
    assert_false(falls.items[0].is_drift);
    FigureView one_day[] = {toll("a1", TOLL, 100, 25, HEDGE_EXACT),
                            toll("a2", TOLL, 100, 15, HEDGE_EXACT)};
    figures_find_conflicts(one_day, 2, arena, &differs);
    assert_int_equal(differs.count, 1);
    assert_false(differs.items[0].is_drift);
}

static void other_places_and_times_are_other_things(void **state)
{
    (void)state;
    const char *sentences[][2] = {{"officials said that soldiers died in Graustark",
                                   "officials said that soldiers died in Ruritania"},
                                  {"the army sent its troops to Graustark in March",
                                   "the army sent its troops to Graustark in July"},
                                  {"the army sent its troops to Graustark in 2012",
                                   "the army sent its troops to Graustark in 2015"}};
    for (size_t i = 0; i < COUNT(sentences); i++) {
        FigureView figures[] = {figure("a1", sentences[i][0], 100, 100, HEDGE_EXACT, "soldier"),
                                figure("a2", sentences[i][1], 300, 300, HEDGE_EXACT, "soldier")};
        assert_int_equal(conflicts(figures, 2), 0);
    }
}

static void parts_and_small_groups_are_not_compared(void **state)
{
    (void)state;
    FigureView ships[] = {figure("a1", SENT, 2, 2, HEDGE_EXACT, "ship"),
                          figure("a2", SENT, 6, 6, HEDGE_EXACT, "ship")};
    assert_int_equal(conflicts(ships, 2), 0);
    Str sentence = STR("They killed many, including 30 soldiers from Graustark");
    assert_true(figure_setting(data, sentence, (Span){28, 39}).is_part);
    assert_false(figure_setting(data, STR("Some 30 soldiers left"), (Span){5, 16}).is_part);
    assert_true(figure_setting(data, STR("Some 30 more left"), (Span){5, 7}).is_part);
    assert_true(
        figure_setting(data, STR("The envoy and three other guests died"), (Span){14, 32}).is_part);
    assert_true(figure_setting(data, STR("Some 30 of them left"), (Span){5, 7}).is_part);
    assert_true(
        figure_setting(data, STR("Fires break out 30 times a week"), (Span){16, 24}).is_part);
    assert_true(figure_setting(data, STR("It sent 60 home, including 48 clerks and 12 guards"),
                               (Span){41, 50})
                    .is_part);
    assert_true(figure_setting(data, STR("The state reported 481 new deaths"), (Span){19, 33}).is_part);
    assert_true(figure_setting(data, STR("The toll rose to 1,016 from 827"), (Span){28, 31}).is_part);
    assert_true(figure_setting(data, STR("Two deaths there were reported"), (Span){0, 10}).is_part);
    assert_true(figure_setting(data, STR("Some 50 soldiers died on the first day"), (Span){5, 16}).is_part);
    assert_true(figure_setting(data, STR("At least 40 died in that raid"), (Span){0, 11}).is_part);
    assert_false(
        figure_setting(data, STR("They hold more than 30 soldiers"), (Span){10, 31}).is_part);
    assert_false(figure_tells_of_world(data, STR("percentage point")));
}

static void what_is_expected_is_compared_with_the_like(void **state)
{
    (void)state;
    assert_true(figure_setting(data, STR("As many as 200 could die"), (Span){0, 14}).is_unreal);
    assert_false(figure_setting(data, STR("It sent 200 men, and more will follow"), (Span){8, 15})
                     .is_unreal);
    FigureView figures[] = {figure("a1", SENT, 10000, 10000, HEDGE_EXACT, "soldier"),
                            figure("a2", SENT, 30000, 30000, HEDGE_EXACT, "soldier")};
    assert_int_equal(conflicts(figures, 2), 2);
    figures[1].setting.is_unreal = true;
    assert_int_equal(conflicts(figures, 2), 0);
}

static void rows_shares_and_bounds_are_no_conflict(void **state)
{
    (void)state;
    FigureView rows[] = {figure("a1", SENT, 10000, 10000, HEDGE_EXACT, "soldier"),
                         figure("a2", SENT, 30000, 30000, HEDGE_EXACT, "soldier")};
    rows[0].is_row = true;
    assert_int_equal(conflicts(rows, 2), 0);
    FigureView shares[] = {figure("a1", SENT, 40, 40, HEDGE_EXACT, "soldier"),
                           figure("a2", SENT, 60, 60, HEDGE_EXACT, "soldier")};
    shares[0].unit = shares[1].unit = STR("percent");
    assert_int_equal(conflicts(shares, 2), 0);
    /* who knows of 100,000 does not say "more than 10,000" */
    FigureView bounds[] = {figure("a1", SENT, 10000, 10000, HEDGE_MORE_THAN, "soldier"),
                           figure("a2", SENT, 100000, 100000, HEDGE_EXACT, "soldier"),
                           figure("a3", SENT, 15000, 15000, HEDGE_ABOUT, "soldier")};
    assert_int_equal(conflicts(bounds, 3), 3);
    FigureView ranges[] = {figure("a1", SENT, 10000, 12000, HEDGE_RANGE, "soldier"),
                           figure("a2", SENT, 15000, 15000, HEDGE_EXACT, "soldier")};
    assert_int_equal(conflicts(ranges, 2), 2);
}

static FigureDeed deed(const char *plover, uint32_t source, uint32_t target)
{
    return (FigureDeed){.plover = str_from_cstring(plover),
                        .sources = {source},
                        .source_count = source != 0,
                        .targets = {target},
                        .target_count = target != 0};
}

static void counts_of_one_event_are_compared(void **state)
{
    (void)state;
    const char *others = "Ruritania said its troops had crossed into the valley";
    FigureView figures[] = {figure("a1", SENT, 10000, 10000, HEDGE_EXACT, "soldier"),
                            figure("a2", others, 30000, 30000, HEDGE_EXACT, "soldier")};
    assert_int_equal(conflicts(figures, 2), 0);
    figures[0].deed = figures[1].deed = deed("MOBILIZE", 1, 0);
    assert_int_equal(conflicts(figures, 2), 2);
    figures[1].deed = deed("MOBILIZE", 2, 0);
    assert_int_equal(conflicts(figures, 2), 0);
    figures[1].deed = deed("AID", 1, 0);
    assert_int_equal(conflicts(figures, 2), 0);
}

static void in_one_article_two_holders_contradict_each_other(void **state)
{
    (void)state;
    FigureView figures[] = {toll("a1", "Some people died", 100, 6, HEDGE_EXACT),
                            toll("a1", "Some died, most of them guests", 100, 9, HEDGE_EXACT)};
    assert_int_equal(conflicts(figures, 2), 0);
    figures[0].holder = STR("|envoy");
    figures[1].holder = STR("|observers");
    assert_int_equal(conflicts(figures, 2), 2);
}

/* A toll that names nothing is of what its article is about. */
static void bare_tolls_are_of_their_story(void **state)
{
    (void)state;
    LeadNames lead = lead_names(data, STR("The blast in Strelsau shook Ruritania"));
    LeadNames other = lead_names(data, STR("The harbour of Elphberg is closed"));
    FigureView figures[] = {
        toll("a1", "six people were killed", 100, 6, HEDGE_EXACT),
        toll("a2", "The blast in Strelsau left people dead", 100, 9, HEDGE_EXACT)};
    figures[0].lead = &lead;
    assert_int_equal(conflicts(figures, 2), 2);
    figures[0].lead = &other;
    assert_int_equal(conflicts(figures, 2), 0);
    /* what goes on for months: of which day is it? */
    FigureView great[] = {toll("a1", TOLL, 100, 2000, HEDGE_EXACT), toll("a2", TOLL, 100, 4000, HEDGE_EXACT)};
    assert_int_equal(conflicts(great, 2), 2);
    great[1].has_day = false;
    assert_int_equal(conflicts(great, 2), 0);
}

static void names_are_known_without_their_endings(void **state)
{
    (void)state;
    FigureSetting a =
        figure_setting(data, STR("In the hills Syrian and Armenian men fell"), (Span){0, 0});
    FigureSetting b =
        figure_setting(data, STR("In the hills men of Syria and Armenia fell"), (Span){0, 0});
    assert_int_equal(settings_shared_names(&a, &b), 2);
    FigureSetting one = figure_setting(data, STR("In the U.S. forty died"), (Span){0, 0});
    FigureSetting other = figure_setting(data, STR("In the U.K. fifty died"), (Span){0, 0});
    FigureSetting world = figure_setting(data, STR("The global toll was 90"), (Span){0, 0});
    assert_true(settings_differ(&one, &other) && settings_differ(&one, &world));
}

static void assert_variants(const char *a, const char *b, bool expected)
{
    uint32_t likeness = variant_likeness(data, str_from_cstring(a), str_from_cstring(b));
    assert_int_equal(likeness, variant_likeness(data, str_from_cstring(b), str_from_cstring(a)));
    if ((likeness > 0) != expected) fail_msg("likeness %u of '%s' and '%s'", likeness, a, b);
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
    assert_variants("ready to discuss the harbour treaty", "never discussed the harbour treaty",
                    false);
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
        cmocka_unit_test(what_is_expected_is_compared_with_the_like),
        cmocka_unit_test(rows_shares_and_bounds_are_no_conflict),
        cmocka_unit_test(counts_of_one_event_are_compared),
        cmocka_unit_test(in_one_article_two_holders_contradict_each_other),
        cmocka_unit_test(bare_tolls_are_of_their_story),
        cmocka_unit_test(names_are_known_without_their_endings),
        cmocka_unit_test(one_sentence_in_other_words),
        cmocka_unit_test(wordings_that_differ_and_those_that_are_cut),
    };
    return cmocka_run_group_tests(tests, load_data, free_data);
}
