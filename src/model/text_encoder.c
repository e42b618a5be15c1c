#include "model/text_encoder.h"

#include "model/net.h"

#define MOST_SIZE 2048u
#define MOST_INNER 8192u

/* ---- The file -------------------------------------------------------------------------------- */

static bool is_width(uint32_t width, uint32_t most)
{
    return width > 0 && width <= most && width % BLOCK_OUTPUTS == 0;
}

static EncoderLayer take_layer(SectionReader *reader, uint32_t size, uint32_t inner)
{
    EncoderLayer layer = {.ask = section_take_matrix(reader, 3 * size, size)};
    layer.mix = section_take_matrix(reader, size, size);
    layer.mixed = section_take_norm(reader, size);
    layer.up = section_take_matrix(reader, inner, size);
    layer.down = section_take_matrix(reader, size, inner);
    layer.norm = section_take_norm(reader, size);
    return layer;
}

TextEncoder text_encoder_take(SectionReader *reader, uint32_t piece_count)
{
    TextEncoder encoder = {.kernels = kernels_best()};
    uint32_t places, signs, *numbers[] = {&encoder.size, &encoder.heads, &encoder.inner, &encoder.layer_count, &places, &signs};
    for (size_t i = 0; i < COUNT(numbers); i++) *numbers[i] = section_take_u32(reader);
    if (!is_width(encoder.size, MOST_SIZE) || !is_width(encoder.inner, MOST_INNER) || encoder.heads == 0 ||
        encoder.size % (encoder.heads * BLOCK_OUTPUTS) != 0 || encoder.layer_count > MOST_ENCODER_LAYERS || places == 0 ||
        places > PIECES_AT_ONCE || signs == 0 || signs > PIECES_AT_ONCE)
        reader->is_short = true;
    if (reader->is_short) return encoder;
    encoder.pieces = section_take_rows(reader, piece_count, encoder.size);
    encoder.places = section_take_rows(reader, places, encoder.size);
    encoder.signs = section_take_rows(reader, signs, encoder.size);
    encoder.norm = section_take_norm(reader, encoder.size);
    for (uint32_t i = 0; i < encoder.layer_count && !reader->is_short; i++)
        encoder.layers[i] = take_layer(reader, encoder.size, encoder.inner);
    return encoder;
}

/* ---- Reading --------------------------------------------------------------------------------- */

static uint32_t larger(uint32_t a, uint32_t b)
{
    return a > b ? a : b;
}

EncoderWorkspace encoder_workspace_new(const TextEncoder *encoder, uint32_t at_least, Arena *arena)
{
    size_t room = quantised_room(PIECES_AT_ONCE), size = encoder->size;
    uint32_t widest = larger(3 * encoder->size, encoder->inner);
    EncoderWorkspace workspace = {.x = arena_new_items(arena, float, room * size)};
    workspace.quantised = net_quantised_new(PIECES_AT_ONCE, larger(widest, at_least), arena);
    workspace.wide = arena_new_items(arena, float, room * widest);
    workspace.mixed = arena_new_items(arena, float, room * size);
    workspace.room = arena_new_items(arena, float, attention_room(PIECES_AT_ONCE, encoder->size / encoder->heads));
    return workspace;
}

static void add_row(const TextEncoder *encoder, const ByteRows *rows, uint32_t number, float *out)
{
    assert(number < rows->count);
    encoder->kernels->vectors->add_row(rows->rows + (size_t)number * rows->width, rows->width, rows->scales[number], out);
}

static uint32_t take_texts(const TextEncoder *encoder, const EncoderText *texts, uint32_t count, float *x)
{
    uint32_t pieces = 0;
    for (uint32_t i = 0; i < count; i++) {
        pieces += texts[i].count;
        assert(texts[i].count > 0 && pieces <= PIECES_AT_ONCE);
        for (uint32_t t = 0; t < texts[i].count; t++, x += encoder->size) {
            memset(x, 0, sizeof *x * encoder->size);
            add_row(encoder, &encoder->pieces, texts[i].pieces[t], x);
            add_row(encoder, &encoder->places, t, x);
            add_row(encoder, &encoder->signs, texts[i].signs[t], x);
        }
    }
    return pieces;
}

/* From workspace->wide to workspace->mixed. */
static void attend(const TextEncoder *encoder, EncoderWorkspace *workspace, const EncoderText *texts, uint32_t count)
{
    Attention attention = {.parts = workspace->wide, .heads = encoder->heads, .width = encoder->size / encoder->heads,
                           .room = workspace->room, .out = workspace->mixed};
    for (uint32_t i = 0; i < count; i++) {
        attention.count = texts[i].count;
        encoder->kernels->vectors->attend(&attention);
        attention.parts += (size_t)texts[i].count * 3 * encoder->size;
        attention.out += (size_t)texts[i].count * encoder->size;
    }
}

static void add_and_normalise(const TextEncoder *encoder, const Norm *norm, const float *more, uint32_t pieces, float *x)
{
    encoder->kernels->vectors->add(more, (size_t)pieces * encoder->size, x);
    encoder->kernels->vectors->normalise(norm, encoder->size, pieces, x);
}

void text_encoder_read(const TextEncoder *encoder, EncoderWorkspace *workspace, const EncoderText *texts,
                       uint32_t count)
{
    const VectorOps *vectors = encoder->kernels->vectors;
    float *x = workspace->x, *wide = workspace->wide;
    uint32_t pieces = take_texts(encoder, texts, count, x);
    vectors->normalise(&encoder->norm, encoder->size, pieces, x);
    for (uint32_t i = 0; i < encoder->layer_count; i++) {
        const EncoderLayer *layer = &encoder->layers[i];
        kernels_multiply(encoder->kernels, &layer->ask, x, pieces, &workspace->quantised, wide);
        attend(encoder, workspace, texts, count);
        kernels_multiply(encoder->kernels, &layer->mix, workspace->mixed, pieces, &workspace->quantised, wide);
        add_and_normalise(encoder, &layer->mixed, wide, pieces, x);
        kernels_multiply(encoder->kernels, &layer->up, x, pieces, &workspace->quantised, wide);
        vectors->bend(wide, (size_t)pieces * encoder->inner);
        kernels_multiply(encoder->kernels, &layer->down, wide, pieces, &workspace->quantised, workspace->mixed);
        add_and_normalise(encoder, &layer->norm, workspace->mixed, pieces, x);
    }
}
