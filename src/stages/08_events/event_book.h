/* Reads the code book proper: contents.tsv, idioms.tsv, frames.tsv and reach.tsv. */
#ifndef EVENTS_EVENT_BOOK_H
#define EVENTS_EVENT_BOOK_H

#include "event_data.h"

/* Adds frames, triggers, contents and reach to data, whose classes and contexts are loaded; what it keeps is of the arena. A row
 * with an unknown slot, class, type or code is an error that names file and line. */
DatelineStatus event_book_load(const DataFiles *files, Arena *arena, EventData *data, DatelineError *err) MUST_CHECK;

#endif
