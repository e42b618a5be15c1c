/* Expressions of time to dates. */
#ifndef STAGES_TIME_H
#define STAGES_TIME_H

#include "record/stage.h"

extern const Stage stage_time;

#endif
