/* A likeness that is not kept changes no link, whatever days messages give to articles and whether they share one. */
#include "../fixture.h"

#include "ledger/stories.h"

#define FIRST_DAY 20000
#define DAYS 18
#define MOST_LIKENESS 1000

static StoryArticle article_of(int32_t day)
{
    return (StoryArticle){.has_day = day > 0, .day = day > 0 ? FIRST_DAY + day : 0};
}

/* Of two as their messages leave them. */
static bool has_a_say(const StoryArticle *a, const StoryArticle *b, bool may_share, uint32_t likeness)
{
    bool alone = story_link(a, b, likeness, false) != story_link(a, b, 0, false);
    return alone || (may_share && story_link(a, b, likeness, true) != story_link(a, b, 0, true));
}

/* One that has no day gets none, or any, if it has reports. */
static bool may_have_a_say(const StoryArticle *a, bool a_has_reports, const StoryArticle *b, bool b_has_reports,
                           uint32_t likeness)
{
    int32_t last_a = !a->has_day && a_has_reports ? DAYS : 0, last_b = !b->has_day && b_has_reports ? DAYS : 0;
    for (int32_t i = 0; i <= last_a; i++)
        for (int32_t k = 0; k <= last_b; k++) {
            StoryArticle x = i > 0 ? article_of(i) : *a, y = k > 0 ? article_of(k) : *b;
            if (has_a_say(&x, &y, a_has_reports && b_has_reports, likeness)) return true;
        }
    return false;
}

/* 0: without a day. */
static void likenesses_that_count_are_those_that_may_have_a_say(void **state)
{
    (void)state;
    for (int32_t day = 0; day <= DAYS; day++)
        for (uint32_t reports = 0; reports < 4; reports++)
            for (uint32_t likeness = STORY_LEAST_LIKENESS; likeness <= MOST_LIKENESS; likeness += 20) {
                StoryArticle none = article_of(0), first = article_of(1), other = article_of(day);
                bool one = (reports & 1) != 0, two = (reports & 2) != 0;
                assert_int_equal(story_likeness_counts(&first, one, &other, two, likeness),
                                 may_have_a_say(&first, one, &other, two, likeness));
                assert_int_equal(story_likeness_counts(&none, one, &other, two, likeness),
                                 may_have_a_say(&none, one, &other, two, likeness));
                assert_int_equal(story_likeness_counts(&other, two, &first, one, likeness),
                                 story_likeness_counts(&first, one, &other, two, likeness));
            }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(likenesses_that_count_are_those_that_may_have_a_say),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
