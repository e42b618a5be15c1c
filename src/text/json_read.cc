// simdjson behind the C interface of json_read.h. Built without exceptions: every result is checked.
#include "text/json_read.h"

#include <simdjson.h>

#include <cstring>
#include <new>
#include <type_traits>

using simdjson::dom::array;
using simdjson::dom::element;
using simdjson::dom::element_type;
using simdjson::dom::object;

struct JsonReader {
    simdjson::dom::parser parser;
};

// Elements and iterators are a document and an index: they fit the two fields of the C structs.
template <typename T> static void store(const T &from, const void **document, size_t *index)
{
    static_assert(std::is_trivially_copyable<T>::value, "must be copied as bytes");
    static_assert(sizeof(T) == sizeof(void *) + sizeof(size_t), "must be a document and an index");
    std::memcpy(document, reinterpret_cast<const char *>(&from), sizeof *document);
    std::memcpy(index, reinterpret_cast<const char *>(&from) + sizeof *document, sizeof *index);
}

template <typename T> static T load(const void *document, size_t index)
{
    T to;
    std::memcpy(reinterpret_cast<char *>(&to), &document, sizeof document);
    std::memcpy(reinterpret_cast<char *>(&to) + sizeof document, &index, sizeof index);
    return to;
}

static JsonType type_of(const element &value)
{
    switch (value.type()) {
    case element_type::ARRAY: return JSON_ARRAY;
    case element_type::OBJECT: return JSON_OBJECT;
    case element_type::STRING: return JSON_STRING;
    case element_type::INT64:
    case element_type::UINT64:
    case element_type::DOUBLE: return JSON_NUMBER;
    case element_type::BOOL: return JSON_BOOL;
    case element_type::NULL_VALUE: break;
    }
    return JSON_NULL;
}

static void set_value(const element &from, JsonValue *out)
{
    out->type = type_of(from);
    store(from, &out->document, &out->index);
}

static element element_of(const JsonValue *value)
{
    return load<element>(value->document, value->index);
}

extern "C" JsonReader *json_reader_new(void)
{
    return new (std::nothrow) JsonReader();
}

extern "C" void json_reader_free(JsonReader *reader)
{
    delete reader;
}

extern "C" bool json_reader_parse(JsonReader *reader, Str text, JsonValue *out)
{
    if (reader == nullptr) return false;
    // The depth is a part of the capacity, which grows with the texts.
    if (reader->parser.capacity() < text.len || reader->parser.max_depth() != JSON_DEEPEST) {
        size_t capacity = text.len < 65536 ? 65536 : text.len;
        if (reader->parser.allocate(capacity, JSON_DEEPEST) != simdjson::SUCCESS) return false;
    }
    element root;
    if (reader->parser.parse(text.data, text.len, false).get(root) != simdjson::SUCCESS) return false;
    set_value(root, out);
    return true;
}

extern "C" bool json_value_member(const JsonValue *value, Str key, JsonValue *out)
{
    if (value->type != JSON_OBJECT) return false;
    element found;
    std::string_view name(key.data, key.len);
    if (element_of(value).at_key(name).get(found) != simdjson::SUCCESS) return false;
    set_value(found, out);
    return true;
}

extern "C" Str json_value_text(const JsonValue *value)
{
    std::string_view text;
    if (value->type != JSON_STRING || element_of(value).get(text) != simdjson::SUCCESS)
        return Str{nullptr, 0};
    return Str{text.data(), static_cast<uint32_t>(text.size())};
}

extern "C" bool json_value_number(const JsonValue *value, double *out)
{
    return value->type == JSON_NUMBER && element_of(value).get(*out) == simdjson::SUCCESS;
}

extern "C" bool json_value_is_true(const JsonValue *value)
{
    bool is_true = false;
    return value->type == JSON_BOOL && element_of(value).get(is_true) == simdjson::SUCCESS && is_true;
}

static bool next_element(const array &items, JsonCursor *cursor, JsonValue *out)
{
    array::iterator at = items.begin();
    if (cursor->has_begun) {
        at = load<array::iterator>(cursor->document, cursor->index);
        ++at;
    }
    cursor->has_begun = true;
    store(at, &cursor->document, &cursor->index);
    if (!(at != items.end())) return false;
    set_value(*at, out);
    return true;
}

static bool next_member(const object &members, JsonCursor *cursor, Str *out_key, JsonValue *out)
{
    object::iterator at = members.begin();
    if (cursor->has_begun) {
        at = load<object::iterator>(cursor->document, cursor->index);
        ++at;
    }
    cursor->has_begun = true;
    store(at, &cursor->document, &cursor->index);
    if (!(at != members.end())) return false;
    std::string_view key = at.key();
    if (out_key != nullptr) *out_key = Str{key.data(), static_cast<uint32_t>(key.size())};
    set_value(at.value(), out);
    return true;
}

extern "C" bool json_value_next(const JsonValue *value, JsonCursor *cursor, Str *out_key, JsonValue *out)
{
    array items;
    object members;
    if (value->type == JSON_ARRAY && element_of(value).get(items) == simdjson::SUCCESS)
        return next_element(items, cursor, out);
    if (value->type == JSON_OBJECT && element_of(value).get(members) == simdjson::SUCCESS)
        return next_member(members, cursor, out_key, out);
    return false;
}
