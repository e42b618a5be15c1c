#include "text/charset_output.h"

#include "text/utf8.h"

void output_text(CharsetOutput *out, const char *bytes, uint32_t len)
{
    if (len > out->capacity - out->len) {
        uint32_t capacity = out->capacity + out->capacity / 2 + len + 64;
        out->data = arena_grow(out->arena, out->data, out->len, capacity);
        out->capacity = capacity;
    }
    if (len > 0) memcpy(out->data + out->len, bytes, len);
    out->len += len;
}

void output_run(CharsetOutput *out, uint32_t text, uint32_t text_len, Span bytes, bool is_exact)
{
    runs_add(out->arena, &out->result->runs,
             (MapRun){.text = text,
                      .text_len = text_len,
                      .page = bytes.start,
                      .page_len = span_len(bytes),
                      .exact = is_exact});
}

void output_count_invalid(CharsetOutput *out, uint32_t page_offset)
{
    out->result->invalid_count++;
    if (out->result->first_invalid == UINT32_MAX) out->result->first_invalid = page_offset;
}

void output_copy(CharsetOutput *out, Str page, Span bytes)
{
    output_run(out, out->len, span_len(bytes), bytes, true);
    output_text(out, page.data + bytes.start, span_len(bytes));
}

void output_character(CharsetOutput *out, uint32_t character, Span bytes)
{
    char text[4];
    uint32_t len = utf8_encode(character, text);
    output_run(out, out->len, len, bytes, false);
    output_text(out, text, len);
}

void output_invalid(CharsetOutput *out, Span bytes)
{
    output_count_invalid(out, bytes.start);
    output_character(out, 0xFFFD, bytes);
}
