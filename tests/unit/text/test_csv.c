/* Rows of delimited text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "text/csv.h"

/* All rows as "a|b;c|d;", a broken one as "!fault@byte;", what is not whole as "...". */
static void check(const char *text, char separator, bool is_all, const char *expected)
{
    Arena *arena = arena_new(1024);
    Buffer said = {0};
    Str rest = str_from_cstring(text);
    buffer_add_str(&said, STR(""));
    while (rest.len > 0) {
        CsvRow row;
        CsvResult result = csv_read_row(rest, is_all, separator, arena, &row);
        if (result == CSV_MORE) {
            buffer_add_str(&said, STR("..."));
            break;
        }
        for (uint32_t i = 0; i < row.fields.count && result == CSV_ROW; i++)
            buffer_format(&said, "%s" STR_FMT, i > 0 ? "|" : "", STR_ARG(row.fields.items[i]));
        if (result == CSV_BROKEN) buffer_format(&said, "!%s@%u", row.fault, (unsigned)row.fault_at);
        buffer_add_char(&said, ';');
        assert_in_range(row.len, 1, rest.len);
        rest = (Str){rest.data + row.len, rest.len - row.len};
    }
    buffer_add_char(&said, '\0');
    assert_string_equal(said.data, expected);
    buffer_release(&said);
    arena_free(arena);
}

static void commas(void **state)
{
    (void)state;
    check("a,b\nc,d\n", ',', true, "a|b;c|d;");
    check("a,b\r\n\r\n,\r\n", ',', true, "a|b;;|;");
    check("\"a,b\",\"\"\n\"say \"\"no\"\"\nhere\",x", ',', true, "a,b|;say \"no\"\nhere|x;");
    check("a \"b\" c;d\n", ';', true, "a \"b\" c|d;");
    check("\"\"\"\"", ',', true, "\";");
}

static void broken_rows(void **state)
{
    (void)state;
    check("\"a\"b,c\nd,e\n", ',', true, "!text behind the closing quotation mark@3;d|e;");
    check("x,\"a\nd,e\n", ',', true, "!the quotation mark is not closed@2;d|e;");
}

static void rows_that_go_on(void **state)
{
    (void)state;
    check("a,b", ',', false, "...");
    check("a,\"b\"", ',', false, "...");
    check("a,b\r", ',', false, "...");
    check("a,b\r\nc", ',', false, "a|b;...");
    check("a,\"b\nc", ',', false, "...");
    check("a\tb", '\t', false, "...");
}

static void tabs(void **state)
{
    (void)state;
    check("a\tb\r\n\"We go,\" he said.\t\"a \"\"b\"\" c\"\n", '\t', true, "a|b;\"We go,\" he said.|a \"b\" c;");
    check("\"open\tb\n\t\n", '\t', true, "\"open|b;|;");
}

static void separators(void **state)
{
    (void)state;
    assert_int_equal(csv_separator(STR("a,b\tc")), '\t');
    assert_int_equal(csv_separator(STR("a;b,c")), ',');
    assert_int_equal(csv_separator(STR("a;b")), ';');
    assert_int_equal(csv_separator(STR("a")), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(commas), cmocka_unit_test(broken_rows), cmocka_unit_test(rows_that_go_on),
                                       cmocka_unit_test(tabs), cmocka_unit_test(separators)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
