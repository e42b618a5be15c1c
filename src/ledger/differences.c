#include "ledger/differences.h"

#include <stdlib.h>

#include "base/hash.h"

#define ANCHOR_WORDS 4
/* Pairs of words that are compared one by one between two anchors. */
#define MOST_CELLS (1u << 18)

/* A run of words that both have. */
typedef struct Match {
    uint32_t a;
    uint32_t b;
    uint32_t count;
} Match;

typedef List(Match) MatchList;

typedef struct Comparison {
    const WordMark *a; /* [a_count] */
    const WordMark *b; /* [b_count] */
    uint32_t a_count;
    uint32_t b_count;
    Arena *arena;
    MatchList matches;
} Comparison;

static bool is_equal(const Comparison *comparison, uint32_t a, uint32_t b)
{
    return comparison->a[a].hash == comparison->b[b].hash;
}

/* ---- Anchors --------------------------------------------------------------------------------- */

typedef struct Anchor {
    uint64_t hash;
    uint32_t at;
    uint32_t other; /* place in the other text */
} Anchor;

typedef List(Anchor) AnchorList;

static int by_hash(const void *a, const void *b)
{
    const Anchor *x = a, *y = b;
    if (x->hash != y->hash) return x->hash < y->hash ? -1 : 1;
    return (x->at > y->at) - (x->at < y->at);
}

static int by_place(const void *a, const void *b)
{
    const Anchor *x = a, *y = b;
    return (x->at > y->at) - (x->at < y->at);
}

/* Rows of words that stand once in the text, by hash. */
static AnchorList list_unique(const WordMark *words, uint32_t count, Arena *arena)
{
    AnchorList list = {0};
    if (count < ANCHOR_WORDS) return list;
    for (uint32_t i = 0; i + ANCHOR_WORDS <= count; i++) {
        uint64_t row[ANCHOR_WORDS];
        for (uint32_t k = 0; k < ANCHOR_WORDS; k++) row[k] = words[i + k].hash;
        *list_add(arena, &list) = (Anchor){.hash = hash_bytes(row, sizeof row, 0), .at = i};
    }
    qsort(list.items, list.count, sizeof *list.items, by_hash);
    uint32_t kept = 0;
    for (uint32_t i = 0, end; i < list.count; i = end) {
        for (end = i + 1; end < list.count && list.items[end].hash == list.items[i].hash;) end++;
        if (end == i + 1) list.items[kept++] = list.items[i];
    }
    list.count = kept;
    return list;
}

static AnchorList pair_up(const AnchorList *a, const AnchorList *b, Arena *arena)
{
    AnchorList pairs = {0};
    for (uint32_t i = 0, k = 0; i < a->count && k < b->count;) {
        if (a->items[i].hash == b->items[k].hash) {
            Anchor pair = a->items[i++];
            pair.other = b->items[k++].at;
            *list_add(arena, &pairs) = pair;
        } else if (a->items[i].hash < b->items[k].hash) {
            i++;
        } else {
            k++;
        }
    }
    if (pairs.count > 1) qsort(pairs.items, pairs.count, sizeof *pairs.items, by_place);
    return pairs;
}

/* The longest row of pairs that ascends in both texts (patience sorting); in place. */
static void keep_ascending(AnchorList *pairs, Arena *arena)
{
    uint32_t *tops = arena_new_items(arena, uint32_t, pairs->count + 1); /* [pile] */
    uint32_t *before = arena_new_items(arena, uint32_t, pairs->count + 1);
    uint32_t piles = 0;
    for (uint32_t i = 0; i < pairs->count; i++) {
        uint32_t low = 0, high = piles;
        while (low < high) {
            uint32_t middle = low + (high - low) / 2;
            if (pairs->items[tops[middle]].other < pairs->items[i].other)
                low = middle + 1;
            else
                high = middle;
        }
        before[i] = low > 0 ? tops[low - 1] : UINT32_MAX;
        tops[low] = i;
        if (low == piles) piles++;
    }
    if (piles == 0) return;
    uint32_t at = tops[piles - 1];
    for (uint32_t i = piles; i-- > 0; at = before[at]) tops[i] = at;
    for (uint32_t i = 0; i < piles; i++) pairs->items[i] = pairs->items[tops[i]];
    pairs->count = piles;
}

/* ---- Between anchors ------------------------------------------------------------------------- */

static void add_match(Comparison *comparison, uint32_t a, uint32_t b, uint32_t count)
{
    if (count > 0) *list_add(comparison->arena, &comparison->matches) = (Match){a, b, count};
}

