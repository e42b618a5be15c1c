/* Every charset of the Encoding standard by every label, and what its bytes mean. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "text/charset.h"
#include "text/charset_label.h"

static const struct {
    const char *name;
    const char *labels;
} standard[] = {
    {"IBM866", "866 cp866 csibm866 ibm866"},
    {"UTF-8", "unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf-8 utf8 x-unicode20utf8"},
    {"ISO-8859-2", "csisolatin2 iso-8859-2 iso-ir-101 iso8859-2 iso88592 iso_8859-2 "
                   "iso_8859-2:1987 l2 latin2"},
    {"ISO-8859-3", "csisolatin3 iso-8859-3 iso-ir-109 iso8859-3 iso88593 iso_8859-3 "
                   "iso_8859-3:1988 l3 latin3"},
    {"ISO-8859-4", "csisolatin4 iso-8859-4 iso-ir-110 iso8859-4 iso88594 iso_8859-4 "
                   "iso_8859-4:1988 l4 latin4"},
    {"ISO-8859-5", "csisolatincyrillic cyrillic iso-8859-5 iso-ir-144 iso8859-5 iso88595 "
                   "iso_8859-5 iso_8859-5:1988"},
    {"ISO-8859-6", "arabic asmo-708 csiso88596e csiso88596i csisolatinarabic ecma-114 iso-8859-6 "
                   "iso-8859-6-e iso-8859-6-i iso-ir-127 iso8859-6 iso88596 iso_8859-6 "
                   "iso_8859-6:1987"},
    {"ISO-8859-7", "csisolatingreek ecma-118 elot_928 greek greek8 iso-8859-7 iso-ir-126 iso8859-7 "
                   "iso88597 iso_8859-7 iso_8859-7:1987 sun_eu_greek"},
    {"ISO-8859-8", "csiso88598e csisolatinhebrew hebrew iso-8859-8 iso-8859-8-e iso-ir-138 "
                   "iso8859-8 iso88598 iso_8859-8 iso_8859-8:1988 visual"},
    {"ISO-8859-8-I", "csiso88598i iso-8859-8-i logical"},
    {"ISO-8859-10", "csisolatin6 iso-8859-10 iso-ir-157 iso8859-10 iso885910 l6 latin6"},
    {"ISO-8859-13", "iso-8859-13 iso8859-13 iso885913"},
    {"ISO-8859-14", "iso-8859-14 iso8859-14 iso885914"},
    {"ISO-8859-15", "csisolatin9 iso-8859-15 iso8859-15 iso885915 iso_8859-15 l9"},
    {"ISO-8859-16", "iso-8859-16"},
    {"KOI8-R", "cskoi8r koi koi8 koi8-r koi8_r"},
    {"KOI8-U", "koi8-ru koi8-u"},
    {"macintosh", "csmacintosh mac macintosh x-mac-roman"},
    {"windows-874", "dos-874 iso-8859-11 iso8859-11 iso885911 tis-620 windows-874"},
    {"windows-1250", "cp1250 windows-1250 x-cp1250"},
    {"windows-1251", "cp1251 windows-1251 x-cp1251"},
    {"windows-1252",
     "ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 "
     "iso8859-1 iso88591 iso_8859-1 iso_8859-1:1987 l1 latin1 us-ascii windows-1252 "
     "x-cp1252"},
    {"windows-1253", "cp1253 windows-1253 x-cp1253"},
    {"windows-1254", "cp1254 csisolatin5 iso-8859-9 iso-ir-148 iso8859-9 iso88599 iso_8859-9 "
                     "iso_8859-9:1989 l5 latin5 windows-1254 x-cp1254"},
    {"windows-1255", "cp1255 windows-1255 x-cp1255"},
    {"windows-1256", "cp1256 windows-1256 x-cp1256"},
    {"windows-1257", "cp1257 windows-1257 x-cp1257"},
    {"windows-1258", "cp1258 windows-1258 x-cp1258"},
    {"x-mac-cyrillic", "x-mac-cyrillic x-mac-ukrainian"},
    {"GBK", "chinese csgb2312 csiso58gb231280 gb2312 gb_2312 gb_2312-80 gbk iso-ir-58 x-gbk"},
    {"gb18030", "gb18030"},
    {"Big5", "big5 big5-hkscs cn-big5 csbig5 x-x-big5"},
    {"EUC-JP", "cseucpkdfmtjapanese euc-jp x-euc-jp"},
    {"ISO-2022-JP", "csiso2022jp iso-2022-jp"},
    {"Shift_JIS", "csshiftjis ms932 ms_kanji shift-jis shift_jis sjis windows-31j x-sjis"},
    {"EUC-KR", "cseuckr csksc56011987 euc-kr iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 "
               "ksc5601 ksc_5601 windows-949"},
    {"replacement", "csiso2022kr hz-gb-2312 iso-2022-cn iso-2022-cn-ext iso-2022-kr replacement"},
    {"UTF-16BE", "unicodefffe utf-16be"},
    {"UTF-16LE", "csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff utf-16 utf-16le"},
    {"x-user-defined", "x-user-defined"},
};

static void knows_every_label(void **state)
{
    (void)state;
    uint32_t count = 0;
    for (size_t i = 0; i < COUNT(standard); i++) {
        for (const char *at = standard[i].labels; *at != '\0'; count++) {
            size_t len = strcspn(at, " ");
            const Charset *found = charset_from_label((Str){at, (uint32_t)len});
            if (found == NULL || strcmp(found->name, standard[i].name) != 0)
                fail_msg("%.*s", (int)len, at);
            at += len + strspn(at + len, " ");
        }
    }
    assert_true(count >= 228);
    assert_non_null(charset_from_label(STR(" \tUTF8\r\n")));
    assert_null(charset_from_label(STR("")));
    assert_null(charset_from_label(STR("utf")));
    assert_null(charset_from_label(STR("utf-8 utf8")));
}

static const struct {
    const char *name;
    Str bytes;
    const char *text;
} samples[] = {
    {"IBM866", STR_INIT("\x8F\xE0\xA8\xA2\xA5\xE2"), "Привет"},
    {"ISO-8859-2", STR_INIT("Za\xBF\xF3\xB3\xE6 g\xEA\xB6l\xB1"), "Zażółć gęślą"},
    {"ISO-8859-3",
     STR_INIT("\xB6\xF8\xFD G\xB1"
              "a\xBF"),
     "ĥĝŭ Għaż"},
    {"ISO-8859-4", STR_INIT("\xC0\xBB\xF1\xBA\xB3"), "Āģņēŗ"},
    {"ISO-8859-5", STR_INIT("\xBF\xE0\xD8\xD2\xD5\xE2"), "Привет"},
    {"ISO-8859-6", STR_INIT("\xD3\xE4\xC7\xE5"), "سلام"},
    {"ISO-8859-7", STR_INIT("\xC1\xE8\xDE\xED\xE1 \xA4"), "Αθήνα €"},
    {"ISO-8859-8", STR_INIT("\xF9\xEC\xE5\xED"), "שלום"},
    {"ISO-8859-8-I", STR_INIT("\xF9\xEC\xE5\xED"), "שלום"},
    {"ISO-8859-10", STR_INIT("\xC6r\xF8 \xBF\xB9"), "Ærø ŋđ"},
    {"ISO-8859-13", STR_INIT("\xC0\xFEuolas \xB4x\xA1"), "Ąžuolas “x”"},
    {"ISO-8859-14", STR_INIT("\xD0y\xA2 \xFE"), "Ŵyḃ ŷ"},
    {"ISO-8859-15", STR_INIT("\xB4\xBD \xA4"), "Žœ €"},
    {"ISO-8859-16",
     STR_INIT("\xDE"
              "ar\xE3 \xA4 \xA5x\xB5"),
     "Țară € „x”"},
    {"KOI8-R", STR_INIT("\xF0\xD2\xC9\xD7\xC5\xD4"), "Привет"},
    {"KOI8-U", STR_INIT("\xEB\xC9\xA7\xD7 \xAD"), "Київ ґ"},
    {"macintosh", STR_INIT("caf\x8E \xD2x\xD3 \xAA"), "café “x” ™"},
    {"windows-874", STR_INIT("\xCA\xC7\xD1\xCA\xB4\xD5"), "สวัสดี"},
    {"windows-1250", STR_INIT("Krak\xF3w \x96 \x84\x9F\x94"), "Kraków – „ź”"},
    {"windows-1251", STR_INIT("\xCA\xE8\xE5\xE2 \x97 \xAB\xE4\xE0\xBB"), "Киев — «да»"},
    {"windows-1252",
     STR_INIT("\x93"
              "caf\xE9\x94 \x96 \x80"),
     "“café” – €"},
    {"windows-1253", STR_INIT("\xC1\xE8\xDE\xED\xE1 \x92"), "Αθήνα ’"},
    {"windows-1254", STR_INIT("\xDD\xF0ne\xFE"), "İğneş"},
    {"windows-1255", STR_INIT("\xF9\xEC\xE5\xED \xA4"), "שלום ₪"},
    {"windows-1256", STR_INIT("\xD3\xE1\xC7\xE3 \x81"), "سلام پ"},
    {"windows-1257", STR_INIT("R\xEEga \xEC"), "Rīga ģ"},
    {"windows-1258", STR_INIT("Vi\xEAt Nam \xF0"), "Viêt Nam đ"},
    {"x-mac-cyrillic", STR_INIT("\x8F\xF0\xE8\xE2\xE5\xF2"), "Привет"},
    {"GBK", STR_INIT("\xC4\xE3\xBA\xC3\xA3\xAC\xCA\xC0\xBD\xE7"), "你好，世界"},
    {"gb18030",
     STR_INIT("\xC4\xE3\xBA\xC3 \x95"
              "2\x82"
              "6"),
     "你好 𠀀"},
    {"Big5",
     STR_INIT("\xA7"
              "A\xA6n\xA1"
              "A\xA5@\xAC\xC9"),
     "你好，世界"},
    {"EUC-JP", STR_INIT("\xC6\xFC\xCB\xDC\xB8\xEC\xA4\xCE\xA5\xAB\xA5\xBF\xA5\xAB\xA5\xCA"),
     "日本語のカタカナ"},
    {"ISO-2022-JP",
     STR_INIT("\x1B$BF|K\x5C"
              "8l\x1B(B abc"),
     "日本語 abc"},
    {"Shift_JIS", STR_INIT("\x93\xFA\x96{\x8C\xEA\xB6\xC5"), "日本語ｶﾅ"},
    {"EUC-KR",
     STR_INIT("\xBE\xC8\xB3\xE7 \x8C"
              "c"),
     "안녕 똠"},
    {"UTF-16LE", STR_INIT("h\x00i\x00 \x00\xAC =\xD8\x00\xDE"), "hi €😀"},
    {"UTF-16BE", STR_INIT("\x00h\x00i\x00  \xAC\xD8=\xDE\x00"), "hi €😀"},
    {"UTF-32LE", STR_INIT("h\x00\x00\x00i\x00\x00\x00 \x00\x00\x00\x00\xF6\x01\x00"), "hi 😀"},
    {"UTF-32BE", STR_INIT("\x00\x00\x00h\x00\x00\x00i\x00\x00\x00 \x00\x01\xF6\x00"), "hi 😀"},
};

/* Each character leads to bytes behind those of the one before. */
static void assert_mapped_in_order(const CharsetResult *result, uint32_t page_len)
{
    uint32_t at = 0, page_at = 0;
    for (uint32_t i = 0; i < result->runs.count; i++) {
        const MapRun *run = &result->runs.items[i];
        assert_int_equal(run->text, at);
        assert_true(run->page >= page_at && run->page_len > 0);
        at += run->text_len;
        page_at = run->page + run->page_len;
    }
    assert_int_equal(at, result->text.len);
    assert_true(page_at <= page_len);
}

