/* Quotations with speakers, messages with parties, channel chains. */
#ifndef STAGES_SPEECH_H
#define STAGES_SPEECH_H

#include "record/stage.h"

extern const Stage stage_speech;

#endif
