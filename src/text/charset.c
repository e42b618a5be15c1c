#include "text/charset.h"

#include "text/charset_output.h"
#include "text/mojibake.h"
#include "text/utf8.h"

/* ---- UTF-8 ----------------------------------------------------------------------------------- */

/* Bytes of a broken sequence that one U+FFFD stands for: the start of a character that is cut off,
 * or a byte that starts none. */
static uint32_t broken_len(Str text, uint32_t at)
{
    unsigned char first = (unsigned char)text.data[at];
    uint32_t whole = first >= 0xF0 && first <= 0xF4 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 1;
    if (first > 0xF4) whole = 1;
    uint32_t len = 1;
    for (; len < whole && at + len < text.len; len++) {
        unsigned char next = (unsigned char)text.data[at + len];
        unsigned char low = 0x80, high = 0xBF;
        if (len == 1 && first == 0xE0) low = 0xA0;
        if (len == 1 && first == 0xED) high = 0x9F;
        if (len == 1 && first == 0xF0) low = 0x90;
        if (len == 1 && first == 0xF4) high = 0x8F;
        if (next < low || next > high) break;
    }
    return len;
}

/* Are the bytes at `at` of no character? */
static bool is_broken(Str page, uint32_t at)
{
    uint32_t len;
    return at < page.len && utf8_decode(page, at, &len) == UTF8_BAD;
}

/* A byte of windows-1252 in a page of UTF-8, as a template or a quoted line brings it in, stands
 * alone; where a character was cut, there are several. 0 if it means nothing. */
static uint32_t read_stray_byte(Str page, uint32_t at, bool is_alone)
{
    unsigned char byte = (unsigned char)page.data[at];
    if (!is_alone || byte == 0xFF) return 0;
    return byte < 0xA0 ? windows_1252_sign(byte) : byte;
}

static void repair_utf8(Str page, uint32_t start, CharsetOutput *out)
{
    for (uint32_t at = start; at < page.len;) {
        uint32_t valid = utf8_valid_prefix((Str){page.data + at, page.len - at});
        output_copy(out, page, (Span){at, at + valid});
        at += valid;
        if (at >= page.len) break;
        uint32_t broken = broken_len(page, at);
        bool follows_good = valid > 0 || at == start,
             is_alone = broken == 1 && follows_good && !is_broken(page, at + 1);
        uint32_t stray = read_stray_byte(page, at, is_alone);
        Span bytes = {at, at + broken};
        if (stray != 0) {
            output_count_invalid(out, at);
            output_character(out, stray, bytes);
        } else {
            output_invalid(out, bytes);
        }
        at += broken;
    }
}

typedef struct Utf8Count {
    uint32_t good; /* characters of several bytes */
    uint32_t bad;  /* bytes that are of none */
} Utf8Count;

static Utf8Count count_utf8(Str page)
{
    Utf8Count count = {0};
    for (uint32_t at = utf8_skip_ascii(page, 0), len; at < page.len;
         at = utf8_skip_ascii(page, at + len)) {
        if (utf8_decode(page, at, &len) == UTF8_BAD)
            count.bad++;
        else
            count.good++;
    }
    return count;
}

/* Is a page that does not say so, and is not valid, UTF-8 with a few broken characters? */
static bool is_nearly_utf8(Str page)
{
    Utf8Count count = count_utf8(page);
    return count.good >= 10 * (uint64_t)count.bad;
}

#define FEWEST_BROKEN 8 /* fewer are repaired one by one, whatever the page is */

static bool is_no_utf8(Str page)
{
    Utf8Count count = count_utf8(page);
    return count.bad >= FEWEST_BROKEN && count.bad > count.good;
}

/* ---- The choice ------------------------------------------------------------------------------ */

/* *out_len is the length of the byte order mark. */
static const Charset *charset_from_mark(Str page, uint32_t *out_len)
{
    *out_len = 4;
    if (str_starts(page, STR("\xFF\xFE\0\0"))) return charset_utf32le;
    if (str_starts(page, STR("\0\0\xFE\xFF"))) return charset_utf32be;
    *out_len = 3;
    if (str_starts(page, STR("\xEF\xBB\xBF"))) return charset_utf8;
    *out_len = 2;
    if (str_starts(page, STR("\xFF\xFE"))) return charset_utf16le;
    if (str_starts(page, STR("\xFE\xFF"))) return charset_utf16be;
    *out_len = 0;
    return NULL;
}

bool charset_is_wide(Str page)
{
    uint32_t len;
    const Charset *found = charset_from_mark(page, &len);
    if (found == NULL) found = charset_detect_wide(page);
    return found != NULL && found->kind == CHARSET_WIDE;
}

