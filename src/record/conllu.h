/* The sentences of a document as CoNLL-U (docs/formats/conllu.md). */
#ifndef RECORD_CONLLU_H
#define RECORD_CONLLU_H

#include "base/buffer.h"
#include "record/document.h"

/* After the syntax stage. Of a document without sentences nothing is written. */
void document_write_conllu(const Document *doc, Buffer *out);

#endif
