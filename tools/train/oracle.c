#include "oracle.h"

#include "model/syntax_model.h"

static bool is_below(const uint32_t *heads, uint32_t count, uint32_t word, uint32_t ancestor)
{
    for (uint32_t steps = 0; word < count && steps <= count; steps++) {
        if (word == ancestor) return true;
        word = heads[word];
    }
    return word == ancestor;
}

/* The arc to `child` is projective if everything between hangs below its head. */
static bool is_projective(const uint32_t *heads, uint32_t count, uint32_t child)
{
    uint32_t head = heads[child];
    if (head == count) head = UINT32_MAX; /* ROOT stands before all words */
    uint32_t first = head == UINT32_MAX ? 0 : (head < child ? head + 1 : child + 1);
    uint32_t end = head == UINT32_MAX ? child : (head < child ? child : head);
    for (uint32_t i = first; i < end; i++)
        if (!is_below(heads, count, i, heads[child])) return false;
    return true;
}

static uint32_t find_crossing(const uint32_t *heads, uint32_t count)
{
    uint32_t best = UINT32_MAX;
    uint32_t best_len = UINT32_MAX;
    for (uint32_t i = 0; i < count; i++) {
        if (heads[i] == count || is_projective(heads, count, i)) continue;
        uint32_t len = heads[i] > i ? heads[i] - i : i - heads[i];
        if (len >= best_len) continue;
        best = i;
        best_len = len;
    }
    return best;
}

void oracle_heads(const GoldSentence *sentence, uint32_t *heads)
{
    uint32_t count = sentence->count;
    for (uint32_t i = 0; i < count; i++)
        heads[i] = sentence->words[i].head == SYNTAX_ROOT ? count : sentence->words[i].head;
    for (;;) {
        uint32_t child = find_crossing(heads, count);
        if (child == UINT32_MAX || heads[child] == count || heads[heads[child]] == count) return;
        heads[child] = heads[heads[child]];
    }
}

static uint32_t children_to_come(const ParseState *state, const uint32_t *heads, uint32_t word)
{
    uint32_t children = 0;
    for (uint32_t i = state->next; i < state->count; i++) children += heads[i] == word;
    return children;
}

static uint32_t cost_of_shift(const ParseState *state, const uint32_t *heads)
{
    uint32_t cost = 0;
    uint32_t next = state->next;
    for (uint32_t i = 0; i < state->depth; i++) {
        uint32_t word = state->stack[i];
        bool is_top = i + 1 == state->depth;
        cost += word != state_root(state) && heads[word] == next;
        cost += !is_top && heads[next] == word;
    }
    return cost;
}

static uint32_t cost_of_left(const ParseState *state, const uint32_t *heads)
{
    uint32_t s0 = state_stack(state, 0);
    uint32_t head = heads[s0];
    bool loses_head = head == state_stack(state, 1) || (head > state->next && head < state->count);
    return children_to_come(state, heads, s0) + loses_head;
}

static uint32_t cost_of_right(const ParseState *state, const uint32_t *heads)
{
    uint32_t s0 = state_stack(state, 0);
    bool loses_head = heads[s0] >= state->next && heads[s0] < state->count;
    return children_to_come(state, heads, s0) + loses_head;
}

static uint32_t cost_of(const ParseState *state, const uint32_t *heads, Move move)
{
    if (!state_allows(state, move)) return UINT32_MAX;
    switch (move) {
    case MOVE_SHIFT: return cost_of_shift(state, heads);
    case MOVE_LEFT: return cost_of_left(state, heads);
    case MOVE_RIGHT: return cost_of_right(state, heads);
    }
    return UINT32_MAX;
}

static void allow_arc(const ParseState *state, const GoldSentence *sentence, const uint32_t *heads,
                      Move move, uint32_t relation_count, bool *good)
{
    uint32_t child = state_stack(state, 0);
    uint32_t head = move == MOVE_LEFT ? state->next : state_stack(state, 1);
    uint32_t gold = sentence->words[child].relation_number;
    bool is_gold = heads[child] == head && gold != LABEL_ROOT;
    for (uint32_t label = 1; label < relation_count; label++)
        good[class_of(move, label, relation_count)] = !is_gold || label == gold;
}

void oracle_classes(const ParseState *state, const GoldSentence *sentence, const uint32_t *heads,
                    uint32_t relation_count, bool *good)
{
    uint32_t costs[3];
    uint32_t least = UINT32_MAX;
    for (uint32_t move = 0; move < 3; move++) {
        costs[move] = cost_of(state, heads, (Move)move);
        if (costs[move] < least) least = costs[move];
    }
    memset(good, 0, (2 * relation_count - 1) * sizeof *good);
    if (costs[MOVE_SHIFT] == least) good[0] = true;
    if (costs[MOVE_LEFT] == least)
        allow_arc(state, sentence, heads, MOVE_LEFT, relation_count, good);
    if (costs[MOVE_RIGHT] == least)
        allow_arc(state, sentence, heads, MOVE_RIGHT, relation_count, good);
}
