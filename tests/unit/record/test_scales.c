/* The scales of events by their tables. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "record/scales.h"

typedef struct Fixture {
    Arena *arena;
    Scales scales;
} Fixture;

static int set_up(void **state)
{
    static Fixture fixture;
    DataFiles *files = data_files_new(NULL);
    fixture.arena = arena_new(4096);
    DatelineStatus status = scales_load(files, fixture.arena, &fixture.scales, NULL);
    data_files_free(files);
    *state = &fixture;
    return status == DATELINE_OK ? 0 : -1;
}

static int tear_down(void **state)
{
    arena_free(((Fixture *)*state)->arena);
    return 0;
}

static double of_code(void **state, ScaleTable table, const char *code)
{
    double value = -99;
    scales_value(&((Fixture *)*state)->scales, table, PLOVER_NONE, (Str){0}, str_from_cstring(code), &value);
    return value;
}

static double of_type(void **state, PloverType type, const char *mode)
{
    double value = -99;
    scales_value(&((Fixture *)*state)->scales, SCALE_PLOVER, type, str_from_cstring(mode), (Str){0}, &value);
    return value;
}

static void tables_differ(void **state)
{
    static const struct {
        const char *code;
        double gdelt, icews, phoenix;
    } rows[] = {{"016", -2.0, -5.0, 3.4},  {"022", 3.2, 3.4, 3.4},    {"057", 8.0, 8.0, 8.0},
                {"124", -4.0, -4.0, -5.0}, {"163", -8.0, -8.0, -6.5}, {"164", -7.0, -6.5, -7.0},
                {"165", -6.5, -7.0, -7.0}, {"166", -7.0, -7.0, -8.0}, {"190", -10.0, -10.0, -10.0}};
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_float_equal(of_code(state, SCALE_GDELT, rows[i].code), rows[i].gdelt, 1e-9);
        assert_float_equal(of_code(state, SCALE_ICEWS, rows[i].code), rows[i].icews, 1e-9);
        assert_float_equal(of_code(state, SCALE_PHOENIX, rows[i].code), rows[i].phoenix, 1e-9);
    }
}

/* A code that Phoenix lacks has the value of its root there. */
static void falls_back_on_the_root(void **state)
{
    assert_float_equal(of_code(state, SCALE_PHOENIX, "1241"), -4.0, 1e-9);
    assert_float_equal(of_code(state, SCALE_PHOENIX, "1661"), -4.0, 1e-9);
    assert_float_equal(of_code(state, SCALE_GDELT, "1661"), -7.0, 1e-9);
    assert_float_equal(of_code(state, SCALE_GDELT, "0999"), -2.0, 1e-9);
    assert_float_equal(of_code(state, SCALE_GDELT, ""), -99, 1e-9);
}

static void goes_by_type_and_mode(void **state)
{
    assert_float_equal(of_type(state, PLOVER_SANCTION, "expel"), -5.5, 1e-9);
    assert_float_equal(of_type(state, PLOVER_ACCUSE, ""), -3, 1e-9);
    assert_float_equal(of_type(state, PLOVER_PROTEST, "vandalize"), -5, 1e-9);
    assert_float_equal(of_type(state, PLOVER_REQUEST, ""), 0, 1e-9);
    assert_float_equal(of_type(state, PLOVER_NONE, ""), -99, 1e-9);
}

static void has_classes(void **state)
{
    const Scales *scales = &((Fixture *)*state)->scales;
    assert_int_equal(scales_class(scales, SCALE_GDELT, PLOVER_NONE, STR("163")), 4);
    assert_int_equal(scales_class(scales, SCALE_PHOENIX, PLOVER_NONE, STR("163")), 3);
    assert_int_equal(scales_class(scales, SCALE_PHOENIX, PLOVER_NONE, STR("02")), 0);
    assert_int_equal(scales_class(scales, SCALE_PLOVER, PLOVER_COOPERATE, STR("061")), 2);
    assert_int_equal(scales_class(scales, SCALE_PLOVER, PLOVER_NONE, STR("061")), -1);
    assert_int_equal(scales_class(scales, SCALE_ICEWS, PLOVER_NONE, (Str){0}), -1);
}

/* Every type and every code has a value and a class in every table. */
static void leaves_none_out(void **state)
{
    const Scales *scales = &((Fixture *)*state)->scales;
    for (int type = 0; type < PLOVER_COUNT; type++) {
        if (type == PLOVER_NONE) continue;
        assert_true(of_type(state, (PloverType)type, "") > -11);
        assert_true(scales_class(scales, SCALE_PLOVER, (PloverType)type, (Str){0}) > 0);
    }
    for (int root = 1; root <= 20; root++) {
        char code[3] = {(char)('0' + root / 10), (char)('0' + root % 10), '\0'};
        for (int table = SCALE_GDELT; table <= SCALE_PHOENIX; table++) {
            assert_true(of_code(state, (ScaleTable)table, code) > -11);
            assert_true(scales_class(scales, (ScaleTable)table, PLOVER_NONE, str_from_cstring(code)) >= 0);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tables_differ),  cmocka_unit_test(falls_back_on_the_root),
        cmocka_unit_test(goes_by_type_and_mode), cmocka_unit_test(has_classes),
        cmocka_unit_test(leaves_none_out),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
