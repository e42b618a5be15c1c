/* Which relation a text tells of two given parties: where they are found, and what is weighed. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "../pipeline_fixture.h"
#include "pipeline/relation.h"

static Document *analyse(void **state, const char *text)
{
    Document *doc;
    DatelineSource source = {.page = {text, strlen(text)}, .format = DATELINE_FORMAT_PLAIN};
    assert_int_equal(pipeline_run(*state, &source, pipeline_relation_stages(), NULL, &doc, NULL), DATELINE_OK);
    return doc;
}

static RelationAnswer ask(void **state, const Document *doc, const char *source, const char *target, bool needs_one)
{
    RelationAnswer answer;
    RelationQuestion question = {.parties = {{.words = str_from_cstring(source)}, {.words = str_from_cstring(target)}},
                                 .needs_one = needs_one};
    assert_int_equal(pipeline_relation(*state, doc, &question, &answer, NULL), DATELINE_OK);
    return answer;
}

static void check_places(void **state, const char *text, const char *const words[2], const char *const expected[2])
{
    Document *doc = analyse(state, text);
    RelationAnswer answer = ask(state, doc, words[0], words[1], false);
    for (uint32_t i = 0; i < RELATION_SIDES; i++) {
        Str found = document_str(doc, answer.places[i]);
        if (!str_equal(found, str_from_cstring(expected[i])))
            fail_msg("'%s' is found in '" STR_FMT "', expected '%s'", words[i], STR_ARG(found), expected[i]);
    }
    document_free(doc);
}

#define CHECK_PLACES(text, a, b, at_a, at_b)                                                                           \
    check_places(state, text, (const char *const[]){a, b}, (const char *const[]){at_a, at_b})

static void parties_are_found(void **state)
{
    CHECK_PLACES("Malians met Mali's envoy and a Chadian.", "Mali", "Chadian", "Mali", "Chadian"); /* no part of a word */
    CHECK_PLACES("THE GAMBIA thanked Côte d'Ivoire.", "Gambia", "cote d'ivoire", "GAMBIA", "Côte d'Ivoire");
    CHECK_PLACES("Police held two protesters.", "the police of Lima", "a protester", "Police", "protesters");
    CHECK_PLACES("Paris asked Berlin for time.", "France", "Germany", "Paris", "Berlin");
    CHECK_PLACES("Chad was calm.", "Chad", "Peru", "Chad", "");
    CHECK_PLACES("Chad was calm.", "of the", "", "", "");
}

static void shares_sum_to_one(void **state)
{
    Document *doc = analyse(state, "Chad accused Mali of arming rebels.");
    uint32_t mentions = doc->mentions.count, events = doc->events.count;
    for (int needs_one = 0; needs_one < 2; needs_one++) {
        RelationAnswer answer = ask(state, doc, "Chad", "rebels of arming", needs_one != 0);
        double sum = answer.scores.none;
        for (uint32_t way = 0; way < RELATION_WAYS; way++)
            for (uint32_t type = 1; type < PLOVER_COUNT; type++) sum += answer.scores.types[way][type];
        assert_true(fabs(sum - 1) < 1e-4);
        if (needs_one) assert_true(answer.scores.none == 0 && answer.type != PLOVER_NONE && answer.quad != 0);
    }
    assert_int_equal(doc->mentions.count, mentions); /* the document stays as it is */
    assert_int_equal(doc->events.count, events);
    document_free(doc);
}

static void the_code_book_says_more_than_the_type(void **state)
{
    Document *doc = analyse(state, "Chad accused Mali of arming rebels, its minister said.");
    RelationAnswer answer = ask(state, doc, "Chad", "Mali", true);
    assert_non_null(answer.told.event);
    assert_true(str_equal(answer.cameo, answer.told.event->cameo));
    assert_int_equal(answer.status, answer.told.event->status);
    RelationAnswer turned = ask(state, doc, "Mali", "Chad", true);
    assert_int_equal(answer.way, RELATION_FORWARD);
    assert_int_equal(turned.way, RELATION_BACKWARD);
    assert_int_equal(turned.type, answer.type);
    document_free(doc);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(parties_are_found), cmocka_unit_test(shares_sum_to_one),
                                       cmocka_unit_test(the_code_book_says_more_than_the_type)};
    return cmocka_run_group_tests(tests, pipeline_open, pipeline_close);
}