/* Longest common subsequence; cells[i][k]: of the words from i and k on. */
static void match_short(Comparison *comparison, Span a, Span b)
{
    uint32_t rows = span_len(a), columns = span_len(b), width = columns + 1;
    uint32_t *cells = arena_new_items(comparison->arena, uint32_t, (size_t)(rows + 1) * width);
    for (uint32_t i = rows; i-- > 0;)
        for (uint32_t k = columns; k-- > 0;) {
            uint32_t skip_a = cells[(i + 1) * width + k], skip_b = cells[i * width + k + 1];
            cells[i * width + k] = is_equal(comparison, a.start + i, b.start + k)
                                       ? cells[(i + 1) * width + k + 1] + 1
                                       : (skip_a > skip_b ? skip_a : skip_b);
        }
    for (uint32_t i = 0, k = 0; i < rows && k < columns;) {
        if (is_equal(comparison, a.start + i, b.start + k)) {
            add_match(comparison, a.start + i++, b.start + k++, 1);
        } else if (cells[(i + 1) * width + k] >= cells[i * width + k + 1]) {
            i++;
        } else {
            k++;
        }
    }
}

/* Words of a gap: the same ones at both ends first. */
static void match_gap(Comparison *comparison, Span a, Span b)
{
    uint32_t head = 0, tail = 0;
    while (a.start + head < a.end && b.start + head < b.end &&
           is_equal(comparison, a.start + head, b.start + head))
        head++;
    add_match(comparison, a.start, b.start, head);
    a.start += head;
    b.start += head;
    while (a.start < a.end - tail && b.start < b.end - tail &&
           is_equal(comparison, a.end - tail - 1, b.end - tail - 1))
        tail++;
    a.end -= tail;
    b.end -= tail;
    uint64_t cells = ((uint64_t)span_len(a) + 1) * ((uint64_t)span_len(b) + 1);
    if (!span_is_empty(a) && !span_is_empty(b) && cells <= MOST_CELLS)
        match_short(comparison, a, b);
    add_match(comparison, a.end, b.end, tail);
}

static void match_all(Comparison *comparison)
{
    AnchorList a = list_unique(comparison->a, comparison->a_count, comparison->arena);
    AnchorList b = list_unique(comparison->b, comparison->b_count, comparison->arena);
    AnchorList pairs = pair_up(&a, &b, comparison->arena);
    keep_ascending(&pairs, comparison->arena);
    uint32_t a_at = 0, b_at = 0;
    for (uint32_t i = 0; i < pairs.count; i++) {
        const Anchor *pair = &pairs.items[i];
        if (pair->at < a_at || pair->other < b_at) continue; /* within the one before */
        match_gap(comparison, (Span){a_at, pair->at}, (Span){b_at, pair->other});
        add_match(comparison, pair->at, pair->other, ANCHOR_WORDS);
        a_at = pair->at + ANCHOR_WORDS;
        b_at = pair->other + ANCHOR_WORDS;
    }
    match_gap(comparison, (Span){a_at, comparison->a_count}, (Span){b_at, comparison->b_count});
}

/* ---- Differences ----------------------------------------------------------------------------- */

/* The bytes of some words; of none, the place where they would stand. */
static Span bytes_of(const WordMark *words, uint32_t count, uint32_t first, uint32_t end,
                     uint32_t text_len)
{
    if (first < end) return (Span){words[first].span.start, words[end - 1].span.end};
    uint32_t at = first > 0 ? words[first - 1].span.end : first < count ? 0 : text_len;
    return (Span){at, at};
}

void differences_find(Str a, Str b, Arena *arena, DifferenceList *out)
{
    WordMarkList a_words = {0}, b_words = {0};
    word_marks(a, arena, &a_words);
    word_marks(b, arena, &b_words);
    Comparison comparison = {.a = a_words.items, .b = b_words.items, .a_count = a_words.count,
                             .b_count = b_words.count, .arena = arena};
    match_all(&comparison);
    uint32_t a_at = 0, b_at = 0;
    for (uint32_t i = 0; i <= comparison.matches.count; i++) {
        Match match = i < comparison.matches.count
                          ? comparison.matches.items[i]
                          : (Match){comparison.a_count, comparison.b_count, 0};
        if (match.a > a_at || match.b > b_at)
            *list_add(arena, out) = (Difference){
                .a = bytes_of(comparison.a, comparison.a_count, a_at, match.a, a.len),
                .b = bytes_of(comparison.b, comparison.b_count, b_at, match.b, b.len),
                .a_words = match.a - a_at,
                .b_words = match.b - b_at};
        a_at = match.a + match.count;
        b_at = match.b + match.count;
    }
}
