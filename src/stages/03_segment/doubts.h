/*
 * Words that may be two without an apostrophe to show it: "its" for "it's", "lets" for "let's".
 *
 *     Its late, and its owner left.     It | s | late | , | and | its | owner | left | .
 *
 * The scanner notes them (data/segment/contractions.tsv tells which); when the paragraph is read
 * to its end, a judge decides from the words around.
 */
#ifndef SEGMENT_DOUBTS_H
#define SEGMENT_DOUBTS_H

#include "cues.h"
#include "lexicon.h"

typedef struct WordJudge {
    bool (*is_two)(const void *self, const CueLine *line, uint32_t index);
    const void *self;
} WordJudge;

typedef List(uint32_t) DoubtList; /* indices of tokens, ascending */

/* Parts those of the doubtful words that are two. The line's tokens must be the document's last;
 * whether any was parted, and the line is out of date. */
bool doubts_settle(const SegmentLexicon *lexicon, const WordJudge *judge, Document *doc,
                   const CueLine *line, DoubtList *doubts);

#endif
