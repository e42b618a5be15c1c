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

typedef struct PhraseTable {
    /* Most words begin no phrase, and most of those are told by their ends and length before they are looked up. */
    uint64_t first_words[PHRASE_FILTER_BITS / 64];
    Map prefixes; /* every prefix of every phrase -> index into values */
    List(uint32_t) values; /* MAP_NONE: only a prefix of longer phrases */
    Arena *arena;
} PhraseTable;

#define LONGEST_PHRASE_WORDS 12

void phrases_init(PhraseTable *table, Arena *arena);
/* Words are parted by single spaces. The value of a phrase added before is kept: false. A phrase of
 * more than LONGEST_PHRASE_WORDS words is not added: false. */
bool phrases_add(PhraseTable *table, Str phrase, uint32_t value);
/* Value of the longest phrase that starts at words[0]; MAP_NONE if there is none. */
uint32_t phrases_match(const PhraseTable *table, const Str *words, uint32_t word_count,
                       uint32_t *out_used);

#endif
