/*
 * Groups words that are used alike, from plain text: each word is moved to the class that best
 * tells its neighbours, again and again (the exchange algorithm of Kneser and Ney; Martin,
 * Liermann and Ney 1998). Writes the cluster section of a model.
 *
 *     cluster_words SENTENCES OUT        one line a sentence, tokens with a space between
 *
 * "sent", "handed" and "delivered" come to stand in one class, "Putin" and "Macron" in another; a
 * tagger or parser that never saw one of them learns from the others.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/buffer.h"
#include "base/map.h"
#include "model/features.h"
#include "text/utf8.h"

#define CLASSES 255u
#define FEWEST_SEEN 8
#define MOST_WORDS 30000u
#define ROUNDS 12
#define TABLE_OF_LOGS (1u << 16)

typedef struct Neighbour {
    uint32_t word;
    uint32_t times;
} Neighbour;

typedef struct Word {
    Str text;
    uint32_t key;
    uint32_t times;
    uint32_t class_number;
    uint32_t twice; /* times it follows itself */
    Neighbour *left;
    Neighbour *right;
    uint32_t left_count;
    uint32_t right_count;
} Word;

typedef struct Clusters {
    Word *words; /* the commonest first */
    uint32_t count;
    int64_t pairs[CLASSES][CLASSES];
    int64_t times[CLASSES];
    double logs[TABLE_OF_LOGS];
} Clusters;

static double weigh(const Clusters *clusters, int64_t n)
{
    if (n <= 1) return 0;
    return n < TABLE_OF_LOGS ? clusters->logs[n] : (double)n * log((double)n);
}

/* ---- Counting ----------------------------------------------------------------------------- */

typedef struct Text {
    Arena *arena;
    Map numbers; /* of words */
    List(Word) words;
    List(uint32_t) tokens; /* word numbers; NO_WORD between sentences */
} Text;

#define NO_WORD UINT32_MAX

static Str plain_word(Arena *arena, Str form)
{
    Str lower = utf8_lower(form, arena);
    char *zeros = arena_copy(arena, lower.data, lower.len);
    for (uint32_t i = 0; i < lower.len; i++)
        if (zeros[i] >= '0' && zeros[i] <= '9') zeros[i] = '0';
    return (Str){zeros, lower.len};
}

static void add_token(Text *text, Str form)
{
    Str plain = plain_word(text->arena, form);
    uint32_t number = map_find(&text->numbers, plain);
    if (number == MAP_NONE) {
        number = text->words.count;
        map_set(&text->numbers, plain, number);
        Word *word = list_add(text->arena, &text->words);
        word->text = plain;
        word->key = word_key(plain);
    }
    text->words.items[number].times++;
    *list_add(text->arena, &text->tokens) = number;
}

static void add_sentence(Text *text, Str line)
{
    uint32_t start = 0;
    for (uint32_t i = 0; i <= line.len; i++) {
        if (i < line.len && line.data[i] != ' ') continue;
        if (i > start) add_token(text, (Str){line.data + start, i - start});
        start = i + 1;
    }
    *list_add(text->arena, &text->tokens) = NO_WORD;
}

static void read_text(Text *text, const char *path)
{
    FILE *stream = fopen(path, "rb");
    if (stream == NULL) {
        fprintf(stderr, "%s: cannot be read\n", path);
        exit(1);
    }
    Buffer line = {0};
    for (int byte; (byte = fgetc(stream)) != EOF;) {
        if (byte != '\n') {
            buffer_add_char(&line, (char)byte);
            continue;
        }
        add_sentence(text, buffer_str(&line));
        buffer_clear(&line);
    }
    buffer_release(&line);
    fclose(stream);
}

static int compare_words(const void *a, const void *b)
{
    const Word *left = a;
    const Word *right = b;
    if (left->times != right->times) return left->times < right->times ? 1 : -1;
    return str_compare(left->text, right->text);
}

/* Keeps the commonest words; the tokens speak of their new numbers, or of none. */
static void choose_words(Text *text, Clusters *clusters)
{
    qsort(text->words.items, text->words.count, sizeof(Word), compare_words);
    uint32_t count = 0;
    while (count < text->words.count && count < MOST_WORDS &&
           text->words.items[count].times >= FEWEST_SEEN)
        count++;
    clusters->words = text->words.items;
    clusters->count = count;
    uint32_t *renumbered = arena_new_items(text->arena, uint32_t, text->words.count);
    for (uint32_t i = 0; i < text->words.count; i++)
        renumbered[map_find(&text->numbers, text->words.items[i].text)] = i < count ? i : NO_WORD;
    for (uint32_t i = 0; i < text->tokens.count; i++)
        if (text->tokens.items[i] != NO_WORD)
            text->tokens.items[i] = renumbered[text->tokens.items[i]];
}

