/*
 * The network of the language core: words of a sentence in, scores of labels and arcs out.
 *
 *     rows of hashed tables a word -> vector -> windows and gated layers -> heads
 *
 * What each layer computes stands at its function; tools/train/core/student.py is the same in
 * training. The section of the model file is little-endian and holds, one after the other:
 *
 *     u32 size, row_size, hidden, layer_count, arc_size, relation_size, word_bits, part_bits
 *     u32 tags, relations, names
 *     char layers[16]                    "w" a window, "g" a gated layer
 *     table: f32 scales[rows], i8 values[rows][row_size]; rows of words, then of parts
 *     f32 row_norm[2][row_size], matrices hidden, out
 *     f32 cases[4][size], norm[2][size]
 *     per layer its matrices, f32 norm[2][size]
 *     heads: tags; window of names, its f32 norm[2][size], names;
 *            arc_dependent, arc_head, arc_distance;
 *            relation_dependent, relation_head, relation_out;
 *            f32 root_arc[arc_size], root_relation[relation_size],
 *            relation_distance[17][relation_size]
 *
 * A matrix is u32 outputs, inputs, then f32 scales and bias of its padded outputs, and its weights
 * (model/matrix.h).
 */
#ifndef MODEL_NET_H
#define MODEL_NET_H

#include "base/error.h"
#include "model/kernels.h"
#include "model/section.h"
#include "model/span_tree.h"
#include "model/syntax_model.h"

#define MOST_LAYERS 16u
#define CASE_COUNT 4u
#define DISTANCE_BUCKETS 17u

typedef struct Layer {
    char kind;
    Matrix product; /* window: to left, middle and right parts; gated: to gates and new values */
    Matrix mix;     /* gated only */
    Norm norm;
} Layer;

typedef struct Net {
    const Kernels *kernels;
    uint32_t size;
    uint32_t row_size;
    uint32_t hidden;
    uint32_t layer_count;
    uint32_t arc_size;
    uint32_t relation_size;
    uint32_t word_bits;
    uint32_t part_bits;
    uint32_t tag_count;
    uint32_t relation_count;
    uint32_t name_count;
    const unsigned char *row_scales; /* f32 each, not aligned */
    const int8_t *rows;
    Norm row_norm;
    Matrix word_hidden;
    Matrix word_out;
    const float *cases; /* [CASE_COUNT][size] */
    Norm norm;
    Layer layers[MOST_LAYERS];
    Matrix tags;
    Layer name_window; /* over the encoded words, before the labels of names */
    Matrix names;
    Matrix arc_dependent;
    Matrix arc_head;
    Matrix arc_distance;
    Matrix relation_dependent;
    Matrix relation_head;
    Matrix relation_out;
    const float *root_arc;
    const float *root_relation;
    const float *relation_distance; /* [DISTANCE_BUCKETS][relation_size] */
} Net;

DatelineStatus net_read(Str section, Arena *arena, Net *out, DatelineError *err) MUST_CHECK;

/* Sentences that are worked on together, one after the other: weights are read once for all. */
typedef struct Batch {
    SyntaxWord *words;
    uint32_t count; /* of words */
    const uint32_t *lens;
    uint32_t sentence_count;
    WordContexts contexts; /* to be set; of no values: not wanted */
} Batch;

/* The first of the sentences, as many as have most_words together. */
Batch net_take_batch(SyntaxWord *words, const uint32_t *lens, uint32_t sentence_count,
                     uint32_t most_words);

/* What a batch needs while it is worked on; used again for the next one. */
typedef struct NetWorkspace {
    const Kernels *kernels;
    WordCache *cache; /* or NULL */
    uint32_t most_words;
    Quantised quantised;
    float *wide;      /* [words][widest] */
    float *x;         /* [words][size]: the vectors of the words */
    float *rows;      /* [words][row_size]: of words that are not in the cache */
    uint32_t *missed; /* [words]: which words those are */
    float *dependent; /* [words][widest of size, arc and relation size] */
    float *head;
    float *distance; /* [words][32] */
    float *state;    /* [size] */
    float *arcs; /* a square [len + 1][len + 1] a sentence, row: word, column: head; 0 the root */
    uint32_t *heads; /* [words + 1] */
    SpanTree *tree;
} NetWorkspace;

/* As many that their vectors stay near the processor, together with the weights. */
#define WORDS_AT_ONCE 128u
/* Of the cache: twice as many words. */
#define WORD_CACHE_BITS 13u

/* For batches of up to so many words. */
NetWorkspace *net_workspace_new(const Net *net, uint32_t most_words, Arena *arena);

/* Sets workspace->x. */
void net_embed(const Net *net, NetWorkspace *workspace, const Batch *batch);
void net_encode(const Net *net, NetWorkspace *workspace, const Batch *batch);

/* The heads, in this order; net_run calls all. Sets the tag of each word. */
void net_tag(const Net *net, NetWorkspace *workspace, const Batch *batch);
/* Sets workspace->arcs. */
void net_score_arcs(const Net *net, NetWorkspace *workspace, const Batch *batch);
/* Sets the head of each word. */
void net_attach(NetWorkspace *workspace, const Batch *batch);
/* Of words with heads: sets their relations. */
void net_relate(const Net *net, NetWorkspace *workspace, const Batch *batch);
/* Sets the label of a name of each word. The last: workspace->x is of no use to the others after
 * it. */
void net_name(const Net *net, NetWorkspace *workspace, const Batch *batch);

/* All of it, from the forms of the words to their tags, heads, relations and names. */
void net_run(const Net *net, NetWorkspace *workspace, const Batch *batch);

/* Where a head lies: 0 for the root, else by the side and steps that grow. Both count from 1. */
uint32_t net_distance_bucket(uint32_t word, uint32_t head);

/* ---- for the files of the network ---------------------------------------------------------- */

/* A layer of a kind, "w" or "g"; of others the reader is short. */
Layer net_take_layer(SectionReader *reader, uint32_t size, char kind);
/* Room for so many vectors of up to so many numbers. */
Quantised net_quantised_new(uint32_t vectors, uint32_t widest, Arena *arena);
/* The largest of scores[first] to scores[end - 1], the first of equals. */
uint32_t net_best_of(const float *scores, uint32_t first, uint32_t end);
/* workspace->x through one layer. */
void net_run_layer(const Net *net, const Layer *layer, NetWorkspace *workspace, const Batch *batch);

/* workspace->wide = matrix * x; x has matrix->inputs floats a vector. */
void net_multiply(const Matrix *matrix, NetWorkspace *workspace, const float *x, uint32_t count);
/* The same for the x of the call before, to out. */
void net_multiply_again(const Matrix *matrix, NetWorkspace *workspace, float *out);

#endif
