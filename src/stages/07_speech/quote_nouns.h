/* Words held by a noun ("Kim's claim that …") or hedged by an adverb ("reportedly"). */
#ifndef SPEECH_QUOTE_NOUNS_H
#define SPEECH_QUOTE_NOUNS_H

#include "quote_work.h"

/* A noun of saying, or an adverb, at a token; false if there is none. */
bool quote_noun_frame(const QuoteWork *work, uint32_t token, QuoteFrame *out);
/* "Kim's claim that …", "the view of the court that …" */
void quote_take_noun(QuoteWork *work, const QuoteFrame *frame);
/* "The port has reportedly been closed.": somebody says so, nobody is told. */
void quote_take_hedged(QuoteWork *work, const QuoteFrame *frame);

#endif
