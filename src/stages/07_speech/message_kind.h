/*
 * What kind of message a report tells of, and on which occasion.
 *
 *     "wrote to congratulate him on his birthday"    congratulation, occasion birthday
 *     "wrote that he was deeply saddened"            condolence
 */
#ifndef SPEECH_MESSAGE_KIND_H
#define SPEECH_MESSAGE_KIND_H

#include "slots.h"

/* Messages of one family may be the same one: a letter is no phone call. */
bool kinds_are_compatible(MessageKind a, MessageKind b);
/* Does the kind say no more of what it is for than that it is a message? */
bool kind_is_neutral(MessageKind kind);
/* "wished him a happy New Year": the verb wishes, and an occasion follows. */
bool occasion_is_after(const Scene *scene, const VerbCue *verb);
/* Writes kind and occasion. range: the tokens that the report rests on. */
void message_set_kind(const Scene *scene, const MessageRule *rule, const Cue *cue,
                      TokenRange range, Message *message);

#endif
