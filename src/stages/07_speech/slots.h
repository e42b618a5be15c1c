/*
 * Finding who fills a slot of a rule. The tree is asked first; where it gives nothing, the order of
 * words decides: English news keeps subject, verb, recipient and noun in few orders.
 */
#ifndef SPEECH_SLOTS_H
#define SPEECH_SLOTS_H

#include "parties.h"

/* What a rule is being tried on. */
typedef struct Cue {
    const VerbCue *verb; /* NULL for a noun rule */
    const NounCue *noun; /* NULL if the verb has none */
    uint32_t governor;   /* verb of the clause an adjunct noun belongs to; NONE */
} Cue;

bool slot_fill(const Scene *scene, const Cue *cue, Slot slot, Filling *out);

/* The noun that stands at this place of the cue's verb; NULL if none does. */
const NounCue *find_noun(const Scene *scene, const VerbCue *verb, NounPlace place);
/* Is the noun within "in a letter", "with his message"? Finds the verb it belongs to, or NONE. */
bool noun_is_adjunct(const Scene *scene, const NounCue *noun, uint32_t *out_governor);
/* The token where the noun's phrase starts: "his New Year's" before "greeting". */
uint32_t noun_phrase_start(const Scene *scene, const NounCue *noun);
/* The nearest verb before a token; NONE. */
uint32_t verb_before(const Scene *scene, uint32_t token);
/* Who does what a verb says, by the tree, else by the words before it. */
bool subject_of_verb(const Scene *scene, uint32_t verb, Filling *out);
/* By the words before it alone; *out_aside: the token where an aside between them starts; NONE. */
bool subject_by_order(const Scene *scene, uint32_t verb, uint32_t *out_aside, Filling *out);
/* Is what fills a slot within "of ..." or the like, so that it does not act itself? */
bool hangs_on_preposition(const Scene *scene, const Filling *filling);
/* The state whose envoy the cue's verb summons. */
bool envoy_fill(const Scene *scene, const Cue *cue, Filling *out);

#endif
