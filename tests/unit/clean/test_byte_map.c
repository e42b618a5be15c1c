/* Every piece of a block's clean text leads back to page bytes which, decoded alone, say the same.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "html/html.h"
#include "pipeline/pipeline.h"
#include "text/charset.h"
#include "text/utf8.h"

#define SPANS_A_BLOCK 100

static Pipeline *pipeline;

static uint32_t next_random(uint64_t *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*state >> 33);
}

static Str decode(const Document *doc, Str bytes, Arena *arena)
{
    CharsetResult decoded;
    bool is_html = doc->format == DATELINE_FORMAT_HTML;
    charset_to_utf8(bytes, doc->charset, is_html, arena, &decoded);
    if (!is_html) return decoded.text;
    HtmlTree *tree;
    html_parse_with(decoded.text, &(HtmlOptions){.keeps_page_order = true}, arena, &tree);
    return html_inner_text(tree->document, arena);
}

/* What is left without white space and invisible characters. */
static Str squeeze(Str text, Arena *arena)
{
    char *out = arena_alloc(arena, (size_t)text.len * 3 + 1);
    uint32_t len = 0;
    for (uint32_t at = 0, used; at < text.len; at += used) {
        uint32_t character = utf8_decode(text, at, &used);
        if (utf8_is_space(character) || character == 0xAD || character == 0x200D) continue;
        len += utf8_encode(character, out + len);
    }
    return (Str){out, len};
}

static uint32_t character_start(Str text, uint32_t at)
{
    while (at > 0 && at < text.len && (text.data[at] & 0xC0) == 0x80) at--;
    return at;
}

static void check_span(const Document *doc, Span span, Arena *arena)
{
    Str text = squeeze(document_str(doc, span), arena);
    Str page =
        squeeze(decode(doc, str_slice(doc->page, document_page_span(doc, span)), arena), arena);
    if (!str_equal(text, page))
        fail_msg("text [%u,%u) '" STR_FMT "' leads to '" STR_FMT "'", span.start, span.end,
                 STR_ARG(text), STR_ARG(page));
}

static void check_block(const Document *doc, Span block, Arena *arena)
{
    uint64_t state = block.start + 1;
    for (int i = 0; i < SPANS_A_BLOCK; i++) {
        uint32_t len = span_len(block);
        uint32_t a = block.start + next_random(&state) % (len + 1);
        uint32_t b = block.start + next_random(&state) % (len + 1);
        Span span = {character_start(doc->text, a < b ? a : b),
                     character_start(doc->text, a < b ? b : a)};
        if (span.start < span.end && span.start >= block.start) check_span(doc, span, arena);
        arena_clear(arena);
    }
}

/* Every byte of the text belongs to a run, and every run to the page. */
static void check_whole(const Document *doc)
{
    uint32_t end = 0;
    for (uint32_t i = 0; i < doc->map.count; i++) {
        const MapRun *run = &doc->map.items[i];
        assert_int_equal(run->text, end);
        assert_true(run->text_len > 0 && run->page + run->page_len <= doc->page.len);
        end += run->text_len;
    }
    assert_int_equal(end, doc->text.len);
}

static void check_page(Str page, DatelineFormat format, const char *charset, uint32_t fewest_blocks)
{
    DatelineSource source = {.page = {page.data, page.len}, .format = format};
    if (charset != NULL) source.charset = (DatelineText){charset, strlen(charset)};
    Document *doc;
    assert_int_equal(pipeline_run(pipeline, &source, 1, NULL, &doc, NULL), DATELINE_OK);
    check_whole(doc);
    Arena *arena = arena_new(1u << 16);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < doc->blocks.count; i++) {
        if (!doc->blocks.items[i].kept) continue;
        kept++;
        check_block(doc, doc->blocks.items[i].text, arena);
    }
    assert_true(kept >= fewest_blocks);
    arena_free(arena);
    document_free(doc);
}

