/* The sentences of a document as CoNLL-U (docs/formats/conllu.md). */
#ifndef RECORD_CONLLU_H
#define RECORD_CONLLU_H

#include "base/buffer.h"
#include "base/error.h"
#include "record/document.h"

typedef struct ConlluWriter ConlluWriter;

/* Loads by what a word is taken for a fact (record/factuality.h). data_dir: NULL for the data that is built in. */
DatelineStatus conllu_writer_new(const char *data_dir, ConlluWriter **out, DatelineError *err) MUST_CHECK;
void conllu_writer_free(ConlluWriter *writer);

/* After the syntax stage. Of a document without sentences nothing is written. One thread at a time. */
void conllu_write(ConlluWriter *writer, const Document *doc, Buffer *out);

#endif
