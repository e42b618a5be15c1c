/* What is left of the metadata: the outlet from the address, the title from the headline, the
 * language from the words. */
#ifndef CLEAN_SITE_H
#define CLEAN_SITE_H

#include "lexicon.h"

void site_complete(Document *doc, const Lexicon *lexicon);

#endif
