/*
 * What an HTML page says about itself: JSON-LD, meta elements, <title>, <link>. Container and
 * header lines, read before, go first.
 */
#ifndef CLEAN_PAGE_META_H
#define CLEAN_PAGE_META_H

#include "html/html.h"
#include "lexicon.h"
#include "work.h"

void page_meta_read(Work *work, const HtmlTree *tree, const Lexicon *lexicon);

/* Linked data: <script type="application/ld+json">. (linked_data.c) */
void linked_data_read(Work *work, const HtmlTree *tree);

/* Dates in programs, if the page has shown none so far. (program_dates.c) */
void program_dates_read(Work *work, const HtmlTree *tree, const Lexicon *lexicon);

/* "https://...", "//...". */
bool page_is_address(Str value);
/* Trimmed, white space of any length as one space. */
Str page_single_spaced(Str text, Arena *arena);

#endif
