/* Words that tell who or what a name is, kept as records. */
#ifndef STAGES_INTRODUCTIONS_H
#define STAGES_INTRODUCTIONS_H

#include "record/stage.h"

extern const Stage stage_introductions;

#endif
