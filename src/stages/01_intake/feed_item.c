#include "feed_item.h"

#include "html/html.h"
#include "sniff.h"
#include "text/utf8.h"

void feed_values_clear(FeedValues *values)
{
    for (size_t i = 0; i < FEED_FIELD_COUNT; i++) buffer_clear(&values->values[i]);
    values->is_html = false;
}

void feed_values_release(FeedValues *values)
{
    for (size_t i = 0; i < FEED_FIELD_COUNT; i++) buffer_release(&values->values[i]);
}

/* ---- Elements -------------------------------------------------------------------------------- */

typedef enum FeedSpace {
    SPACE_FEED,
    SPACE_DUBLIN_CORE,
    SPACE_CONTENT,
    SPACE_XHTML,
    SPACE_PODCAST,
    SPACE_OTHER
} FeedSpace;

static bool has_start(const char *text, const char *start)
{
    return strncmp(text, start, strlen(start)) == 0;
}

/* Feeds of all versions have elements of the same names; what matters is that they are the feed's.
 */
static FeedSpace space_of_uri(const char *uri)
{
    static const char *const feeds[] = {"http://www.w3.org/2005/Atom",
                                        "http://purl.org/atom/ns#",
                                        "http://purl.org/rss/1.0/",
                                        "http://backend.userland.com/",
                                        "http://blogs.law.harvard.edu/tech/rss",
                                        "http://my.netscape.com/",
                                        "http://channel.netscape.com/",
                                        "http://purl.org/net/rss",
                                        "http://example.com/",
                                        "http://www.w3.org/1999/02/22-rdf-syntax-ns#"};
    if (has_start(uri, "http://purl.org/rss/1.0/modules/content")) return SPACE_CONTENT;
    if (has_start(uri, "http://purl.org/rss/1.0/modules/")) return SPACE_OTHER;
    if (has_start(uri, "http://www.itunes.com/")) return SPACE_PODCAST;
    if (has_start(uri, "http://purl.org/dc/")) return SPACE_DUBLIN_CORE;
    if (strcmp(uri, "http://www.w3.org/1999/xhtml") == 0) return SPACE_XHTML;
    for (size_t i = 0; i < COUNT(feeds); i++)
        if (has_start(uri, feeds[i])) return SPACE_FEED;
    return SPACE_OTHER;
}

static FeedSpace space_of(const char *prefix, const char *uri)
{
    if (uri != NULL) return space_of_uri(uri);
    if (prefix == NULL) return SPACE_FEED;
    /* a prefix that nothing declares: the feed is broken, the meaning plain */
    if (strcmp(prefix, "dc") == 0) return SPACE_DUBLIN_CORE;
    if (strcmp(prefix, "content") == 0) return SPACE_CONTENT;
    if (strcmp(prefix, "itunes") == 0) return SPACE_PODCAST;
    if (strcmp(prefix, "atom") == 0 || strcmp(prefix, "rss") == 0) return SPACE_FEED;
    return SPACE_OTHER;
}

static const struct {
    FeedSpace space;
    const char *name;
    FeedField field;
} elements[] = {
    {SPACE_FEED, "title", FEED_TITLE},
    {SPACE_FEED, "link", FEED_LINK},
    {SPACE_FEED, "guid", FEED_GUID},
    {SPACE_FEED, "id", FEED_GUID},
    {SPACE_FEED, "description", FEED_BODY},
    {SPACE_FEED, "summary", FEED_BODY},
    {SPACE_FEED, "content", FEED_BODY},
    {SPACE_CONTENT, "encoded", FEED_BODY},
    {SPACE_FEED, "body", FEED_BODY},
    {SPACE_FEED, "fullitem", FEED_BODY},
    {SPACE_PODCAST, "summary", FEED_BODY},
    {SPACE_PODCAST, "author", FEED_AUTHOR},
    {SPACE_XHTML, "body", FEED_BODY},
    {SPACE_XHTML, "div", FEED_BODY},
    {SPACE_DUBLIN_CORE, "description", FEED_BODY},
    {SPACE_FEED, "author", FEED_AUTHOR},
    {SPACE_DUBLIN_CORE, "creator", FEED_AUTHOR},
    {SPACE_DUBLIN_CORE, "author", FEED_AUTHOR},
    {SPACE_FEED, "pubDate", FEED_PUBLISHED},
    {SPACE_FEED, "published", FEED_PUBLISHED},
    {SPACE_FEED, "issued", FEED_PUBLISHED},
    {SPACE_DUBLIN_CORE, "issued", FEED_PUBLISHED},
    {SPACE_DUBLIN_CORE, "date", FEED_PUBLISHED},
    {SPACE_DUBLIN_CORE, "modified", FEED_UPDATED},
    {SPACE_FEED, "updated", FEED_UPDATED},
    {SPACE_FEED, "modified", FEED_UPDATED},
    {SPACE_FEED, "created", FEED_UPDATED},
    {SPACE_FEED, "lastBuildDate", FEED_UPDATED},
    {SPACE_FEED, "language", FEED_LANGUAGE},
    {SPACE_DUBLIN_CORE, "language", FEED_LANGUAGE},
    {SPACE_DUBLIN_CORE, "title", FEED_TITLE},
    {SPACE_FEED, "source", FEED_SOURCE},
};

