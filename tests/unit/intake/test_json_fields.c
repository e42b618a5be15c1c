#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "gather.h"

static void assert_mapped(const char *map, const char *bytes, const char *expected)
{
    IntakeFields *fields = NULL;
    DatelineError err;
    Buffer out = {0};
    buffer_add(&out, "", 0);
    if (map != NULL) assert_int_equal(intake_fields_new(NULL, map, &fields, &err), DATELINE_OK);
    IntakeSink sink = {
        .context = &out, .article = gather_article, .problem = gather_problem, .fields = fields};
    IntakeCounts counts = {0};
    assert_int_equal(intake_read_bytes(str_from_cstring(bytes), "x.json", &sink, &counts, &err),
                     DATELINE_OK);
    assert_string_equal(out.data, expected);
    buffer_release(&out);
    intake_fields_free(fields);
}

static void assert_read(const char *bytes, const char *expected)
{
    assert_mapped(NULL, bytes, expected);
}

static void reads_json_feed(void **state)
{
    (void)state;
    assert_read("{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"The Wire\","
                "\"home_page_url\":\"https://w\",\"description\":\"News.\",\"language\":\"en\","
                "\"authors\":[{\"name\":\"Jo\",\"url\":\"https://w/jo\"}],\"items\":["
                "{\"id\":\"1\",\"url\":\"https://w/1\",\"external_url\":\"https://o/1\","
                "\"title\":\"A\",\"content_html\":\"<p>Text.\",\"content_text\":\"Text.\","
                "\"summary\":\"T\",\"date_published\":\"2024-12-31T10:00:00Z\"},"
                "{\"id\":2,\"content_text\":\"B.\",\"authors\":[{\"name\":\"Al\"},{\"name\":"
                "\"Bo\"}],\"language\":\"fr\",\"external_url\":\"https://o/2\"},"
                "{\"id\":\"3\",\"summary\":\"Only a summary\"}]}",
                "article html @0 url=https://w/1 outlet=The Wire title=A author=Jo "
                "published=2024-12-31T10:00:00Z language=en page=<p>Text.\n"
                "article text @0 url=https://o/2 outlet=The Wire author=Al, Bo language=fr "
                "page=B.\n"
                "article text @0 outlet=The Wire author=Jo language=en page=Only a summary\n");
    assert_read("{\"version\":\"https://jsonfeed.org/version/1\",\"title\":\"W\","
                "\"author\":{\"name\":\"Jo\"},\"items\":[{\"id\":\"1\",\"content_text\":\"A.\"}]}",
                "article text @0 outlet=W author=Jo page=A.\n");
}

static void reads_schema_org(void **state)
{
    (void)state;
    assert_read(
        "{\"@context\":\"https://schema.org\",\"@type\":[\"Thing\",\"NewsArticle\"],"
        "\"headline\":\"H\",\"articleBody\":\"A.\",\"datePublished\":\"2024-12-31\","
        "\"author\":[{\"@type\":\"Person\",\"name\":\"Jo\"},{\"@type\":\"Person\",\"name\":"
        "\"Al\"}],\"publisher\":{\"@type\":\"Organization\",\"name\":\"P\",\"url\":"
        "\"https://p\"},\"mainEntityOfPage\":{\"@type\":\"WebPage\",\"@id\":\"https://p/1\"},"
        "\"inLanguage\":\"en\"}",
        "article text @0 url=https://p/1 outlet=P title=H author=Jo, Al "
        "published=2024-12-31 language=en page=A.\n");
    assert_read("{\"@context\":\"https://schema.org\",\"@graph\":["
                "{\"@type\":\"Organization\",\"@id\":\"#o\",\"name\":\"P\"},"
                "{\"@type\":\"WebPage\",\"@id\":\"https://p/1\",\"name\":\"Page\",\"description\":"
                "\"d\"},"
                "{\"@type\":\"NewsArticle\",\"headline\":\"H\",\"articleBody\":\"A.\","
                "\"author\":{\"@id\":\"#jo\"},\"publisher\":{\"@id\":\"#o\"},"
                "\"mainEntityOfPage\":{\"@id\":\"https://p/1\"}},"
                "{\"@type\":\"Person\",\"@id\":\"#jo\",\"name\":\"Jo\"}]}",
                "article text @0 url=https://p/1 outlet=P title=H author=Jo page=A.\n");
    assert_read("{\"@type\":\"LiveBlogPosting\",\"headline\":\"L\",\"publisher\":{\"name\":\"P\"},"
                "\"liveBlogUpdate\":[{\"@type\":\"BlogPosting\",\"headline\":\"U\",\"articleBody\":"
                "\"A.\",\"datePublished\":\"2024-12-31T10:00:00Z\"},{\"@type\":\"BlogPosting\","
                "\"articleBody\":\"B.\"}]}",
                "article text @0 outlet=P title=U published=2024-12-31T10:00:00Z page=A.\n"
                "article text @0 outlet=P page=B.\n");
}

static void passes_over_what_is_no_article(void **state)
{
    (void)state;
    assert_read("{\"@type\":\"Person\",\"name\":\"Jo\",\"description\":\"d\"}",
                "problem no text @0 line 1: the record is no article: its \"@type\" is 'Person'\n");
    assert_read("{\"@graph\":[{\"@type\":\"Person\",\"name\":\"Jo\"}]}",
                "problem no text @0 line 1: no node of the graph is an article by its \"@type\"\n");
}

