/* Tokens to tags, lemmas and dependencies. */
#ifndef STAGES_SYNTAX_H
#define STAGES_SYNTAX_H

#include "record/stage.h"

extern const Stage stage_syntax;

#endif
