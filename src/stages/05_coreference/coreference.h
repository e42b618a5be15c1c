/* Names, nouns and pronouns to chains that refer to the same. */
#ifndef STAGES_COREFERENCE_H
#define STAGES_COREFERENCE_H

#include "record/stage.h"

extern const Stage stage_coreference;

#endif
