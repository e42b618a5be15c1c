/*
 * The speaker's own words in two wordings of one saying.
 *
 *     "stood in the same trench"              cut from one sentence: no conflict
 *     "stood in the same trench for ever"
 *     "stood in the same ditch for good"      other words: one of the two is not what was said
 */
#ifndef LEDGER_QUOTED_WORDS_H
#define LEDGER_QUOTED_WORDS_H

#include "ledger/terms.h"

/* Two outlets give the same sentence as the speaker's own words, and the words differ: not cut
 * shorter, but other ones. Only what stands in quotation marks counts. */
bool variants_differ(const LedgerData *data, Str a, Str b);
/* What stands between the first opening and the last closing quotation mark; empty if nothing. */
Str variant_quoted_part(Str text);

#endif
