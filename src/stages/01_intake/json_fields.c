#include "json_fields.h"

#include "base/buffer.h"
#include "base/calendar.h"

/* What a path leads to: one text, or several that are joined. */
typedef struct Gather {
    const JsonLookup *lookup;
    RecordField field;
    Str first;
    Buffer joined; /* from the second on */
    uint32_t count;
} Gather;

static bool takes_many(RecordField field)
{
    return field == FIELD_AUTHOR || field == FIELD_TEXT || field == FIELD_HTML;
}

static bool is_full(const Gather *gather)
{
    return gather->count > 0 && !takes_many(gather->field);
}

/* Paragraphs of a text, names of authors. */
static void add_text(Gather *gather, Str text)
{
    text = str_trim(text);
    if (str_is_empty(text) || is_full(gather)) return;
    if (gather->count == 0) {
        gather->first = text;
    } else {
        if (gather->count == 1) buffer_add_str(&gather->joined, gather->first);
        buffer_add_str(&gather->joined, gather->field == FIELD_AUTHOR ? STR(", ") : STR("\n\n"));
        buffer_add_str(&gather->joined, text);
    }
    gather->count++;
}

/* ---- Dates ----------------------------------------------------------------------------------- */

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

static bool is_date_field(RecordField field)
{
    return field == FIELD_PUBLISHED || field == FIELD_FETCHED;
}

/* "1735603200" and "1735603200000": the same as numbers. */
static Str date_of_digits(Str text, Arena *arena)
{
    double number = 0;
    if (text.len != 10 && text.len != 13) return text;
    for (uint32_t i = 0; i < text.len; i++) {
        if (!ascii_is_digit(text.data[i])) return text;
        number = number * 10 + (text.data[i] - '0');
    }
    return date_of_number(number, arena);
}

/* ---- Values ---------------------------------------------------------------------------------- */

static bool is_url(Str text)
{
    return str_starts(text, STR("http://")) || str_starts(text, STR("https://"));
}

/* An outlet or author that is a link has no name there; what stands in an object beside a link is
 * no link. */
static bool fits(RecordField field, Str text, bool is_in_object)
{
    if (str_is_empty(text)) return false;
    if (field == FIELD_OUTLET || field == FIELD_AUTHOR) return !is_url(text);
    return field != FIELD_URL || !is_in_object || is_url(text);
}

/* What an object that stands for a text calls it: {"rendered": "<p>..."}, {"name": "..."}. A body
 * has no name or title. */
static Str member_text(const Gather *gather, const JsonValue *object)
{
    RecordField field = gather->field;
    bool is_body = field == FIELD_TEXT || field == FIELD_HTML || field == FIELD_SUMMARY;
    const StrList *members = &gather->lookup->fields->paths[is_body ? FIELD_BODY : FIELD_VALUE];
    for (uint32_t i = 0; i < members->count; i++) {
        JsonValue value;
        double number;
        if (!json_value_member(object, members->items[i], &value)) continue;
        if (is_date_field(field) && json_value_number(&value, &number))
            return date_of_number(number, gather->lookup->arena);
        Str text = str_trim(json_value_text(&value));
        if (fits(field, text, true)) return text;
    }
    return (Str){0};
}

/* The node of the graph that an object {"@id": "#author"} points to. */
static bool find_node(JsonGraph *graph, const JsonValue *object, JsonValue *out)
{
    JsonValue id, other;
    if (graph == NULL || !json_value_member(object, STR("@id"), &id)) return false;
    Str wanted = json_value_text(&id);
    JsonCursor cursor = {0};
    while (graph->looks_left > 0 && json_value_next(&graph->nodes, &cursor, NULL, out)) {
        graph->looks_left--;
        if (json_value_member(out, STR("@id"), &other) &&
            str_equal(json_value_text(&other), wanted))
            return true;
    }
    return false;
}

static void add_object(Gather *gather, const JsonValue *object)
{
    JsonValue node, name;
    bool is_reference = !json_value_member(object, STR("name"), &name);
    if (is_reference && find_node(gather->lookup->graph, object, &node)) {
        Str text = member_text(gather, &node);
        if (!str_is_empty(text)) {
            add_text(gather, text);
            return;
        }
    }
    add_text(gather, member_text(gather, object));
}

static void add_single(Gather *gather, const JsonValue *value)
{
    double number;
    bool is_date = is_date_field(gather->field);
    Arena *arena = gather->lookup->arena;
    if (value->type == JSON_OBJECT) {
        add_object(gather, value);
    } else if (is_date && json_value_number(value, &number)) {
        add_text(gather, date_of_number(number, arena));
    } else {
        Str text = str_trim(json_value_text(value));
        if (is_date) text = date_of_digits(text, arena);
        if (fits(gather->field, text, false)) add_text(gather, text);
    }
}

static void add_value(Gather *gather, const JsonValue *value)
{
    JsonCursor cursor = {0};
    JsonValue item;
    if (value->type != JSON_ARRAY) {
        add_single(gather, value);
        return;
    }
    while (!is_full(gather) && json_value_next(value, &cursor, NULL, &item))
        add_single(gather, &item);
}

