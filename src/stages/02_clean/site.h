/* What is left of the metadata: the outlet from the address, the title from the headline, the
 * language from the words. */
#ifndef CLEAN_SITE_H
#define CLEAN_SITE_H

#include "lexicon.h"
#include "work.h"

/* "https://www.example.org:443/news/1" is of example.org; empty if it is no address. */
Str site_host(Str url);

/* Letters and figures alone, folded: "L-MAG – Das Magazin" is "lmagdasmagazin". */
Str site_letters(Str text, Arena *arena);

/* By what names a site goes, as letters. */
typedef struct Site {
    Str name;   /* its own */
    Str outlet; /* as the container has it */
    Str host;   /* "exampleorg" */
    Str label;  /* of that, the name: "example" */
} Site;

Site site_of(const Metadata *meta, Arena *arena);
/* Is it the name of the site, as it calls itself or as its address is called? */
bool site_is_named(const Site *site, Str name, Arena *arena);

void site_complete(Work *work, const Lexicon *lexicon);

#endif
