/*
 * The records of a document, printed: as text for people and .case files, as one JSON object for
 * `annotate` and other programs (docs/formats/article-json.md).
 */
#ifndef RECORD_DUMP_H
#define RECORD_DUMP_H

#include "base/buffer.h"
#include "record/document.h"

/* The given parts (PART_*), in the order of the stages. Nothing that depends on ids is printed, so
 * that expectations survive a change of the id scheme. */
void document_dump(const Document *doc, unsigned parts, Buffer *out);

/* Everything, one line, no line break at its end. */
void document_write_json(const Document *doc, Buffer *out);

#endif