typedef struct Pair {
    uint32_t from;
    uint32_t to;
} Pair;

static int compare_pairs(const void *a, const void *b)
{
    const Pair *left = a;
    const Pair *right = b;
    if (left->from != right->from) return left->from < right->from ? -1 : 1;
    return (left->to > right->to) - (left->to < right->to);
}

/* Neighbours of every word on one side, from pairs ordered by the word. */
static void count_side(Arena *arena, Clusters *clusters, Pair *pairs, size_t count, bool is_right)
{
    qsort(pairs, count, sizeof *pairs, compare_pairs);
    for (size_t start = 0, end; start < count; start = end) {
        uint32_t distinct = 0;
        end = start;
        while (end < count && pairs[end].from == pairs[start].from) {
            distinct += end == start || pairs[end].to != pairs[end - 1].to;
            end++;
        }
        Neighbour *neighbours = arena_new_items(arena, Neighbour, distinct);
        uint32_t at = 0;
        for (size_t i = start; i < end; i++) {
            if (i > start && pairs[i].to != pairs[i - 1].to) at++;
            neighbours[at].word = pairs[i].to;
            neighbours[at].times++;
        }
        Word *word = &clusters->words[pairs[start].from];
        if (is_right) {
            word->right = neighbours;
            word->right_count = distinct;
        } else {
            word->left = neighbours;
            word->left_count = distinct;
        }
    }
}

static void count_neighbours(Text *text, Clusters *clusters)
{
    Pair *pairs = calloc(text->tokens.count, sizeof *pairs);
    if (pairs == NULL) abort();
    for (uint32_t side = 0; side < 2; side++) {
        size_t count = 0;
        for (uint32_t i = 1; i < text->tokens.count; i++) {
            uint32_t a = text->tokens.items[i - 1];
            uint32_t b = text->tokens.items[i];
            if (a == NO_WORD || b == NO_WORD) continue;
            if (side == 0 && a == b) clusters->words[a].twice++;
            if (a != b) pairs[count++] = side == 0 ? (Pair){a, b} : (Pair){b, a};
        }
        count_side(text->arena, clusters, pairs, count, side == 0);
    }
    free(pairs);
}

/* ---- Moving words ------------------------------------------------------------------------- */

/* How often a word stands beside each class. */
typedef struct Beside {
    int64_t left[CLASSES];
    int64_t right[CLASSES];
    uint32_t left_used[CLASSES];
    uint32_t right_used[CLASSES];
    uint32_t left_count;
    uint32_t right_count;
} Beside;

static void sum_neighbours(const Clusters *clusters, const Word *word, Beside *beside)
{
    *beside = (Beside){0};
    for (uint32_t i = 0; i < word->left_count; i++)
        beside->left[clusters->words[word->left[i].word].class_number] += word->left[i].times;
    for (uint32_t i = 0; i < word->right_count; i++)
        beside->right[clusters->words[word->right[i].word].class_number] += word->right[i].times;
    for (uint32_t c = 0; c < CLASSES; c++) {
        if (beside->left[c] > 0) beside->left_used[beside->left_count++] = c;
        if (beside->right[c] > 0) beside->right_used[beside->right_count++] = c;
    }
}

static void put(Clusters *clusters, const Word *word, const Beside *beside, uint32_t k, int sign)
{
    for (uint32_t i = 0; i < beside->left_count; i++)
        clusters->pairs[beside->left_used[i]][k] += sign * beside->left[beside->left_used[i]];
    for (uint32_t i = 0; i < beside->right_count; i++)
        clusters->pairs[k][beside->right_used[i]] += sign * beside->right[beside->right_used[i]];
    clusters->pairs[k][k] += sign * (int64_t)word->twice;
    clusters->times[k] += sign * (int64_t)word->times;
}

