/*
 * Reading a section of a model file from its start to its end: little-endian numbers, rows and
 * matrices. Past the end a reader gives nothing and says so in is_short, so that a caller may take
 * all it needs and ask once.
 */
#ifndef MODEL_SECTION_H
#define MODEL_SECTION_H

#include "base/arena.h"
#include "base/str.h"
#include "model/matrix.h"

typedef struct SectionReader {
    Str section;
    uint32_t at;
    bool is_short; /* more was asked for than there is, or sizes that do not fit */
    Arena *arena;  /* of the copies */
} SectionReader;

/* Rows of 8-bit integers with a scale each. */
typedef struct ByteRows {
    const float *scales;
    const int8_t *rows; /* [count][width], as they lie in the file */
    uint32_t count, width;
} ByteRows;

/* As they lie in the file; NULL if there are not so many. */
const unsigned char *section_take(SectionReader *reader, uint64_t bytes);
uint32_t section_take_u32(SectionReader *reader);
/* A copy of so many 32-bit numbers, whole ones or floats: in the file they are not aligned. */
void *section_take_numbers(SectionReader *reader, uint32_t count);
Norm section_take_norm(SectionReader *reader, uint32_t width);
/* f32 scales of the rows; the rows. */
ByteRows section_take_rows(SectionReader *reader, uint32_t count, uint32_t width);
/* u32 outputs, inputs; f32 scales and bias of the padded outputs; the weights (model/matrix.h). Of
 * other sizes than asked for: is_short. */
Matrix section_take_matrix(SectionReader *reader, uint32_t outputs, uint32_t inputs);

#endif
