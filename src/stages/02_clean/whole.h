/* Plain text of which nothing may be lost: every character is kept and judged by nobody. */
#ifndef CLEAN_WHOLE_H
#define CLEAN_WHOLE_H

#include "record/document.h"

/* Sets text, map, blocks and language. */
void whole_read(Document *doc);

#endif
