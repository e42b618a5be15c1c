#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "text/json_check.h"
#include "text/json_read.h"

static JsonReader *reader;

static int set_up(void **state)
{
    (void)state;
    reader = json_reader_new();
    return reader == NULL;
}

static int tear_down(void **state)
{
    (void)state;
    json_reader_free(reader);
    return 0;
}

static bool parse(const char *text, JsonValue *out)
{
    static char padded[4096 + JSON_PADDING];
    size_t len = strlen(text);
    assert_true(len < 4096);
    memcpy(padded, text, len);
    memset(padded + len, 0, JSON_PADDING);
    return json_reader_parse(reader, (Str){padded, (uint32_t)len}, out);
}

static void reads_members(void **state)
{
    (void)state;
    JsonValue root, value;
    assert_true(
        parse("{\"a\": \"x\\u00e9\\n\", \"n\": 12.5, \"list\": [1, \"two\", {}], \"none\": null}",
              &root));
    assert_int_equal(root.type, JSON_OBJECT);
    assert_true(json_value_member(&root, STR("a"), &value));
    assert_true(str_equal(json_value_text(&value), STR("x\u00e9\n")));
    double number = 0;
    assert_true(json_value_member(&root, STR("n"), &value) && json_value_number(&value, &number));
    assert_true(number == 12.5);
    assert_false(json_value_member(&root, STR("b"), &value));

    assert_true(json_value_member(&root, STR("list"), &value));
    static const JsonType types[] = {JSON_NUMBER, JSON_STRING, JSON_OBJECT};
    JsonCursor cursor = {0};
    JsonValue item;
    for (size_t i = 0; i < COUNT(types); i++) {
        assert_true(json_value_next(&value, &cursor, NULL, &item));
        assert_int_equal(item.type, types[i]);
    }
    assert_false(json_value_next(&value, &cursor, NULL, &item));

    Str key;
    cursor = (JsonCursor){0};
    assert_true(json_value_next(&root, &cursor, &key, &item));
    assert_true(str_equal(key, STR("a")));
    assert_true(json_value_next(&root, &cursor, &key, &item));
    assert_true(str_equal(key, STR("n")));
}

static void finds_faults(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        uint32_t offset;
        const char *reason; /* NULL: valid */
    } cases[] = {
        {"{\"a\": [1, 2.5e-3, true, null, \"\\u0041\"]}", 0, NULL},
        {" [] ", 0, NULL},
        {"{}", 0, NULL},
        {"\"x\"", 0, NULL},
        {"{\"a\": 1,}", 8, "expected a string"},
        {"{\"a\" 1}", 5, "expected ':'"},
        {"{\"a\": 1", 7, "the text ends within an object"},
        {"[1, 2", 5, "the text ends within an array"},
        {"[1 2]", 3, "expected ',' or ']'"},
        {"{\"a\": tru}", 6, "expected a value"},
        {"{\"a\": \"b", 8, "the text ends within a string"},
        {"{\"a\": \"\\x\"}", 8, "unknown escape in a string"},
        {"[\"\xFF\"]", 2, "invalid UTF-8"},
        {"[01]", 2, "a number starts with 0"},
        {"[\"a\nb\"]", 3, "unescaped control character in a string"},
        {"{} x", 3, "text after the end of the value"},
        {"", 0, "the text ends where a value is expected"},
        {"[[[]]]", 2, "nested too deep"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        bool is_deep = strstr(cases[i].text, "[[[") != NULL;
        JsonFault fault = json_find_fault(str_from_cstring(cases[i].text), is_deep ? 2 : 100);
        JsonValue root;
        if (cases[i].reason == NULL) {
            assert_null(fault.reason);
        } else {
            assert_string_equal(fault.reason, cases[i].reason);
            if (fault.offset != cases[i].offset) fail_msg("%s: %u", cases[i].text, fault.offset);
        }
        if (!is_deep) assert_int_equal(parse(cases[i].text, &root), cases[i].reason == NULL);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(reads_members, set_up, tear_down),
        cmocka_unit_test_setup_teardown(finds_faults, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
