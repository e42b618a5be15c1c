#include "export/out.h"

#include <inttypes.h>

#include "base/calendar.h"

#define PIECE_BYTES (1u << 16)

DatelineStatus out_flush(ExportOut *out, DatelineError *err)
{
    if (out->text.len == 0) return DATELINE_OK;
    TRY(out->write(out->context, buffer_str(&out->text), err));
    buffer_clear(&out->text);
    return DATELINE_OK;
}

DatelineStatus out_end_row(ExportOut *out, DatelineError *err)
{
    buffer_add_char(&out->text, '\n');
    out->rows++;
    return out->text.len < PIECE_BYTES ? DATELINE_OK : out_flush(out, err);
}

static void begin_field(TsvRow *row)
{
    if (row->needs_tab) buffer_add_char(row->out, '\t');
    row->needs_tab = true;
}

/* The separators of lines U+0085, U+2028 and U+2029 end a line for some readers, too. */
static uint32_t separator_len(Str text, uint32_t at)
{
    unsigned char c = (unsigned char)text.data[at];
    if (c < 0x20 || c == 0x7F) return 1;
    if (c == 0xC2 && at + 1 < text.len && (unsigned char)text.data[at + 1] < 0xA0) return 2;
    if (c == 0xE2 && at + 2 < text.len && (unsigned char)text.data[at + 1] == 0x80 &&
        ((unsigned char)text.data[at + 2] & 0xFE) == 0xA8)
        return 3;
    return 0;
}

void tsv_str(TsvRow *row, Str value)
{
    begin_field(row);
    if (value.len == 0) value = row->missing;
    for (uint32_t at = 0; at < value.len;) {
        uint32_t len = separator_len(value, at);
        buffer_add_char(row->out, len > 0 ? ' ' : value.data[at]);
        at += len > 0 ? len : 1;
    }
}

void tsv_cstring(TsvRow *row, const char *value)
{
    tsv_str(row, str_from_cstring(value));
}

void tsv_int(TsvRow *row, int64_t value)
{
    begin_field(row);
    buffer_format(row->out, "%" PRId64, value);
}

void tsv_number(TsvRow *row, int decimals, double value)
{
    begin_field(row);
    buffer_format(row->out, "%.*f", decimals, value == 0 ? 0.0 : value); /* no "-0" */
}

void tsv_empty(TsvRow *row, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) tsv_str(row, (Str){NULL, 0});
}

void add_day(Buffer *out, int32_t day, const char *separator)
{
    CivilDate date = civil_from_day(day);
    buffer_format(out, "%04d%s%02d%s%02d", date.year, separator, date.month, separator, date.day);
}

void tsv_day(TsvRow *row, int32_t day, const char *separator)
{
    begin_field(row);
    add_day(row->out, day, separator);
}
