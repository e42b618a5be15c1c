#include "model/sentence_encoder.h"

#include <math.h>
#include <stdlib.h>

#include "base/hash.h"
#include "model/bytes.h"
#include "model/kernels.h"
#include "model/section.h"

#define SIZE SENTENCE_VECTOR_SIZE
#define MEMORY_LINE 64u
#define MOST_LAYERS 4u
#define MOST_ROWS (1u << 20)
#define BUCKET_BITS 12u /* of a word's key: its highest */
#define BUCKETS (1u << BUCKET_BITS)

struct SentenceEncoder {
    uint32_t layer_count;
    uint32_t word_count;
    uint32_t other_count;
    const unsigned char *keys;   /* u32 each, not aligned */
    uint32_t buckets[BUCKETS + 1]; /* the first key of each */
    const unsigned char *scales; /* f32 each, not aligned */
    const int8_t *rows;
    Matrix windows[MOST_LAYERS];
    Matrix out;
    const Kernels *kernels;
};

/* ---- The file -------------------------------------------------------------------------------- */

static DatelineStatus check_header(Str bytes, DatelineError *err)
{
    const unsigned char *header = (const unsigned char *)bytes.data;
    if (bytes.len < SENTENCE_HEADER_BYTES || memcmp(header, SENTENCE_MAGIC, 8) != 0)
        return FAIL(err, DATELINE_ERR_DATA, 0,
                    "not a model of sentences: it does not start with " SENTENCE_MAGIC);
    if (read_u32(header + 8) != SENTENCE_MODEL_VERSION || read_u32(header + 12) != SIZE)
        return FAIL(err, DATELINE_ERR_DATA, 8,
                    "model of sentences of version %u with vectors of %u numbers; this program "
                    "reads version %u with %u",
                    (unsigned)read_u32(header + 8), (unsigned)read_u32(header + 12),
                    SENTENCE_MODEL_VERSION, SIZE);
    if (read_u64(header + 16) != bytes.len)
        return FAIL(err, DATELINE_ERR_DATA, 16, "model of sentences of %u bytes should have %llu",
                    (unsigned)bytes.len, (unsigned long long)read_u64(header + 16));
    if (read_u64(header + SENTENCE_CHECKSUM_AT) !=
        hash_bytes(header + SENTENCE_HEADER_BYTES, bytes.len - SENTENCE_HEADER_BYTES, 0))
        return FAIL(err, DATELINE_ERR_DATA, SENTENCE_CHECKSUM_AT,
                    "model of sentences: the checksum does not match the content");
    return DATELINE_OK;
}

static uint32_t key_at(const SentenceEncoder *encoder, uint32_t word)
{
    return read_u32(encoder->keys + 4 * (size_t)word);
}

/* Keys are hashes: a bucket holds about as many as any other. */
static void fill_buckets(SentenceEncoder *encoder)
{
    uint32_t word = 0;
    for (uint32_t bucket = 0; bucket < BUCKETS; bucket++) {
        encoder->buckets[bucket] = word;
        while (word < encoder->word_count && key_at(encoder, word) >> (32 - BUCKET_BITS) <= bucket) word++;
    }
    encoder->buckets[BUCKETS] = encoder->word_count;
}

static void take_content(SectionReader *reader, SentenceEncoder *encoder)
{
    encoder->layer_count = section_take_u32(reader);
    encoder->word_count = section_take_u32(reader);
    encoder->other_count = section_take_u32(reader);
    if (encoder->layer_count > MOST_LAYERS || encoder->word_count > MOST_ROWS ||
        encoder->other_count > MOST_ROWS || encoder->other_count == 0)
        reader->is_short = true;
    uint64_t rows = (uint64_t)encoder->word_count + encoder->other_count;
    encoder->keys = section_take(reader, 4 * (uint64_t)encoder->word_count);
    encoder->scales = section_take(reader, 4 * rows);
    encoder->rows = (const int8_t *)section_take(reader, SIZE * rows);
    for (uint32_t i = 0; i < encoder->layer_count && !reader->is_short; i++)
        encoder->windows[i] = section_take_matrix(reader, 3 * SIZE, SIZE);
    encoder->out = section_take_matrix(reader, SIZE, SIZE);
}

DatelineStatus sentence_encoder_read(Str bytes, Arena *arena, const SentenceEncoder **out,
                                     DatelineError *err)
{
    TRY(check_header(bytes, err));
    SentenceEncoder *encoder = arena_alloc(arena, sizeof *encoder);
    SectionReader reader = {
        .section = {bytes.data + SENTENCE_HEADER_BYTES, bytes.len - SENTENCE_HEADER_BYTES},
        .arena = arena};
    take_content(&reader, encoder);
    if (reader.is_short || reader.at != reader.section.len)
        return FAIL(err, DATELINE_ERR_DATA, SENTENCE_HEADER_BYTES + (size_t)reader.at,
                    "model of sentences: %u bytes do not hold what its sizes say",
                    (unsigned)bytes.len);
    fill_buckets(encoder);
    encoder->kernels = kernels_best();
    *out = encoder;
    return DATELINE_OK;
}

/* ---- A word's row ---------------------------------------------------------------------------- */

