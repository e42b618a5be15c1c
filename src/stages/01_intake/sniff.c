#include "sniff.h"

#include "archive.h"
#include "html/references.h"
#include "html/tags.h"
#include "text/charset.h"

static bool is_name_char(char c)
{
    return ascii_is_alnum(c) || c == '-' || c == '_' || c == '.' || c == ':';
}

static bool has_extension(Str name, const char *extension)
{
    Str wanted = str_from_cstring(extension);
    if (name.len < wanted.len) return false;
    return str_equal_ignoring_case((Str){name.data + name.len - wanted.len, wanted.len}, wanted);
}

/* ---- Bytes that are no text ------------------------------------------------------------------ */

static const struct {
    Str magic;
    const char *content;
} magics[] = {
    {STR_INIT("BZh"), "a bzip2 file"},
    {STR_INIT("%PDF-"), "a PDF document"},
    {STR_INIT("\x89PNG"), "an image"},
    {STR_INIT("\xFF\xD8\xFF"), "an image"},
    {STR_INIT("GIF8"), "an image"},
    {STR_INIT("SQLite format 3"), "an SQLite database"},
    {STR_INIT("\x7F"
              "ELF"),
     "a program"},
};

/* More than one byte in a hundred is a control character that no text has. */
static bool find_binary(Str start, Sniffed *out)
{
    for (size_t i = 0; i < COUNT(magics); i++) {
        if (!str_starts(start, magics[i].magic)) continue;
        *out = (Sniffed){.format = INPUT_BINARY, .content = magics[i].content};
        return true;
    }
    uint32_t controls = 0, first = 0;
    for (uint32_t i = 0; i < start.len; i++) {
        unsigned char c = (unsigned char)start.data[i];
        bool is_control = c < 0x09 || (c > 0x0D && c < 0x20 && c != 0x1B && c != 0x1E);
        if (is_control && controls++ == 0) first = i;
    }
    if (controls <= start.len / 100) return false;
    *out = (Sniffed){
        .format = INPUT_BINARY, .offset = first, .content = "control characters that no text has"};
    return true;
}

/* ---- Markup ---------------------------------------------------------------------------------- */

static uint32_t skip_past(Str text, uint32_t at, Str end)
{
    uint32_t found = str_find(text, end, at);
    return found == STR_NOT_FOUND ? text.len : found + end.len;
}

static uint32_t skip_spaces(Str text, uint32_t at)
{
    while (at < text.len && ascii_is_space(text.data[at])) at++;
    return at;
}

static bool is_html_doctype(Str rest)
{
    return rest.len >= 14 && str_equal_ignoring_case((Str){rest.data, 14}, STR("<!doctype html"));
}

/* "<!DOCTYPE rss [ ... ]>": an internal subset may hold '>'. */
static uint32_t skip_doctype(Str text, uint32_t at)
{
    uint32_t end = skip_past(text, at, STR(">")), subset = str_find(text, STR("["), at);
    if (subset == STR_NOT_FOUND || subset > end) return end;
    return skip_past(text, skip_past(text, subset, STR("]")), STR(">"));
}

/* The name of the first element, without its prefix: "rss", "feed", "html"; "html" for its doctype
 * too. Empty if the text does not start as markup. */
static Str first_element(Str text)
{
    uint32_t at = skip_spaces(text, 0);
    while (at < text.len && text.data[at] == '<') {
        Str rest = {text.data + at, text.len - at};
        if (is_html_doctype(rest)) return STR("html");
        if (str_starts(rest, STR("<?")))
            at = skip_past(text, at, STR(">"));
        else if (str_starts(rest, STR("<!--")))
            at = skip_past(text, at, STR("-->"));
        else if (str_starts(rest, STR("<!")))
            at = skip_doctype(text, at);
        else
            break;
        at = skip_spaces(text, at);
    }
    if (at >= text.len || text.data[at] != '<') return (Str){0};
    uint32_t start = ++at;
    for (; at < text.len && is_name_char(text.data[at]); at++)
        if (text.data[at] == ':') start = at + 1;
    return str_slice(text, (Span){start, at});
}

static bool is_feed_element(Str name)
{
    static const Str names[] = {STR_INIT("rss"), STR_INIT("feed"), STR_INIT("RDF"),
                                STR_INIT("channel")};
    for (size_t i = 0; i < COUNT(names); i++)
        if (str_equal_ignoring_case(name, names[i])) return true;
    return false;
}

/* A tag of HTML, or what looks like one, at '<'. */
static bool is_tag(Str text, uint32_t at, bool *out_is_strong)
{
    bool is_end = at + 1 < text.len && text.data[at + 1] == '/';
    uint32_t start = at + (is_end ? 2 : 1), end = start;
    while (end < text.len && is_name_char(text.data[end])) end++;
    HtmlTag tag = html_tag_from_name(str_slice(text, (Span){start < end ? start : end, end}));
    if (tag == HTML_TAG_UNKNOWN || end >= text.len) return false;
    char after = text.data[end];
    *out_is_strong = is_end || html_tag_is(tag, HTML_TAG_IS_BLOCK | HTML_TAG_IS_SPECIAL);
    return after == '>' || after == '/' || ascii_is_space(after);
}

/* "a < b > c" has no tag; "x<br>y" and "<p>x" have, and so has any end tag of an element. */
static bool has_tag(Str value)
{
    for (uint32_t at = 0; (at = str_find(value, STR("<"), at)) != STR_NOT_FOUND; at++) {
        bool is_strong;
        if (is_tag(value, at, &is_strong) && is_strong) return true;
    }
    return false;
}

