/* The bounds of a clause that a cue brings in. */
#ifndef SPEECH_QUOTE_CLAUSE_H
#define SPEECH_QUOTE_CLAUSE_H

#include "quote_work.h"

#define WIDEST_LEAD_IN_TOKENS 16 /* from a cue to what it brings in */

/* What stands right of the cue, past addressee, dates and "that", up to another's words. is_inset:
 * the cue is set into the clause, which goes on behind a comma. */
TokenRange quote_clause_bounds(const QuoteWork *work, const QuoteFrame *frame,
                               const QuoteFrames *frames, bool is_inset);
/* Never through the middle of a quotation, and no mark left hanging. */
uint32_t quote_clause_include_runs(const QuoteWork *work, uint32_t end, uint32_t sentence_end);
/* "…, and told the police": joined to a verb before it, whose subject is its own too. */
bool quote_clause_is_joined(const QuoteWork *work, uint32_t verb);
/* "Although they moved, they maintain …": what begins at a token is no more than the circumstance
 * of the verb behind it. */
bool quote_clause_is_adverbial(const QuoteWork *work, uint32_t verb, uint32_t first);

#endif
