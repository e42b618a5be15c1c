#include "html/tags.h"

enum {
    PLAIN = HTML_TAG_IS_PLAIN,
    VOID = HTML_TAG_IS_VOID,
    BLOCK = HTML_TAG_IS_BLOCK,
    SPECIAL = HTML_TAG_IS_SPECIAL,
    FORMATTING = HTML_TAG_IS_FORMATTING,
    HEAD = HTML_TAG_IS_HEAD,
    SCOPE = HTML_TAG_IS_SCOPE,
    IMPLIED_END = HTML_TAG_IS_IMPLIED_END,
    RAWTEXT = HTML_TAG_IS_RAWTEXT,
    RCDATA = HTML_TAG_IS_RCDATA,
    HEADING = HTML_TAG_IS_HEADING,
    TABLE_PART = HTML_TAG_IS_TABLE_PART,
};

#define TAG_FLAGS(name, flags) [HTML_TAG_##name] = flags,
const uint16_t html_tag_flag_table[HTML_TAG_COUNT] = {HTML_TAG_LIST(TAG_FLAGS)};
#undef TAG_FLAGS

#define TAG_NAME(name, flags) [HTML_TAG_##name] = STR_INIT(#name),
static const Str tag_names[HTML_TAG_COUNT] = {[HTML_TAG_UNKNOWN] = STR_INIT(""),
                                              HTML_TAG_LIST(TAG_NAME)};
#undef TAG_NAME

#define LONGEST_TAG_NAME 16

Str html_tag_name(HtmlTag tag)
{
    return tag_names[tag];
}

/* The names stand in alphabetical order in the list (a unit test sees to it). */
HtmlTag html_tag_from_name(Str name)
{
    char lower[LONGEST_TAG_NAME];
    if (name.len > sizeof lower) return HTML_TAG_UNKNOWN;
    for (uint32_t i = 0; i < name.len; i++) {
        char c = name.data[i];
        lower[i] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
    }
    Str wanted = {lower, name.len};
    uint32_t low = 1, high = HTML_TAG_COUNT;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = str_compare(tag_names[middle], wanted);
        if (order == 0) return (HtmlTag)middle;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return HTML_TAG_UNKNOWN;
}
