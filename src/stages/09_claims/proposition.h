/*
 * What is claimed: the words of a clause or of a noun that stands for one.
 *
 *     "claimed that [Pyongyang sent troops]"      a clause
 *     "denied reports that [Iran detained them]"  a clause below a noun
 *     "denied [such claims]"                      words for it
 */
#ifndef CLAIMS_PROPOSITION_H
#define CLAIMS_PROPOSITION_H

#include "ground.h"

typedef struct Proposition {
    TokenRange tokens;  /* empty: none was found */
    uint32_t predicate; /* of the clause; NONE for a mere noun */
    uint32_t noun;      /* the word for it: "claims"; NONE */
} Proposition;

Proposition proposition_of_verb(const Ground *ground, uint32_t verb);
/* The target and what it is accused of. */
Proposition proposition_of_accusation(const Ground *ground, uint32_t verb);
/* What "that ...", "of ..." or "on ..." adds to a noun. */
Proposition proposition_of_noun(const Ground *ground, uint32_t noun);
/* The clause an aside ("according to ...", "..., he claims") is added to, without the aside. */
Proposition proposition_around(const Ground *ground, uint32_t predicate, TokenRange aside);

/* All of the sentence before an aside at its end: "[Three were hurt], the minister said." */
Proposition proposition_before(const Ground *ground, TokenRange aside);

static inline bool proposition_is_empty(const Proposition *proposition)
{
    return proposition->tokens.first == proposition->tokens.end;
}

#endif
