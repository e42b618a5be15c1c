#include "glue.h"

#include "text/utf8.h"

/* Shorter parts are those of names: "McDonald", "LinkedIn". */
#define SHORTEST_PART_BYTES 4
#define LONGEST_GLUED_BYTES 64

static bool is_word_byte(char c)
{
    return ascii_is_alnum(c) || (unsigned char)c >= 0x80;
}

static void count_words(WordCounts *words)
{
    Str text = words->text;
    map_init(&words->counts, words->arena);
    for (uint32_t at = 0; at < text.len;) {
        uint32_t end = at;
        while (end < text.len && is_word_byte(text.data[end])) end++;
        Str word = {text.data + at, end - at};
        if (word.len >= 2 && word.len <= LONGEST_GLUED_BYTES) {
            uint32_t count = map_find(&words->counts, word);
            map_set(&words->counts, word, count == MAP_NONE ? 1 : count + 1);
        }
        at = end + 1;
    }
    words->is_counted = true;
}

static uint32_t count_of(const WordCounts *words, Str word)
{
    uint32_t count = map_find(&words->counts, word);
    return count == MAP_NONE ? 0 : count;
}

/* Where the case turns from lower to upper, once in the word; else 0. */
static uint32_t find_turn(Str word)
{
    uint32_t turn = 0;
    if (word.len < 2 * SHORTEST_PART_BYTES - 2 || word.len > LONGEST_GLUED_BYTES) return 0;
    for (uint32_t i = 1; i < word.len; i++) {
        bool is_turn = ascii_is_lower(word.data[i - 1]) && ascii_is_upper(word.data[i]);
        if (!is_turn && !ascii_is_lower(word.data[i])) return 0;
        if (is_turn && turn != 0) return 0;
        if (is_turn) turn = i;
    }
    return turn;
}

uint32_t glue_find(WordCounts *words, const SegmentLexicon *lexicon, Str word)
{
    uint32_t turn = find_turn(word);
    if (turn < SHORTEST_PART_BYTES) return 0;
    Str left = {word.data, turn}, right = {word.data + turn, word.len - turn};
    bool is_starter = ascii_is_lower(left.data[0]) && right.len >= 2 &&
                      segment_lexicon_has(lexicon, right, WORD_STARTER);
    if (right.len < SHORTEST_PART_BYTES && !is_starter) return 0;
    if (!words->is_counted) count_words(words);
    bool is_known = count_of(words, left) > 0 && (is_starter || count_of(words, right) > 0);
    return is_known && count_of(words, word) <= 1 ? turn : 0;
}
