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
/* How a word looks, by its ends and length, for those that ask several tables of each word; 0 of an empty word. */
static inline uint32_t phrase_look(Str word)
{
    const unsigned char *bytes = (const unsigned char *)word.data;
    if (word.len == 0) return 0;
    uint32_t ends = bytes[0] + 256u * bytes[word.len - 1] + 65536u * bytes[word.len / 2];
    return (ends * 2654435761u + word.len * 40503u) | 1;
}

/* False: no phrase begins with a word of this look. */
static inline bool phrases_has_first(const PhraseTable *table, uint32_t look)
{
    uint32_t bit = look >> 8 & (PHRASE_FILTER_BITS - 1);
    return table->first_words[bit / 64] >> bit % 64 & 1;
}

/* False: no phrase is a word of this look, which begins one, nor begins with it and the next (0: there is none). */
bool phrases_may_go_on(const PhraseTable *table, uint32_t look, uint32_t next);

/* False: no phrase is a word of this look, nor begins with these two (0: there is none). */
static inline bool phrases_have_look(const PhraseTable *table, uint32_t look, uint32_t next)
{
    return look != 0 && phrases_has_first(table, look) && phrases_may_go_on(table, look, next);
}

/* The same of words (next: empty if there is none). */
static inline bool phrases_may_begin(const PhraseTable *table, Str word, Str next)
{
    return phrases_have_look(table, phrase_look(word), phrase_look(next));
}

/* What phrases_match does once a word may begin a phrase. */

uint32_t phrases_match_longest(const PhraseTable *table, const Str *words, uint32_t word_count, uint32_t *out_used);

/* Value of the longest phrase that starts at words[0]; MAP_NONE if there is none. */
static inline uint32_t phrases_match(const PhraseTable *table, const Str *words, uint32_t word_count,
                                     uint32_t *out_used)
{
    *out_used = 0;
    if (word_count == 0) return MAP_NONE;
    if (!phrases_may_begin(table, words[0], word_count > 1 ? words[1] : (Str){NULL, 0})) return MAP_NONE;
    return phrases_match_longest(table, words, word_count, out_used);
}

#endif
