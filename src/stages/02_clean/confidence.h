/*
 * How sure it is that the clean text of a page is its article: the F1 that the scorer's own chances
 * lead to expect, of the bytes kept against the bytes that belong to the article.
 *
 *     kept 900 bytes at .95 and 100 at .6, dropped 200 at .3:
 *     right 915, wrong 85, lost 60     F1 = 2 * 915 / (2 * 915 + 85 + 60) = .93
 *
 * A page that shows no article at all (an index, a stub before a paywall, an error) is named as
 * what it looks like, and gets no more than a confidence that says so.
 */
#ifndef CLEAN_CONFIDENCE_H
#define CLEAN_CONFIDENCE_H

#include "work.h"

/* Sets the metadata's text_confidence and text_doubt; of HTML pages, when all pieces are decided. */
void confidence_set(Work *work);

#endif
