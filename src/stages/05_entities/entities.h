/* Names, titles and pronouns to actors. */
#ifndef STAGES_ENTITIES_H
#define STAGES_ENTITIES_H

#include "record/stage.h"

extern const Stage stage_entities;

#endif
