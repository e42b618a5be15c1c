/*
 * Live pages: entries, each with the time at which it was written.
 *
 *     Oslo summit: as it happened
 *     14:05 GMT                                          the time of the entry below
 *     The ministers have arrived.                        live entry @ 14:05 GMT
 *     2.20pm: They went straight to the hall.            a time at the start of a line
 *     No word yet from Chilepublished at 14:31 2 March   a time at the end of a heading
 *
 * A page is live if its title says so and a time stands above text, or if three times alone do. A
 * headline with a date below, among the paragraphs, is a teaser and no entry.
 */
#ifndef CLEAN_LIVE_H
#define CLEAN_LIVE_H

#include "lexicon.h"
#include "work.h"

/* Parts times from the text they stand in and decides on them; nothing on other pages. */
void live_part(Work *work, const Lexicon *lexicon);

/* Once all is decided: kept pieces below a time are of its entry. */
void live_type(Work *work);

#endif
