/* Quotations and their speakers: part of the speech stage. */
#ifndef SPEECH_QUOTATIONS_H
#define SPEECH_QUOTATIONS_H

#include "quote_data.h"
#include "scene.h"

/* Writes doc->quotations, ordered by start. */
void quotations_run(const QuoteData *data, const Staging *staging, Document *doc,
                    Arena *scratch);

#endif
