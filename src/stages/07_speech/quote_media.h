/* What carries the words, and what was going on when they were said (data/speech/quote_media.tsv).
 */
#ifndef SPEECH_QUOTE_MEDIA_H
#define SPEECH_QUOTE_MEDIA_H

#include "quote_work.h"

DatelineStatus quote_media_load(const DataFiles *files, Arena *arena, QuoteMedia *out,
                                DatelineError *err) MUST_CHECK;
/* The index-th row's example; false past the last. */
bool quote_media_example(const QuoteMedia *media, uint32_t index, RuleExample *out);

/* The row whose words begin a range of tokens ("press conference"), and how many they are; NULL. */
const MediumEntry *quote_media_noun(const QuoteMedia *media, const Tree *tree, TokenRange tokens,
                                    uint32_t *out_used);
/* The row of a verb that names its medium: "tweet"; NULL. */
const MediumEntry *quote_media_verb(const QuoteMedia *media, Str lemma);

/* Medium, platform and occasion that the words around a cue tell. */
void quote_media_tell(const QuoteWork *work, const QuoteFrame *frame, Quotation *quotation);
/* "in an interview with the BBC", "in a letter to senators": whom the medium reaches, a token;
 * NONE. */
uint32_t quote_media_hearer(const QuoteWork *work, const QuoteFrame *frame);

#endif
