#include "text/utf8.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utf16.h>

uint32_t utf8_decode_long(Str text, uint32_t at, uint32_t *out_len)
{
    const unsigned char *bytes = (const unsigned char *)text.data + at;
    uint32_t left = text.len - at;
    uint32_t first = bytes[0];
    *out_len = 1;
    uint32_t len = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    static const uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
    if (first < 0xC2 || first > 0xF4 || left < len) return UTF8_BAD;
    uint32_t character = first & (0x7Fu >> len);
    for (uint32_t i = 1; i < len; i++) {
        if ((bytes[i] & 0xC0) != 0x80) return UTF8_BAD;
        character = character << 6 | (bytes[i] & 0x3Fu);
    }
    bool is_surrogate = character >= 0xD800 && character <= 0xDFFF;
    if (character < smallest[len] || character > 0x10FFFF || is_surrogate) return UTF8_BAD;
    *out_len = len;
    return character;
}

uint32_t utf8_encode(uint32_t character, char out[4])
{
    if (character > 0x10FFFF || (character >= 0xD800 && character <= 0xDFFF)) character = 0xFFFD;
    if (character < 0x80) {
        out[0] = (char)character;
        return 1;
    }
    uint32_t len = character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
    for (uint32_t i = len - 1; i > 0; i--) {
        out[i] = (char)(0x80 | (character & 0x3F));
        character >>= 6;
    }
    static const unsigned char lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
    out[0] = (char)(lead[len] | character);
    return len;
}

uint32_t utf8_skip_ascii(Str text, uint32_t at)
{
    for (uint64_t word; text.len - at >= sizeof word; at += (uint32_t)sizeof word) {
        memcpy(&word, text.data + at, sizeof word);
        if ((word & 0x8080808080808080u) != 0) break;
    }
    while (at < text.len && (text.data[at] & 0x80) == 0) at++;
    return at;
}

uint32_t utf8_valid_prefix(Str text)
{
    for (uint32_t at = utf8_skip_ascii(text, 0), len; at < text.len;
         at = utf8_skip_ascii(text, at + len))
        if (utf8_decode(text, at, &len) == UTF8_BAD) return at;
    return text.len;
}

Str utf8_make_valid(Str text, Arena *arena)
{
    if (utf8_valid_prefix(text) == text.len) return arena_copy_str(arena, text);
    char *out = arena_alloc(arena, 3 * (size_t)text.len + 1);
    uint32_t end = 0;
    for (uint32_t at = 0, len; at < text.len; at += len) {
        uint32_t character = utf8_decode(text, at, &len);
        if (character == UTF8_BAD) {
            end += utf8_encode(0xFFFD, out + end);
            continue;
        }
        memcpy(out + end, text.data + at, len);
        end += len;
    }
    return (Str){out, end};
}

uint32_t utf8_decode_before(Str text, uint32_t at, uint32_t *out_len)
{
    uint32_t start = at - 1;
    while (start > 0 && at - start < 4 && ((unsigned char)text.data[start] & 0xC0) == 0x80) start--;
    uint32_t character = utf8_decode(text, start, out_len);
    if (start + *out_len == at) return character;
    *out_len = 1;
    return UTF8_BAD;
}

bool utf8_is_letter(uint32_t character)
{
    if (character < 0x80) return (character | 0x20) - 'a' < 26u;
    return character != UTF8_BAD && u_isalpha((UChar32)character);
}

bool utf8_is_upper(uint32_t character)
{
    if (character < 0x80) return character - 'A' < 26u;
    return character != UTF8_BAD && (u_isupper((UChar32)character) || u_istitle((UChar32)character));
}

bool utf8_is_digit(uint32_t character)
{
    if (character < 0x80) return character - '0' < 10u;
    return character != UTF8_BAD && u_isdigit((UChar32)character);
}

uint32_t utf8_to_lower(uint32_t character)
{
    if (character < 0x80) return character - 'A' < 26u ? character + 32 : character;
    return character == UTF8_BAD ? character : (uint32_t)u_tolower((UChar32)character);
}

bool utf8_is_space(uint32_t character)
{
    if (character < 0x80) return character == ' ' || character - '\t' < 5u;
    if (character == UTF8_BAD) return false;
    return u_isUWhiteSpace((UChar32)character) || character == 0x200B || character == 0xFEFF;
}

bool utf8_is_punctuation(uint32_t character)
{
    if (character < 0x80) return character > ' ' && character < 0x7F && !utf8_is_letter(character) && character - '0' > 9u;
    return character != UTF8_BAD && u_ispunct((UChar32)character);
}

