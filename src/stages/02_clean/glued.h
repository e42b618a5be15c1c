/*
 * Runs that lost a space or a line break are parted, so that each part can be judged for itself:
 *
 *     "... on Monday.The president"      after the stop
 *     "Read moreKim met Putin"           where the case turns, if what is left of it is a label
 *     "By Jane DoeSEOUL, Dec 27 (AP) —"  before a dateline
 *     "Growing TrustChinaThe leaders"    before a word that begins sentences and ends no name
 *
 * "YouTube", "McDonald" and "ObamaCare" stay whole: a turn of the case alone parts nothing.
 */
#ifndef CLEAN_GLUED_H
#define CLEAN_GLUED_H

#include "patterns.h"
#include "work.h"

/* Two inline elements of a page meet without a space, the second with this text: "<b>Oslo</b>The
 * ministers", "<span>May 3, 2023</span><span>Updated". Is one needed behind what the open piece
 * holds? Not between "<b>Mc</b>" and "Donald". */
bool glued_at_joint(const Work *work, Str next);

void glued_part(Work *work, const Lexicon *lexicon, const PatternTable *patterns);

#endif
