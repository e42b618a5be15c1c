/*
 * Tokens of one paragraph to sentences.
 *
 * Rules say what is certain: "We met. They left." has an end after the first stop, "Gen. Lee" has
 * none, nor has "SEOUL, Dec. 27. /ABC/." What is not, a judge decides from the words around: ends
 * that no mark shows ("Best regards, | Ana Moreno"), "!" and "..." and "?" within a sentence,
 * colons, what follows a quotation.
 */
#ifndef SEGMENT_SENTENCES_H
#define SEGMENT_SENTENCES_H

#include "cues.h"
#include "lexicon.h"

/* A longer one is cut, so that the stages after may cost more than linear time in a sentence: the parser looks at each
 * pair of its words, and a page of brackets that never ends cost twice as much a word as news (600 tokens). Of 42,536
 * sentences of news one was longer. */
#define LONGEST_SENTENCE_TOKENS 240

typedef struct EndJudge {
    bool (*ends)(const void *self, const Gap *gap);
    const void *self;
} EndJudge;

/* Parts the tokens of the line, which no other sentence holds; block may be NONE. */
void sentences_split(const SegmentLexicon *lexicon, const EndJudge *judge, Document *doc,
                     const CueLine *line, uint32_t block);

#endif
