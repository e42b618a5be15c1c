/*
 * Judging pieces by where they stand: the headline above the first sentence, subheads between
 * paragraphs, teasers (a label, a headline, a date), lists of links after the end, comments.
 *
 *     World                                                  teaser
 *     Ministers Meet in Geneva - Report                      teaser
 *     5 December, 05:06 GMT                                  teaser
 *     The ministers said on Monday that ...                  body
 */
#ifndef CLEAN_LAYOUT_H
#define CLEAN_LAYOUT_H

#include "lexicon.h"
#include "work.h"

/* Decides on every piece that is still undecided. */
void layout_judge(Work *work, const Lexicon *lexicon);

#endif
