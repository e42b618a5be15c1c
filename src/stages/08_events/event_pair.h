/* Two parties of a sentence, the word that joins them, and what the words around show of the three. */
#ifndef EVENTS_EVENT_PAIR_H
#define EVENTS_EVENT_PAIR_H

#include "event_args.h"
#include "model/pair_net.h"

/* Where a word stands, seen from the joining word. */
typedef enum SharedRole {
    SHARED_PREDICATE,  /* the joining word itself */
    SHARED_PARTICLE,   /* "not", "would", "down" */
    SHARED_SUBJECT,    /* of neither party */
    SHARED_OBJECT,     /* "consulates" of "Norland shut its consulates in Sudland" */
    SHARED_OBLIQUE,
    SHARED_COMPLEMENT, /* clauses below it */
    SHARED_MODIFIER,   /* "nuclear" of "a nuclear deal between Norland and Sudland" */
    SHARED_GOVERNOR,   /* what it hangs on itself */
    SHARED_BETWEEN,    /* words of content between the parties */
    SHARED_ROLE_COUNT
} SharedRole;

/* Seen from a party. */
typedef enum PartyRole {
    PARTY_HEAD,   /* its noun, if it is no name */
    PARTY_PATH,   /* between it and the joining word in the tree */
    PARTY_CASE,   /* prepositions of these */
    PARTY_BESIDE, /* what else hangs on the path */
    PARTY_ROLE_COUNT
} PartyRole;

typedef struct EventPair {
    uint32_t mentions[2]; /* in the order of the text */
    uint32_t predicate;   /* token */
} EventPair;

typedef List(EventPair) EventPairList;

/* Adds the pairs of a sentence that a word joins. */
void event_pairs_find(const EventWork *work, uint32_t sentence, EventPairList *out);
/* The word that joins two mentions, however far it is: the lowest above both; NONE if they stand in two sentences. */
uint32_t event_pair_joining(const EventWork *work, const uint32_t mentions[2]);
/* The words a sentence is read by. */
PairSentence event_pair_sentence(const EventWork *work, uint32_t sentence);
/* at: token of the document; whoever asks makes of it what pair_net.h wants. */
void event_pair_cues(const EventWork *work, const EventPair *pair, PairCues *out);
/* Whether a word is part of a name, or of a word that stands for one. */
bool event_pair_is_name(const EventWork *work, uint32_t token);
/* How many marks there are of what joins, and of a party. */
uint32_t event_pair_shared_marks(void);
uint32_t event_pair_party_marks(void);

#endif