static void plain_text(void **state)
{
    (void)state;
    check_page(STR("url: https://example.org/1\r\ndate: 2023-05-04\r\n\r\n"
                   "  The  ministers\tof Norway\xC2\xA0"
                   "and Chile met in Troms\xC3\xB8 on Wednesday.\r\n\r\n"
                   "They will meet again, \xE2\x80\x9Csoon\xE2\x80\x9D, said Ms. So\xC2\xADto "
                   "of the ministry.\r\n"),
               DATELINE_FORMAT_TEXT, NULL, 2);
}

static void wrapped_lines(void **state)
{
    (void)state;
    check_page(STR("The ministers of Norway and Chile met in Oslo on Wednesday, said the\n"
                   "government in a statement that it sent to the newspapers of both\n"
                   "countries, and the minister of Chile said that they would meet again in a\n"
                   "month or two.\n"),
               DATELINE_FORMAT_TEXT, NULL, 1);
}

static void another_charset(void **state)
{
    (void)state;
    check_page(
        STR("The ministers met in Troms\xF8 on Wednesday, \x93soon to meet again\x94, said "
            "the ministry.\n\nNobody told the caf\xE9 owners of the town \x96 a small one.\n"),
        DATELINE_FORMAT_TEXT, "windows-1252", 2);
}

static void html_page(void **state)
{
    (void)state;
    check_page(
        STR("<html><head><title>Ministers meet</title></head><body><nav><a href=/>Home</a></nav>"
            "<h1>Ministers of Norway &amp; Chile meet</h1>"
            "<p>The ministers of <b>Norway</b> &amp; Chile met in Troms&oslash; on\n"
            "  Wednesday,<br>&#8220;soon to meet again&#x201D;, said the&nbsp;ministry.</p>"
            "<p>They <a href=x>signed</a> an accord on fish, which <!-- a --> both countries "
            "catch, dry and eat.</p><footer>Contact</footer></body></html>"),
        DATELINE_FORMAT_HTML, NULL, 3);
}

static void html_in_another_charset(void **state)
{
    (void)state;
    check_page(
        STR("<meta charset=windows-1252><p>The ministers of Norway &amp; Chile met in "
            "Troms\xF8 on Wednesday, \x93soon&hellip;\x94, said the ministry of fish.</p>"
            "<p>They signed an accord on the caf\xE9s of the town, which is a small one.</p>"),
        DATELINE_FORMAT_HTML, "windows-1252", 2);
}

/* Each character of these is two bytes or four. */
static void wide_charsets(void **state)
{
    (void)state;
    Str text = STR("<p>The ministers of Norway and Chile met in \xE5\x8C\x97\xE4\xBA\xAC, said the "
                   "ministry \xE2\x80\x94 \xF0\x9F\x93\xB0 and &quot;soon&quot; again in another "
                   "town.</p><p>They signed an accord on fish, which both countries catch and "
                   "eat.</p>");
    char page[2048] = "\xFF\xFE";
    uint32_t len = 2;
    for (uint32_t at = 0, used; at < text.len; at += used) {
        uint32_t character = utf8_decode(text, at, &used);
        uint32_t high = 0xD800 + ((character - 0x10000) >> 10);
        uint32_t low = 0xDC00 + ((character - 0x10000) & 0x3FF);
        uint32_t units[2] = {character < 0x10000 ? character : high, low};
        for (uint32_t i = 0; i < (character < 0x10000 ? 1u : 2u); i++) {
            page[len++] = (char)(units[i] & 0xFF);
            page[len++] = (char)(units[i] >> 8);
        }
    }
    check_page((Str){page, len}, DATELINE_FORMAT_HTML, "utf-16le", 2);
    check_page(
        STR("<p>The ministers of Norway and Chile met in \xB1\xB1\xBE\xA9, said the ministry "
            "\xA1\xAA and &quot;soon&quot; \x94\x39\xBC\x36 again in another town.</p>"),
        DATELINE_FORMAT_HTML, "gb18030", 1);
    check_page(STR("<p>The ministers of Norway and Chile met in \x93\x8C\x8B\x9E\x81\x41 said the "
                   "ministry \xB1\xDD\xBA\xB0 and &quot;soon&quot; again in another town.</p>"),
               DATELINE_FORMAT_HTML, "shift_jis", 1);
}

