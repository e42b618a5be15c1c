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

static uint32_t filter_bit(Str word)
{
    const unsigned char *bytes = (const unsigned char *)word.data;
    uint32_t ends = bytes[0] + 256u * bytes[word.len - 1] + 65536u * bytes[word.len / 2];
    return (ends * 2654435761u + word.len * 40503u) >> 8 & (PHRASE_FILTER_BITS - 1);
}

static Str first_word(Str phrase)
{
    uint32_t end = str_find(phrase, STR(" "), 0);
    return (Str){phrase.data, end == STR_NOT_FOUND ? phrase.len : end};
}

static bool may_begin(const PhraseTable *table, Str word)
{
    if (word.len == 0) return false;
    uint32_t bit = filter_bit(word);
    return table->first_words[bit / 64] >> bit % 64 & 1;
}

bool phrases_add(PhraseTable *table, Str phrase, uint32_t value)
{
    assert(value != MAP_NONE);
    uint32_t words = 1;
    for (uint32_t i = 0; i < phrase.len; i++) words += phrase.data[i] == ' ';
    if (phrase.len == 0 || words > LONGEST_PHRASE_WORDS) return false;

    Str copy = arena_copy_str(table->arena, phrase), first = first_word(copy);
    if (first.len == 0) return false;
    uint32_t bit = filter_bit(first);
    table->first_words[bit / 64] |= (uint64_t)1 << bit % 64;
    for (uint32_t i = 0; i < copy.len; i++)
        if (copy.data[i] == ' ') find_or_add_prefix(table, (Str){copy.data, i});
    uint32_t *slot = find_or_add_prefix(table, copy);
    if (*slot != MAP_NONE) return false;
    *slot = value;
    return true;
}

/* Joins the words one by one in a buffer on the stack and asks for each prefix until one is not
 * there. */
uint32_t phrases_match(const PhraseTable *table, const Str *words, uint32_t word_count,
                       uint32_t *out_used)
{
    char joined[256];
    uint32_t len = 0, best = MAP_NONE;
    *out_used = 0;
    if (word_count == 0 || !may_begin(table, words[0])) return MAP_NONE;
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
