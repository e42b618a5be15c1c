/*
 * Whether the clause an expression stands in looks ahead or back: "will meet on Friday" looks
 * ahead, "met on Friday" back.
 */
#ifndef STAGES_TIME_DIRECTION_H
#define STAGES_TIME_DIRECTION_H

#include "pattern.h"

typedef enum Direction { DIRECTION_UNKNOWN, DIRECTION_PAST, DIRECTION_FUTURE } Direction;

Direction time_direction_of(const Words *words, TokenRange expression);

#endif
