/* The section of the network: checked as a whole before anything runs. The rows of words, nearly
 * all of it, are used as they lie. */
#include "model/net.h"

#include "model/bytes.h"

#define MOST_SIZE 1024u
#define MOST_LABELS 1024u
#define MOST_BITS 20u
#define MEMORY_LINE 64u

typedef struct Cursor {
    Str section;
    uint32_t at;
    bool is_short;
    Arena *arena;
} Cursor;

static const unsigned char *take(Cursor *cursor, uint64_t bytes)
{
    if (cursor->is_short || bytes > cursor->section.len - cursor->at) {
        cursor->is_short = true;
        return NULL;
    }
    const unsigned char *start = (const unsigned char *)cursor->section.data + cursor->at;
    cursor->at += (uint32_t)bytes;
    return start;
}

static uint32_t take_u32(Cursor *cursor)
{
    const unsigned char *bytes = take(cursor, 4);
    return bytes ? read_u32(bytes) : 0;
}

/* A copy: numbers in the file are not aligned. */
static void *take_numbers(Cursor *cursor, uint32_t count)
{
    const unsigned char *bytes = take(cursor, 4 * (uint64_t)count);
    if (!bytes) return NULL;
    uint32_t *copy = arena_new_items(cursor->arena, uint32_t, count + BLOCK_OUTPUTS);
    for (uint32_t i = 0; i < count; i++) copy[i] = read_u32(bytes + 4 * (size_t)i);
    return copy;
}

static Norm take_norm(Cursor *cursor, uint32_t width)
{
    Norm norm = {.gain = take_numbers(cursor, width)};
    norm.bias = take_numbers(cursor, width);
    return norm;
}

/* A copy that starts where a line of memory does: products with tiles are then a third faster. */
static const int8_t *take_weights(Cursor *cursor, uint64_t bytes)
{
    const unsigned char *start = take(cursor, bytes);
    if (!start) return NULL;
    char *copy = arena_new_items(cursor->arena, char, bytes + MEMORY_LINE);
    copy += MEMORY_LINE - (uintptr_t)copy % MEMORY_LINE;
    memcpy(copy, start, bytes);
    return (const int8_t *)copy;
}

static Matrix take_matrix(Cursor *cursor, uint32_t outputs, uint32_t inputs)
{
    Matrix matrix = {.outputs = take_u32(cursor), .inputs = take_u32(cursor)};
    if (matrix.outputs != outputs || matrix.inputs != inputs) cursor->is_short = true;
    if (cursor->is_short) return matrix;
    matrix.blocks = (outputs + BLOCK_OUTPUTS - 1) / BLOCK_OUTPUTS;
    uint32_t padded = matrix_stride(&matrix);
    matrix.scales = take_numbers(cursor, padded);
    matrix.bias = take_numbers(cursor, padded);
    matrix.weights = take_weights(cursor, (uint64_t)padded * inputs);
    return matrix;
}

static DatelineStatus take_settings(Cursor *cursor, Net *net, DatelineError *err)
{
    uint32_t *settings[] = {&net->size,           &net->row_size,  &net->hidden,
                            &net->layer_count,    &net->arc_size,  &net->relation_size,
                            &net->word_bits,      &net->part_bits, &net->tag_count,
                            &net->relation_count, &net->name_count};
    for (size_t i = 0; i < COUNT(settings); i++) *settings[i] = take_u32(cursor);
    uint32_t sizes[] = {net->size, net->row_size, net->hidden, net->arc_size, net->relation_size};
    bool is_good = !cursor->is_short && net->layer_count <= MOST_LAYERS &&
                   net->word_bits <= MOST_BITS && net->part_bits <= MOST_BITS &&
                   net->tag_count <= MOST_LABELS && net->relation_count <= MOST_LABELS &&
                   net->name_count <= MOST_LABELS;
    for (size_t i = 0; i < COUNT(sizes); i++)
        is_good &= sizes[i] > 0 && sizes[i] <= MOST_SIZE && sizes[i] % BLOCK_OUTPUTS == 0;
    is_good &= net->size % (2 * BLOCK_OUTPUTS) == 0;            /* gated layers halve it */
    is_good &= net->name_count % 2 == 1 && net->name_count > 1; /* "O", and two a class */
    if (is_good) return DATELINE_OK;
    return FAIL(err, DATELINE_ERR_DATA, DATELINE_NO_OFFSET,
                "syntax model: sizes of the network out of bounds (%u, %u layers)",
                (unsigned)net->size, (unsigned)net->layer_count);
}

static Layer take_layer(Cursor *cursor, uint32_t size, char kind)
{
    Layer layer = {.kind = kind};
    if (kind == 'w') {
        layer.product = take_matrix(cursor, 3 * size, size);
    } else if (kind == 'g') {
        layer.product = take_matrix(cursor, 2 * size, size);
        layer.mix = take_matrix(cursor, size, size);
    } else {
        cursor->is_short = true;
    }
    layer.norm = take_norm(cursor, size);
    return layer;
}

static void take_layers(Cursor *cursor, Net *net, const unsigned char *kinds)
{
    for (uint32_t i = 0; i < net->layer_count && !cursor->is_short; i++)
        net->layers[i] = take_layer(cursor, net->size, (char)kinds[i]);
}

static void take_heads(Cursor *cursor, Net *net)
{
    net->tags = take_matrix(cursor, net->tag_count, net->size);
    net->name_window =
        (Layer){.kind = 'w', .product = take_matrix(cursor, 3 * net->size, net->size)};
    net->name_window.norm = take_norm(cursor, net->size);
    net->names = take_matrix(cursor, net->name_count, net->size);
    net->arc_dependent = take_matrix(cursor, net->arc_size, net->size);
    net->arc_head = take_matrix(cursor, net->arc_size, net->size);
    net->arc_distance = take_matrix(cursor, DISTANCE_BUCKETS, net->size);
    net->relation_dependent = take_matrix(cursor, net->relation_size, net->size);
    net->relation_head = take_matrix(cursor, net->relation_size, net->size);
    net->relation_out = take_matrix(cursor, net->relation_count, net->relation_size);
    net->root_arc = take_numbers(cursor, net->arc_size);
    net->root_relation = take_numbers(cursor, net->relation_size);
    net->relation_distance = take_numbers(cursor, DISTANCE_BUCKETS * net->relation_size);
}

DatelineStatus net_read(Str section, Arena *arena, Net *out, DatelineError *err)
{
    *out = (Net){0};
    Cursor cursor = {.section = section, .arena = arena};
    TRY(take_settings(&cursor, out, err));
    const unsigned char *kinds = take(&cursor, MOST_LAYERS);
    uint32_t rows = (1u << out->word_bits) + (1u << out->part_bits);
    out->row_scales = take(&cursor, 4 * (uint64_t)rows);
    out->rows = (const int8_t *)take(&cursor, (uint64_t)rows * out->row_size);
    out->row_norm = take_norm(&cursor, out->row_size);
    out->word_hidden = take_matrix(&cursor, out->hidden, out->row_size);
    out->word_out = take_matrix(&cursor, out->size, out->hidden);
    out->cases = take_numbers(&cursor, CASE_COUNT * out->size);
    out->norm = take_norm(&cursor, out->size);
    if (kinds) take_layers(&cursor, out, kinds);
    take_heads(&cursor, out);
    if (!cursor.is_short && cursor.at == section.len) return DATELINE_OK;
    return FAIL(err, DATELINE_ERR_DATA, cursor.at,
                "syntax model: the network's section of %u bytes does not hold what its sizes say",
                (unsigned)section.len);
}
