#include "html/text.h"

#include "html/references.h"

static bool is_decoded(char c, HtmlDecoding decoding)
{
    return c == '\r' || c == '\0' || (c == '&' && html_has_references(decoding));
}

static bool needs_decoding(Str raw, HtmlDecoding decoding)
{
    if (raw.len == 0) return false;
    bool has_reference = html_has_references(decoding) && memchr(raw.data, '&', raw.len) != NULL;
    return has_reference || memchr(raw.data, '\r', raw.len) != NULL ||
           memchr(raw.data, '\0', raw.len) != NULL;
}

static void reserve(HtmlText *text, uint32_t more, Arena *arena)
{
    uint32_t needed = text->value.len + more;
    if (needed <= text->capacity) return;
    uint32_t capacity = text->capacity == 0           ? needed
                        : needed > 2 * text->capacity ? needed
                                                      : 2 * text->capacity;
    text->value.data = arena_grow(arena, (void *)text->value.data, text->value.len, capacity);
    text->capacity = capacity;
}

/* Text with more than one change for four page bytes is a flood of line ends or NUL bytes; its map
 * is kept to runs of so many page bytes, or it would be many times as large as the page. */
#define MANY_RUNS 1024
#define CROWDED_RUN_BYTES 64

static void add_run(HtmlText *text, MapRun run, Arena *arena)
{
    MapRunList *runs = &text->runs;
    bool is_crowded =
        runs->count >= MANY_RUNS && runs->count > (run.page + run.page_len - text->page.start) / 4;
    if (is_crowded && runs->items[runs->count - 1].page_len < CROWDED_RUN_BYTES)
        runs_widen_last(runs, run);
    else
        runs_add(arena, runs, run);
}

static void add_piece(HtmlText *text, const char *bytes, uint32_t len, Span page, bool exact,
                      Arena *arena)
{
    if (len == 0) return;
    reserve(text, len, arena);
    memcpy((char *)text->value.data + text->value.len, bytes, len);
    add_run(text,
            (MapRun){.text = text->value.len,
                     .text_len = len,
                     .page = page.start,
                     .page_len = span_len(page),
                     .exact = exact},
            arena);
    text->value.len += len;
}

/* Gives borrowed text the run it did without so far. */
static void make_copy(HtmlText *text, uint32_t more, Arena *arena)
{
    if (text->capacity > 0) return;
    uint32_t len = text->value.len;
    reserve(text, more, arena);
    runs_add(arena, &text->runs,
             (MapRun){.text_len = len, .page = text->page.start, .page_len = len, .exact = true});
}

/* Appends what stands for the one special byte at `at`; returns how many page bytes it took. */
static uint32_t add_special(HtmlText *text, Str page, uint32_t at, uint32_t end,
                            HtmlDecoding decoding, Arena *arena)
{
    Span one = {at, at + 1};
    switch (page.data[at]) {
    case '\r': /* a line end is "\n"; of "\r\n" the "\n" stays */
        if (at + 1 >= page.len || page.data[at + 1] != '\n')
            add_piece(text, "\n", 1, one, false, arena);
        return 1;
    case '\0':
        if (decoding != HTML_DECODE_DATA && decoding != HTML_DECODE_CDATA)
            add_piece(text, "\xEF\xBF\xBD", 3, one, false, arena);
        return 1;
    default: break;
    }
    HtmlReference found =
        html_read_reference((Str){page.data, end}, at, decoding == HTML_DECODE_ATTRIBUTE);
    if (found.page_len == 0) {
        add_piece(text, "&", 1, one, true, arena);
        return 1;
    }
    add_piece(text, found.bytes, found.len, (Span){at, at + found.page_len}, false, arena);
    return found.page_len;
}

void html_text_append(HtmlText *text, Str page, Span raw, HtmlDecoding decoding, Arena *arena)
{
    if (span_is_empty(raw)) return;
    Str bytes = str_slice(page, raw);
    bool is_plain = !needs_decoding(bytes, decoding);
    bool is_first = text->value.len == 0 && text->capacity == 0;
    if (is_plain && (is_first || (text->capacity == 0 && text->page.end == raw.start))) {
        text->page = is_first ? raw : span_join(text->page, raw);
        text->value = str_slice(page, text->page);
        return;
    }
    make_copy(text, bytes.len, arena);
    for (uint32_t at = raw.start; at < raw.end;) {
        uint32_t plain = at;
        while (at < raw.end && !is_decoded(page.data[at], decoding)) at++;
        add_piece(text, page.data + plain, at - plain, (Span){plain, at}, true, arena);
        if (at < raw.end) at += add_special(text, page, at, raw.end, decoding, arena);
    }
    text->page = is_first ? raw : span_join(text->page, raw);
}
