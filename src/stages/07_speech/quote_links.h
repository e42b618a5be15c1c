/* Channels and messages of quotations. */
#ifndef SPEECH_QUOTE_LINKS_H
#define SPEECH_QUOTE_LINKS_H

#include "message_data.h"
#include "quote_work.h"

/* Where the words around do not tell who speaks: who "I" is in it. */
void quotations_hear_first_persons(const QuoteWork *work);
/* Said by the speaker, passed on by whom the sentence names, printed by the outlet. */
void quotations_build_chains(const MessageData *messages, Document *doc, Arena *scratch);
/* After messages: ties each quotation to the message it stands in, and gives the words of a letter
 * ("the letter said") to the one who sent it. */
void quotations_link_messages(Document *doc);

#endif
