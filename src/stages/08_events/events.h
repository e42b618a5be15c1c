/* Who did what to whom, by the code book. */
#ifndef STAGES_EVENTS_H
#define STAGES_EVENTS_H

#include "record/stage.h"

extern const Stage stage_events;

#endif
