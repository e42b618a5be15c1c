/*
 * What a text tells of two parties that somebody names: the question and the answer.
 *
 *     "Norland's army shelled the port of Sudland."   source "Norland", target "Sudland"
 *     ASSAULT 190, source to target, asserted, .97; joined by "shelled"
 */
#ifndef RECORD_RELATION_H
#define RECORD_RELATION_H

#include "record/records.h"

typedef enum RelationSide { RELATION_SOURCE, RELATION_TARGET, RELATION_SIDES } RelationSide;

/* Where the party is to be looked for; what is empty is not known. */
typedef struct RelationParty {
    Span place;  /* marked by whoever asks: bytes of the clean text */
    Str words;   /* "the Norlandic army" */
    Str key;     /* of the actor that these words mean: "state:NOR" */
    Str country; /* of that actor, where it is a state or its government */
} RelationParty;

typedef struct RelationQuestion {
    RelationParty parties[RELATION_SIDES];
    bool needs_one; /* something happens between the two, whatever the text seems to say */
} RelationQuestion;

/* Who does it to whom. X(suffix, printed name) */
#define RELATION_WAY_LIST(X)                                                                       \
    X(FORWARD, "->") X(BACKWARD, "<-") X(MUTUAL, "<->")

typedef enum RelationWay {
#define X(suffix, name) RELATION_##suffix,
    RELATION_WAY_LIST(X) RELATION_WAYS
#undef X
} RelationWay;

/* Probabilities that sum to 1. */
typedef struct RelationScores {
    float none;
    float types[RELATION_WAYS][PLOVER_COUNT]; /* of PLOVER_NONE: 0 */
} RelationScores;

/* What the code book has of the two. */
typedef struct RelationTold {
    const Event *event; /* the surest between them; NULL: none */
    RelationWay way;
} RelationTold;

typedef struct RelationAnswer {
    Span places[RELATION_SIDES]; /* empty: the text does not name the party */
    PloverType type;             /* PLOVER_NONE: nothing that the text tells */
    uint32_t quad;               /* its class by PLOVER's table, of relation_quad_name; 0: of none */
    RelationWay way;
    Str mode;
    Str cameo;
    Status status;
    Span joining; /* the word that tells it; empty: there is none */
    Provenance by;
    RelationScores scores;  /* what each answer weighs in the end */
    RelationScores learnt;  /* what the learnt relations gave it */
    RelationTold told;
} RelationAnswer;

const char *relation_way_name(RelationWay way);
/* "verbal cooperation" of 1; empty of 0. The side is its last word. */
const char *relation_quad_name(uint32_t quad);
const char *relation_side_name(uint32_t quad);

#endif
