/*
 * Header lines before the first blank line, "url: https://...", "date: 2024-12-31", and the scraps
 * of them that syndicators glue in front of a text: "date 2025-12-26 MENAFN - IANS) Seoul, ...".
 */
#ifndef CLEAN_HEADER_H
#define CLEAN_HEADER_H

#include "lexicon.h"
#include "work.h"

/* Reads and drops the header, if the page begins with one. */
void header_read(Work *work, const Lexicon *lexicon);
/* Cuts off and drops what is glued in front of a dateline. */
void header_cut_prefix(Work *work, const Lexicon *lexicon);

#endif
