/*
 * Plain text to pieces: a line is a piece, as most dumps of articles print a paragraph a line.
 * Where lines were broken at a fixed width, the lines of a paragraph are one piece.
 */
#ifndef CLEAN_LINES_H
#define CLEAN_LINES_H

#include "work.h"

void lines_read(Work *work);

#endif
