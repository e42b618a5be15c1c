/*
 * A light look at the words of a piece, before there are tokens: enough to tell a sentence from a
 * label, a headline, a list of links. What counts as a word is a run of letters and digits with
 * apostrophes inside; of the marks only those that shape a line (colons, brackets, bars) are kept.
 */
#ifndef CLEAN_WORDS_H
#define CLEAN_WORDS_H

#include "base/map.h"
#include "base/str.h"
#include "text/utf8.h"

typedef enum WordKind { WORD_LETTERS, WORD_NUMBER, WORD_MARK } WordKind;

typedef struct Word {
    Span span; /* in the text it was read from */
    WordKind kind;
    char mark; /* ':' '(' ')' '[' ']' '|' '/' '>' '-' (any dash) 'c' (copyright sign); of a mark */
    bool is_capitalised;
    bool is_caps;  /* two letters or more, all upper case */
    bool is_glued; /* no space stands before */
} Word;

/* As in utf8.h, with the short way for ASCII: nearly every character is. */
static inline bool word_is_letter(uint32_t character)
{
    if (character < 0x80) return (character | 0x20) >= 'a' && (character | 0x20) <= 'z';
    return utf8_is_letter(character);
}

static inline bool word_is_digit(uint32_t character)
{
    return character < 0x80 ? character >= '0' && character <= '9' : utf8_is_digit(character);
}

static inline bool word_is_upper(uint32_t character)
{
    return character < 0x80 ? character >= 'A' && character <= 'Z' : utf8_is_upper(character);
}

/* The first words of text; returns how many. */
uint32_t words_read(Str text, Word *out, uint32_t most);

static inline Str word_str(Str text, const Word *word)
{
    return str_slice(text, word->span);
}

/* Value of a word without regard to case; MAP_NONE if it is not there. Keys are lower case. */
uint32_t words_lookup(const Map *map, Str word);
/* The same for a whole phrase of at most 79 bytes. */
bool words_equal(Str text, Str lower);

typedef struct Shape {
    uint32_t words;       /* letters and numbers */
    uint32_t letters;     /* words of letters */
    uint32_t function;    /* "the", "of", "has": English function words */
    uint32_t capitalised; /* of the others */
    uint32_t big_lower;   /* the rest */
    bool ends_sentence;   /* with . ! ? … perhaps closed by quotation marks or brackets */
    bool ends_colon;
    bool has_quote; /* opens with a quotation mark */
} Shape;

/* Reads at most SHAPE_WORDS words: the shape of a longer text is clear by then. */
#define SHAPE_WORDS 120
Shape words_shape(Str text, const Map *function_words);

#endif
