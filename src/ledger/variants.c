#include "ledger/variants.h"

#include <stdlib.h>

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

/* ---- The speaker's own words -------------------------------------------------------------------
 */

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

/* The stems of the quoted words, with their weights. */
#define MOST_QUOTED_WORDS 80
/* Shorter ones may be parts of different sentences. */
#define LEAST_QUOTED_WORDS 5

typedef struct Wording {
    Weighed words[MOST_QUOTED_WORDS];
    uint32_t count;
} Wording;

static void read_wording(const LedgerData *data, Str text, Wording *out)
{
    Word word;
    out->count = 0;
    for (uint32_t at = 0; out->count < MOST_QUOTED_WORDS && words_next(text, &at, &word);) {
        Str stem = word_stem_str(&word);
        out->words[out->count++] =
            (Weighed){(uint32_t)hash_bytes(stem.data, stem.len, 7), word_weight(data, stem)};
    }
}

/* The longest run of words that both have: where it starts in each. */
static uint32_t longest_run(const Wording *a, const Wording *b, uint32_t *out_a, uint32_t *out_b)
{
    uint32_t before[MOST_QUOTED_WORDS + 1] = {0}, best = 0;
    *out_a = *out_b = 0;
    for (uint32_t i = 0; i < a->count; i++)
        for (uint32_t k = b->count; k > 0; k--) {
            bool is_same = a->words[i].key == b->words[k - 1].key;
            before[k] = is_same ? before[k - 1] + 1 : 0;
            if (before[k] <= best) continue;
            best = before[k];
            *out_a = i + 1 - best;
            *out_b = k - best;
        }
    return best;
}

/* Is there a telling word in words [from, to) of a that b has nowhere? */
static bool has_own_word(const Wording *a, uint32_t from, uint32_t to, const Wording *b)
{
    for (uint32_t i = from; i < to; i++) {
        bool is_shared = a->words[i].weight < LEAST_WORD_WEIGHT;
        for (uint32_t k = 0; k < b->count && !is_shared; k++)
            is_shared = a->words[i].key == b->words[k].key;
        if (!is_shared) return true;
    }
    return false;
}

/* Two remarks on one subject are not two wordings of one: of the shorter, half the weight at least
 * must be in the other, and a third of the longer. */
static uint32_t share_in(const Wording *a, const Wording *b)
{
    uint64_t all = 1, shared = 0;
    for (uint32_t i = 0; i < a->count; i++) {
        bool is_shared = false;
        for (uint32_t k = 0; k < b->count && !is_shared; k++)
            is_shared = a->words[i].key == b->words[k].key;
        all += a->words[i].weight;
        if (is_shared) shared += a->words[i].weight;
    }
    return (uint32_t)(1000 * shared / all);
}

static bool shares_most(const Wording *a, const Wording *b)
{
    uint32_t x = share_in(a, b), y = share_in(b, a);
    return (x > y ? x : y) >= 500 && (x > y ? y : x) >= 333;
}

/* On one side of what they share, both go on with words of their own: no cut makes the one of the
 * other. "... in the same trench" and "the sincerest alliance of ..." are two cuts of one sentence.
 */
bool variants_differ(const LedgerData *data, Str a, Str b)
{
    Wording x, y;
    uint32_t in_x, in_y;
    Str quoted_a = variant_quoted_part(a), quoted_b = variant_quoted_part(b);
    read_wording(data, quoted_a, &x);
    read_wording(data, quoted_b, &y);
    if (x.count < LEAST_QUOTED_WORDS || y.count < LEAST_QUOTED_WORDS) return false;
    uint32_t run = longest_run(&x, &y, &in_x, &in_y);
    bool before = has_own_word(&x, 0, in_x, &y) && has_own_word(&y, 0, in_y, &x);
    bool after =
        has_own_word(&x, in_x + run, x.count, &y) && has_own_word(&y, in_y + run, y.count, &x);
    return (before || after) && shares_most(&x, &y) &&
           variant_likeness(data, quoted_a, quoted_b) >= VARIANT_LIKENESS;
}

/* ---- Keys ------------------------------------------------------------------------------------ */

#define STRONGEST_TERMS 7
#define MOST_TERMS 24

int64_t variant_wording(Str speaker, Str text)
{
    uint64_t seed = hash_bytes(speaker.data, speaker.len, 0);
    return (int64_t)(hash_bytes(text.data, text.len, seed) >> 16);
}

void variant_keys(const LedgerData *data, Str speaker, Str text, Arena *arena, KeyList *out)
{
    TermList terms = terms_of(data, text, LONGEST_BYTES, MOST_TERMS, arena);
    uint32_t seed = (uint32_t)hash_bytes(speaker.data, speaker.len, 3);
    terms_pair_keys(&terms, STRONGEST_TERMS, seed, arena, out);
}
