/*
 * When the article was published: the best of the dates found, with where it stood. What that is,
 * DateTrust in work.h says. A date of change stands in where no other is known, then some date on
 * the page, then the day on which the page was fetched: these are weak, marked as such (origin,
 * EDTF "?"), and no date in the text is reckoned from them.
 */
#ifndef CLEAN_PUBLISHED_H
#define CLEAN_PUBLISHED_H

#include "dateline.h"
#include "work.h"

/* Sets published, modified and the dateline's date. dateline is NULL if there is none. */
void published_set(Work *work, const FoundDateline *dateline);

/* The address of the article's picture, ".../uploads/2017/09/port.jpg": a guess. */
void published_add_picture(Work *work, Str address);

/* A date as the source gives it: a day, a month ... */
DateValue published_value(const WrittenDate *date, Arena *arena);

#endif
