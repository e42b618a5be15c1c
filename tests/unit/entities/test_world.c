/* What the actor data answer: offices on a day. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "05_entities/world.h"
#include "text/utf8.h"

typedef struct Loaded {
    DataFiles *files;
    Arena *arena;
    World world;
} Loaded;

static Loaded *load(void)
{
    Loaded *loaded = calloc(1, sizeof *loaded);
    DatelineError err = {0};
    loaded->files = data_files_new(NULL);
    loaded->arena = arena_new(1u << 20);
    if (world_load(loaded->files, loaded->arena, &loaded->world, &err) != DATELINE_OK)
        fail_msg("%s", err.message);
    return loaded;
}

static void release(Loaded *loaded)
{
    arena_free(loaded->arena);
    data_files_free(loaded->files);
    free(loaded);
}

static int32_t day(int32_t year, int32_t month, int32_t of_month)
{
    return day_from_civil((CivilDate){year, month, of_month});
}

static void test_offices(void **state)
{
    (void)state;
    Loaded *loaded = load();
    const World *world = &loaded->world;
    uint32_t before = world_leader_on(world, STR("KEN"), day(2021, 5, 1));
    uint32_t after = world_leader_on(world, STR("KEN"), day(2024, 5, 1));
    assert_true(str_equal(world->leaders.items[before].key, STR("person:uhuru kenyatta")));
    assert_true(str_equal(world->leaders.items[after].key, STR("person:william ruto")));
    assert_true(after == world_holder_on(world, STR("KEN"), STR("president"), day(2024, 5, 1)));
    assert_true(world_leader_on(world, STR("KEN"), DAY_UNKNOWN) == NONE);
    assert_true(world_only_holder(world, STR("KEN"), STR("president")) == NONE);
    release(loaded);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_offices),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
