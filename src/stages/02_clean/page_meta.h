/*
 * What an HTML page says about itself: JSON-LD, meta elements, <time>, <title>, the language of
 * <html>. Container and header lines, read before, go first.
 */
#ifndef CLEAN_PAGE_META_H
#define CLEAN_PAGE_META_H

#include "html/html.h"
#include "lexicon.h"
#include "work.h"

void page_meta_read(Work *work, const HtmlTree *tree, const Lexicon *lexicon);

/* Linked data: <script type="application/ld+json">. (linked_data.c) */
void linked_data_read(Work *work, const HtmlTree *tree);

#endif
