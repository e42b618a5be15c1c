/* Running text on a terminal. */
#ifndef CLI_PARAGRAPH_H
#define CLI_PARAGRAPH_H

#include "base/str.h"

/* One word of a text, without characters that steer the terminal. */
void paragraph_print_word(Str word);
/* Text after `before` columns that stand there behind the indent, broken at spaces to fit into a terminal
 * of that width; its own line breaks stay. Ends the line. */
void paragraph_print(uint32_t width, Str text, uint32_t indent, uint32_t before);

#endif