/* What parts two blocks stands for the page between them. */
static void separators(void **state)
{
    (void)state;
    Str page = STR("<p>The ministers of Norway and Chile met in Oslo on Wednesday.</p> <!-- x -->"
                   "<p>They signed an accord on fish, which both countries catch and eat.</p>");
    DatelineSource source = {.page = {page.data, page.len}, .format = DATELINE_FORMAT_HTML};
    Document *doc;
    assert_int_equal(pipeline_run(pipeline, &source, 1, NULL, &doc, NULL), DATELINE_OK);
    uint32_t gap = str_find(doc->text, STR("\n\n"), 0);
    assert_int_not_equal(gap, STR_NOT_FOUND);
    Str between = str_slice(page, document_page_span(doc, (Span){gap, gap + 2}));
    assert_true(str_equal(between, STR("</p> <!-- x --><p>")));
    Str around = str_slice(page, document_page_span(doc, (Span){gap - 1, gap + 3}));
    assert_true(str_equal(around, STR(".</p> <!-- x --><p>T")));
    document_free(doc);
}

/* Pieces of pages that hardly fit together, in an order that is the same every time. */
static void broken_pages(void **state)
{
    (void)state;
    static const Str pieces[] = {
        STR_INIT("The ministers of Norway and Chile met in Oslo on Wednesday, said the "),
        STR_INIT("They signed an accord on fish, which both countries catch, dry and eat. "),
        STR_INIT("government"),
        STR_INIT(" &amp; "),
        STR_INIT("caf&eacute &notit; "),
        STR_INIT("&#x20;&#32;&nbsp;&#0;&#150;"),
        STR_INIT("&unknown; & &#; "),
        STR_INIT("\r\n\t "),
        STR_INIT("\r"),
        STR_INIT("\0"),
        STR_INIT("so\xC2\xADon "),
        STR_INIT("\xE2\x80\x8B"),
        STR_INIT("\xC3 \xFF "),
        STR_INIT("Troms\xC3\xB8 "),
        STR_INIT("<p>"),
        STR_INIT("</p>"),
        STR_INIT("<p class=a>"),
        STR_INIT("<b>"),
        STR_INIT("</b>"),
        STR_INIT("<i id=x>"),
        STR_INIT("</i>"),
        STR_INIT("<a href='/x'>"),
        STR_INIT("</a>"),
        STR_INIT("<br>"),
        STR_INIT("<table><tr><td>"),
        STR_INIT("</td>"),
        STR_INIT("</table>"),
        STR_INIT("<tr>"),
        STR_INIT("<div>"),
        STR_INIT("</div>"),
        STR_INIT("<!-- c -->"),
        STR_INIT("</>"),
        STR_INIT("<script>a<b</script>"),
        STR_INIT("<style>p{}</style>"),
        STR_INIT("< 3 "),
        STR_INIT("<ul><li>"),
        STR_INIT("</ul>"),
        STR_INIT("<h2>"),
        STR_INIT("</h2>"),
        STR_INIT("<svg><path/></svg>"),
        STR_INIT("<x-y z='>'>"),
        STR_INIT("</x-y>"),
        STR_INIT("<blockquote>"),
        STR_INIT("</blockquote>"),
        STR_INIT("<font size=1>")};
    uint64_t random = 7;
    for (int n = 0; n < 150; n++) {
        Buffer page = {0};
        for (int i = 0; i < 120; i++)
            buffer_add_str(&page, pieces[next_random(&random) % COUNT(pieces)]);
        check_page(buffer_str(&page), DATELINE_FORMAT_HTML, "utf-8", 0);
        buffer_release(&page);
    }
}

static int load(void **state)
{
    (void)state;
    return pipeline_new(NULL, &pipeline, NULL) == DATELINE_OK ? 0 : -1;
}

static int unload(void **state)
{
    (void)state;
    pipeline_free(pipeline);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_text),
        cmocka_unit_test(wrapped_lines),
        cmocka_unit_test(another_charset),
        cmocka_unit_test(html_page),
        cmocka_unit_test(html_in_another_charset),
        cmocka_unit_test(wide_charsets),
        cmocka_unit_test(separators),
        cmocka_unit_test(broken_pages),
    };
    return cmocka_run_group_tests_name("byte_map", tests, load, unload);
}
