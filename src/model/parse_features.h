/*
 * What the parser looks at before a move: the top of the stack, the next words, their children so
 * far; each alone and together (after Zhang and Nivre 2011, for the arc-hybrid system).
 */
#ifndef MODEL_PARSE_FEATURES_H
#define MODEL_PARSE_FEATURES_H

#include "model/parse_state.h"

void parse_features(const ParseState *state, FeatureList *out);

#endif
