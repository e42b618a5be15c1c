/*
 * The classes of words that are read, not listed: figures, ordinals, dates written out.
 *
 *     "1990s" -> decade 1990     "21st" -> ordinal 21     "31.12.2024" -> year, month, day
 */
#ifndef STAGES_TIME_READERS_H
#define STAGES_TIME_READERS_H

#include "pattern.h"

/* Tokens from `at` on that are of the class, which must be one of READ_CLASS_LIST; 0 if none. What
 * they say is put into the form. */
uint32_t time_read_class(const Words *words, WordClass class, uint32_t at, TimeForm *form);

#endif
