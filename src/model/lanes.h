/*
 * Four floats at a time, which every 64-bit machine has. Each lane is rounded as it would be alone,
 * so that results are the same on every machine. All widths of the network are multiples of four.
 */
#ifndef MODEL_LANES_H
#define MODEL_LANES_H

#include <stdint.h>

#define LANES 4u

typedef float Lanes __attribute__((vector_size(4 * LANES), aligned(4), may_alias));
typedef int32_t IntLanes __attribute__((vector_size(4 * LANES), aligned(4), may_alias));
typedef int8_t ByteLanes __attribute__((vector_size(LANES), aligned(1), may_alias));

#define LANES_AT(x) (*(const Lanes *)(const void *)(x))
#define SET_LANES(x, value) (*(Lanes *)(void *)(x) = (value))
/* a where the lane of `mask` is all ones, else 0. */
#define LANES_WHERE(mask, a) ((Lanes)((mask) & (IntLanes)(a)))
#define LANES_RECTIFIED(a) LANES_WHERE((a) > 0, (a))
/* In a fixed order. */
#define LANES_SUM(a) (((a)[0] + (a)[1]) + ((a)[2] + (a)[3]))

#endif