static void reads_every_charset(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(samples); i++) {
        Arena *arena = arena_new(4096);
        CharsetResult result;
        charset_to_utf8(samples[i].bytes, str_from_cstring(samples[i].name), false, arena, &result);
        Str expected = str_from_cstring(samples[i].text);
        if (!str_equal(result.text, expected) ||
            !str_equal(result.name, str_from_cstring(samples[i].name)))
            fail_msg("%s: " STR_FMT " as " STR_FMT, samples[i].name, STR_ARG(result.text),
                     STR_ARG(result.name));
        assert_int_equal(result.invalid_count, 0);
        assert_mapped_in_order(&result, samples[i].bytes.len);
        arena_free(arena);
    }
}

static void assert_read_as(Str bytes, const char *declared, const char *name, const char *text,
                           uint32_t invalid)
{
    Arena *arena = arena_new(4096);
    CharsetResult result;
    charset_to_utf8(bytes, str_from_cstring(declared), true, arena, &result);
    assert_string_equal(arena_copy_str(arena, result.name).data, name);
    assert_string_equal(arena_copy_str(arena, result.text).data, text);
    assert_int_equal(result.invalid_count, invalid);
    assert_mapped_in_order(&result, bytes.len);
    arena_free(arena);
}

/* Where browsers do something of their own. */
static void reads_odd_ones_as_the_web_does(void **state)
{
    (void)state;
    assert_read_as(STR("a\x80\xFF"), "x-user-defined", "x-user-defined", "a\uF780\uF7FF", 0);
    assert_read_as(STR("<meta charset=x-user-defined>\x93"), NULL, "windows-1252",
                   "<meta charset=x-user-defined>“", 0);
    assert_read_as(STR("\x80\xA3\xA0"), "gb2312", "GBK", "€\u3000", 0);
    assert_read_as(STR("~{AB~}"), "hz-gb-2312", "replacement", "\uFFFD", 1);
    assert_read_as(STR("plain \xE9"), "iso-2022-kr", "windows-1252", "plain é", 0);
    /* An ASCII byte that cannot be the second of two is not swallowed. */
    static const char *const multi[] = {"gbk", "gb18030", "big5", "euc-kr", "shift_jis"};
    for (size_t i = 0; i < COUNT(multi); i++) {
        Arena *arena = arena_new(4096);
        CharsetResult result;
        charset_to_utf8(STR("\x81<b>"), str_from_cstring(multi[i]), true, arena, &result);
        assert_true(str_ends(result.text, STR("<b>")));
        arena_free(arena);
    }
}

