#include "text/phrases.h"

void phrases_init(PhraseTable *table, Arena *arena)
{
    *table = (PhraseTable){.arena = arena};
    map_init(&table->prefixes, arena);
}

static uint32_t *find_or_add_prefix(PhraseTable *table, Str prefix)
{
    uint32_t index = map_find(&table->prefixes, prefix);
    if (index == MAP_NONE) {
        index = table->values.count;
        *list_add(table->arena, &table->values) = MAP_NONE;
        map_set(&table->prefixes, prefix, index);
    }
    return &table->values.items[index];
}

static bool has_bit(const uint64_t *bits, uint32_t look, uint32_t count)
{
    uint32_t bit = look >> 8 & (count - 1);
    return bits[bit / 64] >> bit % 64 & 1;
}

static void set_bit(uint64_t *bits, uint32_t look, uint32_t count)
{
    uint32_t bit = look >> 8 & (count - 1);
    bits[bit / 64] |= (uint64_t)1 << bit % 64;
}

static uint32_t look_of_pair(uint32_t first, uint32_t second)
{
    return first + (second << 7 | second >> 25) * 2246822519u;
}

static Str word_from(Str phrase, uint32_t start)
{
    uint32_t end = str_find(phrase, STR(" "), start);
    return (Str){phrase.data + start, (end == STR_NOT_FOUND ? phrase.len : end) - start};
}

/* False if it begins with a space, or two follow its first word: no words are so. */
static bool note_beginning(PhraseTable *table, Str phrase)
{
    Str first = word_from(phrase, 0);
    if (first.len == 0) return false;
    uint32_t look = phrase_look(first);
    set_bit(table->first_words, look, PHRASE_FILTER_BITS);
    if (first.len == phrase.len) {
        set_bit(table->whole_words, look, PHRASE_FILTER_BITS);
        return true;
    }
    Str second = word_from(phrase, first.len + 1);
    if (second.len > 0) set_bit(table->first_pairs, look_of_pair(look, phrase_look(second)), PHRASE_PAIR_BITS);
    return second.len > 0;
}

bool phrases_may_go_on(const PhraseTable *table, uint32_t look, uint32_t next)
{
    if (has_bit(table->whole_words, look, PHRASE_FILTER_BITS)) return true;
    return next != 0 && has_bit(table->first_pairs, look_of_pair(look, next), PHRASE_PAIR_BITS);
}

bool phrases_add(PhraseTable *table, Str phrase, uint32_t value)
{
    assert(value != MAP_NONE);
    uint32_t words = 1;
    for (uint32_t i = 0; i < phrase.len; i++) words += phrase.data[i] == ' ';
    if (phrase.len == 0 || words > LONGEST_PHRASE_WORDS) return false;

    Str copy = arena_copy_str(table->arena, phrase);
    if (!note_beginning(table, copy)) return false;
    for (uint32_t i = 0; i < copy.len; i++)
        if (copy.data[i] == ' ') find_or_add_prefix(table, (Str){copy.data, i});
    uint32_t *slot = find_or_add_prefix(table, copy);
    if (*slot != MAP_NONE) return false;
    *slot = value;
    return true;
}

/* Joins the words one by one in a buffer on the stack and asks for each prefix until one is not
 * there. */
uint32_t phrases_match_longest(const PhraseTable *table, const Str *words, uint32_t word_count, uint32_t *out_used)
{
    char joined[256];
    uint32_t len = 0, best = MAP_NONE;
    *out_used = 0;
    for (uint32_t i = 0; i < word_count && i < LONGEST_PHRASE_WORDS; i++) {
        if (len + words[i].len + 1 > sizeof joined) break;
        if (i > 0) joined[len++] = ' ';
        memcpy(joined + len, words[i].data, words[i].len);
        len += words[i].len;
        uint32_t index = map_find(&table->prefixes, (Str){joined, len});
        if (index == MAP_NONE) break;
        if (table->values.items[index] == MAP_NONE) continue;
        best = table->values.items[index];
        *out_used = i + 1;
    }
    return best;
}
