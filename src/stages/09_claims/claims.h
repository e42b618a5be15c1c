/* Who holds what to be so, and the figures. */
#ifndef STAGES_CLAIMS_H
#define STAGES_CLAIMS_H

#include "record/stage.h"

extern const Stage stage_claims;

#endif
