#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "text/charset.h"

static Arena *arena;

static int set_up(void **state)
{
    (void)state;
    arena = arena_new(4096);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

static CharsetResult read_page(Str page, const char *declared, bool is_html)
{
    CharsetResult result;
    charset_to_utf8(page, str_from_cstring(declared), is_html, arena, &result);
    uint32_t at = 0, page_at = 0;
    for (uint32_t i = 0; i < result.runs.count; i++) {
        const MapRun *run = &result.runs.items[i];
        assert_int_equal(run->text, at);
        assert_true(run->page >= page_at && run->page + run->page_len <= page.len);
        if (run->exact)
            assert_memory_equal(result.text.data + at, page.data + run->page, run->text_len);
        at += run->text_len;
        page_at = run->page + run->page_len;
    }
    assert_int_equal(at, result.text.len);
    return result;
}

static void assert_text(const CharsetResult *result, const char *name, const char *text)
{
    assert_int_equal(result->text.len, strlen(text));
    assert_memory_equal(result->text.data, text, strlen(text));
    assert_true(str_equal(result->name, str_from_cstring(name)));
}

static void assert_page(const CharsetResult *result, uint32_t start, uint32_t end,
                        uint32_t page_start, uint32_t page_end)
{
    Span page = runs_span(&result->runs, (Span){start, end});
    assert_int_equal(page.start, page_start);
    assert_int_equal(page.end, page_end);
}

static void borrows_valid_utf8(void **state)
{
    (void)state;
    Str page = STR("caf\u00e9");
    CharsetResult result = read_page(page, NULL, false);
    assert_ptr_equal(result.text.data, page.data);
    assert_int_equal(result.runs.count, 1);
    assert_text(&result, "UTF-8", "caf\u00e9");
    result = read_page(STR("\xEF\xBB\xBFx"), NULL, false);
    assert_text(&result, "UTF-8", "x");
    assert_page(&result, 0, 1, 3, 4);
    result = read_page(STR(""), NULL, true);
    assert_text(&result, "UTF-8", "");
}

static void converts_with_offsets(void **state)
{
    (void)state;
    CharsetResult result = read_page(STR("caf\xE9 \x93now\x94"), NULL, false);
    assert_text(&result, "windows-1252", "caf\u00e9 \u201cnow\u201d");
    assert_page(&result, 3, 5, 3, 4);
    assert_page(&result, 9, 12, 6, 9);
    result = read_page(STR("\xCF\xF0\xE8\xE2\xE5\xF2"), "windows-1251", false);
    assert_text(&result, "windows-1251", "Привет");
    assert_page(&result, 2, 4, 1, 2);
    result = read_page(STR("\xC4\xE3\xBA\xC3!"), "gb2312", false);
    assert_text(&result, "GBK", "你好!");
    assert_page(&result, 3, 6, 2, 4);
    result = read_page(STR("\xFF\xFEh\0i\0\x3D\xD8\x00\xDE"), NULL, false);
    assert_text(&result, "UTF-16LE", "hi\U0001F600");
    assert_page(&result, 1, 2, 4, 6);
    assert_page(&result, 2, 6, 6, 10);
}

static void reads_declarations(void **state)
{
    (void)state;
    CharsetResult result = read_page(STR("<meta charset='koi8-r'>\xD0"), NULL, true);
    assert_text(&result, "KOI8-R", "<meta charset='koi8-r'>п");
    assert_int_equal(result.origin, CHARSET_FROM_PAGE);
    result = read_page(STR("<META http-equiv=x content=\"text/html; charset = ISO-8859-2\">\xB1"),
                       NULL, true);
    assert_true(str_ends(result.text, STR("ą")));
    result = read_page(STR("<meta charset='koi8-r'>\xE9"), "latin1", true);
    assert_true(str_ends(result.text, STR("é")));
    assert_int_equal(result.origin, CHARSET_FROM_CONTAINER);
    result = read_page(STR("<meta charset=nonsense><meta charset=utf-16>\u00e9"), "nonsense", true);
    assert_true(str_ends(result.text, STR("é")));
    result = read_page(STR("mislabelled \u00e9"), "windows-1252", false);
    assert_true(str_ends(result.text, STR("é")));
    assert_int_equal(result.origin, CHARSET_FROM_BYTES);
}

static void counts_what_is_invalid(void **state)
{
    (void)state;
    static const char many[] = "äöüäöüäöüäöüäöüäöüäöüäöüäöüäöü";
    uint32_t len = sizeof many - 1;
    CharsetResult result = read_page(arena_format(arena,
                                                  "%sa\xFF"
                                                  "b\xE2\x82"
                                                  "c\xC3\xE2"
                                                  "d",
                                                  many),
                                     "utf-8", false);
    assert_true(str_ends(result.text, STR("a\ufffdb\ufffdc\ufffd\ufffdd")));
    assert_int_equal(result.invalid_count, 4);
    assert_int_equal(result.first_invalid, len + 1);
    assert_page(&result, len + 5, len + 8, len + 3, len + 5);
    result = read_page(STR("\xE3\xBA\xFF z"), "gbk", false);
    assert_true(result.invalid_count > 0);
    assert_true(str_ends(result.text, STR(" z")));
    /* Ten good characters for a bad one: cut UTF-8 rather than windows-1252. */
    result = read_page(STR("äöüäöüäöüäöü\xC3"), NULL, false);
    assert_text(&result, "UTF-8", "äöüäöüäöüäöüÃ");
}

static void survives_long_pages(void **state)
{
    (void)state;
    enum { LEN = 100001 };
    char *page = arena_alloc(arena, LEN);
    for (uint32_t i = 0; i < LEN; i++) page[i] = (char)(i * 2654435761u >> 24);
    static const char *const names[] = {"gb18030",      "shift_jis", "euc-kr",      "big5",
                                        "euc-jp",       "utf-16le",  "iso-2022-jp", "utf-8",
                                        "windows-1252", "tis-620"};
    for (size_t i = 0; i < COUNT(names); i++) {
        CharsetResult result = read_page((Str){page, LEN}, names[i], false);
        assert_true(result.text.len > 0);
    }
}

/* A page of UTF-8 into which bytes of windows-1252 were pasted. */
static void reads_stray_bytes(void **state)
{
    (void)state;
    CharsetResult result = read_page(STR("“äöü” don\x92t caf\xE9 9\x96"
                                         "10 äöü äöü äöü äöü äöü äöü äöü "
                                         "äöü äöü \xE9 \xFFz"),
                                     "utf-8", false);
    assert_true(str_starts(result.text, STR("“äöü” don’t café 9–10 äöü")));
    assert_true(str_ends(result.text, STR(" é \uFFFDz")));
    assert_int_equal(result.invalid_count, 5);
    assert_page(&result, 16, 19, 16, 17);
}

static void mends_what_was_written_twice(void **state)
{
    (void)state;
    CharsetResult result =
        read_page(STR("doesnâ€™t doesnÃ¢â‚¬â„¢t donâ\xC2\x80\xC2\x99t don\xC2\x92t"), NULL, false);
    assert_text(&result, "UTF-8", "doesn’t doesn’t don’t don’t");
    assert_page(&result, 5, 8, 5, 13);
    assert_page(&result, 15, 18, 20, 38);
    assert_int_equal(result.invalid_count, 0);
    result = read_page(STR("“caf\xC3\x83\xC2\xA9” CopyrightÂ© Â£5"), NULL, false);
    assert_text(&result, "UTF-8", "“café” Copyright© £5");
    result = read_page(STR("Ã¢â‚¬Å“fiscal cliffÃ¢â‚¬Â\xC2\x9D Ã¢â‚¬Ëœyes"), NULL, false);
    assert_text(&result, "UTF-8", "“fiscal cliff” ‘yes");
    result = read_page(STR("“AMANHÔ, Â, Ã©lite, Ângela, Ångström “Å”"), NULL, false);
    assert_text(&result, "UTF-8", "“AMANHÔ, Â, élite, Ângela, Ångström “Å”");
    result = read_page(STR("caf\xE9 \xE2\x80\x99"), "windows-1252", false);
    assert_text(&result, "windows-1252", "café ’");
    assert_page(&result, 6, 9, 5, 8);
}

static void runs_compose(void **state)
{
    (void)state;
    CharsetResult result = read_page(STR("caf\xE9 now"), NULL, false);
    MapRunList outer = {0};
    runs_add_through(arena, &outer, (MapRun){0, 6, 2, 6, true}, &result.runs);
    assert_int_equal(outer.count, 3);
    Span page = runs_span(&outer, (Span){1, 3});
    assert_int_equal(page.start, 3);
    assert_int_equal(page.end, 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(borrows_valid_utf8, set_up, tear_down),
        cmocka_unit_test_setup_teardown(converts_with_offsets, set_up, tear_down),
        cmocka_unit_test_setup_teardown(reads_declarations, set_up, tear_down),
        cmocka_unit_test_setup_teardown(counts_what_is_invalid, set_up, tear_down),
        cmocka_unit_test_setup_teardown(survives_long_pages, set_up, tear_down),
        cmocka_unit_test_setup_teardown(reads_stray_bytes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(mends_what_was_written_twice, set_up, tear_down),
        cmocka_unit_test_setup_teardown(runs_compose, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
