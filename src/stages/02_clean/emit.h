/* The clean text of the kept pieces, its map to the page bytes, and the blocks. */
#ifndef CLEAN_EMIT_H
#define CLEAN_EMIT_H

#include "work.h"

void emit_document(const Work *work);

#endif
