/* Which message a quotation stands in. */
#ifndef SPEECH_QUOTE_MESSAGE_H
#define SPEECH_QUOTE_MESSAGE_H

#include "quote_data.h"
#include "scene.h"

/* After messages and quotations: ties each quotation to the message it was said in. */
void quotations_link_messages(const Staging *staging, const QuoteMedia *media, Document *doc,
                              Arena *scratch);

#endif
