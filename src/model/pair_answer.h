/* What a model says of two parties: which relation, and who of the two does it to whom. */
#ifndef MODEL_PAIR_ANSWER_H
#define MODEL_PAIR_ANSWER_H

#define PAIR_TYPES 16u /* of PLOVER, in the order of PloverType, from AGREE on */

typedef enum PairWay {
    PAIR_FORWARD, /* the first does it to the second */
    PAIR_BACKWARD,
    PAIR_MUTUAL,
    PAIR_WAY_COUNT
} PairWay;

/* Probabilities that sum to 1. */
typedef struct PairAnswer {
    float none;
    float types[PAIR_WAY_COUNT][PAIR_TYPES];
} PairAnswer;

#endif
