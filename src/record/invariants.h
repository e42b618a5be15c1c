/*
 * What must hold of a document after each stage: every span lies in the text and on character
 * boundaries, lists are ordered as promised, indices point to something, the byte map leads back
 * to the page. Checked in debug and fuzz builds and in tests.
 */
#ifndef RECORD_INVARIANTS_H
#define RECORD_INVARIANTS_H

#include "record/stage.h"

/* NULL if all holds, else what does not, in the document's arena. */
const char *document_broken_invariant(const Document *doc);

#ifdef DATELINE_CHECK_INVARIANTS
#include <stdio.h>
#include <stdlib.h>
#define CHECK_INVARIANTS(doc, stage)                                                               \
    do {                                                                                           \
        const char *broken_ = document_broken_invariant(doc);                                      \
        if (broken_ != NULL) {                                                                     \
            fprintf(stderr, "dateline: after stage '%s': %s\n", (stage)->name, broken_);           \
            abort();                                                                               \
        }                                                                                          \
    } while (0)
#else
#define CHECK_INVARIANTS(doc, stage) ((void)0)
#endif

#endif
