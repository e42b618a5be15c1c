#include "ledger/words.h"

#include "text/utf8.h"

/* ---- Folding: Latin letters without their marks ---------------------------------------------- */

/* U+00C0 to U+017F, as plain letters; '*' is no letter, digits stand for pairs (see add_folded). */
static const char latin_fold[] = "aaaaaa1ceeeeiiiidnooooo*ouuuuy23aaaaaa1ceeeeiiiidnooooo*ouuuuy2y"
                                 "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii44jjkkklllllll"
                                 "lllnnnnnnnnnoooooo55rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
static const char *const pairs[] = {"", "ae", "th", "ss", "ij", "oe"};

static void add_byte(Word *word, char c)
{
    if (word->len < LONGEST_WORD_BYTES) word->text[word->len++] = c;
}

static void add_folded(Word *word, uint32_t c)
{
    if (c < 0x80) {
        add_byte(word, (char)(c >= 'A' && c <= 'Z' ? c + 32 : c));
        return;
    }
    if (c >= 0xC0 && c <= 0x17F) {
        char plain = latin_fold[c - 0xC0];
        if (plain >= 'a')
            add_byte(word, plain);
        else
            for (const char *p = plain == '*' ? "" : pairs[plain - '0']; *p != '\0'; p++)
                add_byte(word, *p);
        return;
    }
    char bytes[4];
    uint32_t len = utf8_encode(c, bytes);
    if (word->len + len > LONGEST_WORD_BYTES) return;
    for (uint32_t i = 0; i < len; i++) add_byte(word, bytes[i]);
}

/* ---- Stems ----------------------------------------------------------------------------------- */

/* Longest first among those that end alike. */
static const Str endings[] = {
    STR_INIT("ization"), STR_INIT("isation"), STR_INIT("ational"), STR_INIT("fulness"),
    STR_INIT("iveness"), STR_INIT("ations"),  STR_INIT("ement"),   STR_INIT("ment"),
    STR_INIT("ance"),    STR_INIT("ence"),    STR_INIT("ation"),   STR_INIT("ition"),
    STR_INIT("ing"),     STR_INIT("ness"),    STR_INIT("able"),    STR_INIT("ible"),
    STR_INIT("ical"),    STR_INIT("ally"),    STR_INIT("ive"),     STR_INIT("ity"),
    STR_INIT("ion"),     STR_INIT("ous"),     STR_INIT("ism"),     STR_INIT("ist"),
    STR_INIT("ful"),     STR_INIT("ate"),     STR_INIT("ed"),      STR_INIT("er"),
    STR_INIT("ly"),      STR_INIT("al"),      STR_INIT("ic"),      STR_INIT("e"),
};

#define SHORTEST_STEM 4

uint32_t word_stem(char *word, uint32_t len)
{
    if (len > 4 && memcmp(word + len - 3, "ies", 3) == 0) {
        word[len - 3] = 'y';
        len -= 2;
    } else if (len > 3 && word[len - 1] == 's' && strchr("sui", word[len - 2]) == NULL) {
        len--;
    }
    Str rest = {word, len};
    for (uint32_t i = 0; i < COUNT(endings) && len > SHORTEST_STEM; i++) {
        const Str *ending = &endings[i];
        if (ending->data[ending->len - 1] != word[len - 1]) continue; /* most differ here */
        if (len >= ending->len + SHORTEST_STEM && str_ends(rest, *ending)) return len - ending->len;
    }
    return len;
}

/* ---- Words ----------------------------------------------------------------------------------- */

static bool is_ascii_letter(uint32_t c)
{
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

static bool is_word_character(uint32_t c)
{
    if (c < 0x80) return is_ascii_letter(c) || (c >= '0' && c <= '9');
    return c != UTF8_BAD && (utf8_is_letter(c) || utf8_is_digit(c));
}

static uint32_t character_at(Str text, uint32_t at, uint32_t *out_len)
{
    unsigned char c = (unsigned char)text.data[at];
    *out_len = 1;
    return c < 0x80 ? c : utf8_decode(text, at, out_len);
}

static uint32_t skip_to_word(Str text, uint32_t at)
{
    uint32_t len;
    while (at < text.len && !is_word_character(character_at(text, at, &len))) at += len;
    return at;
}

bool words_next_any(Str text, uint32_t *at, Word *out)
{
    uint32_t i = skip_to_word(text, *at), len;
    *at = i;
    if (i >= text.len) return false;
    uint32_t c = character_at(text, i, &len);
    *out = (Word){.span.start = i,
                  .is_number = c >= '0' && c <= '9',
                  .is_capitalised = c < 0x80 ? c >= 'A' && c <= 'Z' : utf8_is_upper(c)};
    for (; i < text.len && is_word_character(c = character_at(text, i, &len)); i += len) {
        add_folded(out, c);
        out->characters++;
    }
    *at = out->span.end = i;
    return true;
}

bool word_take_stem(Word *word)
{
    if (word->characters < 2 || word->len == 0) return false;
    word->stem_len = word->is_number ? word->len : word_stem(word->text, word->len);
    return true;
}

bool words_next(Str text, uint32_t *at, Word *out)
{
    while (words_next_any(text, at, out))
        if (word_take_stem(out)) return true;
    return false;
}
