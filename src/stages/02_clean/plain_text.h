/* Text of attributes and linked data, where some pages write references twice: "L&amp;#8217;accord"
 * arrives as "L&#8217;accord". */
#ifndef CLEAN_PLAIN_TEXT_H
#define CLEAN_PLAIN_TEXT_H

#include "base/arena.h"
#include "base/str.h"

/* White space of any kind as one space, references decoded. */
Str plain_text_of(Str text, Arena *arena);

#endif
