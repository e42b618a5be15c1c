/* Quotations and their speakers: part of the speech stage. */
#ifndef SPEECH_QUOTATIONS_H
#define SPEECH_QUOTATIONS_H

#include "message_data.h"
#include "quote_data.h"

/* Writes doc->quotations, ordered by start. */
void quotations_run(const QuoteData *data, const MessageData *messages, Document *doc,
                    Arena *scratch);
/* After messages: ties each quotation to the message it stands in, and gives the words of a letter
 * ("the letter said") to the one who sent it. */
void quotations_link_messages(Document *doc);

#endif
