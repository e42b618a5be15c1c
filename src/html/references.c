#include "html/references.h"

#include "text/utf8.h"

typedef struct NamedReference {
    Str name; /* without '&' */
    Str text;
} NamedReference;

/* Sorted by the bytes of the name. */
static const NamedReference named[] = {
#include "entities.inc"
};

/* What the standard reads for a number: 0x80 to 0x9F mean windows-1252, what is no character is
 * U+FFFD. */
static uint32_t character_of_number(uint32_t number)
{
    static const uint16_t windows_1252[32] = {
        0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
        0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
        0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};
    if (number >= 0x80 && number < 0xA0) return windows_1252[number - 0x80];
    bool is_surrogate = number >= 0xD800 && number < 0xE000;
    return number == 0 || number > 0x10FFFF || is_surrogate ? 0xFFFD : number;
}

static int digit_value(char c, bool is_hex)
{
    if (ascii_is_digit(c)) return c - '0';
    if (is_hex && c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (is_hex && c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

static HtmlReference read_number(Str text, uint32_t at)
{
    uint32_t i = at + 2;
    bool is_hex = i < text.len && (text.data[i] == 'x' || text.data[i] == 'X');
    if (is_hex) i++;
    uint32_t digits = i, number = 0;
    for (int value; i < text.len && (value = digit_value(text.data[i], is_hex)) >= 0; i++)
        if (number <= 0x10FFFF) number = number * (is_hex ? 16 : 10) + (uint32_t)value;
    if (i == digits) return (HtmlReference){0};
    if (i < text.len && text.data[i] == ';') i++;
    HtmlReference out = {.page_len = i - at};
    out.len = utf8_encode(character_of_number(number), out.bytes);
    return out;
}

/* First row in [low, high) whose character at `depth` is not below c; all share the ones before. */
static uint32_t lower_bound(uint32_t low, uint32_t high, uint32_t depth, int c)
{
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        Str name = named[middle].name;
        int here = depth < name.len ? (unsigned char)name.data[depth] : -1;
        if (here < c)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The longest name that the text begins with; NULL if there is none. */
static const NamedReference *find_name(Str text)
{
    const NamedReference *best = NULL;
    uint32_t low = 0, high = COUNT(named);
    for (uint32_t depth = 0; depth < text.len && low < high; depth++) {
        char c = text.data[depth];
        if (!ascii_is_alnum(c) && c != ';') break;
        low = lower_bound(low, high, depth, (unsigned char)c);
        high = lower_bound(low, high, depth, (unsigned char)c + 1);
        if (low < high && named[low].name.len == depth + 1) best = &named[low];
    }
    return best;
}

HtmlReference html_read_reference(Str text, uint32_t at, bool is_in_attribute)
{
    if (at + 1 >= text.len) return (HtmlReference){0};
    if (text.data[at + 1] == '#') return read_number(text, at);
    if (!ascii_is_alnum(text.data[at + 1])) return (HtmlReference){0};

    const NamedReference *found = find_name((Str){text.data + at + 1, text.len - at - 1});
    if (found == NULL) return (HtmlReference){0};
    uint32_t end = at + 1 + found->name.len;
    bool has_semicolon = text.data[end - 1] == ';';
    if (is_in_attribute && !has_semicolon && end < text.len &&
        (text.data[end] == '=' || ascii_is_alnum(text.data[end])))
        return (HtmlReference){0};
    HtmlReference out = {.page_len = end - at, .len = found->text.len};
    memcpy(out.bytes, found->text.data, found->text.len);
    return out;
}
