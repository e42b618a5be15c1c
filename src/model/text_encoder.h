/*
 * A transformer encoder: pieces of words in, a vector for each in its text out (Devlin et al. 2019).
 *
 *     rows of the pieces + rows of their places + the rows of their signs -> norm
 *     -> layers: each piece asks all others (attention), norm; a wide layer, norm
 *
 * Products are of 8-bit integers, all else is of floats in one order (model/vector_ops.h): the vectors are the same
 * on every machine, and those of a text do not depend on the others it is read with.
 *
 * In a section of a model file (model/section.h):
 *
 *     u32 size, heads, inner, layers, places, signs
 *     byte rows: pieces [count][size], places [places][size], signs [signs][size]; norm
 *     a layer: matrices ask [3 * size][size] (questions scaled by 1 / sqrt(size / heads)), mix [size][size]; norm;
 *              matrices up [inner][size], down [size][inner]; norm
 */
#ifndef MODEL_TEXT_ENCODER_H
#define MODEL_TEXT_ENCODER_H

#include "model/kernels.h"
#include "model/section.h"

#define MOST_ENCODER_LAYERS 24u
/* Pieces that are worked on together: their vectors stay near the processor, and weights are read once for all. */
#define PIECES_AT_ONCE 128u

typedef struct EncoderLayer {
    Matrix ask, mix, up, down;
    Norm mixed, norm; /* after either half */
} EncoderLayer;

typedef struct TextEncoder {
    uint32_t size, heads, inner, layer_count;
    ByteRows pieces, places, signs;
    Norm norm;
    EncoderLayer layers[MOST_ENCODER_LAYERS];
    const Kernels *kernels; /* the best there are; another level may be set */
} TextEncoder;

typedef struct EncoderText {
    const uint32_t *pieces; /* each below encoder->pieces.count */
    const uint8_t *signs;   /* each below encoder->signs.count */
    uint32_t count;         /* at least 1, at most encoder->places.count */
} EncoderText;

typedef struct EncoderWorkspace {
    Quantised quantised;
    float *x;     /* [PIECES_AT_ONCE][size]: the vectors, of one text after the other */
    float *wide;  /* [PIECES_AT_ONCE][widest of 3 * size and inner] */
    float *mixed; /* [PIECES_AT_ONCE][size] */
    float *room;  /* of attention */
} EncoderWorkspace;

/* For so many pieces; what does not fit or is out of bounds: the reader is short. The section must outlive it. */
TextEncoder text_encoder_take(SectionReader *reader, uint32_t piece_count);

/* quantised has room for vectors of at_least numbers too. */
EncoderWorkspace encoder_workspace_new(const TextEncoder *encoder, uint32_t at_least, Arena *arena);

/* Sets workspace->x. The texts together: at most PIECES_AT_ONCE pieces. */
void text_encoder_read(const TextEncoder *encoder, EncoderWorkspace *workspace, const EncoderText *texts,
                       uint32_t count);

#endif