static double gain(const Clusters *clusters, const Word *word, const Beside *beside, uint32_t k)
{
    double sum = 0;
    for (uint32_t i = 0; i < beside->left_count; i++) {
        uint32_t c = beside->left_used[i];
        if (c == k) continue;
        int64_t n = clusters->pairs[c][k];
        sum += weigh(clusters, n + beside->left[c]) - weigh(clusters, n);
    }
    for (uint32_t i = 0; i < beside->right_count; i++) {
        uint32_t c = beside->right_used[i];
        if (c == k) continue;
        int64_t n = clusters->pairs[k][c];
        sum += weigh(clusters, n + beside->right[c]) - weigh(clusters, n);
    }
    int64_t own = clusters->pairs[k][k];
    sum += weigh(clusters, own + beside->left[k] + beside->right[k] + word->twice) -
           weigh(clusters, own);
    int64_t times = clusters->times[k];
    return sum - 2 * (weigh(clusters, times + word->times) - weigh(clusters, times));
}

static bool move_word(Clusters *clusters, Word *word)
{
    Beside beside;
    sum_neighbours(clusters, word, &beside);
    uint32_t old = word->class_number;
    put(clusters, word, &beside, old, -1);
    uint32_t best = old;
    double best_gain = gain(clusters, word, &beside, old);
    for (uint32_t k = 0; k < CLASSES; k++) {
        double found = k == old ? best_gain : gain(clusters, word, &beside, k);
        if (found <= best_gain + 1e-9) continue;
        best = k;
        best_gain = found;
    }
    put(clusters, word, &beside, best, 1);
    word->class_number = best;
    return best != old;
}

static void start_classes(Clusters *clusters)
{
    for (uint32_t i = 1; i < TABLE_OF_LOGS; i++) clusters->logs[i] = i * log((double)i);
    for (uint32_t i = 0; i < clusters->count; i++) clusters->words[i].class_number = i % CLASSES;
    for (uint32_t i = 0; i < clusters->count; i++) {
        const Word *word = &clusters->words[i];
        clusters->times[word->class_number] += word->times;
        clusters->pairs[word->class_number][word->class_number] += word->twice;
        for (uint32_t n = 0; n < word->right_count; n++)
            clusters->pairs[word->class_number]
                           [clusters->words[word->right[n].word].class_number] +=
                word->right[n].times;
    }
}

/* ---- Writing ------------------------------------------------------------------------------ */

static int compare_keys(const void *a, const void *b)
{
    uint32_t left = ((const Word *)a)->key;
    uint32_t right = ((const Word *)b)->key;
    return (left > right) - (left < right);
}

static void print_classes(const Clusters *clusters)
{
    for (uint32_t k = 0; k < CLASSES; k++) {
        uint32_t shown = 0;
        printf("%u:", k + 1);
        for (uint32_t i = 0; i < clusters->count && shown < 15; i++) {
            if (clusters->words[i].class_number != k) continue;
            printf(" " STR_FMT, STR_ARG(clusters->words[i].text));
            shown++;
        }
        putchar('\n');
    }
}

static void save(Clusters *clusters, const char *path)
{
    FILE *stream = fopen(path, "wb");
    if (stream == NULL) {
        fprintf(stderr, "%s: cannot be written\n", path);
        exit(1);
    }
    qsort(clusters->words, clusters->count, sizeof(Word), compare_keys);
    for (uint32_t i = 0; i < 4; i++) fputc((int)(clusters->count >> 8 * i & 0xFF), stream);
    for (uint32_t i = 0; i < clusters->count; i++)
        for (uint32_t n = 0; n < 4; n++)
            fputc((int)(clusters->words[i].key >> 8 * n & 0xFF), stream);
    for (uint32_t i = 0; i < clusters->count; i++)
        fputc((int)clusters->words[i].class_number + 1, stream); /* 0: unknown */
    fclose(stream);
}

int main(int argc, char **argv)
{
    if (argc != 3) {
        fprintf(stderr, "usage: cluster_words SENTENCES OUT\n");
        return 2;
    }
    Text text = {.arena = arena_new(1u << 24)};
    map_init(&text.numbers, text.arena);
    Clusters *clusters = calloc(1, sizeof *clusters);
    if (clusters == NULL) abort();
    read_text(&text, argv[1]);
    choose_words(&text, clusters);
    count_neighbours(&text, clusters);
    start_classes(clusters);
    for (uint32_t round = 1; round <= ROUNDS; round++) {
        uint32_t moved = 0;
        for (uint32_t i = 0; i < clusters->count; i++)
            moved += move_word(clusters, &clusters->words[i]);
        fprintf(stderr, "round %u: %u of %u words moved\n", round, moved, clusters->count);
    }
    print_classes(clusters);
    save(clusters, argv[2]);
    free(clusters);
    arena_free(text.arena);
    return 0;
}