bool utf8_is_accent(uint32_t character)
{
    return character >= 0x300 && character != UTF8_BAD && u_charType((UChar32)character) == U_NON_SPACING_MARK;
}

bool utf8_is_hidden(uint32_t character)
{
    if (character < 0x80) return character < ' ' || character == 0x7F;
    return character == UTF8_BAD || character == 0xFFFD || (U_MASK(u_charType((UChar32)character)) & U_GC_C_MASK) != 0;
}

uint32_t utf8_take_apart(uint32_t character, uint32_t out[UTF8_MOST_PARTS])
{
    UErrorCode error = U_ZERO_ERROR;
    UChar units[2 * UTF8_MOST_PARTS];
    int32_t unit_count = -1;
    out[0] = character;
    if (character < 0xC0 || character == UTF8_BAD) return 1;
    const UNormalizer2 *nfd = unorm2_getNFDInstance(&error);
    if (U_SUCCESS(error)) unit_count = unorm2_getDecomposition(nfd, (UChar32)character, units, COUNT(units), &error);
    if (U_FAILURE(error) || unit_count < 0) return 1;
    uint32_t count = 0;
    for (int32_t at = 0; at < unit_count && count < UTF8_MOST_PARTS;) {
        uint32_t unit = units[at++];
        if (U16_IS_LEAD(unit) && at < unit_count) unit = (uint32_t)U16_GET_SUPPLEMENTARY(unit, units[at++]);
        out[count++] = unit;
    }
    return count;
}

static uint32_t plain_mark(uint32_t character)
{
    switch (character) {
    case 0x2018:
    case 0x2019:
    case 0x02BC: return '\'';
    case 0x2010:
    case 0x2011: return '-';
    default: return character;
    }
}

static bool is_ascii(Str text)
{
    for (uint32_t i = 0; i < text.len; i++)
        if ((unsigned char)text.data[i] >= 0x80) return false;
    return true;
}

static Str lower_ascii(Str text, Arena *arena)
{
    char *copy = arena_copy(arena, text.data, text.len);
    for (uint32_t i = 0; i < text.len; i++)
        if (copy[i] >= 'A' && copy[i] <= 'Z') copy[i] = (char)(copy[i] + 32);
    return (Str){copy, text.len};
}

uint32_t utf8_lower_into(Str text, char *out)
{
    uint32_t len = 0;
    for (uint32_t at = 0, used; at < text.len; at += used) {
        uint32_t character = utf8_decode(text, at, &used);
        if (character == UTF8_BAD) character = 0xFFFD;
        len += utf8_encode(utf8_to_lower(plain_mark(character)), out + len);
    }
    return len;
}

Str utf8_lower(Str text, Arena *arena)
{
    if (is_ascii(text)) return lower_ascii(text, arena);
    char *out = arena_alloc(arena, UTF8_LOWER_ROOM((size_t)text.len)); /* it may take more bytes */
    return (Str){out, utf8_lower_into(text, out)};
}

/* The letter without its marks: the first character of its decomposition, followed down. */
static uint32_t base_letter(uint32_t character)
{
    static const struct {
        uint32_t from, to;
    } undecomposed[] = {{0x131, 'i'}, {0x142, 'l'}, {0xF8, 'o'}, {0x111, 'd'}, {0xDF, 's'}, {0xE6, 'a'}};
    for (size_t i = 0; i < COUNT(undecomposed); i++)
        if (undecomposed[i].from == character) return undecomposed[i].to;

    uint32_t parts[UTF8_MOST_PARTS];
    utf8_take_apart(character, parts);
    return parts[0];
}

Str utf8_fold(Str text, Arena *arena)
{
    char *out = arena_alloc(arena, (size_t)text.len * 3 + 4);
    uint32_t len = 0;
    for (uint32_t at = 0, used; at < text.len; at += used) {
        uint32_t character = plain_mark(utf8_decode(text, at, &used));
        if (character == UTF8_BAD || character == '\'' || character == '.') continue;
        if (character == '-' || utf8_is_space(character)) {
            if (len > 0 && out[len - 1] != ' ') out[len++] = ' ';
            continue;
        }
        uint32_t lower = utf8_to_lower(character);
        if (lower >= 0x80) {
            if (utf8_is_accent(lower)) continue;
            lower = base_letter(lower);
        }
        len += utf8_encode(lower, out + len);
    }
    while (len > 0 && out[len - 1] == ' ') len--;
    return (Str){out, len};
}
