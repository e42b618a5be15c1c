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
    JsonValue root;
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

/* The "@type" is a name or a list of names; empty `type`: any kind of article. */
static bool is_of_type(const JsonValue *object, Str type)
{
    JsonValue value, one;
    if (!json_value_member(object, STR("@type"), &value)) return false;
    JsonCursor cursor = {0};
    bool is_list = value.type == JSON_ARRAY;
    for (one = value; !is_list || json_value_next(&value, &cursor, NULL, &one);) {
        Str name = json_value_text(&one);
        if (type.len == 0 ? names_article(name) : str_equal(name, type)) return true;
        if (!is_list) return false;
    }
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

/* ---- Authors ----------------------------------------------------------------------------------- */

static bool has_id(const JsonValue *object, Str id)
{
    return str_equal(member_text(object, STR("@id")), id) &&
           member_text(object, STR("name")).len > 0;
}

/* The object that an "@id" means, in the same script. */
static bool find_id(LinkedData *linked, const JsonValue *value, Str id, uint32_t depth,
                    JsonValue *out)
{
    JsonCursor cursor = {0};
    JsonValue inner;
    if (depth > DEEPEST_LOOK || ++linked->objects > MOST_OBJECTS) return false;
    bool is_list = value->type == JSON_ARRAY;
    if (value->type == JSON_OBJECT && has_id(value, id)) {
        *out = *value;
        return true;
    }
    while ((is_list || value->type == JSON_OBJECT) && json_value_next(value, &cursor, NULL, &inner))
        if (inner.type >= JSON_ARRAY && find_id(linked, &inner, id, depth + 1, out)) return true;
    return false;
}

static void add_author(LinkedData *linked, const JsonValue *author, AuthorTrust trust,
                       uint32_t group)
{
    Str name = name_of(author);
    JsonValue person;
    Str id = author->type == JSON_OBJECT ? member_text(author, STR("@id")) : (Str){0};
    if (name.len == 0 && id.len > 0 && find_id(linked, &linked->root, id, 0, &person))
        name = name_of(&person);
    work_add_author(linked->work,
                    (AuthorEvidence){.text = arena_copy_str(linked->work->arena, name),
                                     .trust = trust,
                                     .group = group});
}

#define MOST_LINKED_AUTHORS 10

static void take_authors(LinkedData *linked, const JsonValue *article, AuthorTrust trust)
{
    JsonValue author, one;
    bool has_author = json_value_member(article, STR("author"), &author) ||
                      json_value_member(article, STR("creator"), &author);
    if (!has_author) return;
    uint32_t group = work_new_author_group(linked->work);
    JsonCursor cursor = {0};
    if (author.type != JSON_ARRAY) add_author(linked, &author, trust, group);
    for (int i = 0; author.type == JSON_ARRAY && i < MOST_LINKED_AUTHORS; i++) {
        if (!json_value_next(&author, &cursor, NULL, &one)) return;
        add_author(linked, &one, trust, group);
    }
}

/* A person who stands alone in the data of a blog is its author. */
static void take_person(LinkedData *linked, const JsonValue *person)
{
    work_add_author(linked->work,
                    (AuthorEvidence){.text = arena_copy_str(linked->work->arena, name_of(person)),
                                     .trust = AUTHOR_TRUST_LOOSE,
                                     .group = work_new_author_group(linked->work)});
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
    take_authors(linked, article, AUTHOR_TRUST_NAMED);
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
        if (is_of_type(value, (Str){0})) {
            take_article(linked, value);
            return;
        }
        take_date(linked, value, STR("datePublished"), DATE_TRUST_PAGE);
        take_date(linked, value, STR("dateModified"), DATE_TRUST_PAGE);
        take_authors(linked, value, AUTHOR_TRUST_LABEL);
        if (is_of_type(value, STR("Person"))) take_person(linked, value);
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

/* ---- Scripts ------------------------------------------------------------------------------------- */

/* What stands between the first and the last bracket: some put it into comments. */
static Str between_brackets(Str text)
{
    uint32_t start = 0;
    if (text.len == 0) return text;
    while (start < text.len && text.data[start] != '{' && text.data[start] != '[') start++;
    while (text.len > start && text.data[text.len - 1] != '}' && text.data[text.len - 1] != ']')
        text.len--;
    return (Str){text.data + start, text.len - start};
}

/* A copy with room for the parser; line breaks within strings and commas before a closing bracket
 * are common mistakes. */
static Str repaired(Str text, Arena *arena)
{
    char *out = arena_alloc(arena, (size_t)text.len + JSON_PADDING);
    uint32_t len = 0, comma = UINT32_MAX;
    bool is_string = false;
    for (uint32_t i = 0; i < text.len; i++) {
        char c = (unsigned char)text.data[i] < ' ' ? ' ' : text.data[i];
        if (is_string && c == '\\' && i + 1 < text.len) {
            out[len++] = c;
            out[len++] = text.data[++i];
            continue;
        }
        if (c == '"') is_string = !is_string;
        if (!is_string && (c == '}' || c == ']') && comma != UINT32_MAX) out[comma] = ' ';
        if (is_string || c != ' ') comma = !is_string && c == ',' ? len : UINT32_MAX;
        out[len++] = c;
    }
    return (Str){out, len};
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
        Str text = repaired(between_brackets(script_text(node)), work->arena);
        if (text.len == 0) continue;
        if (reader == NULL) reader = json_reader_new();
        if (json_reader_parse(reader, text, &linked.root)) look(&linked, &linked.root, 0);
    }
    if (reader != NULL) json_reader_free(reader);
}
