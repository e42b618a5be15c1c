/* Mends what the parser gets wrong in clauses that tell who said something. */
#ifndef SYNTAX_REPORT_CLAUSE_H
#define SYNTAX_REPORT_CLAUSE_H

#include "record/document.h"

void report_clauses_mend(Document *doc, Sentence *sentence);

#endif
