/* Voices and channels of quotations. */
#ifndef SPEECH_QUOTE_LINKS_H
#define SPEECH_QUOTE_LINKS_H

#include "quote_work.h"
#include "scene.h"

/* Where the words around do not tell who speaks: who "I" is in it. */
void quotations_hear_first_persons(const QuoteWork *work);
/* Said by the speaker, passed on by whom the sentence names, printed by the outlet. */
void quotations_build_chains(const Staging *staging, Document *doc, Arena *scratch);

#endif
