#include "ledger/variants.h"

#include <stdlib.h>

#include "base/buffer.h"
#include "base/hash.h"
#include "ledger/words.h"

/* A quotation longer than this is compared by its beginning. */
#define LONGEST_BYTES 1000
#define MOST_WORDS 200
/* "We are ready" says too little. */
#define LEAST_WORDS 3
#define LEAST_WEIGHT 9000

typedef struct Weighed {
    uint32_t key;
    uint32_t weight;
} Weighed;

/* A set of keys with weights: stems, or groups of three letters. */
typedef struct Bag {
    Weighed items[MOST_WORDS * 8];
    uint32_t count;
    uint64_t weight;
} Bag;

static int by_key(const void *a, const void *b)
{
    const Weighed *x = a, *y = b;
    return (x->key > y->key) - (x->key < y->key);
}

static void close_bag(Bag *bag)
{
    if (bag->count > 1) qsort(bag->items, bag->count, sizeof *bag->items, by_key);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < bag->count; i++)
        if (kept == 0 || bag->items[kept - 1].key != bag->items[i].key)
            bag->items[kept++] = bag->items[i];
    bag->count = kept;
    bag->weight = 0;
    for (uint32_t i = 0; i < kept; i++) bag->weight += bag->items[i].weight;
}

static void add(Bag *bag, Str text, uint32_t weight)
{
    if (bag->count < COUNT(bag->items))
        bag->items[bag->count++] = (Weighed){(uint32_t)hash_bytes(text.data, text.len, 7), weight};
}

/* Words of less weight ("have", "said", "with") are left out. */
#define LEAST_WORD_WEIGHT 1200
#define LETTERS 3

static void add_letters(Bag *letters, const Word *word, uint32_t weight)
{
    if (word->len < LETTERS) return;
    uint32_t groups = word->len - LETTERS + 1;
    for (uint32_t i = 0; i < groups; i++)
        add(letters, (Str){word->text + i, LETTERS}, weight / groups);
}

static void fill(const LedgerData *data, Str text, Bag *stems, Bag *letters)
{
    stems->count = letters->count = 0;
    if (text.len > LONGEST_BYTES) text.len = LONGEST_BYTES;
    Word word;
    uint32_t words = 0;
    for (uint32_t at = 0; words < MOST_WORDS && words_next(text, &at, &word);) {
        uint32_t weight = word_weight(data, word_stem_str(&word));
        if (weight < LEAST_WORD_WEIGHT) continue;
        words++;
        add(stems, word_stem_str(&word), weight);
        add_letters(letters, &word, weight);
    }
    close_bag(stems);
    close_bag(letters);
}

/* A stem of both counts with the smaller weight; of letters it may differ from word to word. */
static uint64_t shared_weight(const Bag *a, const Bag *b, uint32_t *out_count)
{
    uint64_t sum = 0;
    *out_count = 0;
    for (uint32_t i = 0, k = 0; i < a->count && k < b->count;) {
        if (a->items[i].key < b->items[k].key) {
            i++;
        } else if (a->items[i].key > b->items[k].key) {
            k++;
        } else {
            uint32_t x = a->items[i++].weight, y = b->items[k++].weight;
            sum += x < y ? x : y;
            ++*out_count;
        }
    }
    return sum;
}

/* Half what is shared of the shorter one, half what is shared of both: a clause cut from a long
 * sentence is still that sentence, but less so. */
static uint32_t overlap(const Bag *a, const Bag *b, uint32_t *out_count)
{
    uint64_t shared = shared_weight(a, b, out_count);
    uint64_t least = a->weight < b->weight ? a->weight : b->weight;
    if (least == 0) return 0;
    return (uint32_t)(500 * shared / least + 1000 * shared / (a->weight + b->weight));
}

uint32_t variant_likeness(const LedgerData *data, Str a, Str b)
{
    Bag *bags = malloc(4 * sizeof *bags);
    if (bags == NULL) abort();
    fill(data, a, &bags[0], &bags[1]);
    fill(data, b, &bags[2], &bags[3]);
    uint32_t likeness = 0, stems, letters;
    uint32_t by_stems = overlap(&bags[0], &bags[2], &stems);
    uint32_t by_letters = overlap(&bags[1], &bags[3], &letters);
    bool says_enough = bags[0].weight >= LEAST_WEIGHT && bags[2].weight >= LEAST_WEIGHT;
    if (says_enough && stems >= LEAST_WORDS) likeness = (by_stems + by_letters) / 2;
    free(bags);
    return likeness;
}

/* ---- The speaker's own words ------------------------------------------------------------------- */

static const Str marks[] = {STR_INIT("\""), STR_INIT("\xE2\x80\x9C"), STR_INIT("\xE2\x80\x9D"),
                            STR_INIT("''")};

Str variant_quoted_part(Str text)
{
    uint32_t start = text.len, end = 0;
    for (uint32_t i = 0; i < COUNT(marks); i++)
        for (uint32_t at = 0; (at = str_find(text, marks[i], at)) != STR_NOT_FOUND;
             at += marks[i].len) {
            if (at < start) start = at + marks[i].len;
            if (at + marks[i].len > start && at > end) end = at;
        }
    return start < end ? (Str){text.data + start, end - start} : (Str){NULL, 0};
}

/* The folded words, each with a space before and after. */
static uint32_t fold_words(Str text, Buffer *out)
{
    uint32_t count = 0;
    Word word;
    buffer_add_char(out, ' ');
    for (uint32_t at = 0; words_next(text, &at, &word); count++) {
        buffer_add(out, word.text, word.len);
        buffer_add_char(out, ' ');
    }
    return count;
}

/* Shorter ones may be parts of different sentences. */
#define LEAST_QUOTED_WORDS 5

bool variants_differ(const LedgerData *data, Str a, Str b)
{
    Str x = variant_quoted_part(a), y = variant_quoted_part(b);
    Buffer first = {0}, second = {0};
    bool are_long = fold_words(x, &first) >= LEAST_QUOTED_WORDS &&
                    fold_words(y, &second) >= LEAST_QUOTED_WORDS;
    bool differ = are_long &&
                  str_find(buffer_str(&first), buffer_str(&second), 0) == STR_NOT_FOUND &&
                  str_find(buffer_str(&second), buffer_str(&first), 0) == STR_NOT_FOUND &&
                  variant_likeness(data, x, y) >= VARIANT_LIKENESS;
    buffer_release(&first);
    buffer_release(&second);
    return differ;
}

/* ---- Keys ------------------------------------------------------------------------------------ */

#define STRONGEST_TERMS 7
#define MOST_TERMS 24

void variant_keys(const LedgerData *data, Str speaker, Str text, Arena *arena, KeyList *out)
{
    TermList terms = terms_of(data, text, LONGEST_BYTES, MOST_TERMS, arena);
    uint32_t seed = (uint32_t)hash_bytes(speaker.data, speaker.len, 3);
    terms_pair_keys(&terms, STRONGEST_TERMS, seed, arena, out);
}
