/*
 * Words to vectors: rows of hashed tables, summed, then two products.
 *
 *     "Washington": two rows of its own; rows of "w" "wa" "was" "wash", of "n" "on" "ton" "gton"
 *     "ngton", of "^wa" "was" ... "on$", and of its shape "Xxx"
 *
 * A word that was never seen is known by its parts.
 */
#include "base/hash.h"
#include "model/net.h"
#include "model/word_cache.h"
#include "text/utf8.h"

#define MEMORY_LINE 64u
#define LONGEST_HASHED_BYTES 64u
#define LONGEST_PREFIX 4u
#define LONGEST_SUFFIX 5u
#define MOST_TRIPLES 20u
#define LONGEST_SHAPE 12u
#define MOST_ROWS (2 + LONGEST_PREFIX + LONGEST_SUFFIX + MOST_TRIPLES + 1)

enum Seed {
    SEED_WORD = 1,
    SEED_SECOND = 2,
    SEED_PREFIX = 10,
    SEED_SUFFIX = 20,
    SEED_TRIPLE = 30,
    SEED_SHAPE = 40,
};

typedef struct Rows {
    uint32_t numbers[MOST_ROWS];
    uint32_t count;
} Rows;

static uint32_t hash_row(const char *text, uint32_t len, uint64_t seed, uint32_t bits)
{
    return (uint32_t)hash_bytes(text, len, seed) & ((1u << bits) - 1);
}

static void add_part(const Net *net, Rows *rows, const char *text, uint32_t len, uint64_t seed)
{
    rows->numbers[rows->count++] =
        (1u << net->word_bits) + hash_row(text, len, seed, net->part_bits);
}

/* The word between ^ and $, digits as 0; starts[i] is where its character i starts. */
typedef struct MarkedWord {
    char text[LONGEST_HASHED_BYTES + 2];
    uint32_t starts[LONGEST_HASHED_BYTES + 3];
    uint32_t characters; /* with both marks */
} MarkedWord;

static void mark_word(Str lower, MarkedWord *out)
{
    uint32_t len = 0;
    out->characters = 0;
    out->starts[out->characters++] = len;
    out->text[len++] = '^';
    for (uint32_t at = 0, used; at < lower.len; at += used) {
        uint32_t character = utf8_decode(lower, at, &used);
        bool is_digit = utf8_is_digit(character);
        if (len - 1 + (is_digit ? 1 : used) > LONGEST_HASHED_BYTES) break;
        out->starts[out->characters++] = len;
        if (is_digit) {
            out->text[len++] = '0';
        } else {
            memcpy(out->text + len, lower.data + at, used);
            len += used;
        }
    }
    out->starts[out->characters++] = len;
    out->text[len++] = '$';
    out->starts[out->characters] = len;
}

static void add_affixes(const Net *net, const MarkedWord *word, Rows *rows)
{
    uint32_t letters = word->characters - 2;
    uint32_t end = word->starts[letters + 1];
    for (uint32_t n = 1; n <= LONGEST_PREFIX && n <= letters; n++)
        add_part(net, rows, word->text + 1, word->starts[n + 1] - 1, SEED_PREFIX + n);
    for (uint32_t n = 1; n <= LONGEST_SUFFIX && n <= letters; n++) {
        uint32_t start = word->starts[letters + 1 - n];
        add_part(net, rows, word->text + start, end - start, SEED_SUFFIX + n);
    }
    for (uint32_t i = 0; i < letters && i < MOST_TRIPLES; i++)
        add_part(net, rows, word->text + word->starts[i], word->starts[i + 3] - word->starts[i],
                 SEED_TRIPLE);
}

static char kind_of(uint32_t character)
{
    if (utf8_is_upper(character)) return 'X';
    if (utf8_is_letter(character)) return 'x';
    if (utf8_is_digit(character)) return '0';
    return character < 0x80 ? (char)character : '?';
}

/* Runs are cut to two: "Washington" and "Xiao" are both "Xxx". */
static void add_shape(const Net *net, Str form, Rows *rows)
{
    char shape[LONGEST_SHAPE];
    uint32_t len = 0;
    for (uint32_t at = 0, used; at < form.len && len < LONGEST_SHAPE; at += used) {
        char kind = kind_of(utf8_decode(form, at, &used));
        if (len < 2 || shape[len - 1] != kind || shape[len - 2] != kind) shape[len++] = kind;
    }
    add_part(net, rows, shape, len, SEED_SHAPE);
}

static void find_rows(const Net *net, const SyntaxWord *word, Rows *rows)
{
    MarkedWord marked;
    mark_word(word->lower, &marked);
    uint32_t len = marked.starts[marked.characters - 1] - 1;
    rows->count = 0;
    rows->numbers[rows->count++] = hash_row(marked.text + 1, len, SEED_WORD, net->word_bits);
    rows->numbers[rows->count++] = hash_row(marked.text + 1, len, SEED_SECOND, net->word_bits);
    add_affixes(net, &marked, rows);
    add_shape(net, word->form, rows);
}

/* Rows lie far apart in a large table: all of a word's are sent for before one is read. */
static void send_for_rows(const Net *net, const Rows *rows)
{
    for (uint32_t r = 0; r < rows->count; r++) {
        const int8_t *row = net->rows + (size_t)rows->numbers[r] * net->row_size;
        __builtin_prefetch(net->row_scales + 4 * (size_t)rows->numbers[r]);
        for (uint32_t i = 0; i < net->row_size; i += MEMORY_LINE) __builtin_prefetch(row + i);
        __builtin_prefetch(row + net->row_size - 1);
    }
}

