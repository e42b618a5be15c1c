/*
 * The arithmetic of the network at the levels of instructions there are. Every level computes the
 * same bits; a machine runs the last of those it can.
 */
#ifndef MODEL_KERNELS_H
#define MODEL_KERNELS_H

#include "model/matrix.h"

typedef struct Kernels {
    const char *name;
    MatrixProduct *product;
    const VectorOps *vectors;
} Kernels;

/* The index-th of those this machine can run, from plain C on; NULL past the last. */
const Kernels *kernels_at(uint32_t index);
/* Asks the processor, which takes long on a virtual machine: once, where a model is read. */
const Kernels *kernels_best(void);

/* out = matrix * x, of count vectors; room for them as 8-bit integers is in `room`. */
void kernels_multiply(const Kernels *kernels, const Matrix *matrix, const float *x, uint32_t count, Quantised *room,
                      float *out);

#endif
