#include "text/charset.h"

#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/utf16.h>

#include "text/charset_label.h"
#include "text/utf8.h"

#define NONE_INVALID UINT32_MAX
static const char replacement[] = "\xEF\xBF\xBD";

/* Text under construction, with its map. */
typedef struct Output {
    Arena *arena;
    char *data;
    uint32_t len;
    uint32_t capacity;
    CharsetResult *result;
} Output;

static void add_text(Output *out, const char *bytes, uint32_t len)
{
    if (len > out->capacity - out->len) {
        uint32_t capacity = out->capacity + out->capacity / 2 + len + 64;
        out->data = arena_grow(out->arena, out->data, out->len, capacity);
        out->capacity = capacity;
    }
    if (len > 0) memcpy(out->data + out->len, bytes, len);
    out->len += len;
}

static void add_run(Output *out, uint32_t text, uint32_t text_len, Span page, bool exact)
{
    runs_add(out->arena, &out->result->runs,
             (MapRun){.text = text,
                      .text_len = text_len,
                      .page = page.start,
                      .page_len = span_len(page),
                      .exact = exact});
}

static void count_invalid(CharsetResult *result, uint32_t page_offset)
{
    result->invalid_count++;
    if (result->first_invalid == NONE_INVALID) result->first_invalid = page_offset;
}

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

static void repair_utf8(Str page, uint32_t start, Output *out)
{
    for (uint32_t at = start; at < page.len;) {
        Str rest = {page.data + at, page.len - at};
        uint32_t valid = utf8_valid_prefix(rest);
        add_run(out, out->len, valid, (Span){at, at + valid}, true);
        add_text(out, rest.data, valid);
        at += valid;
        if (at >= page.len) break;
        uint32_t broken = broken_len(page, at);
        count_invalid(out->result, at);
        add_run(out, out->len, sizeof replacement - 1, (Span){at, at + broken}, false);
        add_text(out, replacement, sizeof replacement - 1);
        at += broken;
    }
}

/* Is a page that is not valid UTF-8 UTF-8 all the same, with a few broken characters? */
static bool is_nearly_utf8(Str page)
{
    uint32_t good = 0, bad = 0, len;
    for (uint32_t at = 0; at < page.len; at += len) {
        if (utf8_decode(page, at, &len) == UTF8_BAD)
            bad++;
        else if (len > 1)
            good++;
    }
    return good >= 10 * (uint64_t)bad;
}

/* ---- Others, through ICU ----------------------------------------------------------------------
 */

static const UChar icu_replacement[] = {0xFFFD};

/* Called by ICU for bytes it cannot convert. */
static void replace_invalid(const void *context, UConverterToUnicodeArgs *args, const char *bytes,
                            int32_t len, UConverterCallbackReason reason, UErrorCode *error)
{
    (void)context;
    (void)bytes;
    (void)len;
    if (reason > UCNV_IRREGULAR) return;
    *error = U_ZERO_ERROR;
    ucnv_cbToUWriteUChars(args, icu_replacement, 1, 0, error);
}

/* What came of one sequence of page bytes, until the next sequence begins. */
typedef struct Sequence {
    uint32_t text; /* where its text starts */
    uint32_t page; /* where its bytes start */
    UChar high;    /* first half of a surrogate pair that waits for the second */
} Sequence;

static void end_sequence(Output *out, Str page, const Sequence *sequence, uint32_t page_end)
{
    uint32_t text_len = out->len - sequence->text;
    Span bytes = {sequence->page, page_end};
    bool exact = text_len == 1 && span_len(bytes) == 1 &&
                 out->data[sequence->text] == page.data[bytes.start];
    add_run(out, sequence->text, text_len, bytes, exact);
}

