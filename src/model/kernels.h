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
const Kernels *kernels_best(void);

#endif
