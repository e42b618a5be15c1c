/*
 * The names of charsets, and what a page says of itself.
 *
 * The charsets and labels are those of the Encoding standard of the web; ISO-8859-1, ASCII and
 * GB2312 mean their supersets there. Labels beyond it are what programs other than browsers write:
 * "utf8mb4", "latin-1", "cp949".
 */
#include "text/charset_label.h"

static const Charset charsets[] = {
    {"UTF-8", CHARSET_UTF8, NULL,
     "unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf-8 utf-8-sig utf-8mb4 utf8 "
     "utf8mb4 x-unicode20utf8"},
    {"UTF-16LE", CHARSET_WIDE, "UTF-16LE",
     "csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff utf-16 utf-16le"},
    {"UTF-16BE", CHARSET_WIDE, "UTF-16BE", "unicodefffe utf-16be"},
    {"UTF-32LE", CHARSET_WIDE, "UTF-32LE", "utf-32 utf-32le"},
    {"UTF-32BE", CHARSET_WIDE, "UTF-32BE", "utf-32be"},
    {"windows-1252", CHARSET_SINGLE, "ibm-5348_P100-1997",
     "ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 "
     "iso8859-1 iso88591 iso_8859-1 iso_8859-1:1987 l1 latin-1 latin1 us-ascii "
     "windows-1252 x-cp1252"},
    {"IBM866", CHARSET_SINGLE, "ibm-866_P100-1995", "866 cp866 csibm866 ibm866"},
    {"ISO-8859-2", CHARSET_SINGLE, "ISO-8859-2",
     "csisolatin2 iso-8859-2 iso-ir-101 iso8859-2 iso88592 iso_8859-2 "
     "iso_8859-2:1987 l2 latin-2 latin2"},
    {"ISO-8859-3", CHARSET_SINGLE, "ISO-8859-3",
     "csisolatin3 iso-8859-3 iso-ir-109 iso8859-3 iso88593 iso_8859-3 "
     "iso_8859-3:1988 l3 latin3"},
    {"ISO-8859-4", CHARSET_SINGLE, "ISO-8859-4",
     "csisolatin4 iso-8859-4 iso-ir-110 iso8859-4 iso88594 iso_8859-4 "
     "iso_8859-4:1988 l4 latin4"},
    {"ISO-8859-5", CHARSET_SINGLE, "ISO-8859-5",
     "csisolatincyrillic cyrillic iso-8859-5 iso-ir-144 iso8859-5 iso88595 "
     "iso_8859-5 iso_8859-5:1988"},
    {"ISO-8859-6", CHARSET_SINGLE, "ISO-8859-6",
     "arabic asmo-708 csiso88596e csiso88596i csisolatinarabic ecma-114 iso-8859-6 "
     "iso-8859-6-e iso-8859-6-i iso-ir-127 iso8859-6 iso88596 iso_8859-6 "
     "iso_8859-6:1987"},
    {"ISO-8859-7", CHARSET_SINGLE, "ISO-8859-7",
     "csisolatingreek ecma-118 elot_928 greek greek8 iso-8859-7 iso-ir-126 iso8859-7 "
     "iso88597 iso_8859-7 iso_8859-7:1987 sun_eu_greek"},
    {"ISO-8859-8", CHARSET_SINGLE, "ISO-8859-8",
     "csiso88598e csisolatinhebrew hebrew iso-8859-8 iso-8859-8-e iso-ir-138 "
     "iso8859-8 iso88598 iso_8859-8 iso_8859-8:1988 visual"},
    {"ISO-8859-8-I", CHARSET_SINGLE, "ISO-8859-8", "csiso88598i iso-8859-8-i logical"},
    {"ISO-8859-10", CHARSET_SINGLE, "ISO-8859-10",
     "csisolatin6 iso-8859-10 iso-ir-157 iso8859-10 iso885910 l6 latin6"},
    {"ISO-8859-13", CHARSET_SINGLE, "ISO-8859-13", "iso-8859-13 iso8859-13 iso885913"},
    {"ISO-8859-14", CHARSET_SINGLE, "ISO-8859-14", "iso-8859-14 iso8859-14 iso885914"},
    {"ISO-8859-15", CHARSET_SINGLE, "ISO-8859-15",
     "csisolatin9 iso-8859-15 iso8859-15 iso885915 iso_8859-15 l9 latin-9"},
    {"ISO-8859-16", CHARSET_SINGLE, NULL, "iso-8859-16"},
    {"KOI8-R", CHARSET_SINGLE, "KOI8-R", "cskoi8r koi koi8 koi8-r koi8_r"},
    {"KOI8-U", CHARSET_SINGLE, "KOI8-U", "koi8-ru koi8-u"},
    {"macintosh", CHARSET_SINGLE, "macintosh", "csmacintosh mac macintosh x-mac-roman"},
    {"windows-874", CHARSET_SINGLE, "windows-874-2000",
     "dos-874 iso-8859-11 iso8859-11 iso885911 tis-620 windows-874"},
    {"windows-1250", CHARSET_SINGLE, "ibm-5346_P100-1998", "cp1250 windows-1250 x-cp1250"},
    {"windows-1251", CHARSET_SINGLE, "ibm-5347_P100-1998", "cp1251 win-1251 windows-1251 x-cp1251"},
    {"windows-1253", CHARSET_SINGLE, "ibm-5349_P100-1998", "cp1253 windows-1253 x-cp1253"},
    {"windows-1254", CHARSET_SINGLE, "ibm-5350_P100-1998",
     "cp1254 csisolatin5 iso-8859-9 iso-ir-148 iso8859-9 iso88599 iso_8859-9 "
     "iso_8859-9:1989 l5 latin5 windows-1254 x-cp1254"},
    {"windows-1255", CHARSET_SINGLE, "ibm-9447_P100-2002", "cp1255 windows-1255 x-cp1255"},
    {"windows-1256", CHARSET_SINGLE, "ibm-9448_X100-2005", "cp1256 windows-1256 x-cp1256"},
    {"windows-1257", CHARSET_SINGLE, "ibm-9449_P100-2002", "cp1257 windows-1257 x-cp1257"},
    {"windows-1258", CHARSET_SINGLE, "ibm-5354_P100-1998", "cp1258 windows-1258 x-cp1258"},
    {"x-mac-cyrillic", CHARSET_SINGLE, "macos-7_3-10.2", "x-mac-cyrillic x-mac-ukrainian"},
    {"GBK", CHARSET_MULTI, "gb18030",
     "chinese cp936 csgb2312 csiso58gb231280 gb2312 gb_2312 gb_2312-80 gbk iso-ir-58 "
     "x-gbk"},
    {"gb18030", CHARSET_MULTI, "gb18030", "gb18030"},
    {"Big5", CHARSET_MULTI, "ibm-1375_P100-2008", "big5 big5-hkscs cn-big5 csbig5 x-x-big5"},
    {"EUC-JP", CHARSET_MULTI, "EUC-JP", "cseucpkdfmtjapanese euc-jp x-euc-jp"},
    {"ISO-2022-JP", CHARSET_SHIFTED, "ISO-2022-JP", "csiso2022jp iso-2022-jp"},
    {"Shift_JIS", CHARSET_MULTI, "ibm-943_P15A-2003",
     "cp932 csshiftjis ms932 ms_kanji shift-jis shift_jis sjis windows-31j x-sjis"},
    {"EUC-KR", CHARSET_MULTI, "windows-949-2000",
     "cp949 cseuckr csksc56011987 euc-kr iso-ir-149 korean ks_c_5601-1987 "
     "ks_c_5601-1989 ksc5601 ksc_5601 uhc windows-949"},
    {"replacement", CHARSET_REPLACED, NULL,
     "csiso2022kr hz-gb-2312 iso-2022-cn iso-2022-cn-ext iso-2022-kr replacement"},
    {"x-user-defined", CHARSET_SINGLE, NULL, "x-user-defined"},
};

