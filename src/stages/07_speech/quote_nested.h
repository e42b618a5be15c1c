/* Words within words. */
#ifndef SPEECH_QUOTE_NESTED_H
#define SPEECH_QUOTE_NESTED_H

#include "quote_work.h"

/* 'He told me, "Go."' inside another's quotation: the inner marks, with their own speaker. */
void quote_take_nested(QuoteWork *work);
/* A clause that another says within words that are recorded already. */
bool quote_is_of_another(const QuoteWork *work, const QuoteFrame *frame, const Quotation *outer);
/* The nearest quotation that holds this one and its cue, by another speaker; NONE. */
uint32_t quote_outer_of(const Document *doc, uint32_t index);

#endif