static void sum_rows(const Net *net, const VectorOps *vectors, const Rows *rows, float *out)
{
    memset(out, 0, net->row_size * sizeof *out);
    for (uint32_t r = 0; r < rows->count; r++) {
        float scale;
        memcpy(&scale, net->row_scales + 4 * (size_t)rows->numbers[r], sizeof scale);
        const int8_t *row = net->rows + (size_t)rows->numbers[r] * net->row_size;
        vectors->add_row(row, net->row_size, scale, out);
    }
}

typedef struct CaseCounts {
    uint32_t lower;
    uint32_t capitalised;
    uint32_t upper;
} CaseCounts;

static bool has_three_characters(Str form)
{
    uint32_t at = 0;
    for (uint32_t i = 0, used; i < 3; i++, at += used) {
        if (at >= form.len) return false;
        utf8_decode(form, at, &used);
    }
    return true;
}

static void count_case(Str form, CaseCounts *counts)
{
    if (!has_three_characters(form)) return;
    uint32_t first_len;
    uint32_t last_len;
    uint32_t first = utf8_decode(form, 0, &first_len);
    uint32_t last = utf8_decode_before(form, form.len, &last_len);
    if (!utf8_is_letter(first) || !utf8_is_letter(last)) return;
    if (!utf8_is_upper(first))
        counts->lower++;
    else if (utf8_is_upper(last))
        counts->upper++;
    else
        counts->capitalised++;
}

#define FEWEST_WORDS_OF_CASE 3

/* 0 a sentence, 1 no capitals, 2 all capitals, 3 Title Case. */
static uint32_t find_case(const SyntaxWord *words, uint32_t count)
{
    CaseCounts counts = {0};
    for (uint32_t i = 0; i < count; i++) count_case(words[i].form, &counts);
    uint32_t total = counts.lower + counts.capitalised + counts.upper;
    if (total < FEWEST_WORDS_OF_CASE) return 0;
    if (counts.lower == total) return 1;
    if (counts.upper * 10 >= total * 8) return 2;
    return counts.lower * 4 <= total ? 3 : 0;
}

#define WORDS_AHEAD 6u /* vectors of the cache that are on their way while one is copied */

/* NULL: not in the cache, or there is none. */
static const float *send_for_known(const Net *net, WordCache *cache, const SyntaxWord *word)
{
    const float *known = cache == NULL ? NULL : word_cache_find(cache, word->form, word->lower);
    for (uint32_t i = 0; known != NULL && i < net->size; i += MEMORY_LINE / sizeof *known) __builtin_prefetch(known + i);
    return known;
}

/* The words that are not in the cache to workspace->missed; the vectors of the others are copied. */
static uint32_t find_known(const Net *net, NetWorkspace *workspace, const Batch *batch)
{
    const float *known[WORDS_AHEAD];
    uint32_t missed = 0;
    for (uint32_t next = 0; next < batch->count + WORDS_AHEAD; next++) {
        const float **place = &known[next % WORDS_AHEAD];
        uint32_t t = next - WORDS_AHEAD;
        if (next >= WORDS_AHEAD && *place != NULL)
            memcpy(workspace->x + (size_t)t * net->size, *place, net->size * sizeof **place);
        else if (next >= WORDS_AHEAD)
            workspace->missed[missed++] = t;
        if (next < batch->count) *place = send_for_known(net, workspace->cache, &batch->words[next]);
    }
    return missed;
}

/* Sums the rows of the words that were missed; while those of one are added up the next one's are on their way. */
static void sum_missed(const Net *net, NetWorkspace *workspace, const Batch *batch, uint32_t count)
{
    Rows rows[2];
    for (uint32_t i = 0; i <= count; i++) {
        if (i < count) {
            find_rows(net, &batch->words[workspace->missed[i]], &rows[i % 2]);
            send_for_rows(net, &rows[i % 2]);
        }
        if (i > 0)
            sum_rows(net, workspace->kernels->vectors, &rows[(i - 1) % 2],
                     workspace->rows + (size_t)(i - 1) * net->row_size);
    }
}

/* From rows to vectors, put where the words stand. */
static void compute_missed(const Net *net, NetWorkspace *workspace, const Batch *batch,
                           uint32_t count)
{
    const VectorOps *vectors = workspace->kernels->vectors;
    sum_missed(net, workspace, batch, count);
    vectors->normalise(&net->row_norm, net->row_size, count, workspace->rows);
    net_multiply(&net->word_hidden, workspace, workspace->rows, count);
    vectors->rectify(workspace->wide, (size_t)count * net->hidden);
    net_multiply(&net->word_out, workspace, workspace->wide, count);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t t = workspace->missed[i];
        const float *vector = workspace->wide + (size_t)i * net->size;
        memcpy(workspace->x + (size_t)t * net->size, vector, net->size * sizeof *vector);
        if (workspace->cache)
            word_cache_keep(workspace->cache, batch->words[t].form, batch->words[t].lower, vector);
    }
}

void net_embed(const Net *net, NetWorkspace *workspace, const Batch *batch)
{
    const VectorOps *vectors = workspace->kernels->vectors;
    uint32_t missed = find_known(net, workspace, batch);
    if (missed > 0) compute_missed(net, workspace, batch, missed);
    for (uint32_t i = 0, first = 0; i < batch->sentence_count; first += batch->lens[i++]) {
        uint32_t letter_case = find_case(batch->words + first, batch->lens[i]);
        for (uint32_t t = first; t < first + batch->lens[i]; t++)
            vectors->add(net->cases + (size_t)letter_case * net->size, net->size,
                         workspace->x + (size_t)t * net->size);
    }
    vectors->normalise(&net->norm, net->size, batch->count, workspace->x);
}
