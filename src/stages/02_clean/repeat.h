/*
 * Text that stands twice in one article: a headline printed again, a lead repeated as summary, a
 * whole second copy, perhaps without its paragraph breaks ("... greetings.The leader ...").
 *
 * Two sentences are twins if all their words are equal; marks, spaces and case do not count. Twins
 * that follow each other in the same order make two copies; the poorer copy (fewer words, then
 * fewer paragraphs, then the later) loses its twins. What has no twin always stays.
 *
 *     A1 A2 A3 | B1 B2 b B3     with Ai = Bi: the copy B has b besides, so A1 A2 A3 are dropped
 */
#ifndef CLEAN_REPEAT_H
#define CLEAN_REPEAT_H

#include "lexicon.h"
#include "work.h"

/* Looks at kept pieces only; pieces of which a part is dropped are split. */
void repeat_drop(Work *work, const Lexicon *lexicon);

#endif
