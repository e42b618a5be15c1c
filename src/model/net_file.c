/* The section of the network: checked as a whole before anything runs. The rows of words, nearly
 * all of it, are used as they lie. */
#include "model/net.h"

#include "model/section.h"

#define MOST_SIZE 1024u
#define MOST_LABELS 1024u
#define MOST_BITS 20u

static DatelineStatus take_settings(SectionReader *reader, Net *net, DatelineError *err)
{
    uint32_t *settings[] = {&net->size,           &net->row_size,  &net->hidden,
                            &net->layer_count,    &net->arc_size,  &net->relation_size,
                            &net->word_bits,      &net->part_bits, &net->tag_count,
                            &net->relation_count, &net->name_count};
    for (size_t i = 0; i < COUNT(settings); i++) *settings[i] = section_take_u32(reader);
    uint32_t sizes[] = {net->size, net->row_size, net->hidden, net->arc_size, net->relation_size};
    bool is_good = !reader->is_short && net->layer_count <= MOST_LAYERS &&
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

Layer net_take_layer(SectionReader *reader, uint32_t size, char kind)
{
    Layer layer = {.kind = kind};
    if (kind == 'w') {
        layer.product = section_take_matrix(reader, 3 * size, size);
    } else if (kind == 'g') {
        layer.product = section_take_matrix(reader, 2 * size, size);
        layer.mix = section_take_matrix(reader, size, size);
    } else {
        reader->is_short = true;
    }
    layer.norm = section_take_norm(reader, size);
    return layer;
}

static void take_layers(SectionReader *reader, Net *net, const unsigned char *kinds)
{
    for (uint32_t i = 0; i < net->layer_count && !reader->is_short; i++)
        net->layers[i] = net_take_layer(reader, net->size, (char)kinds[i]);
}

static void take_heads(SectionReader *reader, Net *net)
{
    net->tags = section_take_matrix(reader, net->tag_count, net->size);
    net->name_window =
        (Layer){.kind = 'w', .product = section_take_matrix(reader, 3 * net->size, net->size)};
    net->name_window.norm = section_take_norm(reader, net->size);
    net->names = section_take_matrix(reader, net->name_count, net->size);
    net->arc_dependent = section_take_matrix(reader, net->arc_size, net->size);
    net->arc_head = section_take_matrix(reader, net->arc_size, net->size);
    net->arc_distance = section_take_matrix(reader, DISTANCE_BUCKETS, net->size);
    net->relation_dependent = section_take_matrix(reader, net->relation_size, net->size);
    net->relation_head = section_take_matrix(reader, net->relation_size, net->size);
    net->relation_out = section_take_matrix(reader, net->relation_count, net->relation_size);
    net->root_arc = section_take_numbers(reader, net->arc_size);
    net->root_relation = section_take_numbers(reader, net->relation_size);
    net->relation_distance = section_take_numbers(reader, DISTANCE_BUCKETS * net->relation_size);
}

DatelineStatus net_read(Str section, Arena *arena, Net *out, DatelineError *err)
{
    *out = (Net){.kernels = kernels_best()};
    SectionReader reader = {.section = section, .arena = arena};
    TRY(take_settings(&reader, out, err));
    const unsigned char *kinds = section_take(&reader, MOST_LAYERS);
    uint32_t rows = (1u << out->word_bits) + (1u << out->part_bits);
    out->row_scales = section_take(&reader, 4 * (uint64_t)rows);
    out->rows = (const int8_t *)section_take(&reader, (uint64_t)rows * out->row_size);
    out->row_norm = section_take_norm(&reader, out->row_size);
    out->word_hidden = section_take_matrix(&reader, out->hidden, out->row_size);
    out->word_out = section_take_matrix(&reader, out->size, out->hidden);
    out->cases = section_take_numbers(&reader, CASE_COUNT * out->size);
    out->norm = section_take_norm(&reader, out->size);
    if (kinds) take_layers(&reader, out, kinds);
    take_heads(&reader, out);
    if (!reader.is_short && reader.at == section.len) return DATELINE_OK;
    return FAIL(err, DATELINE_ERR_DATA, reader.at,
                "syntax model: the network's section of %u bytes does not hold what its sizes say",
                (unsigned)section.len);
}
