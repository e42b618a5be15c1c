#include "lines.h"

#include "text/utf8.h"

typedef struct Line {
    Span span;
    bool is_blank;
} Line;

/* Ends are "\n", "\r\n", "\r" and U+2028/9. */
static Line next_line(Str source, uint32_t *at)
{
    Line line = {.span = {*at, *at}, .is_blank = true};
    uint32_t i = *at;
    for (; i < source.len; i++) {
        unsigned char c = (unsigned char)source.data[i];
        if (c == '\n' || c == '\r') break;
        bool is_separator = c == 0xE2 && source.len - i >= 3 && source.data[i + 1] == '\x80' &&
                            (source.data[i + 2] == '\xA8' || source.data[i + 2] == '\xA9');
        if (is_separator) break;
        if (c > ' ') line.is_blank = false;
    }
    line.span.end = i;
    if (i < source.len) {
        if ((unsigned char)source.data[i] == 0xE2)
            i += 3;
        else
            i += source.data[i] == '\r' && i + 1 < source.len && source.data[i + 1] == '\n' ? 2 : 1;
    }
    *at = i;
    return line;
}

static Str trimmed(Str source, Span span)
{
    return str_trim(str_slice(source, span));
}

static bool starts_lower(Str line)
{
    if (line.len == 0) return false;
    uint32_t used, first = utf8_decode(line, 0, &used);
    return utf8_is_letter(first) && !utf8_is_upper(first);
}

static bool ends_sentence(Str line)
{
    while (line.len > 0 && (line.data[line.len - 1] == '"' || line.data[line.len - 1] == '\''))
        line.len--;
    if (line.len == 0) return false;
    char last = line.data[line.len - 1];
    return last == '.' || last == '!' || last == '?' || last == ':';
}

#define SHORTEST_WRAPPED_BYTES 40 /* a shorter line ended where its author wanted it to */
#define LONGEST_WRAPPED_BYTES 120

/* Were lines broken at a fixed width? Then none is long, and many a line goes on with a small
 * letter on the next. */
static bool is_wrapped(Str source)
{
    uint32_t joints = 0, going_on = 0;
    Line before = {.is_blank = true};
    for (uint32_t at = 0; at < source.len;) {
        Line line = next_line(source, &at);
        if (span_len(line.span) > LONGEST_WRAPPED_BYTES) return false;
        Str text = trimmed(source, line.span), last = trimmed(source, before.span);
        if (!line.is_blank && !before.is_blank && last.len >= SHORTEST_WRAPPED_BYTES) {
            joints++;
            going_on += starts_lower(text) && !ends_sentence(last);
        }
        before = line;
    }
    return joints >= 2 && going_on * 5 >= joints * 2;
}

static void end_line(Work *work, bool blank_before)
{
    Piece *piece = work_end_piece(work, PIECE_LINE);
    if (piece != NULL) piece->starts_paragraph = blank_before;
}

#define MOST_PIECES 200000 /* from there on all is one piece: such a page is no article */

void lines_read(Work *work)
{
    bool join = is_wrapped(work->source), is_open = false;
    bool is_after_blank = true, starts_paragraph = true;
    Span last = {0, 0};
    for (uint32_t at = 0; at < work->source.len;) {
        Line line = next_line(work->source, &at);
        bool goes_on =
            join && is_open && !line.is_blank && span_len(last) >= SHORTEST_WRAPPED_BYTES;
        if (work->pieces.count >= MOST_PIECES) goes_on = is_open;
        if (is_open && !goes_on) end_line(work, starts_paragraph);
        is_open = goes_on || !line.is_blank;
        if (!line.is_blank && goes_on) {
            work_add_space(work, (Span){last.end, line.span.start});
        } else if (!line.is_blank) {
            work_begin_piece(work);
            starts_paragraph = is_after_blank;
        }
        if (!line.is_blank) work_add_source(work, line.span);
        is_after_blank = line.is_blank;
        last = line.span;
    }
    if (is_open) end_line(work, starts_paragraph);
}
