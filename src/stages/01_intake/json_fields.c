#include "json_fields.h"

#include "base/buffer.h"
#include "base/calendar.h"

/* In the order they are looked for. */
static const char *const names[FIELD_COUNT][28] = {
    [FIELD_HTML] = {"html", "content_html", "raw_html", "body_html", "page_html"},
    [FIELD_TEXT] = {"text", "articleBody", "article_body", "body", "content", "content_text",
                    "full_text", "fulltext", "fullText", "maintext", "main_text", "article_text",
                    "text_content", "raw_text", "plain_text", "cleaned_text", "article", "story",
                    "bodyText"},
    [FIELD_SUMMARY] = {"description", "summary", "abstract", "snippet", "lead", "excerpt"},
    [FIELD_TITLE] = {"title", "headline", "heading", "article_title", "webTitle"},
    [FIELD_URL] = {"url", "link", "canonical_url", "permalink", "web_url", "webUrl", "source_url",
                   "original_url", "article_url", "mainEntityOfPage", "uri", "href",
                   "external_url"},
    [FIELD_PUBLISHED] = {"published",
                         "datePublished",
                         "date_published",
                         "published_at",
                         "publishedAt",
                         "published_date",
                         "publishedDate",
                         "publish_date",
                         "publication_date",
                         "publicationDate",
                         "date_publish",
                         "pubDate",
                         "pub_date",
                         "pubdate",
                         "published_time",
                         "publishDate",
                         "webPublicationDate",
                         "date",
                         "datetime",
                         "dateTime",
                         "timestamp",
                         "created_at",
                         "dateCreated",
                         "created",
                         "time"},
    [FIELD_OUTLET] = {"outlet", "publisher", "source", "site_name", "siteName", "sitename",
                      "source_name", "sourceName", "newspaper", "publication", "provider", "media",
                      "source_domain", "site", "domain"},
    [FIELD_AUTHOR] = {"author", "authors", "byline", "creator"},
    [FIELD_LANGUAGE] = {"language", "lang", "inLanguage", "language_code"},
    [FIELD_RECORDS] = {"articles", "items", "results", "data", "docs", "documents", "entries",
                       "records", "hits", "@graph"},
};

/* What an object that stands for a text calls it: {"rendered": "<p>..."}, {"@type": "Person",
 * "name":
 * "..."}. A body has no name or title. */
static const char *const body_names[] = {"rendered", "html", "text", "value", "#text", "$t", NULL};
static const char *const value_names[] = {"name", "rendered", "title", "value", "text", "#text",
                                          "$t",   "$date",    "href",  "@id",   "id",   NULL};

static Str member_text(const JsonValue *object, JsonField field)
{
    bool is_body = field == FIELD_TEXT || field == FIELD_HTML || field == FIELD_SUMMARY;
    for (const char *const *name = is_body ? body_names : value_names; *name != NULL; name++) {
        JsonValue value;
        if (!json_value_member(object, str_from_cstring(*name), &value)) continue;
        Str text = str_trim(json_value_text(&value));
        if (!str_is_empty(text)) return text;
    }
    return (Str){0};
}

/* Seconds or milliseconds since 1970, as dumps have them. */
static Str date_of_number(double number, Arena *arena)
{
    if (number > 1e11) number /= 1000;
    if (!(number > 0 && number < 4e10)) return (Str){0};
    int64_t seconds = (int64_t)number;
    CivilDate date = civil_from_day((int32_t)(seconds / 86400));
    int rest = (int)(seconds % 86400);
    return arena_format(arena, "%04d-%02d-%02dT%02d:%02d:%02dZ", date.year, date.month, date.day,
                        rest / 3600, rest / 60 % 60, rest % 60);
}

static Str single_text(const JsonValue *value, JsonField field, Arena *arena)
{
    double number;
    if (value->type == JSON_OBJECT) return member_text(value, field);
    if (field == FIELD_PUBLISHED && json_value_number(value, &number))
        return date_of_number(number, arena);
    return str_trim(json_value_text(value));
}

/* Paragraphs of a text, names of authors. */
static Str joined_text(const JsonValue *list, JsonField field, Arena *arena)
{
    Str separator = field == FIELD_AUTHOR ? STR(", ") : STR("\n\n");
    Buffer joined = {0};
    JsonCursor cursor = {0};
    JsonValue item;
    while (json_value_next(list, &cursor, NULL, &item)) {
        Str text = single_text(&item, field, arena);
        if (str_is_empty(text)) continue;
        if (joined.len > 0) buffer_add_str(&joined, separator);
        buffer_add_str(&joined, text);
        bool takes_one = field != FIELD_AUTHOR && field != FIELD_TEXT && field != FIELD_HTML;
        if (takes_one) break;
    }
    Str out = arena_copy_str(arena, buffer_str(&joined));
    buffer_release(&joined);
    return out;
}

static bool is_url(Str text)
{
    return str_starts(text, STR("http://")) || str_starts(text, STR("https://"));
}

Str json_field_text(const JsonValue *record, JsonField field, Arena *arena)
{
    for (size_t i = 0; i < COUNT(names[field]) && names[field][i] != NULL; i++) {
        JsonValue value;
        if (!json_value_member(record, str_from_cstring(names[field][i]), &value)) continue;
        Str text = value.type == JSON_ARRAY ? joined_text(&value, field, arena)
                                            : single_text(&value, field, arena);
        if (str_is_empty(text)) continue;
        if (field == FIELD_OUTLET && is_url(text)) continue; /* "source" is a link in some dumps */
        return text;
    }
    return (Str){0};
}

bool json_field_list(const JsonValue *record, JsonField field, JsonValue *out)
{
    for (size_t i = 0; i < COUNT(names[field]) && names[field][i] != NULL; i++) {
        JsonCursor cursor = {0};
        JsonValue first;
        if (json_value_member(record, str_from_cstring(names[field][i]), out) &&
            out->type == JSON_ARRAY && json_value_next(out, &cursor, NULL, &first) &&
            first.type == JSON_OBJECT)
            return true;
    }
    return false;
}
