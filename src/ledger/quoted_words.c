#include "ledger/quoted_words.h"

#include "base/hash.h"
#include "ledger/variants.h"
#include "ledger/words.h"

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

typedef struct QuotedWord {
    uint32_t key;
    uint32_t weight;
} QuotedWord;

typedef struct Wording {
    QuotedWord words[MOST_QUOTED_WORDS];
    uint32_t count;
} Wording;

static void read_wording(const LedgerData *data, Str text, Wording *out)
{
    Word word;
    out->count = 0;
    for (uint32_t at = 0; out->count < MOST_QUOTED_WORDS && words_next(text, &at, &word);) {
        Str stem = word_stem_str(&word);
        out->words[out->count++] =
            (QuotedWord){(uint32_t)hash_bytes(stem.data, stem.len, 7), word_weight(data, stem)};
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
           variant_likeness(data, quoted_a, quoted_b) > 0;
}
