#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../../put_number.h"
#include "base/hash.h"
#include "model/pair_screen.h"

#define BUCKETS 1024u
#define BIAS (-40)
#define BYTES (8 + BUCKETS + 2 + 3 + 3)

static const PairShape shape = {.shared_roles = 2, .party_roles = 1, .shared_marks = 2, .party_marks = 3};

/* All numbers are 0 but the bias; these are set by the test. */
typedef struct Section {
    char bytes[BYTES];
} Section;

static void start(Section *section, int32_t bias)
{
    memset(section, 0, sizeof *section);
    put_number(section->bytes, BUCKETS, 4);
    put_number(section->bytes + 4, (uint32_t)bias, 4);
}

static void set_word(Section *section, const char *word, uint32_t role, int8_t number)
{
    section->bytes[8 + hash_bytes(word, strlen(word), role) % BUCKETS] = (char)number;
}

static PairScreen take(Section *section, uint32_t len, bool *is_short)
{
    SectionReader reader = {.section = {section->bytes, len}};
    PairScreen screen = pair_screen_take(&reader, &shape);
    *is_short = reader.is_short;
    return screen;
}

static PairCues some_cues(void)
{
    PairCues cues = {0};
    pair_part_add_word(&cues.shared, 1, STR("padlock"));
    pair_part_add_mark(&cues.shared, 1);
    pair_part_add_word(&cues.parties[0], 0, STR("envoy"));
    pair_part_add_mark(&cues.parties[0], 2);
    pair_part_add_mark(&cues.parties[1], 2);
    return cues;
}

static bool passes(Section *section)
{
    bool is_short;
    PairScreen screen = take(section, BYTES, &is_short);
    PairCues cues = some_cues();
    assert_false(is_short);
    return pair_screen_passes(&screen, &cues);
}

/* 41 - 40 passes, 39 - 40 does not: whatever the number stands for. */
static void all_that_is_known_is_summed(void **state)
{
    (void)state;
    Section section;
    const size_t marks = 8 + BUCKETS;
    const size_t places[] = {marks + 1, marks + 2 + 2, marks + 2 + 3 + 2};
    start(&section, BIAS);
    assert_false(passes(&section));
    start(&section, 0);
    assert_true(passes(&section));
    for (size_t i = 0; i < COUNT(places); i++) {
        start(&section, BIAS);
        section.bytes[places[i]] = 41;
        assert_true(passes(&section));
        section.bytes[places[i]] = 39;
        assert_false(passes(&section));
    }
    for (int number = 39; number <= 41; number += 2) {
        start(&section, BIAS);
        set_word(&section, "padlock", 1, (int8_t)number);
        assert_int_equal(passes(&section), number > 40);
        start(&section, BIAS);
        set_word(&section, "envoy", 2, (int8_t)number); /* roles of parties follow those of what joins */
        assert_int_equal(passes(&section), number > 40);
    }
}

static void words_count_in_their_role(void **state)
{
    (void)state;
    Section section;
    start(&section, BIAS);
    set_word(&section, "padlock", 0, 100);
    assert_false(passes(&section));
    set_word(&section, "padlock", 1, 60);
    set_word(&section, "envoy", 2, -30);
    assert_false(passes(&section));
}

static void sections_that_do_not_fit_are_refused(void **state)
{
    (void)state;
    Section section;
    bool is_short;
    start(&section, BIAS);
    take(&section, BYTES - 1, &is_short);
    assert_true(is_short);
    put_number(section.bytes, 0, 4);
    take(&section, BYTES, &is_short);
    assert_true(is_short);
    put_number(section.bytes, 0xFFFFFFFF, 4);
    take(&section, BYTES, &is_short);
    assert_true(is_short);
    start(&section, INT32_MIN);
    take(&section, BYTES, &is_short);
    assert_true(is_short);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_that_is_known_is_summed),
        cmocka_unit_test(words_count_in_their_role),
        cmocka_unit_test(sections_that_do_not_fit_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