static uint32_t find_row(const SentenceEncoder *encoder, Str word)
{
    uint64_t hash = hash_bytes(word.data, word.len, 0);
    uint32_t key = (uint32_t)hash, bucket = key >> (32 - BUCKET_BITS);
    uint32_t low = encoder->buckets[bucket], high = encoder->buckets[bucket + 1];
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (key_at(encoder, middle) < key)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < encoder->word_count && key_at(encoder, low) == key) return low;
    return encoder->word_count + (uint32_t)(hash >> 32) % encoder->other_count;
}

static float row_scale(const SentenceEncoder *encoder, uint32_t row)
{
    uint32_t bits = read_u32(encoder->scales + 4 * (size_t)row);
    float scale;
    memcpy(&scale, &bits, sizeof scale);
    return scale;
}

uint32_t sentence_find_word(const SentenceEncoder *encoder, Str word)
{
    uint32_t row = find_row(encoder, word);
    const int8_t *numbers = encoder->rows + (size_t)row * SIZE;
    __builtin_prefetch(encoder->scales + 4 * (size_t)row);
    for (uint32_t i = 0; i < SIZE; i += MEMORY_LINE) __builtin_prefetch(numbers + i);
    __builtin_prefetch(numbers + SIZE - 1);
    return row;
}

void sentence_add_row(const SentenceEncoder *encoder, uint32_t row, float share, float out[SENTENCE_VECTOR_SIZE])
{
    assert(row < encoder->word_count + encoder->other_count);
    encoder->kernels->vectors->add_row(encoder->rows + (size_t)row * SIZE, SIZE, share * row_scale(encoder, row), out);
}

/* ---- Layers ---------------------------------------------------------------------------------- */

/* quantised_room(SENTENCE_MOST_WORDS) is SENTENCE_MOST_WORDS. */
typedef struct Workspace {
    float x[SENTENCE_MOST_WORDS * SIZE];
    float wide[SENTENCE_MOST_WORDS * 3 * SIZE];
    int8_t values[SENTENCE_MOST_WORDS * SIZE];
    float scales[SENTENCE_MOST_WORDS];
    int32_t totals[SENTENCE_MOST_WORDS];
    float sum[SIZE];
} Workspace;

static Quantised quantised_of(Workspace *workspace)
{
    return (Quantised){
        .values = workspace->values, .scales = workspace->scales, .totals = workspace->totals};
}

static void multiply(const SentenceEncoder *encoder, const Matrix *matrix, Workspace *workspace,
                     const float *x, uint32_t count)
{
    Quantised quantised = quantised_of(workspace);
    encoder->kernels->vectors->quantise(x, SIZE, count, &quantised);
    encoder->kernels->product(matrix, &quantised, workspace->wide);
}

static void take_rows(const SentenceEncoder *encoder, Workspace *workspace, const Str *words,
                      uint32_t count)
{
    uint32_t rows[SENTENCE_MOST_WORDS];
    for (uint32_t i = 0; i < count; i++) rows[i] = sentence_find_word(encoder, words[i]);
    memset(workspace->x, 0, sizeof(float) * count * SIZE);
    for (uint32_t i = 0; i < count; i++) sentence_add_row(encoder, rows[i], 1, workspace->x + (size_t)i * SIZE);
}

static void run_layers(const SentenceEncoder *encoder, Workspace *workspace, uint32_t count)
{
    const VectorOps *vectors = encoder->kernels->vectors;
    for (uint32_t i = 0; i < encoder->layer_count; i++) {
        multiply(encoder, &encoder->windows[i], workspace, workspace->x, count);
        vectors->add_window(workspace->wide, SIZE, count, workspace->x);
    }
    memset(workspace->sum, 0, sizeof workspace->sum);
    for (uint32_t i = 0; i < count; i++)
        vectors->add(workspace->x + (size_t)i * SIZE, SIZE, workspace->sum);
    multiply(encoder, &encoder->out, workspace, workspace->sum, 1);
}

SentenceVector sentence_encode(const SentenceEncoder *encoder, const Str *words, uint32_t count)
{
    SentenceVector vector = {{0}};
    if (count == 0) return vector;
    if (count > SENTENCE_MOST_WORDS) count = SENTENCE_MOST_WORDS;
    Workspace *workspace = malloc(sizeof *workspace);
    if (workspace == NULL) abort();
    take_rows(encoder, workspace, words, count);
    run_layers(encoder, workspace, count);
    Quantised quantised = quantised_of(workspace);
    encoder->kernels->vectors->quantise(workspace->wide, SIZE, 1, &quantised);
    memcpy(vector.values, quantised.values, SIZE);
    free(workspace);
    return vector;
}

int32_t sentence_cosine(const SentenceVector *a, const SentenceVector *b)
{
    int32_t product = 0, of_a = 0, of_b = 0;
    for (uint32_t i = 0; i < SIZE; i++) {
        product += a->values[i] * b->values[i];
        of_a += a->values[i] * a->values[i];
        of_b += b->values[i] * b->values[i];
    }
    if (of_a == 0 || of_b == 0) return 0;
    return (int32_t)lround(1000.0 * product / sqrt((double)of_a * of_b));
}
