/*
 * Charsets of one byte a character: the lower half is ASCII, the upper a table of 128 characters.
 * ICU has the tables; where they are not those of the Encoding standard, they are mended here.
 */
#include <unicode/ucnv.h>

#include "text/charset_output.h"

#define INVALID 0xFFFD

/* ISO-8859-16, which ICU does not have, from 0xA0 on. */
static const uint16_t iso_8859_16[96] = {
    0x00A0, 0x0104, 0x0105, 0x0141, 0x20AC, 0x201E, 0x0160, 0x00A7, 0x0161, 0x00A9, 0x0218, 0x00AB,
    0x0179, 0x00AD, 0x017A, 0x017B, 0x00B0, 0x00B1, 0x010C, 0x0142, 0x017D, 0x201D, 0x00B6, 0x00B7,
    0x017E, 0x010D, 0x0219, 0x00BB, 0x0152, 0x0153, 0x0178, 0x017C, 0x00C0, 0x00C1, 0x00C2, 0x0102,
    0x00C4, 0x0106, 0x00C6, 0x00C7, 0x00C8, 0x00C9, 0x00CA, 0x00CB, 0x00CC, 0x00CD, 0x00CE, 0x00CF,
    0x0110, 0x0143, 0x00D2, 0x00D3, 0x00D4, 0x0150, 0x00D6, 0x015A, 0x0170, 0x00D9, 0x00DA, 0x00DB,
    0x00DC, 0x0118, 0x021A, 0x00DF, 0x00E0, 0x00E1, 0x00E2, 0x0103, 0x00E4, 0x0107, 0x00E6, 0x00E7,
    0x00E8, 0x00E9, 0x00EA, 0x00EB, 0x00EC, 0x00ED, 0x00EE, 0x00EF, 0x0111, 0x0144, 0x00F2, 0x00F3,
    0x00F4, 0x0151, 0x00F6, 0x015B, 0x0171, 0x00F9, 0x00FA, 0x00FB, 0x00FC, 0x0119, 0x021B, 0x00FF,
};

static const struct {
    const char *name;
    unsigned char byte;
    uint16_t character;
} mended[] = {
    {"KOI8-U", 0xAE, 0x045E},
    {"KOI8-U", 0xBE, 0x040E},
    {"windows-1253", 0xAA, INVALID},
    {"windows-1255", 0xCA, 0x05BA},
};

/* What ICU puts in place of bytes that windows-874 does not have. */
static bool is_private(uint32_t character)
{
    return character >= 0xF8C0 && character < 0xF8D0;
}

static bool fill_from_icu(const char *icu, uint32_t *upper)
{
    UErrorCode error = U_ZERO_ERROR;
    UConverter *converter = ucnv_open(icu, &error);
    if (U_FAILURE(error)) return false;
    for (uint32_t i = 0; i < 128; i++) {
        char byte = (char)(0x80 + i);
        UChar unit = INVALID;
        error = U_ZERO_ERROR;
        bool is_whole = ucnv_toUChars(converter, &unit, 1, &byte, 1, &error) == 1;
        upper[i] = is_whole && !is_private(unit) ? unit : INVALID;
    }
    ucnv_close(converter);
    return true;
}

/* upper [128] */
static bool fill_table(const Charset *charset, uint32_t *upper)
{
    bool is_user_defined = strcmp(charset->name, "x-user-defined") == 0;
    if (charset->icu != NULL && !fill_from_icu(charset->icu, upper)) return false;
    for (uint32_t i = 0; i < 128 && charset->icu == NULL; i++) {
        if (is_user_defined)
            upper[i] = 0xF780 + i;
        else
            upper[i] = i < 32 ? 0x80 + i : iso_8859_16[i - 32];
    }
    for (size_t i = 0; i < COUNT(mended); i++)
        if (strcmp(mended[i].name, charset->name) == 0)
            upper[mended[i].byte - 0x80] = mended[i].character;
    return true;
}

bool charset_read_single(const Charset *charset, Str page, uint32_t start, CharsetOutput *out)
{
    uint32_t upper[128];
    if (!fill_table(charset, upper)) return false;
    for (uint32_t at = start; at < page.len;) {
        uint32_t from = at;
        while (at < page.len && (unsigned char)page.data[at] < 0x80) at++;
        output_copy(out, page, (Span){from, at});
        for (; at < page.len && (unsigned char)page.data[at] >= 0x80; at++) {
            uint32_t character = upper[(unsigned char)page.data[at] - 0x80];
            Span byte = {at, at + 1};
            if (character == INVALID)
                output_invalid(out, byte);
            else
                output_character(out, character, byte);
        }
    }
    return true;
}
