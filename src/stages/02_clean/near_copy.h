/*
 * Paragraphs that stand a second time inside of another, word for word or nearly so: pull quotes,
 * summary points above the text, a second copy with small edits.
 *
 *     "It was time to sign."                                    dropped: a pull quote
 *     Kim said to reporters that it was time to sign. "It ...   kept
 *
 * The shorter one goes. What differs must be small words: another name or another number makes it
 * another statement.
 */
#ifndef CLEAN_NEAR_COPY_H
#define CLEAN_NEAR_COPY_H

#include "lexicon.h"
#include "work.h"

void near_copy_drop(Work *work, const Lexicon *lexicon);

#endif
