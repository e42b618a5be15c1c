/* Quotations and their speakers: part of the speech stage. */
#ifndef SPEECH_QUOTATIONS_H
#define SPEECH_QUOTATIONS_H

#include "message_data.h"
#include "quote_data.h"

/* Writes doc->quotations, ordered by start. */
void quotations_run(const QuoteData *data, const MessageData *messages, Document *doc,
                    Arena *scratch);

#endif
