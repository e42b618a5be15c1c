/* Channels and messages of quotations. */
#ifndef SPEECH_QUOTE_LINKS_H
#define SPEECH_QUOTE_LINKS_H

#include "message_data.h"

/* Said by the speaker, passed on by whom the sentence names, printed by the outlet. */
void quotations_build_chains(const MessageData *messages, Document *doc, Arena *scratch);
/* After messages: ties each quotation to the message it stands in, and gives the words of a letter
 * ("the letter said") to the one who sent it. */
void quotations_link_messages(Document *doc);

#endif
