/*
 * What a page's bytes look like, if it does not say or if what it says is not so.
 *
 *     E9 EC E5 ED among Cyrillic statistics     windows-1251
 *     "don\x92t", "caf\xE9"                     windows-1252
 *
 * uchardet knows the scripts by the frequency of their letters. Among charsets of the Latin script
 * it is easily misled by a text of few accents: there its answer counts only if many of the upper
 * bytes stand in words and few are the quotation marks and signs of windows-1252 (the measurement
 * stands in docs/decisions/0017).
 */
#include <uchardet/uchardet.h>

#include "text/charset_output.h"

/* What is looked at. */
#define SAMPLE_BYTES (256u << 10)
#define FEWEST_WORD_BYTES 20
#define WORD_BYTES_A_SIGN 4

/* ---- UTF-16 without a mark ------------------------------------------------------------------- */

#define WIDE_SAMPLE_BYTES 1024
#define FEWEST_WIDE_BYTES 8

const Charset *charset_detect_wide(Str content)
{
    uint32_t len = content.len < WIDE_SAMPLE_BYTES ? content.len : WIDE_SAMPLE_BYTES;
    uint32_t nuls[2] = {0, 0}, units = len / 2;
    if (len < FEWEST_WIDE_BYTES) return NULL;
    for (uint32_t i = 0; i < 2 * units; i++) nuls[i % 2] += content.data[i] == '\0';
    bool is_big = nuls[0] * 10 >= units * 9, is_little = nuls[1] * 10 >= units * 9;
    if (is_big && nuls[1] == 0) return charset_utf16be;
    if (is_little && nuls[0] == 0) return charset_utf16le;
    return NULL;
}

/* ---- Others ---------------------------------------------------------------------------------- */

static bool is_upper_byte(char c)
{
    return (unsigned char)c >= 0x80;
}

/* Quotation marks, dashes and signs of windows-1252 and ISO-8859-1. */
static bool is_sign(char c)
{
    unsigned char byte = (unsigned char)c;
    static const char signs[] = "\x80\x82\x84\x85\x8B\x91\x92\x93\x94\x95\x96\x97\x99\x9B"
                                "\xB0\xB4\xB7\xBB\xBC\xBD\xBE";
    return (byte >= 0xA0 && byte < 0xB0) || memchr(signs, c, sizeof signs - 1) != NULL;
}

static bool is_in_word(Str text, uint32_t at)
{
    return (at > 0 && ascii_is_letter(text.data[at - 1])) ||
           (at + 1 < text.len && ascii_is_letter(text.data[at + 1]));
}

/* Has the text the accents that a language other than those of Western Europe would give it? */
static bool has_many_accents(Str text)
{
    uint32_t words = 0, signs = 0;
    for (uint32_t i = 0; i < text.len; i++) {
        if (!is_upper_byte(text.data[i])) continue;
        if (is_sign(text.data[i]))
            signs++;
        else
            words += is_in_word(text, i);
    }
    return words >= FEWEST_WORD_BYTES && words >= WORD_BYTES_A_SIGN * (uint64_t)signs;
}

static const Charset *ask_uchardet(Str sample)
{
    uchardet_t detector = uchardet_new();
    const Charset *found = NULL;
    if (uchardet_handle_data(detector, sample.data, sample.len) == 0) {
        uchardet_data_end(detector);
        found = charset_from_label(str_from_cstring(uchardet_get_charset(detector)));
    }
    uchardet_delete(detector);
    return found;
}

typedef enum Trust { TRUST_NEVER, TRUST_SCRIPT, TRUST_LATIN } Trust;

static Trust trust_in(const Charset *charset)
{
    static const Str scripts[] = {STR_INIT("windows-1251"),   STR_INIT("KOI8-R"),
                                  STR_INIT("ISO-8859-5"),     STR_INIT("IBM866"),
                                  STR_INIT("x-mac-cyrillic"), STR_INIT("windows-1253"),
                                  STR_INIT("ISO-8859-7"),     STR_INIT("windows-1255"),
                                  STR_INIT("ISO-8859-8"),     STR_INIT("windows-1256"),
                                  STR_INIT("ISO-8859-6"),     STR_INIT("windows-874"),
                                  STR_INIT("gb18030"),        STR_INIT("GBK"),
                                  STR_INIT("Big5"),           STR_INIT("EUC-JP"),
                                  STR_INIT("Shift_JIS"),      STR_INIT("EUC-KR"),
                                  STR_INIT("ISO-2022-JP")};
    static const Str latins[] = {STR_INIT("windows-1250"), STR_INIT("ISO-8859-2"),
                                 STR_INIT("windows-1254"), STR_INIT("windows-1257"),
                                 STR_INIT("windows-1258")};
    if (charset == NULL) return TRUST_NEVER;
    Str name = str_from_cstring(charset->name);
    if (str_is_one_of(name, scripts, COUNT(scripts))) return TRUST_SCRIPT;
    return str_is_one_of(name, latins, COUNT(latins)) ? TRUST_LATIN : TRUST_NEVER;
}

const Charset *charset_detect(Str content)
{
    Str sample = {content.data, content.len < SAMPLE_BYTES ? content.len : SAMPLE_BYTES};
    const Charset *found = ask_uchardet(sample);
    switch (trust_in(found)) {
    case TRUST_SCRIPT: return found;
    case TRUST_LATIN: return has_many_accents(sample) ? found : charset_windows_1252;
    case TRUST_NEVER: break;
    }
    return charset_windows_1252;
}
