/*
 * Every EDTF value that is printed is one by ISO 8601-2: dates and intervals of level 1, the
 * seasons, quarters and halves (21 to 41) of level 2. The sentences are the examples of the rules,
 * and some more.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/calendar.h"
#include "../pipeline_fixture.h"

#define TIME_STAGE 5

static bool is_digit_or_x(char c)
{
    return ascii_is_digit(c) || c == 'X';
}

/* So many digits at *at; *out is their value, -1 if one is unspecified. */
static bool read_digits(Str text, uint32_t *at, uint32_t count, int32_t *out)
{
    *out = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (*at >= text.len || !is_digit_or_x(text.data[*at])) return false;
        bool is_unknown = *out < 0 || text.data[*at] == 'X';
        *out = is_unknown ? -1 : *out * 10 + (text.data[*at] - '0');
        (*at)++;
    }
    return true;
}

static bool is_month_or_part(int32_t month)
{
    return month == -1 || (month >= 1 && month <= 12) || (month >= 21 && month <= 41);
}

/* "2024", "-0594", "199X", "2024-12-31", "XXXX-12-18", "2024-33"; then at most one of "?~%". */
static bool is_edtf_date(Str text)
{
    uint32_t at = text.len > 0 && text.data[0] == '-';
    int32_t year, month = -1, day = -1;
    if (!read_digits(text, &at, 4, &year)) return false;
    if (at < text.len && text.data[at] == '-') {
        at++;
        if (!read_digits(text, &at, 2, &month) || !is_month_or_part(month)) return false;
        if (at < text.len && text.data[at] == '-') {
            at++;
            if (!read_digits(text, &at, 2, &day) || month > 12) return false;
            bool is_known = year > 0 && month > 0 && day >= 0;
            if (is_known && !civil_date_is_valid((CivilDate){year, month, day})) return false;
        }
    }
    if (at < text.len && (text.data[at] == '?' || text.data[at] == '~' || text.data[at] == '%'))
        at++;
    return at == text.len;
}

static bool is_edtf_end(Str text)
{
    return str_equal(text, STR("..")) || is_edtf_date(text);
}

static bool is_edtf(Str text)
{
    uint32_t stroke = str_find(text, STR("/"), 0);
    if (stroke == STR_NOT_FOUND) return is_edtf_date(text);
    return is_edtf_end((Str){text.data, stroke}) &&
           is_edtf_end((Str){text.data + stroke + 1, text.len - stroke - 1});
}

static void knows_edtf(void **state)
{
    (void)state;
    static const char *const valid[] = {"2024",       "2024-12-31", "199X",    "18XX",
                                        "-0593",      "XXXX-12-18", "2024-21", "2024-41",
                                        "2016/..",    "../2016?",   "2024-33", "2024-05-03~",
                                        "1871~/1872~"};
    static const char *const invalid[] = {"",        "24",        "2024-13",   "2024-02-30",
                                          "2024-1",  "2024-W12",  "2024-42",   "2024/2025/2026",
                                          "2024-Q3", "2024-05-03T10:15", "2024??", "199"};
    for (size_t i = 0; i < COUNT(valid); i++) assert_true(is_edtf(str_from_cstring(valid[i])));
    for (size_t i = 0; i < COUNT(invalid); i++) assert_false(is_edtf(str_from_cstring(invalid[i])));
}

/* Returns how many values there were. */
static uint32_t check_text(const Pipeline *pipeline, Str text, const char *published)
{
    DatelineSource source = {.page = {text.data, text.len}};
    if (published != NULL) source.published = (DatelineText){published, 10};
    Document *doc;
    uint32_t count = 0;
    assert_int_equal(pipeline_run(pipeline, &source, TIME_STAGE + 1, NULL, &doc, NULL), DATELINE_OK);
    for (uint32_t i = 0; i < doc->times.count; i++) {
        Str edtf = doc->times.items[i].value.edtf;
        if (edtf.len == 0) continue;
        if (!is_edtf(edtf))
            fail_msg("'" STR_FMT "' in: " STR_FMT, STR_ARG(edtf), STR_ARG(text));
        count++;
    }
    document_free(doc);
    return count;
}

static void prints_edtf_for_every_rule(void **state)
{
    const Pipeline *pipeline = *state;
    const void *data = pipeline_stage_data(pipeline, TIME_STAGE);
    RuleExample example;
    uint32_t count = 0;
    for (uint32_t i = 0; pipeline_stages[TIME_STAGE]->rule_example(data, i, &example); i++) {
        count += check_text(pipeline, example.text, "2024-12-31");
        count += check_text(pipeline, example.text, NULL);
    }
    assert_true(count > 200);
}

static void prints_edtf_for_open_and_unsure_ones(void **state)
{
    static const char *const texts[] = {
        "They have met since around May 2016, until the mid-1980s and by early 1640.",
        "It was built circa 1859, between about 1871 and 1872, or from the 7th century BC to 394 AD.",
        "The fair runs from December 30 to January 2 and until February 29.",
        "It is due on 03/04/2024, by Q3 2024, in H2 2025 and since last winter.",
        "He ruled from 594 BC until the 10th century, since the Middle Ages and by the weekend.",
        "The talks went on from Friday to Monday, and until the fourth quarter of 2019.",
    };
    uint32_t count = 0;
    for (size_t i = 0; i < COUNT(texts); i++) {
        count += check_text(*state, str_from_cstring(texts[i]), "2024-12-31");
        count += check_text(*state, str_from_cstring(texts[i]), NULL);
    }
    assert_true(count > 25);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(knows_edtf),
        cmocka_unit_test(prints_edtf_for_every_rule),
        cmocka_unit_test(prints_edtf_for_open_and_unsure_ones),
    };
    return cmocka_run_group_tests(tests, pipeline_open, pipeline_close);
}
