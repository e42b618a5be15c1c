/* What is left of the metadata: the outlet from the address, the title from the headline, the
 * language from the words. */
#ifndef CLEAN_SITE_H
#define CLEAN_SITE_H

#include "lexicon.h"
#include "work.h"

/* "https://www.example.org:443/news/1" is of example.org; empty if it is no address. */
Str site_host(Str url);

void site_complete(Work *work, const Lexicon *lexicon);

#endif
