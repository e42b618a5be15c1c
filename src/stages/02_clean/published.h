/*
 * When the article was published: the best of the dates found, with where it stood. The container
 * goes before the page's metadata, that before header lines, a date line of its own, the dateline
 * (with a year from the address or the text), and the address.
 */
#ifndef CLEAN_PUBLISHED_H
#define CLEAN_PUBLISHED_H

#include "dateline.h"
#include "work.h"

/* Sets published, modified and the dateline's date. dateline is NULL if there is none. */
void published_set(Work *work, const FoundDateline *dateline);

/* A date as the source gives it: a day, a month ... */
DateValue published_value(const WrittenDate *date, Arena *arena);

#endif
