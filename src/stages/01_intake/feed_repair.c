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

/* Where a tag's attributes become too many: the span from there to its end. An empty one if they do
 * not. *out_end is the end of the tag. */
static Span find_crowd(Str text, uint32_t at, uint32_t *out_end)
{
    uint32_t attributes = 0, start = 0;
    char quote = '\0';
    for (at++; at < text.len && text.data[at] != '<'; at++) {
        char c = text.data[at];
        if (quote == '\0' && c == '>') break;
        if (quote == '\0' && c == '=') attributes++;
        if (quote == '\0' && (c == '"' || c == '\''))
            quote = c;
        else if (c == quote) {
            quote = '\0';
            if (attributes == MOST_FEED_ATTRIBUTES) start = at + 1;
        }
    }
    *out_end = at;
    if (attributes <= MOST_FEED_ATTRIBUTES || start == 0) return (Span){at, at};
    return (Span){start, text.data[at - 1] == '/' ? at - 1 : at};
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

static void note_fault(Repair *repair, uint32_t at, const char *reason)
{
    if (repair->out->faults++ > 0) return;
    repair->out->first_fault = at;
    repair->out->reason = reason;
}

/* The '&' at `at`; returns where to go on. */
static uint32_t repair_reference(Repair *repair, uint32_t at)
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
    note_fault(repair, at, "'&' begins no reference");
    replace(repair, (Span){at, at + 1}, STR("&amp;"));
    return at + 1;
}

#define TEXT_OF(number) TEXT_OF_VALUE(number)
#define TEXT_OF_VALUE(number) #number

/* The '<' at `at`; returns where to go on: within the tag, whose values have references. */
static uint32_t repair_tag(Repair *repair, uint32_t at)
{
    uint32_t end = skip_section(repair->text, at, STR("<![CDATA["), STR("]]>"));
    if (end == at) end = skip_section(repair->text, at, STR("<!--"), STR("-->"));
    if (end > at) return end;
    Span crowd = find_crowd(repair->text, at, &end);
    if (span_is_empty(crowd)) return at + 1;
    note_fault(repair, at, "a tag with more than " TEXT_OF(MOST_FEED_ATTRIBUTES) " attributes");
    replace(repair, crowd, (Str){0});
    return end;
}

void feed_repair(Str text, Arena *arena, RepairedFeed *out)
{
    Repair repair = {.text = text, .arena = arena, .out = out};
    *out = (RepairedFeed){.text = text};
    for (uint32_t at = 0; at < text.len;) {
        char c = text.data[at];
        if (c == '&')
            at = repair_reference(&repair, at);
        else if (c == '<')
            at = repair_tag(&repair, at);
        else
            at++;
    }

    Span rest = {repair.done, text.len};
    if (repair.done == 0) {
        runs_add(arena, &out->runs, (MapRun){0, text.len, 0, text.len, true});
        return;
    }
    add(&repair, text.data + rest.start, span_len(rest), rest, true);
    out->text = arena_copy_str(arena, buffer_str(&repair.bytes));
    buffer_release(&repair.bytes);
}
