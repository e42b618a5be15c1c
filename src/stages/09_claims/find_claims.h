/* Claims of a document, after its figures. */
#ifndef CLAIMS_FIND_CLAIMS_H
#define CLAIMS_FIND_CLAIMS_H

#include "ground.h"

void claims_find(const Ground *ground);

#endif
