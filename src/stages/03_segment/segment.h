/* Clean text to sentences and tokens. */
#ifndef STAGES_SEGMENT_H
#define STAGES_SEGMENT_H

#include "record/stage.h"

extern const Stage stage_segment;

#endif
