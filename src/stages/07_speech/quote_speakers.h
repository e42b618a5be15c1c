/* Who a cue makes speak, as a token and as the words that name him. */
#ifndef SPEECH_QUOTE_SPEAKERS_H
#define SPEECH_QUOTE_SPEAKERS_H

#include "quote_work.h"

/* The head of the phrase that speaks by a verb: its subject, or who stands behind "by"; of "was
 * quoted as saying" (is_cited) always the subject. NONE. */
uint32_t quote_speaker_of_verb(const QuoteWork *work, uint32_t verb, TokenRange sentence,
                               bool is_cited);
/* Who stands behind "according to". */
uint32_t quote_speaker_after(const QuoteWork *work, uint32_t token, uint32_t end);
/* The mention of who is meant: of "their spokesman, Ann Lee" the name. NONE: nobody by name. */
uint32_t quote_speaker_mention(const QuoteWork *work, uint32_t speaker);
/* The words that name a speaker, on his side of the cue: the noun phrase with its appositions and
 * relative clauses. Empty for NONE. */
TokenRange quote_source_range(const QuoteWork *work, uint32_t speaker, TokenRange cue);
/* A statement, a letter: speaks for whoever made it. */
bool quote_is_document(const QuoteWork *work, uint32_t speaker);
/* Can what this token heads say anything? Not "it", "there", "history". */
bool quote_can_speak(const QuoteWork *work, uint32_t speaker);

#endif
