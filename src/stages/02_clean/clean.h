/* Page bytes to clean text, with a map back, blocks and metadata. */
#ifndef STAGES_CLEAN_H
#define STAGES_CLEAN_H

#include "record/stage.h"

extern const Stage stage_clean;

#endif
