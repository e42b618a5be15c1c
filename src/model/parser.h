/* Dependencies by the best-scoring move at each step. */
#ifndef MODEL_PARSER_H
#define MODEL_PARSER_H

#include "model/parse_state.h"
#include "model/weights.h"

/* The best-scoring class among the moves the state allows. */
uint32_t parser_best_class(const ParseState *state, const int32_t *scores,
                           uint32_t relation_count);

/* state: initialised, words tagged. Sets head and relation. */
void parser_run(const WeightTable *weights, uint32_t relation_count, ParseState *state,
                SyntaxWord *words);

#endif
