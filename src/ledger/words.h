/*
 * Words of a text for comparing: lower case without diacritics, endings taken off.
 *
 *     "Alliances, aligned; Erdoğan's"   ->   alli, align, erdogan
 *
 * The endings are taken off by rule of thumb and the same way everywhere; what is left need not be
 * a word. Two texts are compared by it, never shown.
 */
#ifndef LEDGER_WORDS_H
#define LEDGER_WORDS_H

#include "base/str.h"

#define LONGEST_WORD_BYTES 48 /* longer ones are cut */

typedef struct Word {
    Span span;                     /* in the text */
    char text[LONGEST_WORD_BYTES]; /* folded, not stemmed */
    uint32_t len;
    uint32_t characters;
    uint32_t stem_len; /* the stem is text[0, stem_len) */
    bool is_number;
    bool is_capitalised;
} Word;

/* The next word of two letters or digits or more at or after *at; false at the end of the text. */
bool words_next(Str text, uint32_t *at, Word *out);
/* The next run of letters and digits, of any length, without its stem. */
bool words_next_any(Str text, uint32_t *at, Word *out);

/* Finds its stem; false of a word of one letter, which has none. May change its text. */
bool word_take_stem(Word *word);

/* Bytes of the stem of a folded word; the plural of "-ies" is brought to "-y" in place. */
uint32_t word_stem(char *word, uint32_t len);

static inline Str word_stem_str(const Word *word)
{
    return (Str){word->text, word->stem_len};
}

#endif
