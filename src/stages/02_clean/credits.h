/*
 * News agencies credited for the article: in dropped credit lines ("With inputs from AFP"), in the
 * dateline, and at the end of the text ("... on Saturday. (Yonhap)").
 */
#ifndef CLEAN_CREDITS_H
#define CLEAN_CREDITS_H

#include "lexicon.h"

/* Reads the document's blocks; adds to its metadata. */
void credits_read(Document *doc, const Lexicon *lexicon);

#endif