const Charset *const charset_utf8 = &charsets[0], *const charset_utf16le = &charsets[1],
                     *const charset_utf16be = &charsets[2], *const charset_utf32le = &charsets[3],
                     *const charset_utf32be = &charsets[4],
                     *const charset_windows_1252 = &charsets[5];

/* Is label one of the words of a list? */
static bool is_listed(Str label, const char *list)
{
    for (const char *at = list; *at != '\0';) {
        size_t len = strcspn(at, " ");
        if (str_equal_ignoring_case(label, (Str){at, (uint32_t)len})) return true;
        at += len + strspn(at + len, " ");
    }
    return false;
}

const Charset *charset_from_label(Str label)
{
    label = str_trim(label);
    for (size_t i = 0; i < COUNT(charsets) && label.len > 0; i++)
        if (is_listed(label, charsets[i].labels)) return &charsets[i];
    return NULL;
}

/* ---- What the page says of itself ----------------------------------------------------------- */

#define DECLARATION_BYTES 4096 /* the standard looks at 1024; pages with long heads need more */

static bool is_label_char(char c)
{
    return ascii_is_alnum(c) || c == '-' || c == '_' || c == ':' || c == '.';
}

/* The value after `charset` or `encoding`: = "utf-8". */
static Str read_label(Str tag, uint32_t at)
{
    while (at < tag.len && ascii_is_space(tag.data[at])) at++;
    if (at >= tag.len || tag.data[at] != '=') return (Str){0};
    at++;
    while (at < tag.len &&
           (ascii_is_space(tag.data[at]) || tag.data[at] == '"' || tag.data[at] == '\''))
        at++;
    uint32_t start = at;
    while (at < tag.len && is_label_char(tag.data[at])) at++;
    return str_slice(tag, (Span){start, at});
}

static const Charset *charset_of_tag(Str tag, Str key)
{
    for (uint32_t at = 0; (at = str_find_ignoring_case(tag, key, at)) != STR_NOT_FOUND;
         at += key.len) {
        const Charset *found = charset_from_label(read_label(tag, at + key.len));
        if (found != NULL) return found;
    }
    return NULL;
}

static const Charset *find_declaration(Str start, Str tag_open, Str key)
{
    for (uint32_t at = 0; (at = str_find_ignoring_case(start, tag_open, at)) != STR_NOT_FOUND;
         at += tag_open.len) {
        uint32_t end = str_find(start, STR(">"), at);
        if (end == STR_NOT_FOUND) break;
        const Charset *found = charset_of_tag(str_slice(start, (Span){at, end}), key);
        if (found != NULL) return found;
    }
    return NULL;
}

/* A page whose declaration can be read byte by byte is not UTF-16, whatever it says; and
 * "x-user-defined" was for scripts. */
const Charset *charset_from_page(Str page)
{
    Str start = {page.data, page.len < DECLARATION_BYTES ? page.len : DECLARATION_BYTES};
    const Charset *found = find_declaration(start, STR("<meta"), STR("charset"));
    if (found == NULL && str_starts(start, STR("<?xml")))
        found = find_declaration(start, STR("<?xml"), STR("encoding"));
    if (found != NULL && found->kind == CHARSET_WIDE) return charset_utf8;
    bool is_user_defined = found != NULL && strcmp(found->name, "x-user-defined") == 0;
    return is_user_defined ? charset_windows_1252 : found;
}
