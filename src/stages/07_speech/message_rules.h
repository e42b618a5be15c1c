/* Whether a message rule fits the words that it is tried on. */
#ifndef SPEECH_MESSAGE_RULES_H
#define SPEECH_MESSAGE_RULES_H

#include "slots.h"

bool rule_need_is_met(const Scene *scene, Need need, const Cue *cue);
/* Sets the cue's noun to the one that a verb rule asks for. False if it is missing. */
bool rule_find_noun(const Scene *scene, const MessageRule *rule, Cue *cue);
/* Talk and meeting words go with "hold", letters with "send". */
bool rule_noun_fits(const MessageRule *rule, const NounCue *noun);
/* Only persons can be phoned, met and told something in a letter; only a country is visited. */
bool rule_parties_fit(const Scene *scene, const MessageRule *rule, const Filling *senders,
                      const Filling *recipients);

/* "called Putin his friend": no call. */
bool call_is_naming(const Scene *scene, const Cue *cue, const Filling *senders,
                    const Filling *recipients);
/* "sent a clear message to Beijing" by doing something: nothing was written. */
bool noun_is_figurative(const Scene *scene, const NounCue *noun);
/* "meets what they expect", "called the talks good": the verb of a both-sides rule takes nothing
 * beside it but time and place. */
bool verb_takes_object(const Scene *scene, uint32_t verb);
/* "met twice this year" counts meetings; it reports none. */
bool verb_is_counted(const Scene *scene, uint32_t verb);

#endif
