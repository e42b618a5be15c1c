#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "gather.h"

static void assert_read(const char *bytes, const char *expected)
{
    Buffer out = {0};
    IntakeSink sink = {.context = &out, .article = gather_article, .problem = gather_problem};
    IntakeCounts counts = {0};
    DatelineError err;
    assert_int_equal(intake_read_bytes(str_from_cstring(bytes), "feed.xml", &sink, &counts, &err),
                     DATELINE_OK);
    assert_string_equal(out.data == NULL ? "" : out.data, expected);
    buffer_release(&out);
}

static void reads_rss(void **state)
{
    (void)state;
    assert_read(
        "<?xml version='1.0'?>\n<rss version='2.0' "
        "xmlns:content='http://purl.org/rss/1.0/modules/content/'"
        " xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>Wire</title>"
        "<language>en</language><image><title>Logo</title></image>\n"
        "<item><title>A &amp;amp; B</title><link>http://x/1</link><description>short</description>"
        "<content:encoded><![CDATA[<p>longer text</p>]]></content:encoded>"
        "<dc:creator>Jo</dc:creator><pubDate>Tue, 31 Dec 2024 10:00:00 GMT</pubDate></item>\n"
        "<item><title>C</title><guid>http://x/2</guid><author>a@b.org (Kim Lee)</author>"
        "<source url='http://y'>Other</source><description>d &amp;lt; e</description></item>"
        "</channel></rss>",
        "article html @228 url=http://x/1 outlet=Wire title=A & B author=Jo "
        "published=Tue, 31 Dec 2024 10:00:00 GMT language=en page=<p>longer text</p>\n"
        "article html @465 url=http://x/2 outlet=Other title=C author=Kim Lee language=en page=d "
        "&lt; e\n");
}

static void reads_atom(void **state)
{
    (void)state;
    assert_read(
        "<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='en'><title>F</title>"
        "<entry><title type='html'>&lt;b&gt;T&lt;/b&gt;</title><link rel='self' href='http://s'/>"
        "<link href='http://x/1'/><id>urn:1</id><author><name>Jo</name><email>a@b</email></author>"
        "<updated>2024-12-31T00:00:00Z</updated><published>2024-12-30T00:00:00Z</published>"
        "<summary>s</summary><content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>"
        "<p class='c'>a &lt; b</p><br/></div></content>"
        "<source><id>i</id><title>Src</title><updated>2020</updated></source></entry>"
        "<entry><content type='text' xml:lang='fr'>plain</content></entry></feed>",
        "article html @72 url=http://x/1 outlet=Src title=T author=Jo "
        "published=2024-12-30T00:00:00Z "
        "language=en page=<div><p class=\"c\">a &lt; b</p><br></div>\n"
        "article text @537 outlet=F language=fr page=plain\n");
}

static void assert_wide(bool is_marked, bool is_big)
{
    static const char feed[] = "<?xml version='1.0' encoding='utf-16'?><rss version='2.0'><channel>"
                               "<item><title>T</title></item></channel></rss>";
    Buffer bytes = {0}, out = {0};
    if (is_marked) buffer_add(&bytes, is_big ? "\xFE\xFF" : "\xFF\xFE", 2);
    for (size_t i = 0; i + 1 < sizeof feed; i++) {
        char unit[2] = {is_big ? '\0' : feed[i], is_big ? feed[i] : '\0'};
        buffer_add(&bytes, unit, 2);
    }
    IntakeSink sink = {.context = &out, .article = gather_article, .problem = gather_problem};
    IntakeCounts counts = {0};
    DatelineError err;
    assert_int_equal(intake_read_bytes(buffer_str(&bytes), "-", &sink, &counts, &err), DATELINE_OK);
    assert_string_equal(out.data, is_marked ? "article text @136 title=T page=T\n"
                                            : "article text @134 title=T page=T\n");
    buffer_release(&out);
    buffer_release(&bytes);
}

static void reads_utf16(void **state)
{
    (void)state;
    for (int i = 0; i < 4; i++) assert_wide(i % 2 == 0, i / 2 == 0);
}

static void reads_rdf(void **state)
{
    (void)state;
    assert_read(
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "
        "xmlns='http://purl.org/rss/1.0/'>"
        "<channel><title>R</title></channel><item><title>only a headline</title></item></rdf:RDF>",
        "article text @133 outlet=R title=only a headline page=only a headline\n");
}

static void reads_what_is_left_of_broken_feeds(void **state)
{
    (void)state;
    assert_read("<rss><channel><title>B</title><item><title>a & "
                "b</title><description>x&nbsp;y</description></item>"
                "<item><description>cut off",
                "article text @30 outlet=B title=a & b page=x\u00a0y\n"
                "article text @98 outlet=B page=cut off\n"
                "problem broken feed @45 line 1: '&' begins no reference (2 faults; what could be "
                "read of it was)\n");
    assert_read("<rss><channel></channel></rss>", "");
    assert_read("<rss><channel><item></item></channel></rss>",
                "problem no text @14 line 1: the item has neither content nor title\n");
}

static void expands_no_declared_entities(void **state)
{
    (void)state;
    assert_read("<!DOCTYPE rss [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'><!ENTITY f SYSTEM "
                "'file:///etc/passwd'>]>"
                "<rss><channel><item><title>t</title><description>x&b;y&f;z</description></item></"
                "channel></rss>",
                "article text @108 title=t page=x&b;y&f;z\n"
                "problem broken feed @45 line 1: '&' begins no reference (4 faults; what could be "
                "read of it was)\n");
}

static void knows_what_is_no_feed(void **state)
{
    (void)state;
    assert_read("<?xml version='1.0'?><svgish><x/></svgish>",
                "problem unknown format @0 line 0: XML that is neither a feed nor a page\n");
    assert_read("<!DOCTYPE html><p>x", "article html @0 page=<!DOCTYPE html><p>x\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_rss),
        cmocka_unit_test(reads_atom),
        cmocka_unit_test(reads_rdf),
        cmocka_unit_test(reads_utf16),
        cmocka_unit_test(reads_what_is_left_of_broken_feeds),
        cmocka_unit_test(expands_no_declared_entities),
        cmocka_unit_test(knows_what_is_no_feed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
