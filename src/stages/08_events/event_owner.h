/* The actors of a noun: by its own mention, or by who it belongs to. */
#ifndef EVENTS_EVENT_OWNER_H
#define EVENTS_EVENT_OWNER_H

#include "event_args.h"

typedef struct FoundParties {
    PartyList parties;
    uint32_t place;  /* mention of a place that stands where a party could: "shelled Portville" */
    bool is_shared;  /* the sources are among them: "between Norland and Sudland" */
    bool is_of_words; /* looked for is who is praised or blamed */
    bool is_patient; /* the place bears the deed, it is not only where that is done */
} FoundParties;

/* Whether the actor is of a kind that does anything; media are done to, but only report. */
bool event_can_act(const EventWork *work, uint32_t actor, bool is_target);
/* Whether the list has the party: by its actor, or where nobody knows who it is by its words. */
bool event_has_party(const PartyList *list, Party party);
/* Each adds what it finds to out; a place is noted instead. mention, token: NONE adds nothing. */
void event_add_mention(const EventWork *work, uint32_t mention, bool is_target, FoundParties *out);
/* The token's mention and those of the words set beside it: "Norland and Sudland". */
void event_add_conjuncts(const EventWork *work, uint32_t token, bool is_target, FoundParties *out);
/* Mentions in the words right before a noun: "Israeli", "US" and "China" of "US-China talks". */
void event_add_modifiers(const EventWork *work, uint32_t noun, bool is_target, FoundParties *out);
/* "Israel's strike", "the Israeli strike", "the strike by Israel"; depth: how many nouns may stand between. */
void event_add_owner(const EventWork *work, uint32_t noun, bool is_target, uint32_t depth, FoundParties *out);
/* Whether people or things in numbers bear a nation's name: "Saudi agents", "Israeli bulldozers". */
bool event_is_of_nation(const EventWork *work, uint32_t noun);
/* The possessor by the tree, else by the order of the words; NONE. */
uint32_t event_possessor(const EventWork *work, uint32_t noun);

#endif
