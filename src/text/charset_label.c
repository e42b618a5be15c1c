#include "text/charset_label.h"

const Charset charset_utf8 = {"UTF-8", NULL, true};
const Charset charset_utf16le = {"UTF-16LE", "UTF-16LE", false};
const Charset charset_utf16be = {"UTF-16BE", "UTF-16BE", false};
const Charset charset_windows_1252 = {"windows-1252", "ibm-5348_P100-1997", true};

static const Charset others[] = {
    {"IBM866", "ibm-866_P100-1995", true},
    {"ISO-8859-2", "ISO-8859-2", true},
    {"ISO-8859-3", "ISO-8859-3", true},
    {"ISO-8859-4", "ISO-8859-4", true},
    {"ISO-8859-5", "ISO-8859-5", true},
    {"ISO-8859-6", "ISO-8859-6", true},
    {"ISO-8859-7", "ISO-8859-7", true},
    {"ISO-8859-8", "ISO-8859-8", true},
    {"ISO-8859-10", "ISO-8859-10", true},
    {"ISO-8859-13", "ISO-8859-13", true},
    {"ISO-8859-14", "ISO-8859-14", true},
    {"ISO-8859-15", "ISO-8859-15", true},
    {"KOI8-R", "KOI8-R", true},
    {"KOI8-U", "KOI8-U", true},
    {"macintosh", "macintosh", true},
    {"windows-874", "windows-874-2000", true},
    {"windows-1250", "ibm-5346_P100-1998", true},
    {"windows-1251", "ibm-5347_P100-1998", true},
    {"windows-1253", "ibm-5349_P100-1998", true},
    {"windows-1254", "ibm-5350_P100-1998", true},
    {"windows-1255", "ibm-9447_P100-2002", true},
    {"windows-1256", "ibm-9448_X100-2005", true},
    {"windows-1257", "ibm-9449_P100-2002", true},
    {"windows-1258", "ibm-5354_P100-1998", true},
    {"gb18030", "gb18030", true},
    {"Big5", "windows-950-2000", true},
    {"EUC-JP", "EUC-JP", true},
    {"ISO-2022-JP", "ISO-2022-JP", false},
    {"Shift_JIS", "ibm-943_P15A-2003", true},
    {"EUC-KR", "windows-949-2000", true},
};

/* Labels that are not the name itself. ISO-8859-1, ASCII and GB2312 mean their supersets, as on the
 * web. */
static const struct {
    const char *label;
    const char *name;
} aliases[] = {
    {"utf8", "UTF-8"},
    {"unicode-1-1-utf-8", "UTF-8"},
    {"x-unicode20utf8", "UTF-8"},
    {"utf-8-sig", "UTF-8"},
    {"utf-8mb4", "UTF-8"},
    {"utf8mb4", "UTF-8"},
    {"utf-16", "UTF-16LE"},
    {"unicode", "UTF-16LE"},
    {"ucs-2", "UTF-16LE"},
    {"iso-8859-1", "windows-1252"},
    {"iso8859-1", "windows-1252"},
    {"iso_8859-1", "windows-1252"},
    {"latin1", "windows-1252"},
    {"latin-1", "windows-1252"},
    {"l1", "windows-1252"},
    {"ascii", "windows-1252"},
    {"us-ascii", "windows-1252"},
    {"cp1252", "windows-1252"},
    {"x-cp1252", "windows-1252"},
    {"ansi_x3.4-1968", "windows-1252"},
    {"cp819", "windows-1252"},
    {"iso-8859-9", "windows-1254"},
    {"latin5", "windows-1254"},
    {"cp1254", "windows-1254"},
    {"iso-8859-11", "windows-874"},
    {"tis-620", "windows-874"},
    {"latin2", "ISO-8859-2"},
    {"iso8859-2", "ISO-8859-2"},
    {"iso8859-15", "ISO-8859-15"},
    {"latin9", "ISO-8859-15"},
    {"latin-9", "ISO-8859-15"},
    {"iso8859-5", "ISO-8859-5"},
    {"cyrillic", "ISO-8859-5"},
    {"arabic", "ISO-8859-6"},
    {"greek", "ISO-8859-7"},
    {"hebrew", "ISO-8859-8"},
    {"iso-8859-8-i", "ISO-8859-8"},
    {"cp866", "IBM866"},
    {"koi8", "KOI8-R"},
    {"koi8_r", "KOI8-R"},
    {"koi8-ru", "KOI8-U"},
    {"mac", "macintosh"},
    {"x-mac-roman", "macintosh"},
    {"cp1250", "windows-1250"},
    {"cp1251", "windows-1251"},
    {"win-1251", "windows-1251"},
    {"cp1253", "windows-1253"},
    {"cp1255", "windows-1255"},
    {"cp1256", "windows-1256"},
    {"cp1257", "windows-1257"},
    {"cp1258", "windows-1258"},
    {"gbk", "gb18030"},
    {"gb2312", "gb18030"},
    {"gb_2312-80", "gb18030"},
    {"x-gbk", "gb18030"},
    {"chinese", "gb18030"},
    {"cp936", "gb18030"},
    {"big5-hkscs", "Big5"},
    {"cn-big5", "Big5"},
    {"x-x-big5", "Big5"},
    {"x-euc-jp", "EUC-JP"},
    {"shift-jis", "Shift_JIS"},
    {"sjis", "Shift_JIS"},
    {"x-sjis", "Shift_JIS"},
    {"ms_kanji", "Shift_JIS"},
    {"windows-31j", "Shift_JIS"},
    {"cp932", "Shift_JIS"},
    {"ks_c_5601-1987", "EUC-KR"},
    {"korean", "EUC-KR"},
    {"windows-949", "EUC-KR"},
    {"cp949", "EUC-KR"},
    {"uhc", "EUC-KR"},
};

static bool is_label(Str label, const char *name)
{
    return str_equal_ignoring_case(label, str_from_cstring(name));
}

static const Charset *charset_from_name(Str name)
{
    static const Charset *const firsts[] = {&charset_utf8, &charset_utf16le, &charset_utf16be,
                                            &charset_windows_1252};
    for (size_t i = 0; i < COUNT(firsts); i++)
        if (is_label(name, firsts[i]->name)) return firsts[i];
    for (size_t i = 0; i < COUNT(others); i++)
        if (is_label(name, others[i].name)) return &others[i];
    return NULL;
}

const Charset *charset_from_label(Str label)
{
    label = str_trim(label);
    const Charset *found = charset_from_name(label);
    for (size_t i = 0; i < COUNT(aliases) && found == NULL; i++)
        if (is_label(label, aliases[i].label))
            found = charset_from_name(str_from_cstring(aliases[i].name));
    return found;
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

/* A page whose declaration can be read byte by byte is not UTF-16, whatever it says. */
const Charset *charset_from_page(Str page)
{
    Str start = {page.data, page.len < DECLARATION_BYTES ? page.len : DECLARATION_BYTES};
    const Charset *found = find_declaration(start, STR("<meta"), STR("charset"));
    if (found == NULL && str_starts(start, STR("<?xml")))
        found = find_declaration(start, STR("<?xml"), STR("encoding"));
    return found == &charset_utf16le || found == &charset_utf16be ? &charset_utf8 : found;
}
