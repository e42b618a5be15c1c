#include "model/parser.h"

#include "model/parse_features.h"

static void find_best(const int32_t *scores, uint32_t first, uint32_t end, uint32_t *best)
{
    for (uint32_t i = first; i < end; i++)
        if (*best == UINT32_MAX || scores[i] > scores[*best]) *best = i;
}

uint32_t parser_best_class(const ParseState *state, const int32_t *scores, uint32_t relation_count)
{
    uint32_t best = UINT32_MAX;
    if (state_allows(state, MOVE_SHIFT)) best = 0;
    if (state_allows(state, MOVE_LEFT)) find_best(scores, 1, relation_count, &best);
    if (state_allows(state, MOVE_RIGHT))
        find_best(scores, relation_count, 2 * relation_count - 1, &best);
    assert(best != UINT32_MAX);
    return best;
}

static void store(const ParseState *state, SyntaxWord *words)
{
    for (uint32_t i = 0; i < state->count; i++) {
        uint32_t head = state->nodes[i].head;
        words[i].head = head == state_root(state) ? SYNTAX_ROOT : head;
        words[i].relation = (uint8_t)state->nodes[i].label;
    }
}

void parser_run(const WeightTable *weights, uint32_t relation_count, ParseState *state,
                SyntaxWord *words)
{
    int32_t scores[MOST_CLASSES];
    FeatureList features;
    while (!state_is_final(state)) {
        if (state->depth == 1) { /* only SHIFT is possible */
            state_apply(state, MOVE_SHIFT, 0);
            continue;
        }
        parse_features(state, &features);
        weights_score(weights, &features, scores);
        uint32_t best = parser_best_class(state, scores, relation_count);
        state_apply(state, class_move(best, relation_count), class_label(best, relation_count));
    }
    store(state, words);
}
