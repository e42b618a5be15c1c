#include "words.h"

#include "text/utf8.h"

static char mark_of(uint32_t character)
{
    switch (character) {
    case ':':
    case '(':
    case ')':
    case '[':
    case ']':
    case '|':
    case '/':
    case '>': return (char)character;
    case '-':
    case 0x2010:
    case 0x2013:
    case 0x2014:
    case 0x2015: return '-';
    case 0xBB: /* » */
    case 0x203A: /* › */ return '>';
    case 0x2022: /* bullet */
    case 0xB7: return '|';
    case 0xA9: return 'c';
    default: return '\0';
    }
}

static bool is_apostrophe(uint32_t character)
{
    return character == '\'' || character == 0x2019;
}

static bool is_word_character(uint32_t character)
{
    return word_is_letter(character) || word_is_digit(character);
}

/* Does a letter stand at `at`? */
static bool letter_at(Str text, uint32_t at)
{
    uint32_t used;
    return at < text.len && word_is_letter(utf8_decode(text, at, &used));
}

static uint32_t read_word(Str text, uint32_t at, Word *word)
{
    uint32_t used, character = utf8_decode(text, at, &used);
    *word = (Word){.span = {at, at},
                   .kind = WORD_LETTERS,
                   .is_capitalised = word_is_upper(character),
                   .is_glued = at > 0 && text.data[at - 1] != ' '};
    uint32_t letters = 0, uppers = 0;
    for (; at < text.len; at += used) {
        character = utf8_decode(text, at, &used);
        if (character < 0x80 && is_word_character(character)) {
            letters += character > '9';
            uppers += word_is_upper(character);
            continue;
        }
        if (is_apostrophe(character) && letter_at(text, at + used)) continue;
        if (!is_word_character(character)) break;
        letters += word_is_letter(character);
        uppers += word_is_upper(character);
    }
    if (letters == 0) word->kind = WORD_NUMBER;
    word->is_caps = letters >= 2 && uppers == letters;
    word->span.end = at;
    return at;
}

uint32_t words_read(Str text, Word *out, uint32_t most)
{
    uint32_t count = 0;
    for (uint32_t at = 0; at < text.len && count < most;) {
        uint32_t used, character = utf8_decode(text, at, &used);
        if (is_word_character(character)) {
            at = read_word(text, at, &out[count++]);
            continue;
        }
        char mark = mark_of(character);
        bool is_inner_hyphen = mark == '-' && at > 0 && text.data[at - 1] != ' ' &&
                               at + used < text.len && text.data[at + used] != ' ' &&
                               text.data[at + used] != '-' && text.data[at - 1] != '-';
        if (mark != '\0' && !is_inner_hyphen)
            out[count++] = (Word){.span = {at, at + used}, .kind = WORD_MARK, .mark = mark};
        at += used;
    }
    return count;
}

#define LONGEST_KEY_BYTES 79

uint32_t words_lookup(const Map *map, Str word)
{
    char lower[LONGEST_KEY_BYTES + 1];
    if (word.len == 0 || word.len > LONGEST_KEY_BYTES) return MAP_NONE;
    for (uint32_t i = 0; i < word.len; i++)
        lower[i] =
            word.data[i] >= 'A' && word.data[i] <= 'Z' ? (char)(word.data[i] + 32) : word.data[i];
    return map_find(map, (Str){lower, word.len});
}

bool words_equal(Str text, Str lower)
{
    return str_equal_ignoring_case(text, lower);
}

/* Closing marks may stand after the full stop. */
static uint32_t last_character(Str text)
{
    while (text.len > 0) {
        uint32_t used, character = utf8_decode_before(text, text.len, &used);
        bool is_closing = character == '"' || character == '\'' || character == ')' ||
                          character == ']' || character == 0x201D || character == 0x2019 ||
                          character == 0xBB || character == ' ';
        if (!is_closing) return character;
        text.len -= used;
    }
    return 0;
}

static bool opens_with_quote(Str text)
{
    if (text.len == 0) return false;
    uint32_t used, character = utf8_decode(text, 0, &used);
    return character == '"' || character == 0x201C || character == 0x2018 || character == '\'' ||
           character == 0xAB;
}

static void count_word(Shape *shape, Str text, const Word *word, const Map *function_words)
{
    shape->words++;
    if (word->kind != WORD_LETTERS) return;
    shape->letters++;
    if (words_lookup(function_words, word_str(text, word)) != MAP_NONE)
        shape->function++;
    else if (word->is_capitalised)
        shape->capitalised++;
    else
        shape->big_lower++;
}

Shape words_shape(Str text, const Map *function_words)
{
    Word words[SHAPE_WORDS];
    uint32_t count = words_read(text, words, SHAPE_WORDS);
    Shape shape = {0};
    for (uint32_t i = 0; i < count; i++)
        if (words[i].kind != WORD_MARK) count_word(&shape, text, &words[i], function_words);
    uint32_t last = last_character(text);
    bool is_cjk_stop = last == 0x3002 || last == 0xFF01 || last == 0xFF1F;
    shape.ends_sentence = last == '.' || last == '!' || last == '?' || last == 0x2026 ||
                          is_cjk_stop || str_find(text, STR("pic.twitter.com"), 0) != STR_NOT_FOUND;
    if (is_cjk_stop) shape.words += 10; /* no spaces to count words by */
    shape.ends_colon = last == ':';
    shape.has_quote = opens_with_quote(text);
    return shape;
}
