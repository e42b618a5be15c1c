/* One paragraph of text to tokens and sentences. */
#ifndef SEGMENT_PARAGRAPH_H
#define SEGMENT_PARAGRAPH_H

#include "doubts.h"
#include "glue.h"
#include "sentences.h"

typedef struct Segmenter {
    const SegmentLexicon *lexicon;
    EndJudge ends;
    WordJudge words;
    WordCounts counts; /* its arena is also that of what is needed for one paragraph */
} Segmenter;

/* Adds the tokens and sentences of text[span) to the document; block may be NONE. */
void segment_paragraph(Segmenter *segmenter, Document *doc, Span span, uint32_t block);
/* The whole text, where an empty line parts paragraphs. */
void segment_text(Segmenter *segmenter, Document *doc);

#endif