/* ---- Paths ----------------------------------------------------------------------------------- */

/* "a.b" is the member of that name or else member "b" of member "a"; of a list "a", member "b" of
 * each element; "a.0" is its first element. False if the value has no member that the path begins
 * with; *out_rest is empty if the whole path is one. */
static bool enter_member(const JsonValue *value, Str path, JsonValue *out, Str *out_rest)
{
    *out_rest = (Str){0};
    if (json_value_member(value, path, out)) return true;
    for (uint32_t dot = 0; (dot = str_find(path, STR("."), dot)) != STR_NOT_FOUND; dot++) {
        *out_rest = (Str){path.data + dot + 1, path.len - dot - 1};
        if (json_value_member(value, (Str){path.data, dot}, out)) return true;
    }
    return false;
}

/* "12.b": 12, and "b" is the rest. */
static bool read_index(Str path, uint32_t *out, Str *out_rest)
{
    uint32_t dot = str_find(path, STR("."), 0), len = dot == STR_NOT_FOUND ? path.len : dot;
    *out = 0;
    *out_rest = dot == STR_NOT_FOUND ? (Str){0} : (Str){path.data + dot + 1, path.len - dot - 1};
    for (uint32_t i = 0; i < len; i++) {
        if (!ascii_is_digit(path.data[i]) || i >= 6) return false;
        *out = *out * 10 + (uint32_t)(path.data[i] - '0');
    }
    return len > 0;
}

static bool find_element(const JsonValue *list, uint32_t index, JsonValue *out)
{
    JsonCursor cursor = {0};
    for (uint32_t i = 0; json_value_next(list, &cursor, NULL, out); i++)
        if (i == index) return true;
    return false;
}

/* As deep as the path has full stops. An empty path is the value itself. */
static void add_path(Gather *gather, const JsonValue *value, Str path)
{
    JsonValue inner;
    Str rest;
    uint32_t index;
    if (str_is_empty(path)) {
        add_value(gather, value);
    } else if (value->type == JSON_ARRAY && read_index(path, &index, &rest)) {
        if (find_element(value, index, &inner)) add_path(gather, &inner, rest);
    } else if (value->type == JSON_ARRAY) {
        JsonCursor cursor = {0};
        while (!is_full(gather) && json_value_next(value, &cursor, NULL, &inner))
            if (inner.type == JSON_OBJECT) add_path(gather, &inner, path);
    } else if (enter_member(value, path, &inner, &rest)) {
        add_path(gather, &inner, rest);
    }
}

Str json_field_text(const JsonLookup *lookup, const JsonValue *record, RecordField field)
{
    const StrList *paths = &lookup->fields->paths[field];
    Gather gather = {.lookup = lookup, .field = field};
    for (uint32_t i = 0; i < paths->count && gather.count == 0; i++)
        add_path(&gather, record, paths->items[i]);
    if (gather.count <= 1) return gather.first;
    Str out = arena_copy_str(lookup->arena, buffer_str(&gather.joined));
    buffer_release(&gather.joined);
    return out;
}

/* Through objects only. */
static bool find_value(JsonValue value, Str path, JsonValue *out)
{
    Str rest;
    while (enter_member(&value, path, out, &rest)) {
        if (str_is_empty(rest)) return true;
        value = *out;
        path = rest;
    }
    return false;
}

bool json_field_list(const JsonLookup *lookup, const JsonValue *record, JsonValue *out)
{
    const StrList *paths = &lookup->fields->paths[FIELD_RECORDS];
    for (uint32_t i = 0; i < paths->count; i++) {
        JsonCursor cursor = {0};
        JsonValue first;
        if (find_value(*record, paths->items[i], out) && out->type == JSON_ARRAY &&
            json_value_next(out, &cursor, NULL, &first) && first.type == JSON_OBJECT)
            return true;
    }
    return false;
}

/* ---- Types ----------------------------------------------------------------------------------- */

static bool is_article_type(const IntakeFields *fields, Str type)
{
    static const Str starts[] = {STR_INIT("https://schema.org/"), STR_INIT("http://schema.org/"),
                                 STR_INIT("schema:")};
    for (size_t i = 0; i < COUNT(starts); i++)
        if (str_starts(type, starts[i]))
            type = (Str){type.data + starts[i].len, type.len - starts[i].len};
    const StrList *types = &fields->paths[FIELD_TYPE];
    return str_is_one_of(type, types->items, types->count);
}

bool json_is_article(const JsonLookup *lookup, const JsonValue *record, Str *out_type)
{
    JsonValue type, item;
    *out_type = (Str){0};
    if (!json_value_member(record, STR("@type"), &type)) return false;
    if (type.type != JSON_ARRAY) {
        *out_type = json_value_text(&type);
        return is_article_type(lookup->fields, *out_type);
    }
    JsonCursor cursor = {0};
    while (json_value_next(&type, &cursor, NULL, &item)) {
        *out_type = json_value_text(&item);
        if (is_article_type(lookup->fields, *out_type)) return true;
    }
    return false;
}
