/*
 * Notices to the reader that share a line with the article:
 *
 *     Already a subscriber? Log in to read on. The minister said on Monday ...
 *     ... on Saturday. (With inputs from AFP)
 */
#ifndef CLEAN_NOTICE_H
#define CLEAN_NOTICE_H

#include "patterns.h"
#include "work.h"

/* Drops the piece that a pattern matched. Of a notice to the reader, what follows it on its line
 * (a long sentence without any word of such notices) becomes the next piece. */
void notice_drop(Work *work, uint32_t piece, const Pattern *pattern, const Lexicon *lexicon);

/* Cuts notices off the first pieces, and a credit or notice off the end of the last one. */
void notice_cut(Work *work, const Lexicon *lexicon, const PatternTable *patterns);

#endif