static void passes_over_what_is_not_so(void **state)
{
    (void)state;
    assert_read_as(STR("don\x92t say caf\xE9 or na\xEFve or f\xEAte or \x93r\xF4le\x94 \xA3"
                       "9"),
                   "utf-8", "windows-1252", "don’t say café or naïve or fête or “rôle” £9", 0);
    assert_read_as(STR("don\x92t say caf\xE9!"), "utf-8", "UTF-8", "don’t say café!", 2);
    assert_read_as(STR("eight bits \xE9"), "utf-16", "windows-1252", "eight bits é", 0);
    assert_read_as(STR("<meta charset=iso-2022-jp>\xE9"), NULL, "windows-1252",
                   "<meta charset=iso-2022-jp>é", 0);
    assert_read_as(STR("valid “UTF-8”"), "iso-8859-1", "UTF-8", "valid “UTF-8”", 0);
}

static void finds_utf16_without_a_mark(void **state)
{
    (void)state;
    assert_read_as(STR("<\0p\0>\0h\0i\0"), NULL, "UTF-16LE", "<p>hi", 0);
    assert_read_as(STR("\0<\0p\0>\0h\0i"), NULL, "UTF-16BE", "<p>hi", 0);
    assert_read_as(STR("\xFF\xFE\0\0h\0\0\0"), NULL, "UTF-32LE", "h", 0);
    assert_read_as(STR("\0\0\xFE\xFF\0\0\0h"), NULL, "UTF-32BE", "h", 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(knows_every_label),
        cmocka_unit_test(reads_every_charset),
        cmocka_unit_test(reads_odd_ones_as_the_web_does),
        cmocka_unit_test(passes_over_what_is_not_so),
        cmocka_unit_test(finds_utf16_without_a_mark),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
