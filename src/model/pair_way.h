/* Who of two parties does it to whom. */
#ifndef MODEL_PAIR_WAY_H
#define MODEL_PAIR_WAY_H

typedef enum PairWay {
    PAIR_FORWARD, /* the first does it to the second */
    PAIR_BACKWARD,
    PAIR_MUTUAL,
    PAIR_WAY_COUNT
} PairWay;

#endif
