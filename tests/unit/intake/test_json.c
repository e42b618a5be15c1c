#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "gather.h"

static void assert_read(const char *name, const char *bytes, const char *expected)
{
    Buffer out = {0};
    buffer_add(&out, "", 0);
    IntakeSink sink = {.context = &out, .article = gather_article, .problem = gather_problem};
    IntakeCounts counts = {0};
    DatelineError err;
    assert_int_equal(intake_read_bytes(str_from_cstring(bytes), name, &sink, &counts, &err),
                     DATELINE_OK);
    assert_string_equal(out.data == NULL ? "" : out.data, expected);
    buffer_release(&out);
}

static void reads_lines(void **state)
{
    (void)state;
    assert_read(
        "-",
        "{\"text\":\"A b.\",\"title\":\"T\",\"url\":\"http://x/1\",\"outlet\":\"O\"}\n"
        "\n"
        "{\"body\":\"<p>C\",\"headline\":\"U\",\"publisher\":{\"name\":\"P\"},"
        "\"author\":[{\"name\":\"J\"},\"K\"],\"datePublished\":\"2024-12-31\",\"lang\":\"en\"}",
        "article text @0 url=http://x/1 outlet=O title=T page=A b.\n"
        "article html @61 outlet=P title=U author=J, K published=2024-12-31 language=en "
        "page=<p>C\n");
    assert_read("x.jsonl", "\xEF\xBB\xBF{\"text\":\"a\"}\r\n{\"text\":\"b\"}\r\n",
                "article text @3 page=a\narticle text @17 page=b\n");
}

static void goes_on_after_broken_lines(void **state)
{
    (void)state;
    assert_read(
        "-",
        "{\"text\":\"a\"}\n{\"text\":\"b\n{\"text\" \"c\"}\n{\"text\":\"d\"}\n[1]\n{\"x\":1}\n7\n",
        "article text @0 page=a\n"
        "problem broken JSON @23 line 2: unescaped control character in a string\n"
        "problem broken JSON @32 line 3: expected ':'\n"
        "article text @37 page=d\n"
        "problem broken JSON @50 line 5: expected an object\n"
        "problem no text @54 line 6: the record has no text: no member \"text\", "
        "\"articleBody\", \"article_body\", \"maintext\" ...\n"
        "problem broken JSON @62 line 7: expected an object\n");
    assert_read("x.jsonl", "{\"text\":\"\xFF\"}\n{\"text\":\"\\ud800 \\ud83d\\ude00\"}\n",
                "problem broken JSON @9 line 1: invalid UTF-8\n"
                "article text @13 page=\ufffd \U0001F600\n");
}

static void reads_arrays_and_objects(void **state)
{
    (void)state;
    assert_read("-", "[\n {\"text\":\"a\"},\n {\"text\":\"b]\"} ]",
                "article text @3 page=a\narticle text @18 page=b]\n");
    assert_read("-", "{\n \"text\": \"a\",\n \"date\": 1735603200\n}\n",
                "article text @0 published=2024-12-31T00:00:00Z page=a\n");
    assert_read("-",
                "{\"status\":\"ok\",\"articles\":[{\"content\":\"a\",\"source\":{\"id\":null,"
                "\"name\":\"N\"}},"
                "{\"description\":\"b\"}]}",
                "article text @0 outlet=N page=a\narticle text @0 page=b\n");
    assert_read("-", "{\n\"text\":\"a\"\n}\n{\n\"text\":\"b\"\n}",
                "article text @0 page=a\narticle text @15 page=b\n");
    assert_read("x.json", "[]", "");
    assert_read("-",
                "{\"content\":{\"rendered\":\"<p>a\"},\"title\":{\"rendered\":\"T\"},\"link\":"
                "\"http://x\"}",
                "article html @0 url=http://x title=T page=<p>a\n");
    assert_read("-", "{\"text\":[\"a\",\"b\"],\"source\":\"https://x/feed\"}",
                "article text @0 page=a\n\nb\n");
}

static void goes_on_in_broken_arrays(void **state)
{
    (void)state;
    assert_read("-", "[{\"text\":\"a\"},\n{\"text\":\"b,\n\"x\":1},\n{\"text\":\"c\"}]",
                "article text @1 page=a\n"
                "problem broken JSON @26 line 2: unescaped control character in a string\n"
                "article text @35 page=c\n");
    assert_read("-", "[{\"text\":\"a\"},\n{\"text\":{\"b\":1},\n{\"text\":\"c\"}\n",
                "article text @1 page=a\n"
                "problem broken JSON @32 line 3: expected a string\n"
                "article text @32 page=c\n"
                "problem broken JSON @45 line 4: the array is not closed\n");
    assert_read("x.json", "[1,{\"text\":\"a\"}]",
                "problem broken JSON @1 line 1: expected an object\narticle text @3 page=a\n");
    assert_read("x.json", "nonsense", "problem broken JSON @0 line 1: expected a value\n");
}

static void refuses_long_lines_only(void **state)
{
    (void)state;
    size_t len = LARGEST_RECORD_BYTES + 10;
    char *bytes = malloc(2 * len);
    assert_non_null(bytes);
    memset(bytes, 'x', len);
    memcpy(bytes, "{\"text\":\"", 9);
    memcpy(bytes + len, "\"}\n{\"text\":\"b\"}\n", 17);
    Buffer out = {0};
    IntakeSink sink = {.context = &out, .article = gather_article, .problem = gather_problem};
    IntakeCounts counts = {0};
    DatelineError err;
    Str all = {bytes, (uint32_t)len + 16};
    assert_int_equal(intake_read_bytes(all, "x.jsonl", &sink, &counts, &err), DATELINE_OK);
    assert_string_equal(
        out.data, "problem too large @0 line 1: the record of 16777229 bytes is longer than the "
                  "limit of 16777216 bytes (16 MiB)\narticle text @16777229 page=b\n");
    assert_int_equal(counts.problems[INTAKE_TOO_LARGE], 1);
    assert_int_equal(counts.articles, 1);
    buffer_release(&out);
    free(bytes);
}

/* Time must not grow with the square of such input. */
static void survives_hostile_arrays(void **state)
{
    (void)state;
    static const char *const pieces[] = {"{\n", "{\"a\n", "[", "{\"a\":", "\n", "{},", "1,"};
    for (size_t i = 0; i < COUNT(pieces); i++) {
        Buffer bytes = {0};
        buffer_add_str(&bytes, STR("[{\"text\":1},"));
        for (uint32_t n = 0; n < 300000; n++) buffer_add_str(&bytes, str_from_cstring(pieces[i]));
        Buffer out = {0};
        IntakeSink sink = {.context = &out, .article = gather_article, .problem = gather_problem};
        IntakeCounts counts = {0};
        DatelineError err;
        assert_int_equal(intake_read_bytes(buffer_str(&bytes), "-", &sink, &counts, &err),
                         DATELINE_OK);
        buffer_release(&out);
        buffer_release(&bytes);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_lines),
        cmocka_unit_test(goes_on_after_broken_lines),
        cmocka_unit_test(reads_arrays_and_objects),
        cmocka_unit_test(goes_on_in_broken_arrays),
        cmocka_unit_test(refuses_long_lines_only),
        cmocka_unit_test(survives_hostile_arrays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
