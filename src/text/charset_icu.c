/* Charsets of several bytes a character, through ICU. */
#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/utf16.h>

#include "text/charset_output.h"
#include "text/utf8.h"

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
    bool is_gbk;   /* the charset has two characters that ICU does not give as the web does */
} Sequence;

static void end_sequence(CharsetOutput *out, Str page, const Sequence *sequence, uint32_t page_end)
{
    uint32_t text_len = out->len - sequence->text;
    Span bytes = {sequence->page, page_end};
    bool exact = text_len == 1 && span_len(bytes) == 1 &&
                 out->data[sequence->text] == page.data[bytes.start];
    output_run(out, sequence->text, text_len, bytes, exact);
}

/* A lone 80 is the euro sign, A3 A0 a wide space. */
static uint32_t mend_gbk(uint32_t character, Str page, uint32_t page_offset)
{
    if (character == 0xE5E5) return 0x3000;
    return character == 0xFFFD && page.data[page_offset] == '\x80' ? 0x20AC : character;
}

static void add_unit(CharsetOutput *out, Str page, Sequence *sequence, UChar unit,
                     uint32_t page_offset)
{
    if (page_offset > sequence->page && sequence->high == 0) {
        end_sequence(out, page, sequence, page_offset);
        sequence->text = out->len;
        sequence->page = page_offset;
    }
    uint32_t character = unit;
    if (U16_IS_LEAD(unit)) {
        sequence->high = unit;
        return;
    }
    if (U16_IS_TRAIL(unit) && sequence->high != 0)
        character = (uint32_t)U16_GET_SUPPLEMENTARY(sequence->high, unit);
    sequence->high = 0;
    if (sequence->is_gbk) character = mend_gbk(character, page, page_offset);
    if (character == 0xFFFD) output_count_invalid(out, page_offset);
    char bytes[4];
    output_text(out, bytes, utf8_encode(character, bytes));
}

static void convert_with(UConverter *converter, bool is_gbk, Str page, uint32_t start,
                         CharsetOutput *out)
{
    UChar units[2048];
    int32_t offsets[COUNT(units)];
    const char *source = page.data + start, *end = page.data + page.len;
    Sequence sequence = {.page = start, .is_gbk = is_gbk};
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

bool charset_read_icu(const Charset *charset, Str page, uint32_t start, CharsetOutput *out)
{
    UErrorCode error = U_ZERO_ERROR;
    UConverter *converter = ucnv_open(charset->icu, &error);
    if (U_FAILURE(error)) return false;
    ucnv_setToUCallBack(converter, replace_invalid, NULL, NULL, NULL, &error);
    convert_with(converter, strcmp(charset->icu, "gb18030") == 0, page, start, out);
    ucnv_close(converter);
    return true;
}