FeedField feed_field(const char *name, const char *prefix, const char *uri, const char *parent)
{
    FeedSpace space = space_of(prefix, uri);
    if (strcmp(parent, "author") == 0)
        return space == SPACE_FEED && strcmp(name, "name") == 0 ? FEED_AUTHOR : FEED_NONE;
    if (strcmp(parent, "source") == 0)
        return space == SPACE_FEED && strcmp(name, "title") == 0 ? FEED_SOURCE : FEED_NONE;
    if (!feed_is_item(parent) && !feed_is_channel(parent)) return FEED_NONE;
    for (size_t i = 0; i < COUNT(elements); i++)
        if (elements[i].space == space && strcmp(elements[i].name, name) == 0)
            return elements[i].field;
    return FEED_NONE;
}

bool feed_is_item(const char *name)
{
    return strcmp(name, "item") == 0 || strcmp(name, "entry") == 0;
}

bool feed_is_channel(const char *name)
{
    return strcmp(name, "channel") == 0 || strcmp(name, "feed") == 0 || strcmp(name, "rss") == 0;
}

/* ---- Values ---------------------------------------------------------------------------------- */

static void replace(Buffer *buffer, Str value)
{
    buffer_clear(buffer);
    buffer_add_str(buffer, value);
}

static void set_body(FeedValues *values, Str value, bool is_html)
{
    Buffer *body = &values->values[FEED_BODY];
    if (value.len <= body->len) return;
    replace(body, value);
    values->is_html = is_html;
}

Str feed_author_name(Str value)
{
    uint32_t open = str_find(value, STR("("), 0), at = str_find(value, STR("@"), 0);
    if (at == STR_NOT_FOUND || open == STR_NOT_FOUND || open < at || !str_ends(value, STR(")")))
        return value;
    return str_trim((Str){value.data + open + 1, value.len - open - 2});
}

/* A feed that names its author twice, for two kinds of readers, has one author. */
static void add_author(Buffer *authors, Str name)
{
    if (str_find(buffer_str(authors), name, 0) != STR_NOT_FOUND) return;
    if (authors->len > 0) buffer_add_str(authors, STR(", "));
    buffer_add_str(authors, name);
}

void feed_values_set(FeedValues *values, FeedField field, Str value, bool is_html)
{
    Buffer *here = &values->values[field];
    value = str_trim(value);
    if (str_is_empty(value)) return;
    /* The parser can cut a character in two; what names a thing is better missing than broken. */
    if (field != FEED_BODY && utf8_valid_prefix(value) != value.len) return;
    switch (field) {
    case FEED_BODY: set_body(values, value, is_html); return;
    case FEED_AUTHOR: add_author(here, feed_author_name(value)); return;
    case FEED_NONE:
    case FEED_FIELD_COUNT: return;
    case FEED_TITLE:
    case FEED_LINK:
    case FEED_GUID:
    case FEED_PUBLISHED:
    case FEED_UPDATED:
    case FEED_LANGUAGE:
    case FEED_SOURCE: break;
    }
    if (here->len == 0) replace(here, value); /* the first one counts */
}

Str feed_plain_text(Str value, Arena *arena)
{
    if (!sniff_is_html(value)) return value;
    HtmlTree *tree;
    html_parse_with(value, &(HtmlOptions){.keeps_page_order = true}, arena, &tree);
    return str_trim(html_inner_text(tree->body, arena));
}
