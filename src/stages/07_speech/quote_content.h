/* From a cue to the words that it brings in. */
#ifndef SPEECH_QUOTE_CONTENT_H
#define SPEECH_QUOTE_CONTENT_H

#include "quote_work.h"

/* Adds a quotation; its runs count as used. frame NULL: nobody is known to say it. */
Quotation *quote_add(QuoteWork *work, TokenRange content, QuotationKind kind,
                     const QuoteFrame *frame, QuoteRule rule);

/* Words that a verb or a noun of saying brings in, in marks or in a clause. */
void quote_take_saying(QuoteWork *work, const QuoteFrame *frame, const QuoteFrames *frames);
/* "X was quoted as saying …": the words belong to the subject of the passive. */
bool quote_is_cited(const QuoteWork *work, const QuoteFrame *frame);
void quote_take_cited(QuoteWork *work, const QuoteFrame *frame);
/* "according to X" holds what no other cue of the sentence holds. */
void quote_take_according(QuoteWork *work, const QuoteFrame *frame);

/* Quoted runs that no cue took; quote_free.c. */
void quote_take_fragments(QuoteWork *work, uint32_t sentence, const QuoteFrames *frames);
/* After all sentences. */
void quote_take_free_runs(QuoteWork *work);

/* First token of a sentence after its dateline and a leading conjunction. */
uint32_t quote_content_start(const QuoteWork *work, TokenRange sentence);
uint32_t quote_actor_of(const QuoteWork *work, uint32_t mention);
bool quote_is_media(const QuoteWork *work, uint32_t mention);

static inline uint32_t quote_block_of(const QuoteWork *work, uint32_t token)
{
    return work->doc->sentences.items[quote_token(work, token)->sentence].block;
}

static inline TokenRange quote_sentence_tokens(const QuoteWork *work, uint32_t token)
{
    return work->doc->sentences.items[quote_token(work, token)->sentence].tokens;
}

#endif
