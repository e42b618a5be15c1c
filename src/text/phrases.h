/*
 * Phrases of one or more words, each with a value: "foreign minister" -> 17. Words are compared as
 * they stand, so both sides are brought to one form (Token.lower) before.
 *
 *     PhraseTable titles;
 *     phrases_init(&titles, arena);
 *     phrases_add(&titles, STR("foreign minister"), 17);
 *     uint32_t used;
 *     uint32_t value = phrases_match(&titles, words, word_count, &used);   // the longest
 */
#ifndef TEXT_PHRASES_H
#define TEXT_PHRASES_H

#include "base/map.h"

#define PHRASE_FILTER_BITS 8192u
#define PHRASE_PAIR_BITS 32768u

typedef struct PhraseTable {
    /* Most words begin no phrase. They, and "in the" where only "in a letter" is one, are told by their ends and lengths before
     * anything is looked up: first words, those that are a phrase by themselves, and first two words of longer ones. */
    uint64_t first_words[PHRASE_FILTER_BITS / 64];
    uint64_t whole_words[PHRASE_FILTER_BITS / 64];
    uint64_t first_pairs[PHRASE_PAIR_BITS / 64];
    Map prefixes; /* every prefix of every phrase -> index into values */
    List(uint32_t) values; /* MAP_NONE: only a prefix of longer phrases */
    Arena *arena;
} PhraseTable;

#define LONGEST_PHRASE_WORDS 12

void phrases_init(PhraseTable *table, Arena *arena);
/* Words are parted by single spaces. The value of a phrase added before is kept: false. A phrase of
 * more than LONGEST_PHRASE_WORDS words is not added: false. */
bool phrases_add(PhraseTable *table, Str phrase, uint32_t value);
/* How a word looks, for those that ask several tables of each word: false of phrases_has_first, no phrase begins with it. */
uint32_t phrase_look(Str word);
static inline bool phrases_has_first(const PhraseTable *table, uint32_t look)
{
    uint32_t bit = look >> 8 & (PHRASE_FILTER_BITS - 1);
    return table->first_words[bit / 64] >> bit % 64 & 1;
}

/* False: no phrase is this word, nor begins with these two (next: empty if there is none). */
bool phrases_may_begin(const PhraseTable *table, Str word, Str next);
/* Value of the longest phrase that starts at words[0]; MAP_NONE if there is none. */
uint32_t phrases_match(const PhraseTable *table, const Str *words, uint32_t word_count,
                       uint32_t *out_used);

#endif
