/*
 * JSON-LD in script elements, as search engines ask for it:
 *
 *     {"@type": "NewsArticle", "headline": "...", "datePublished": "2024-12-31T08:50:00Z",
 *      "author": [{"@type": "Person", "name": "Jane Doe"}], "publisher": {"name": "The Example"}}
 *
 * Articles may stand alone, in an array, in "@graph" or within a "WebPage".
 */
#include "page_meta.h"

#include "text/json_read.h"

#define DEEPEST_LOOK 8
#define MOST_OBJECTS 2000

typedef struct LinkedData {
    Work *work;
    uint32_t objects; /* looked at so far */
} LinkedData;

static bool names_article(Str type)
{
    static const Str endings[] = {STR_INIT("Article"), STR_INIT("BlogPosting"), STR_INIT("Report"),
                                  STR_INIT("LiveBlogPosting")};
    for (size_t i = 0; i < COUNT(endings); i++)
        if (str_ends(type, endings[i])) return true;
    return false;
}

static bool is_article(const JsonValue *object)
{
    JsonValue type, one;
    if (!json_value_member(object, STR("@type"), &type)) return false;
    if (type.type == JSON_STRING) return names_article(json_value_text(&type));
    JsonCursor cursor = {0};
    while (type.type == JSON_ARRAY && json_value_next(&type, &cursor, NULL, &one))
        if (names_article(json_value_text(&one))) return true;
    return false;
}

static Str member_text(const JsonValue *object, Str key)
{
    JsonValue value;
    return json_value_member(object, key, &value) ? json_value_text(&value) : (Str){0};
}

static void take_date(LinkedData *linked, const JsonValue *object, Str key, DateTrust trust)
{
    Str text = str_trim(member_text(object, key));
    WrittenDate date;
    uint32_t at;
    if (text.len == 0 || !date_world_find(text, 0, &linked->work->date_style, &date, &at)) return;
    work_add_date(linked->work, (DateEvidence){.date = date,
                                               .origin = DATE_ORIGIN_LINKED_DATA,
                                               .trust = trust,
                                               .score = 1,
                                               .is_modified = str_equal(key, STR("dateModified"))});
}

/* "Jane Doe", {"name": "Jane Doe"}. */
static Str name_of(const JsonValue *value)
{
    return str_trim(value->type == JSON_OBJECT ? member_text(value, STR("name"))
                                               : json_value_text(value));
}

/* One name, or several joined with commas. */
static void take_author(LinkedData *linked, const JsonValue *article)
{
    JsonValue author, one;
    if (!json_value_member(article, STR("author"), &author)) return;
    Work *work = linked->work;
    Str names = {0};
    JsonCursor cursor = {0};
    if (author.type == JSON_ARRAY) {
        for (int i = 0; i < 10 && json_value_next(&author, &cursor, NULL, &one); i++) {
            Str name = name_of(&one);
            if (name.len == 0 || name.len > 200) continue;
            names = names.len == 0 ? arena_copy_str(work->arena, name)
                                   : arena_format(work->arena, STR_FMT ", " STR_FMT, STR_ARG(names),
                                                  STR_ARG(name));
        }
    } else {
        names = name_of(&author);
    }
    if (str_find(names, STR("://"), 0) == STR_NOT_FOUND)
        work_set_meta(work, &work->doc->meta.author, names);
}

static void take_article(LinkedData *linked, const JsonValue *article)
{
    Work *work = linked->work;
    Metadata *meta = &work->doc->meta;
    JsonValue publisher;
    take_date(linked, article, STR("datePublished"), DATE_TRUST_NAMED);
    take_date(linked, article, STR("dateModified"), DATE_TRUST_NAMED);
    work_set_meta(work, &meta->title, member_text(article, STR("headline")));
    work_set_meta(work, &meta->section, member_text(article, STR("articleSection")));
    take_author(linked, article);
    if (json_value_member(article, STR("publisher"), &publisher))
        work_set_meta(work, &meta->sitename, name_of(&publisher));
}

/* Looks for articles in a value; those that are only cited ("mentions", "comment") are not. */
static void look(LinkedData *linked, const JsonValue *value, uint32_t depth)
{
    JsonCursor cursor = {0};
    JsonValue inner;
    if (depth > DEEPEST_LOOK || ++linked->objects > MOST_OBJECTS) return;
    if (value->type == JSON_ARRAY) {
        while (json_value_next(value, &cursor, NULL, &inner)) look(linked, &inner, depth + 1);
    } else if (value->type == JSON_OBJECT) {
        if (is_article(value)) {
            take_article(linked, value);
            return;
        }
        take_date(linked, value, STR("datePublished"), DATE_TRUST_PAGE);
        take_date(linked, value, STR("dateModified"), DATE_TRUST_PAGE);
        static const Str places[] = {STR_INIT("@graph"), STR_INIT("mainEntity"),
                                     STR_INIT("mainEntityOfPage")};
        for (size_t i = 0; i < COUNT(places); i++)
            if (json_value_member(value, places[i], &inner)) look(linked, &inner, depth + 1);
    }
}

static Str script_text(const HtmlNode *script)
{
    for (const HtmlNode *child = script->first_child; child != NULL; child = child->next)
        if (child->kind == HTML_TEXT) return child->text.value;
    return (Str){0};
}

void linked_data_read(Work *work, const HtmlTree *tree)
{
    LinkedData linked = {.work = work};
    JsonReader *reader = NULL;
    const HtmlNode *root = tree->document;
    for (const HtmlNode *node = root; node != NULL; node = html_next(root, node)) {
        if (node->kind != HTML_ELEMENT || node->tag != HTML_TAG_script) continue;
        Str type = html_attribute_value(node, STR("type"));
        if (str_find_ignoring_case(type, STR("ld+json"), 0) == STR_NOT_FOUND) continue;
        Str text = script_text(node);
        char *padded = arena_alloc(work->arena, (size_t)text.len + JSON_PADDING);
        if (text.len > 0) memcpy(padded, text.data, text.len);
        for (uint32_t i = 0; i < text.len; i++) /* line breaks within strings are common */
            if ((unsigned char)padded[i] < ' ') padded[i] = ' ';
        if (reader == NULL) reader = json_reader_new();
        JsonValue value;
        if (json_reader_parse(reader, (Str){padded, text.len}, &value)) look(&linked, &value, 0);
    }
    if (reader != NULL) json_reader_free(reader);
}
