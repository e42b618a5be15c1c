#include "feed_repair.h"

#include "base/buffer.h"
#include "html/references.h"

/* &#146; is a control character in XML, but what writers mean by it is HTML's: windows-1252's. */
static bool is_control_number(Str reference)
{
    uint32_t number = 0;
    for (uint32_t i = 2; i + 1 < reference.len && number < 1000; i++) {
        char c = reference.data[i];
        if (c < '0' || c > '9') return false;
        number = number * 10 + (uint32_t)(c - '0');
    }
    return number >= 0x80 && number < 0xA0;
}

/* &amp; &lt; &gt; &quot; &apos; and numbers are XML's own. */
static bool is_xml_reference(Str text, uint32_t at, uint32_t len)
{
    static const Str names[] = {STR_INIT("&amp;"), STR_INIT("&lt;"), STR_INIT("&gt;"),
                                STR_INIT("&quot;"), STR_INIT("&apos;")};
    Str reference = {text.data + at, len};
    for (size_t i = 0; i < COUNT(names); i++)
        if (str_equal(reference, names[i])) return true;
    bool is_number = len > 3 && str_starts(reference, STR("&#")) && reference.data[2] != 'X';
    return is_number && !is_control_number(reference);
}

/* Number references to what XML forbids (&#0; &#8;) would stop the parser's text. */
static bool is_allowed(const HtmlReference *reference)
{
    unsigned char first = (unsigned char)reference->bytes[0];
    return reference->len > 0 && (first >= 0x20 || first == '\t' || first == '\n' || first == '\r');
}

static uint32_t skip_section(Str text, uint32_t at, Str open, Str close)
{
    if (!str_starts((Str){text.data + at, text.len - at}, open)) return at;
    uint32_t end = str_find(text, close, at + open.len);
    return end == STR_NOT_FOUND ? text.len : end + close.len;
}

/* The next '&' at or after `at` outside CDATA and comments; text.len if there is none. */
static uint32_t next_reference(Str text, uint32_t at)
{
    while (at < text.len) {
        char c = text.data[at];
        if (c == '&') return at;
        uint32_t next = at;
        if (c == '<') {
            next = skip_section(text, at, STR("<![CDATA["), STR("]]>"));
            if (next == at) next = skip_section(text, at, STR("<!--"), STR("-->"));
        }
        at = next > at ? next : at + 1;
    }
    return text.len;
}

typedef struct Repair {
    Str text;
    Arena *arena;
    RepairedFeed *out;
    Buffer bytes;
    uint32_t done; /* what stands before is in bytes */
} Repair;

static void add(Repair *repair, const char *bytes, uint32_t len, Span from, bool exact)
{
    runs_add(repair->arena, &repair->out->runs,
             (MapRun){.text = (uint32_t)repair->bytes.len,
                      .text_len = len,
                      .page = from.start,
                      .page_len = span_len(from),
                      .exact = exact});
    buffer_add(&repair->bytes, bytes, len);
}

static void replace(Repair *repair, Span from, Str by)
{
    Span before = {repair->done, from.start};
    add(repair, repair->text.data + before.start, span_len(before), before, true);
    add(repair, by.data, by.len, from, false);
    repair->done = from.end;
}

/* The '&' at `at`; returns where to go on. */
static uint32_t repair_one(Repair *repair, uint32_t at)
{
    HtmlReference found = html_read_reference(repair->text, at, false);
    uint32_t end = at + found.page_len;
    bool is_whole = found.page_len > 0 && repair->text.data[end - 1] == ';' && is_allowed(&found);
    if (is_whole && is_xml_reference(repair->text, at, found.page_len)) return end;
    if (is_whole) {
        bool is_markup = found.len == 1 && strchr("&<>\"'", found.bytes[0]) != NULL;
        Str by = {found.bytes, found.len};
        if (is_markup) by = arena_format(repair->arena, "&#%d;", found.bytes[0]);
        replace(repair, (Span){at, end}, by);
        return end;
    }
    if (repair->out->faults++ == 0) repair->out->first_fault = at;
    replace(repair, (Span){at, at + 1}, STR("&amp;"));
    return at + 1;
}

void feed_repair_references(Str text, Arena *arena, RepairedFeed *out)
{
    Repair repair = {.text = text, .arena = arena, .out = out};
    *out = (RepairedFeed){.text = text};
    for (uint32_t at = 0; (at = next_reference(text, at)) < text.len;) at = repair_one(&repair, at);

    Span rest = {repair.done, text.len};
    if (repair.done == 0) {
        runs_add(arena, &out->runs, (MapRun){0, text.len, 0, text.len, true});
        return;
    }
    add(&repair, text.data + rest.start, span_len(rest), rest, true);
    out->text = arena_copy_str(arena, buffer_str(&repair.bytes));
    buffer_release(&repair.bytes);
}
