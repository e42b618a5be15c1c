/*
 * The state of a parse, and the three moves that change it (the arc-hybrid system):
 *
 *     stack  ROOT ... s1 s0  |  b0 b1 ...  what is still to come
 *
 *     SHIFT   b0 goes on the stack
 *     LEFT    s0 becomes a child of b0, and leaves
 *     RIGHT   s0 becomes a child of s1, and leaves
 *
 * Each word is put on the stack once and taken off once, so that a sentence of n words takes 2n
 * moves. A word becomes the child of ROOT only at the very end, so that there is one root.
 */
#ifndef MODEL_PARSE_STATE_H
#define MODEL_PARSE_STATE_H

#include "model/features.h"

typedef enum Move { MOVE_SHIFT, MOVE_LEFT, MOVE_RIGHT } Move;

#define LABEL_ROOT 0u      /* the first relation of a model is "root" */
#define MOST_RELATIONS 64u /* children's relations are kept as a set of bits */
#define NO_LABEL 255u

/* A word and its children so far; nodes[count] is ROOT, nodes[count + 1] stands for no word. */
typedef struct ParseNode {
    uint32_t lower;
    uint32_t cluster;
    uint32_t tag;
    uint32_t label;
    uint32_t head;
    uint32_t left1; /* outermost child on the left, and the next; NOTHING if there is none */
    uint32_t left2;
    uint32_t right1; /* outermost child on the right, and the one before it */
    uint32_t right2;
    uint32_t left_count;
    uint32_t right_count;
    uint64_t left_labels; /* bit n: has a child on the left with label n */
    uint64_t right_labels;
} ParseNode;

typedef struct ParseState {
    uint32_t count; /* of words */
    uint32_t next;  /* b0; count: nothing is left */
    uint32_t depth; /* of the stack, ROOT included */
    uint32_t *stack;
    ParseNode *nodes;
} ParseState;

static inline uint32_t state_root(const ParseState *state)
{
    return state->count;
}

static inline uint32_t state_nothing(const ParseState *state)
{
    return state->count + 1;
}

/* The word `down` places below the top of the stack, or nothing. */
static inline uint32_t state_stack(const ParseState *state, uint32_t down)
{
    return down < state->depth ? state->stack[state->depth - 1 - down] : state_nothing(state);
}

/* The word `on` places after b0, or nothing. */
static inline uint32_t state_buffer(const ParseState *state, uint32_t on)
{
    return on < state->count - state->next ? state->next + on : state_nothing(state);
}

/* Room for a sentence of so many words. */
#define STATE_STACK_ITEMS(longest) ((longest) + 1)
#define STATE_NODE_ITEMS(longest) ((longest) + 2)

void state_init(ParseState *state, const SyntaxWord *words, const WordAtoms *atoms,
                uint32_t count);
bool state_is_final(const ParseState *state);
bool state_allows(const ParseState *state, Move move);
/* label is ignored by SHIFT; RIGHT to ROOT always makes LABEL_ROOT. */
void state_apply(ParseState *state, Move move, uint32_t label);

/* Classes of the parser's weights: SHIFT, then LEFT with each label, then RIGHT with each; the
 * root's label is in neither, as that arc is never chosen but left over. */
static inline uint32_t class_of(Move move, uint32_t label, uint32_t relation_count)
{
    if (move == MOVE_SHIFT) return 0;
    return (move == MOVE_LEFT ? 0 : relation_count - 1) + label;
}

static inline Move class_move(uint32_t class_number, uint32_t relation_count)
{
    if (class_number == 0) return MOVE_SHIFT;
    return class_number < relation_count ? MOVE_LEFT : MOVE_RIGHT;
}

static inline uint32_t class_label(uint32_t class_number, uint32_t relation_count)
{
    return class_number < relation_count ? class_number : class_number - (relation_count - 1);
}

#endif
