/* Tokens of one paragraph to sentences. */
#ifndef SEGMENT_SENTENCES_H
#define SEGMENT_SENTENCES_H

#include "lexicon.h"

/* A longer one is cut, so that the stages after may cost more than linear time in a sentence. */
#define LONGEST_SENTENCE_TOKENS 600

/* Parts the tokens of range, which no other sentence holds; block may be NONE. */
void sentences_split(const SegmentLexicon *lexicon, Document *doc, TokenRange range,
                     uint32_t block);

#endif
