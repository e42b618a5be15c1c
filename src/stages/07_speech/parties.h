/*
 * From words to parties: who stands at a place of the sentence, with all that is coordinated.
 *
 *     "to the leaders of Russia, Cuba and Nepal"  ->  Russia, Cuba, Nepal
 *     "to his Russian counterpart, Vladimir Putin" -> Vladimir Putin
 *     "The two leaders"                           ->  the members of the collective
 */
#ifndef SPEECH_PARTIES_H
#define SPEECH_PARTIES_H

#include "scene.h"

/* What a slot was filled with. */
typedef struct Filling {
    PartyList parties;
    uint32_t first, end; /* tokens that name them */
    bool is_from_tree;   /* else from the order of words */
} Filling;

/* Can this mention send or receive anything: a person, a state, an office, an organisation? */
bool mention_is_party(const Scene *scene, const Mention *mention);

/* The parties whose name starts at `token`, past articles, adjectives, possessors and plain nouns
 * ("counterpart"), with what is coordinated to the right. False if no party starts before `limit`. */
bool parties_right(const Scene *scene, uint32_t token, uint32_t limit, Filling *out);
/* The parties whose name ends just before `token`, with what is coordinated to the left. */
bool parties_left(const Scene *scene, uint32_t token, Filling *out);
/* The parties named by the phrase that holds this token. */
bool parties_at(const Scene *scene, uint32_t token, Filling *out);
/* Only the mention itself, nothing coordinated. */
bool parties_of_mention(const Scene *scene, uint32_t mention, Filling *out);

bool party_list_has(const PartyList *list, uint32_t actor);

#endif