static void reads_what_others_write(void **state)
{
    (void)state;
    assert_read("{\"response\":{\"status\":\"ok\",\"results\":[{\"webTitle\":\"H\",\"webUrl\":"
                "\"https://g/1\",\"webPublicationDate\":\"2024-12-31T10:00:00Z\",\"fields\":"
                "{\"bodyText\":\"A.\",\"byline\":\"Jo\",\"publication\":\"G\"}}]}}",
                "article text @0 url=https://g/1 outlet=G title=H author=Jo "
                "published=2024-12-31T10:00:00Z page=A.\n");
    assert_read(
        "{\"status\":\"OK\",\"response\":{\"docs\":[{\"web_url\":\"https://n/1\","
        "\"lead_paragraph\":\"A.\",\"headline\":{\"main\":\"H\",\"kicker\":null},\"byline\":"
        "{\"original\":\"By Jo\"},\"pub_date\":\"2024-12-31T10:00:00+0000\",\"source\":"
        "\"N\"}]}}",
        "article text @0 url=https://n/1 outlet=N title=H author=By Jo "
        "published=2024-12-31T10:00:00+0000 page=A.\n");
    assert_read("{\"hits\":{\"total\":1,\"hits\":[{\"_id\":\"7\",\"_source\":{\"text\":\"A.\","
                "\"url\":\"https://e/1\",\"publish_date\":\"1735603200\"}}]}}",
                "article text @0 url=https://e/1 published=2024-12-31T00:00:00Z page=A.\n");
    assert_read("{\"posts\":[{\"thread\":{\"site\":\"w.com\",\"title\":\"t\"},\"url\":"
                "\"https://w/1\",\"author\":\"Jo\",\"published\":\"2024-12-31\",\"crawled\":"
                "\"2025-01-01\",\"title\":\"H\",\"text\":\"A.\",\"language\":\"english\"}]}",
                "article text @0 url=https://w/1 outlet=w.com title=H author=Jo "
                "published=2024-12-31 fetched=2025-01-01 language=english page=A.\n");
    assert_read("{\"articles\":{\"results\":[{\"uri\":\"81\",\"url\":\"https://r/1\",\"lang\":"
                "\"eng\",\"body\":\"A.\",\"source\":{\"uri\":\"r.com\",\"title\":\"R\"},"
                "\"authors\":[{\"name\":\"Jo\",\"isAgency\":false}],\"dateTimePub\":"
                "\"2024-12-31T10:00:00Z\"}]}}",
                "article text @0 url=https://r/1 outlet=R author=Jo "
                "published=2024-12-31T10:00:00Z language=eng page=A.\n");
}

static void reads_what_a_map_says(void **state)
{
    (void)state;
    static const char record[] = "{\"text\":\"no\",\"html\":\"no\",\"title\":\"T\",\"pay.load\":"
                                 "{\"body\":\"A.\"},\"by\":[{\"n\":\"Jo\"},{\"n\":\"Al\"}],"
                                 "\"when\":[\"2024\",\"2025\"]}";
    assert_mapped("text=pay.load.body, author=by.n,published=when.1", record,
                  "article text @0 title=T author=Jo, Al published=2025 page=A.\n");
    assert_mapped("text=pay.load.head", record,
                  "problem no text @0 line 1: the record has no text: no member "
                  "\"pay.load.head\"\n");
    assert_mapped("html=pay.load", "{\"pay.load\":\"plain\",\"title\":\"T\"}",
                  "article html @0 title=T page=plain\n");
    assert_mapped("records=a.b,title=c", "{\"a\":{\"b\":[{\"text\":\"A.\",\"title\":\"T\"}]}}",
                  "article text @0 page=A.\n");
}

static void refuses_wrong_maps(void **state)
{
    (void)state;
    static const char *const maps[] = {"text", "text=", "=a", "body=a", "type=b", "text=a,nose=b"};
    for (size_t i = 0; i < COUNT(maps); i++) {
        IntakeFields *fields;
        DatelineError err;
        assert_int_equal(intake_fields_new(NULL, maps[i], &fields, &err), DATELINE_ERR_USAGE);
    }
}

/* References that lead nowhere, in a graph of many nodes: time must not grow with the square. */
static void survives_hostile_graphs(void **state)
{
    (void)state;
    Buffer bytes = {0};
    buffer_add_str(&bytes, STR("{\"@graph\":["));
    for (uint32_t i = 0; i < 100000; i++)
        buffer_format(&bytes, "%s{\"@type\":\"Article\",\"text\":\"a\",\"author\":{\"@id\":\"x\"}}",
                      i > 0 ? "," : "");
    buffer_add_str(&bytes, STR("]}"));
    Buffer out = {0};
    IntakeSink sink = {.context = &out, .article = gather_article};
    IntakeCounts counts = {0};
    DatelineError err;
    assert_int_equal(intake_read_bytes(buffer_str(&bytes), "-", &sink, &counts, &err), DATELINE_OK);
    assert_int_equal(counts.articles, 100000);
    buffer_release(&out);
    buffer_release(&bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_json_feed),
        cmocka_unit_test(reads_schema_org),
        cmocka_unit_test(passes_over_what_is_no_article),
        cmocka_unit_test(reads_what_others_write),
        cmocka_unit_test(reads_what_a_map_says),
        cmocka_unit_test(refuses_wrong_maps),
        cmocka_unit_test(survives_hostile_graphs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
