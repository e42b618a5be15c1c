/*
 * Of each saying the most like of all others, by four measures, for score_variants.py.
 *
 *     wording_ranks < lines "source<tab>is asked for: 1 or 0<tab>text"
 *
 * Prints lines "measure<tab>line<tab>most like line<tab>likeness in thousandths"; lines count from
 * 0, and those of one source or of the same words are not compared. "all pairs" in place of a
 * measure: with the argument `pairs`, all likenesses of lines asked for, as
 * "pairs<tab>line<tab>line<tab>stems<tab>letters<tab>meaning<tab>all".
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "ledger/variants.h"
#include "text/utf8.h"
#include "texts.h"

#define MOST_LINES 20000u
#define TRIGRAM_KEYS 4096u
#define MOST_BYTES 1000u

typedef struct Line {
    Str source;
    bool is_asked;
    Str text; /* small letters */
    const Saying *saying;
    uint8_t *trigrams; /* counts by hash */
    double trigram_length;
} Line;

typedef List(Line) LineList;

static Str next_field(Str *rest, const char *mark)
{
    uint32_t end = str_find(*rest, str_from_cstring(mark), 0);
    if (end == STR_NOT_FOUND) end = rest->len;
    Str field = {rest->data, end};
    uint32_t used = end < rest->len ? end + 1 : end;
    *rest = (Str){rest->data + used, rest->len - used};
    return field;
}

/* ---- The measures it is compared with -------------------------------------------------------- */

static void count_trigrams(Line *line, Arena *arena)
{
    line->trigrams = arena_new_items(arena, uint8_t, TRIGRAM_KEYS);
    memset(line->trigrams, 0, TRIGRAM_KEYS);
    for (uint32_t i = 0; i + 3 <= line->text.len; i++) {
        uint8_t *count = &line->trigrams[hash_bytes(line->text.data + i, 3, 1) % TRIGRAM_KEYS];
        if (*count < UINT8_MAX) ++*count;
    }
    double sum = 0;
    for (uint32_t i = 0; i < TRIGRAM_KEYS; i++)
        sum += (double)line->trigrams[i] * line->trigrams[i];
    line->trigram_length = sqrt(sum);
}

static double trigram_cosine(const Line *a, const Line *b)
{
    double sum = 0;
    if (a->trigram_length == 0 || b->trigram_length == 0) return 0;
    for (uint32_t i = 0; i < TRIGRAM_KEYS; i++) sum += a->trigrams[i] * b->trigrams[i];
    return sum / (a->trigram_length * b->trigram_length);
}

/* 1 - distance / length of the longer; 0 at once if lengths alone forbid to reach `least`. */
static double edit_likeness(Str a, Str b, double least)
{
    uint32_t row[MOST_BYTES + 1];
    double longer = a.len > b.len ? a.len : b.len, shorter = a.len > b.len ? b.len : a.len;
    if (longer == 0 || shorter / longer <= least) return 0;
    for (uint32_t k = 0; k <= b.len; k++) row[k] = k;
    for (uint32_t i = 0; i < a.len; i++) {
        uint32_t diagonal = row[0];
        row[0] = i + 1;
        for (uint32_t k = 0; k < b.len; k++) {
            uint32_t best = diagonal + (a.data[i] != b.data[k]);
            diagonal = row[k + 1];
            if (diagonal + 1 < best) best = diagonal + 1;
            if (row[k] + 1 < best) best = row[k] + 1;
            row[k + 1] = best;
        }
    }
    return 1 - row[b.len] / longer;
}

/* ---- Ranks ----------------------------------------------------------------------------------- */

enum Measure { OURS, MEANING, STEMS, TRIGRAMS, LEVENSHTEIN, MEASURE_COUNT };
static const char *const measure_names[] = {"ours", "meaning", "stems", "trigrams", "levenshtein"};

static bool may_be_compared(const Line *a, const Line *b)
{
    return !str_equal(a->source, b->source) && !str_equal(a->text, b->text);
}

static void print_best(const LineList *lines, uint32_t asked)
{
    double best[MEASURE_COUNT];
    uint32_t found[MEASURE_COUNT];
    for (uint32_t m = 0; m < MEASURE_COUNT; m++) best[m] = -2, found[m] = asked;
    const Line *line = &lines->items[asked];
    for (uint32_t i = 0; i < lines->count; i++) {
        const Line *other = &lines->items[i];
        if (!may_be_compared(line, other)) continue;
        SayingLikeness likeness = saying_likeness(line->saying, other->saying);
        double values[MEASURE_COUNT] = {
            [OURS] = likeness.all,
            [MEANING] = likeness.meaning,
            [STEMS] = likeness.stems,
            [TRIGRAMS] = 1000 * trigram_cosine(line, other),
            [LEVENSHTEIN] = 1000 * edit_likeness(line->text, other->text, best[LEVENSHTEIN] / 1000),
        };
        for (uint32_t m = 0; m < MEASURE_COUNT; m++)
            if (values[m] > best[m]) best[m] = values[m], found[m] = i;
    }
    for (uint32_t m = 0; m < MEASURE_COUNT; m++)
        printf("%s\t%u\t%u\t%.0f\n", measure_names[m], asked, found[m], best[m]);
}

static void print_pairs(const LineList *lines, uint32_t asked)
{
    const Line *line = &lines->items[asked];
    for (uint32_t i = 0; i < lines->count; i++) {
        const Line *other = &lines->items[i];
        if (!may_be_compared(line, other)) continue;
        SayingLikeness likeness = saying_likeness(line->saying, other->saying);
        printf("pairs\t%u\t%u\t%u\t%u\t%d\t%u\n", asked, i, likeness.stems, likeness.letters,
               likeness.meaning, likeness.all);
    }
}

static void read_lines(const LedgerData *data, Str input, Arena *arena, LineList *out)
{
    while (input.len > 0 && out->count < MOST_LINES) {
        Str rest = next_field(&input, "\n");
        Line line = {.source = next_field(&rest, "\t")};
        line.is_asked = str_equal(next_field(&rest, "\t"), STR("1"));
        line.saying = saying_read(data, rest, arena);
        line.text = utf8_lower(rest, arena);
        if (line.text.len > MOST_BYTES) line.text.len = MOST_BYTES;
        count_trigrams(&line, arena);
        *list_add(arena, out) = line;
    }
}

int main(int argc, char **argv)
{
    DatelineError err = {0};
    LedgerData *data;
    if (ledger_data_new(NULL, &data, &err) != DATELINE_OK) {
        fprintf(stderr, "wording_ranks: %s\n", err.message);
        return 1;
    }
    Arena *arena = arena_new(1u << 20);
    Str input = text_read(stdin);
    LineList lines = {0};
    read_lines(data, input, arena, &lines);
    bool wants_pairs = argc > 1 && strcmp(argv[1], "pairs") == 0;
    for (uint32_t i = 0; i < lines.count; i++) {
        if (!lines.items[i].is_asked) continue;
        if (wants_pairs)
            print_pairs(&lines, i);
        else
            print_best(&lines, i);
    }
    text_free(input);
    arena_free(arena);
    ledger_data_free(data);
    return 0;
}
