#include "model/parse_state.h"

#define ROOT_WORD 11u /* what features see where there is no word */
#define NOTHING_WORD 13u

static void init_node(ParseNode *node, uint32_t nothing)
{
    *node = (ParseNode){.label = NO_LABEL, .head = nothing, .tag = 255, .left1 = nothing,
                        .left2 = nothing, .right1 = nothing, .right2 = nothing};
}

void state_init(ParseState *state, const SyntaxWord *words, const WordAtoms *atoms, uint32_t count)
{
    state->count = count;
    state->next = 0;
    state->depth = 1;
    state->stack[0] = count;
    for (uint32_t i = 0; i < count + 2; i++) init_node(&state->nodes[i], count + 1);
    for (uint32_t i = 0; i < count; i++) {
        state->nodes[i].lower = atoms[i].lower;
        state->nodes[i].cluster = atoms[i].cluster;
        state->nodes[i].tag = words[i].tag;
    }
    state->nodes[count].lower = ROOT_WORD;
    state->nodes[count + 1].lower = NOTHING_WORD;
}

bool state_is_final(const ParseState *state)
{
    return state->depth == 1 && state->next == state->count;
}

bool state_allows(const ParseState *state, Move move)
{
    bool has_next = state->next < state->count;
    switch (move) {
    case MOVE_SHIFT: return has_next;
    case MOVE_LEFT: return has_next && state->depth > 1;
    case MOVE_RIGHT: return state->depth > 2 || (state->depth == 2 && !has_next);
    }
    return false;
}

static void add_left_child(ParseState *state, uint32_t head, uint32_t child, uint32_t label)
{
    ParseNode *node = &state->nodes[head];
    node->left2 = node->left1; /* children come from the inside out */
    node->left1 = child;
    node->left_count++;
    node->left_labels |= UINT64_C(1) << label;
}

static void add_right_child(ParseState *state, uint32_t head, uint32_t child, uint32_t label)
{
    ParseNode *node = &state->nodes[head];
    node->right2 = node->right1;
    node->right1 = child;
    node->right_count++;
    node->right_labels |= UINT64_C(1) << label;
}

void state_apply(ParseState *state, Move move, uint32_t label)
{
    assert(state_allows(state, move));
    if (move == MOVE_SHIFT) {
        state->stack[state->depth++] = state->next++;
        return;
    }
    uint32_t child = state->stack[--state->depth];
    uint32_t head = move == MOVE_LEFT ? state->next : state->stack[state->depth - 1];
    if (head == state_root(state)) label = LABEL_ROOT;
    state->nodes[child].head = head;
    state->nodes[child].label = label;
    if (move == MOVE_LEFT)
        add_left_child(state, head, child, label);
    else
        add_right_child(state, head, child, label);
}
