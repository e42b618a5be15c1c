#include "model/section.h"

#include "model/bytes.h"

#define MEMORY_LINE 64u

const unsigned char *section_take(SectionReader *reader, uint64_t bytes)
{
    if (reader->is_short || bytes > reader->section.len - reader->at) {
        reader->is_short = true;
        return NULL;
    }
    const unsigned char *start = (const unsigned char *)reader->section.data + reader->at;
    reader->at += (uint32_t)bytes;
    return start;
}

uint32_t section_take_u32(SectionReader *reader)
{
    const unsigned char *bytes = section_take(reader, 4);
    return bytes ? read_u32(bytes) : 0;
}

/* A copy: numbers in the file are not aligned. */
void *section_take_numbers(SectionReader *reader, uint32_t count)
{
    const unsigned char *bytes = section_take(reader, 4 * (uint64_t)count);
    if (!bytes) return NULL;
    uint32_t *copy = arena_new_items(reader->arena, uint32_t, count + BLOCK_OUTPUTS);
    for (uint32_t i = 0; i < count; i++) copy[i] = read_u32(bytes + 4 * (size_t)i);
    return copy;
}

Norm section_take_norm(SectionReader *reader, uint32_t width)
{
    Norm norm = {.gain = section_take_numbers(reader, width)};
    norm.bias = section_take_numbers(reader, width);
    return norm;
}

ByteRows section_take_rows(SectionReader *reader, uint32_t count, uint32_t width)
{
    ByteRows rows = {.count = count, .width = width, .scales = section_take_numbers(reader, count)};
    rows.rows = (const int8_t *)section_take(reader, (uint64_t)count * width);
    return rows;
}

/* A copy that starts where a line of memory does: products with tiles are then a third faster. */
static const int8_t *take_weights(SectionReader *reader, uint64_t bytes)
{
    const unsigned char *start = section_take(reader, bytes);
    if (!start) return NULL;
    char *copy = arena_new_items(reader->arena, char, bytes + MEMORY_LINE);
    copy += MEMORY_LINE - (uintptr_t)copy % MEMORY_LINE;
    memcpy(copy, start, bytes);
    return (const int8_t *)copy;
}

Matrix section_take_matrix(SectionReader *reader, uint32_t outputs, uint32_t inputs)
{
    Matrix matrix = {.outputs = section_take_u32(reader), .inputs = section_take_u32(reader)};
    if (matrix.outputs != outputs || matrix.inputs != inputs) reader->is_short = true;
    if (reader->is_short) return matrix;
    matrix.blocks = (outputs + BLOCK_OUTPUTS - 1) / BLOCK_OUTPUTS;
    uint32_t padded = matrix_stride(&matrix);
    matrix.scales = section_take_numbers(reader, padded);
    matrix.bias = section_take_numbers(reader, padded);
    matrix.weights = take_weights(reader, (uint64_t)padded * inputs);
    return matrix;
}
