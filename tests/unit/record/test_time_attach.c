/* Which time dates which predicate, over parsed sentences. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "../pipeline_fixture.h"
#include "record/time_attach.h"

static uint32_t find_word(const Document *doc, const char *word)
{
    for (uint32_t i = 0; i < doc->tokens.count; i++)
        if (str_equal(document_token(doc, i)->lower, str_from_cstring(word))) return i;
    fail_msg("no word '%s'", word);
    return NONE;
}

/* expected: the words of the time, or NULL for none. */
static void check(void **state, const char *sentence, const char *word, const char *expected)
{
    Str text = str_from_cstring(sentence);
    DatelineSource source = {.page = {text.data, text.len}, .published = {"2024-03-15", 10}};
    Document *doc;
    assert_int_equal(pipeline_run(*state, &source, STAGE_COUNT, NULL, &doc, NULL), DATELINE_OK);
    uint32_t time = document_time_of(doc, find_word(doc, word));
    if (expected == NULL) {
        assert_int_equal(time, NONE);
    } else {
        assert_int_not_equal(time, NONE);
        Str found = document_str(doc, doc->times.items[time].span);
        assert_true(str_equal(found, str_from_cstring(expected)));
    }
    document_free(doc);
}

static void attaches_to_the_verb(void **state)
{
    check(state, "The king sent a letter to the queen on Monday.", "sent", "Monday");
    check(state, "The king arrived yesterday.", "arrived", "yesterday");
    check(state, "On May 4, the king wrote to the queen.", "wrote", "May 4");
}

static void keeps_the_reporting_verb_apart(void **state)
{
    static const char text[] = "The king sent a letter on Monday, the agency reported on Tuesday.";
    check(state, text, "sent", "Monday");
    check(state, text, "reported", "Tuesday");
    check(state, "The king wrote a letter, the agency reported on Tuesday.", "wrote", NULL);
}

static void reads_participles(void **state)
{
    check(state, "The ministers praised the letter sent on Monday.", "sent", "Monday");
    check(state, "The ministers praised the letter sent on Monday.", "praised", NULL);
}

static void leaves_other_relations_out(void **state)
{
    check(state, "The king sent a letter ahead of New Year's Day.", "sent", NULL);
    check(state, "The king described this year as hard.", "described", NULL);
    check(state, "The king sent a New Year letter.", "sent", NULL);
}

static void reads_dates_in_front_of_nouns(void **state)
{
    check(state, "The queen condemned Monday's attack on the port.", "attack", "Monday");
    check(state, "The queen condemned Monday's attack on the port.", "condemned", NULL);
    check(state, "Tension rose after the February 22 Tarvik attack.", "attack", "February 22");
    check(state, "The king left a 2015 agreement on the river.", "agreement", "2015");
    check(state, "The king read a New Year greeting.", "greeting", NULL);
}

static void lasts_since_a_day(void **state)
{
    check(state, "The king has ruled since May 4, 1999.", "ruled", "May 4, 1999");
    check(state, "The king won his first race since 1999.", "won", NULL);
    check(state, "It was the worst attack since 1999.", "attack", NULL);
    check(state, "The two have met often in the past two years.", "met", "the past two years");
}

static void takes_the_day_of_the_same_event(void **state)
{
    check(state, "Four men were hurt Tuesday when ships rammed the boat.", "rammed", "Tuesday");
    check(state, "The king hailed the pact when he spoke on Monday.", "hailed", "Monday");
    check(state, "The king and the queen held talks on Monday.", "talks", "Monday");
    check(state, "The king said on Feb. 12, at a ceremony, that he was ill.", "ceremony",
          "Feb. 12");
    check(state, "The attack took place near the port on Monday.", "attack", "Monday");
}

static void reads_ranges(void **state)
{
    check(state, "The truce runs from May 3 to May 7.", "runs", "May 3 to May 7");
    check(state, "The king declared a truce with the rebels from May 3 to May 7.", "truce",
          "May 3 to May 7");
}

static void reads_the_subject_of_a_noun(void **state)
{
    check(state, "The king said that 2023 was the anniversary of the pact.", "anniversary", "2023");
    check(state, "Earlier Monday Norway's king thanked the crew.", "thanked", "Earlier Monday");
}

static void shares_a_date_among_verbs(void **state)
{
    check(state, "The king resigned and left the country on Monday.", "resigned", "Monday");
    check(state, "The king resigned, and the queen left on Monday.", "resigned", NULL);
    check(state, "On Monday the king called the queen and sent a letter.", "sent", "Monday");
}

static void reads_the_date_of_a_noun(void **state)
{
    check(state, "Both sides recalled the war of 2020 with regret.", "war", "2020");
    check(state, "Both sides recalled the war of 2020 with regret.", "recalled", NULL);
}

static void keeps_to_the_tense(void **state)
{
    check(state, "The king said the fair would open in 2026.", "said", NULL);
    check(state, "The minister faces charges over the riots on January 3.", "faces", NULL);
}

static void reads_the_participle_before_a_date(void **state)
{
    check(state, "The council approved the treaty signed in Moscow on June 19.", "signed", "June 19");
    check(state, "The council approved the treaty signed in Moscow on June 19.", "approved", NULL);
}

static void finds_the_verb_behind_a_dateline(void **state)
{
    check(
        state,
        "BEIJING, March 15 (Xinhua) -- On Friday Chen Wei, head of the Union of Farmers of China, "
        "congratulated the queen.",
        "congratulated", "Friday");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(attaches_to_the_verb),
        cmocka_unit_test(keeps_the_reporting_verb_apart),
        cmocka_unit_test(reads_participles),
        cmocka_unit_test(leaves_other_relations_out),
        cmocka_unit_test(reads_dates_in_front_of_nouns),
        cmocka_unit_test(lasts_since_a_day),
        cmocka_unit_test(takes_the_day_of_the_same_event),
        cmocka_unit_test(reads_ranges),
        cmocka_unit_test(reads_the_subject_of_a_noun),
        cmocka_unit_test(shares_a_date_among_verbs),
        cmocka_unit_test(reads_the_date_of_a_noun),
        cmocka_unit_test(keeps_to_the_tense),
        cmocka_unit_test(reads_the_participle_before_a_date),
        cmocka_unit_test(finds_the_verb_behind_a_dateline),
    };
    return cmocka_run_group_tests(tests, pipeline_open, pipeline_close);
}
