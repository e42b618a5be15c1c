/* Mends what the parser gets wrong in names and titles, which news is full of. */
#ifndef SYNTAX_REPAIR_H
#define SYNTAX_REPAIR_H

#include "record/document.h"

void repair_sentence(Document *doc, Sentence *sentence);

#endif
