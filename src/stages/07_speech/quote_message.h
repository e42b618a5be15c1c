/* Which message a quotation stands in. */
#ifndef SPEECH_QUOTE_MESSAGE_H
#define SPEECH_QUOTE_MESSAGE_H

#include "message_data.h"

/* Words for where something is said that is in no letter: "in an interview" (quote_settings.tsv). */
DatelineStatus quote_settings_load(const DataFiles *files, Arena *arena, PhraseTable *out,
                                   DatelineError *err) MUST_CHECK;

/* After messages and quotations: ties each quotation to the message it was said in. */
void quotations_link_messages(const MessageData *data, const PhraseTable *settings, Document *doc,
                              Arena *scratch);

#endif
