/*
 * Who holds a claim: parties from a nominal, with all that is coordinated and what it stands for.
 *
 *     "South Korea, the US and NATO"     three parties
 *     "Iranian and Syrian officials"     Iran, Syria (by their nationalities)
 *     "a statement by the ministry"      the ministry
 */
#ifndef CLAIMS_HOLDERS_H
#define CLAIMS_HOLDERS_H

#include "ground.h"

#define MOST_HOLDERS 16

typedef struct Holders {
    PartyList parties;
    TokenRange tokens; /* of the words that name them; empty if there are none */
} Holders;

/* All subjects of a verb, the one understood if it has none of its own; of a passive its agent. */
Holders holders_of_verb(const Ground *ground, uint32_t verb);
Holders holders_of_nominal(const Ground *ground, uint32_t nominal);

#endif
