#include "sentence.h"

#include "words.h"

static bool is_closing(char c)
{
    return c == '"' || c == '\'' || c == ')' || c == ']';
}

/* Past the marks that may close a sentence after its full stop, typographic ones too. */
static uint32_t skip_closing(Str text, uint32_t at)
{
    for (;;) {
        if (at < text.len && is_closing(text.data[at]))
            at++;
        else if (text.len - at >= 3 && (memcmp(text.data + at, "\xE2\x80\x9D", 3) == 0 ||
                                        memcmp(text.data + at, "\xE2\x80\x99", 3) == 0))
            at += 3;
        else
            return at;
    }
}

/* "Dec.", "U.S.", "Gen.": a short capitalised word before the stop. */
static bool ends_short_form(Str text, uint32_t stop)
{
    uint32_t start = stop;
    while (start > 0 && ascii_is_letter(text.data[start - 1])) start--;
    uint32_t len = stop - start;
    bool is_upper = len > 0 && ascii_is_upper(text.data[start]);
    return is_upper && len <= 4 && !(len == 4 && text.data[start + 3] == 's');
}

bool sentence_ends(Str text, uint32_t at, uint32_t *out_end)
{
    char c = text.data[at];
    if (c != '.' && c != '!' && c != '?') return false;
    uint32_t end = skip_closing(text, at + 1);
    if (end >= text.len) return false;
    uint32_t next = end;
    while (next < text.len && text.data[next] == ' ') next++;
    if (next >= text.len) return false;
    uint32_t used, character = utf8_decode(text, next, &used);
    bool opens = word_is_upper(character) || character == '"' || character == 0x201C ||
                 character == 0x2018 || character == '\'' || character == 0xA9 ||
                 (word_is_digit(character) && next > end);
    if (!opens || (c == '.' && ends_short_form(text, at))) return false;
    *out_end = next;
    return true;
}

uint32_t sentence_after(Str text, uint32_t from)
{
    uint32_t end;
    for (uint32_t at = from; at < text.len; at++)
        if (sentence_ends(text, at, &end)) return end;
    return text.len;
}