static const Charset *choose(Str page, Str declared, bool is_html, uint32_t *out_mark_len,
                             CharsetOrigin *out_origin)
{
    const Charset *found = charset_from_mark(page, out_mark_len);
    *out_origin = CHARSET_FROM_MARK;
    if (found != NULL) return found;
    *out_origin = CHARSET_FROM_CONTAINER;
    if (!str_is_empty(declared)) found = charset_from_label(declared);
    if (found != NULL) return found;
    *out_origin = CHARSET_FROM_BYTES;
    found = charset_detect_wide(page);
    if (found != NULL) return found;
    *out_origin = CHARSET_FROM_PAGE;
    if (is_html) found = charset_from_page(page);
    if (found != NULL) return found;
    *out_origin = CHARSET_FROM_BYTES;
    return NULL;
}

/* Escapes of the charsets that are no more; a page without them is not in one, whatever it says. */
static bool has_shifts(Str content)
{
    return str_find(content, STR("\x1B"), 0) != STR_NOT_FOUND ||
           str_find(content, STR("\x0E"), 0) != STR_NOT_FOUND ||
           str_find(content, STR("~{"), 0) != STR_NOT_FOUND;
}

/* Is what was declared plainly not so? Bytes that read as text are not UTF-16; a page that is no
 * UTF-8 for the most part is none, nor one without escapes in a charset of escapes. */
static bool is_refuted(const Charset *charset, Str content, CharsetOrigin origin)
{
    if (charset == NULL || origin == CHARSET_FROM_MARK) return false;
    switch (charset->kind) {
    case CHARSET_UTF8: return is_no_utf8(content);
    case CHARSET_WIDE: return memchr(content.data, '\0', content.len) == NULL;
    case CHARSET_SHIFTED:
    case CHARSET_REPLACED: return !has_shifts(content);
    case CHARSET_SINGLE:
    case CHARSET_MULTI: return false;
    }
    return false;
}

/* May the page be UTF-8 although it says something else? */
static bool is_ascii_superset(const Charset *charset)
{
    return charset == NULL || charset->kind == CHARSET_UTF8 || charset->kind == CHARSET_SINGLE ||
           charset->kind == CHARSET_MULTI;
}

static void use_as_it_is(Str page, uint32_t start, CharsetResult *result, Arena *arena)
{
    result->text = (Str){page.data + start, page.len - start};
    runs_add(arena, &result->runs,
             (MapRun){.text_len = result->text.len,
                      .page = start,
                      .page_len = result->text.len,
                      .exact = true});
}

static void convert(const Charset *charset, Str page, uint32_t start, CharsetOutput *out)
{
    bool is_done = false;
    switch (charset->kind) {
    case CHARSET_SINGLE: is_done = charset_read_single(charset, page, start, out); break;
    case CHARSET_MULTI:
    case CHARSET_SHIFTED:
    case CHARSET_WIDE: is_done = charset_read_icu(charset, page, start, out); break;
    case CHARSET_REPLACED:
        output_invalid(out, (Span){start, page.len});
        is_done = true;
        break;
    case CHARSET_UTF8: break;
    }
    if (!is_done) {
        charset = charset_utf8;
        repair_utf8(page, start, out);
    }
    out->result->name = str_from_cstring(charset->name);
    out->result->text = (Str){out->data, out->len};
}

static void decode(Str page, Str declared, bool is_html, Arena *arena, CharsetResult *result)
{
    uint32_t start;
    const Charset *charset = choose(page, declared, is_html, &start, &result->origin);
    Str content = {page.data + start, page.len - start};
    if (content.len > 0 && is_refuted(charset, content, result->origin)) {
        charset = NULL;
        result->origin = CHARSET_FROM_BYTES;
    }
    if (is_ascii_superset(charset) && utf8_valid_prefix(content) == content.len) {
        if (charset != charset_utf8) result->origin = CHARSET_FROM_BYTES;
        result->name = str_from_cstring(charset_utf8->name);
        use_as_it_is(page, start, result, arena);
        return;
    }
    if (charset == NULL) charset = is_nearly_utf8(content) ? charset_utf8 : charset_detect(content);
    CharsetOutput out = {
        .arena = arena, .result = result, .capacity = content.len + content.len / 8 + 64};
    out.data = arena_alloc(arena, out.capacity);
    convert(charset, page, start, &out);
}

void charset_decode(Str page, Str declared, Arena *arena, CharsetResult *result)
{
    *result = (CharsetResult){.first_invalid = UINT32_MAX};
    decode(page, declared, false, arena, result);
}

void charset_to_utf8(Str page, Str declared, bool is_html, Arena *arena, CharsetResult *result)
{
    *result = (CharsetResult){.first_invalid = UINT32_MAX};
    decode(page, declared, is_html, arena, result);
    Str mended;
    MapRunList inner = {0}, runs = {0};
    if (!mojibake_mend(result->text, arena, &mended, &inner)) return;
    for (uint32_t i = 0; i < inner.count; i++)
        runs_add_through(arena, &runs, inner.items[i], &result->runs);
    result->text = mended;
    result->runs = runs;
}
