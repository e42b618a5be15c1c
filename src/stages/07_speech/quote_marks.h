/*
 * Pairs of quotation marks.
 *
 * A mark opens or closes as the segment stage told; here each opening mark finds the closing one of
 * its kind in the same block. Marks inside a quotation belong to what was said and are passed over.
 * A quotation that runs over several paragraphs opens each of them anew and closes only in the
 * last: it becomes one quoted run a paragraph, each marked as going on.
 */
#ifndef SPEECH_QUOTE_MARKS_H
#define SPEECH_QUOTE_MARKS_H

#include "record/document.h"

typedef struct QuotedRun {
    TokenRange tokens; /* with the marks */
    bool is_closed;    /* false: the next paragraph goes on */
    bool goes_on;      /* the run before was not closed */
    uint32_t words;    /* inside, without punctuation */
    bool has_verb;
    bool is_used; /* some record holds it */
} QuotedRun;

typedef List(QuotedRun) QuotedRuns;

/* Token after the mark that closes the one that opens at a token, before a limit; NONE if nothing
 * opens there or nothing closes it. */
uint32_t quote_marks_end(const Document *doc, uint32_t token, uint32_t limit);
/* Counts what stands in a run. */
void quote_marks_count(const Document *doc, QuotedRun *run);
void quote_marks_pair(const Document *doc, Arena *scratch, QuotedRuns *out);

#endif
