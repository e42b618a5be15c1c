/*
 * Offsets in characters. Records hold bytes; W3C annotations, GDELT and PLOVER count characters
 * (Unicode code points).
 *
 *     "Erdoğan said"    byte 8 is the space, the 7th character
 */
#ifndef EXPORT_CHARS_H
#define EXPORT_CHARS_H

#include "base/arena.h"

typedef struct CharIndex {
    Str text;
    uint32_t *before; /* [text.len / CHARS_STEP + 1] characters before each step of bytes */
} CharIndex;

CharIndex chars_index(Str text, Arena *arena);
/* Characters before a byte; byte may be text.len. */
uint32_t chars_before(const CharIndex *index, uint32_t byte);
/* The byte at which the text begins that lies count characters before byte; 0 if there are fewer.
 */
uint32_t chars_back(Str text, uint32_t byte, uint32_t count);
uint32_t chars_forward(Str text, uint32_t byte, uint32_t count);

#endif