static bool has_reference(Str value)
{
    for (uint32_t at = 0; (at = str_find(value, STR("&"), at)) != STR_NOT_FOUND; at++) {
        HtmlReference found = html_read_reference(value, at, false);
        if (found.page_len > 0 && value.data[at + found.page_len - 1] == ';') return true;
    }
    return false;
}

bool sniff_is_html(Str value)
{
    return has_tag(value) || has_reference(value);
}

static Sniffed sniff_markup(Str start, Str name)
{
    Str element = first_element(start);
    bool is_tag_of_html = html_tag_from_name(element) != HTML_TAG_UNKNOWN;
    bool is_page_name = has_extension(name, ".html") || has_extension(name, ".htm") ||
                        has_extension(name, ".xhtml") || has_extension(name, ".shtml");
    if (is_feed_element(element)) return (Sniffed){.format = INPUT_FEED};
    if (is_tag_of_html || is_page_name) return (Sniffed){.format = INPUT_HTML};
    if (has_extension(name, ".rss") || has_extension(name, ".atom"))
        return (Sniffed){.format = INPUT_FEED};
    bool is_xml = has_extension(name, ".xml") || str_starts(start, STR("<?xml"));
    if (is_xml)
        return (Sniffed){.format = INPUT_UNKNOWN,
                         .content = "XML that is neither a feed nor a page"};
    return (Sniffed){.format = INPUT_TEXT};
}

/* ---- JSON ------------------------------------------------------------------------------------ */

/* Where the value that starts at 0 ends; STR_NOT_FOUND if it does not end in text. */
static uint32_t find_value_end(Str text)
{
    uint32_t depth = 0;
    bool is_in_string = false;
    for (uint32_t i = 0; i < text.len; i++) {
        char c = text.data[i];
        if (is_in_string) {
            if (c == '\\') i++;
            if (c == '"') is_in_string = false;
        } else if (c == '"') {
            is_in_string = true;
        } else if (c == '{' || c == '[') {
            depth++;
        } else if ((c == '}' || c == ']') && --depth == 0) {
            return i + 1;
        }
    }
    return STR_NOT_FOUND;
}

/* Lines or values: does the first value end on its first line? If it does not end at all, a first
 * line that stops within an object speaks for values, any other is a broken or very long line. */
static InputFormat sniff_objects(Str text, Str name)
{
    if (has_extension(name, ".jsonl") || has_extension(name, ".ndjson")) return INPUT_JSON_LINES;
    uint32_t line_end = str_find(text, STR("\n"), 0), value_end = find_value_end(text);
    if (line_end == STR_NOT_FOUND) return INPUT_JSON_LINES;
    if (value_end != STR_NOT_FOUND)
        return value_end <= line_end ? INPUT_JSON_LINES : INPUT_JSON_VALUES;
    Str line = str_trim((Str){text.data, line_end});
    char last = line.data[line.len - 1];
    return last == '{' || last == ',' || last == '[' || last == ':' ? INPUT_JSON_VALUES
                                                                    : INPUT_JSON_LINES;
}

static bool sniff_json(Str text, Str name, Sniffed *out)
{
    bool is_named = has_extension(name, ".json") || has_extension(name, ".jsonl") ||
                    has_extension(name, ".ndjson");
    uint32_t next = skip_spaces(text, 1);
    char second = next < text.len ? text.data[next] : '\0';
    bool is_object = text.data[0] == '{' && (second == '"' || second == '}' || is_named);
    bool is_array = text.data[0] == '[' && (second == '{' || second == ']' || is_named);
    if (!is_object && !is_array && !is_named) return false;
    out->format = is_array ? INPUT_JSON_ARRAY : sniff_objects(text, name);
    return true;
}

#define NARROW_BYTES 4096

/* UTF-16 and UTF-32 without the NULs and the mark: enough to see what it is. */
static Str narrow(Str start, char *out)
{
    uint32_t len = 0;
    for (uint32_t i = 0; i < start.len && len < NARROW_BYTES; i++) {
        unsigned char c = (unsigned char)start.data[i];
        if (c != 0 && c < 0xFE) out[len++] = start.data[i];
    }
    return (Str){out, len};
}

Sniffed sniff_format(Str start, bool is_all, Str name)
{
    Sniffed out = {.format = INPUT_TEXT};
    char narrowed[NARROW_BYTES];
    if (charset_is_wide(start)) start = narrow(start, narrowed);
    if (str_starts(start, STR("\xEF\xBB\xBF"))) start = (Str){start.data + 3, start.len - 3};
    uint32_t first = skip_spaces(start, 0);
    if (first == start.len) return (Sniffed){.format = is_all ? INPUT_EMPTY : INPUT_TEXT};
    if (str_starts(start, STR("PK\x03\x04"))) return (Sniffed){.format = INPUT_ZIP};
    if (warc_starts(start) || has_extension(name, ".warc")) return (Sniffed){.format = INPUT_WARC};
    if (arc_starts(start) || has_extension(name, ".arc")) return (Sniffed){.format = INPUT_ARC};
    if (find_binary(start, &out)) return out;
    Str content = {start.data + first, start.len - first};
    if (sniff_json(content, name, &out)) return out;
    if (content.data[0] == '<') return sniff_markup(content, name);
    if (has_extension(name, ".html") || has_extension(name, ".htm") ||
        has_extension(name, ".xhtml"))
        out.format = INPUT_HTML;
    return out;
}