static void add_unit(Output *out, Str page, Sequence *sequence, UChar unit, uint32_t page_offset)
{
    if (page_offset > sequence->page && sequence->high == 0) {
        end_sequence(out, page, sequence, page_offset);
        *sequence = (Sequence){.text = out->len, .page = page_offset};
    }
    uint32_t character = unit;
    if (U16_IS_LEAD(unit)) {
        sequence->high = unit;
        return;
    }
    if (U16_IS_TRAIL(unit) && sequence->high != 0)
        character = (uint32_t)U16_GET_SUPPLEMENTARY(sequence->high, unit);
    sequence->high = 0;
    if (character == 0xFFFD) count_invalid(out->result, page_offset);
    char bytes[4];
    add_text(out, bytes, utf8_encode(character, bytes));
}

static void convert_with(UConverter *converter, Str page, uint32_t start, Output *out)
{
    UChar units[2048];
    int32_t offsets[COUNT(units)];
    const char *source = page.data + start, *end = page.data + page.len;
    Sequence sequence = {.page = start};
    UErrorCode error;
    do {
        UChar *target = units;
        uint32_t base = (uint32_t)(source - page.data);
        error = U_ZERO_ERROR;
        ucnv_toUnicode(converter, &target, units + COUNT(units), &source, end, offsets, true,
                       &error);
        for (ptrdiff_t i = 0; i < target - units; i++) /* offset -1: left over from the last call */
            add_unit(out, page, &sequence, units[i],
                     offsets[i] < 0 ? sequence.page : base + (uint32_t)offsets[i]);
    } while (error == U_BUFFER_OVERFLOW_ERROR);
    end_sequence(out, page, &sequence, page.len);
}

static bool convert(const Charset *charset, Str page, uint32_t start, Output *out)
{
    UErrorCode error = U_ZERO_ERROR;
    UConverter *converter = ucnv_open(charset->icu, &error);
    if (U_FAILURE(error)) return false;
    ucnv_setToUCallBack(converter, replace_invalid, NULL, NULL, NULL, &error);
    convert_with(converter, page, start, out);
    ucnv_close(converter);
    return true;
}

/* ---- The choice ------------------------------------------------------------------------------ */

/* *out_len is the length of the byte order mark. */
static const Charset *charset_from_mark(Str page, uint32_t *out_len)
{
    *out_len = 3;
    if (str_starts(page, STR("\xEF\xBB\xBF"))) return &charset_utf8;
    *out_len = 2;
    if (str_starts(page, STR("\xFF\xFE"))) return &charset_utf16le;
    if (str_starts(page, STR("\xFE\xFF"))) return &charset_utf16be;
    *out_len = 0;
    return NULL;
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
    *out_origin = CHARSET_FROM_PAGE;
    if (is_html) found = charset_from_page(page);
    if (found != NULL) return found;
    *out_origin = CHARSET_FROM_BYTES;
    return NULL;
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

void charset_to_utf8(Str page, Str declared, bool is_html, Arena *arena, CharsetResult *result)
{
    uint32_t start;
    *result = (CharsetResult){.first_invalid = NONE_INVALID};
    const Charset *charset = choose(page, declared, is_html, &start, &result->origin);
    Str content = {page.data + start, page.len - start};
    bool may_be_utf8 = charset == NULL || charset->is_ascii_superset;
    bool is_utf8 = may_be_utf8 && utf8_valid_prefix(content) == content.len;
    if (is_utf8) {
        if (charset != &charset_utf8) result->origin = CHARSET_FROM_BYTES;
        result->name = str_from_cstring(charset_utf8.name);
        use_as_it_is(page, start, result, arena);
        return;
    }
    if (charset == NULL) charset = is_nearly_utf8(content) ? &charset_utf8 : &charset_windows_1252;

    Output out = {.arena = arena, .result = result, .capacity = content.len + content.len / 8 + 64};
    out.data = arena_alloc(arena, out.capacity);
    if (charset == &charset_utf8 || !convert(charset, page, start, &out)) {
        charset = &charset_utf8;
        repair_utf8(page, start, &out);
    }
    result->name = str_from_cstring(charset->name);
    result->text = (Str){out.data, out.len};
}
