/*
 * Who wrote the article: the best of the texts that name authors, cleaned to names. Linked data go
 * before other metadata, these before what the page shows, see AuthorTrust. The site itself, its
 * desks ("Staff", "Redaktion", "admin"), addresses and handles are no authors; a news agency is one
 * only where the page names no person.
 */
#ifndef CLEAN_AUTHORS_H
#define CLEAN_AUTHORS_H

#include "lexicon.h"
#include "work.h"

/* Sets author and authors of the metadata. */
void authors_set(Work *work, const Lexicon *lexicon);

#endif
