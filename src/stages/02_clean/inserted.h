/*
 * What page furniture sets into the midst of a line is taken out of it, and the line closes over
 * it:
 *
 *     "Sen. Kari Holm Kari Anne HolmMinisters meet in Oslo Snow in May MORE (R) said"
 *          -> "Sen. Kari Holm (R) said"       a card behind a name: the name again, in full, and
 * titles "They left. Photos: The summit The ministers arrive. Hide Caption 1 of 9"
 *          -> "They left."                    the captions of a gallery
 *
 * The words are those of data/clean/inserted.tsv. What is taken out stays as a dropped piece behind
 * its line.
 */
#ifndef CLEAN_INSERTED_H
#define CLEAN_INSERTED_H

#include "lexicon.h"
#include "work.h"

void inserted_take_out(Work *work, const Lexicon *lexicon);

#endif
