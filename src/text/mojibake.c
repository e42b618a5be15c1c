#include "text/mojibake.h"

#include "base/buffer.h"
#include "text/utf8.h"

#define MOST_ROUNDS 3 /* "Ã¢â‚¬â„¢" was written three times */

/* What windows-1252 has at 0x80 to 0x9F; 0: nothing. */
static const uint16_t upper_controls[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

/* The byte that windows-1252, or ISO-8859-1, has for a character; -1 if there is none. */
static int byte_of(uint32_t character)
{
    if (character < 0x100) return (int)character;
    for (int i = 0; i < 32; i++)
        if (upper_controls[i] == character) return 0x80 + i;
    return -1;
}

uint32_t windows_1252_sign(unsigned char byte)
{
    return byte >= 0x80 && byte < 0xA0 ? upper_controls[byte - 0x80] : 0;
}

typedef struct Found {
    char bytes[4]; /* what stands for it */
    uint32_t len;
    uint32_t text_len; /* bytes of the text that it takes the place of */
} Found;

/* Bytes that the characters from `at` on stand for, as many as may make one character. */
static uint32_t read_bytes(Str text, uint32_t at, char bytes[4], uint32_t ends[4])
{
    uint32_t count = 0, len;
    while (count < 4 && at < text.len) {
        int byte = byte_of(utf8_decode(text, at, &len));
        if (byte < 0x80) break;
        at += len;
        bytes[count] = (char)byte;
        ends[count++] = at;
    }
    return count;
}

/* "AMANHÃ”": a capital word may end so. */
static bool follows_capital(Str text, uint32_t at)
{
    uint32_t len;
    return at > 0 && utf8_is_upper(utf8_decode_before(text, at, &len));
}

/* "Ã¢â‚¬Å“": what follows is the last third of a mark that was written three times. */
static bool follows_euro(Str text, uint32_t at)
{
    Str before = {text.data, at};
    return str_ends(before, STR("â‚¬")) || str_ends(before, STR("€"));
}

static bool may_begin(unsigned char first, Str text, uint32_t at)
{
    if (first == 0xC2 || first == 0xC3) return !follows_capital(text, at);
    if (first == 0xC5 || first == 0xC6 || first == 0xCB) return follows_euro(text, at);
    return first == 0xE2 || first == 0xF0;
}

/* A character that was written twice begins at `at`. */
static bool find_twice(Str text, uint32_t at, Found *out)
{
    uint32_t ends[4], len;
    uint32_t count = read_bytes(text, at, out->bytes, ends);
    if (count < 2 || !may_begin((unsigned char)out->bytes[0], text, at)) return false;
    uint32_t character = utf8_decode((Str){out->bytes, count}, 0, &len);
    if (character == UTF8_BAD || len < 2) return false;
    out->len = len;
    out->text_len = ends[len - 1] - at;
    return true;
}

/* C2 80 to C2 9F: a control character that windows-1252 has a sign for. */
static bool find_control(Str text, uint32_t at, Found *out)
{
    if (at + 1 >= text.len || text.data[at] != '\xC2') return false;
    unsigned char second = (unsigned char)text.data[at + 1];
    uint32_t character = windows_1252_sign(second);
    if (character == 0) return false;
    out->len = utf8_encode(character, out->bytes);
    out->text_len = 2;
    return true;
}

/* Only these bytes begin a character that may have to be mended. */
static bool may_be_broken(char byte)
{
    return byte == '\xC2' || byte == '\xC3';
}

static bool find_at(Str text, uint32_t at, Found *out)
{
    return may_be_broken(text.data[at]) &&
           (find_twice(text, at, out) || find_control(text, at, out));
}

static bool mend_once(Str text, Arena *arena, Str *out, MapRunList *runs)
{
    Buffer mended = {0};
    uint32_t done = 0;
    Found found;
    for (uint32_t at = utf8_skip_ascii(text, 0); at < text.len; at = utf8_skip_ascii(text, at)) {
        if (!find_at(text, at, &found)) {
            at++;
            continue;
        }
        runs_add(arena, runs, (MapRun){(uint32_t)mended.len, at - done, done, at - done, true});
        buffer_add(&mended, text.data + done, at - done);
        runs_add(arena, runs, (MapRun){(uint32_t)mended.len, found.len, at, found.text_len, false});
        buffer_add(&mended, found.bytes, found.len);
        at += found.text_len;
        done = at;
    }
    if (done == 0) return false;
    uint32_t rest = text.len - done;
    runs_add(arena, runs, (MapRun){(uint32_t)mended.len, rest, done, rest, true});
    buffer_add(&mended, text.data + done, rest);
    *out = arena_copy_str(arena, buffer_str(&mended));
    buffer_release(&mended);
    return true;
}

bool mojibake_mend(Str text, Arena *arena, Str *out, MapRunList *runs)
{
    bool is_mended = false;
    for (uint32_t round = 0; round < MOST_ROUNDS; round++) {
        MapRunList next = {0}, joined = {0};
        if (!mend_once(text, arena, &text, &next)) break;
        for (uint32_t i = 0; is_mended && i < next.count; i++)
            runs_add_through(arena, &joined, next.items[i], runs);
        *runs = is_mended ? joined : next;
        is_mended = true;
    }
    if (is_mended) *out = text;
    return is_mended;
}
