/*
 * Words of time that mean no day or year in particular.
 *
 *     "The method is still in use today."     nowadays, not the day of the article
 *     "In winter the pass is closed."         every winter
 */
#ifndef STAGES_TIME_GENERIC_H
#define STAGES_TIME_GENERIC_H

#include "pattern.h"

bool time_is_generic(const Words *words, const TimeForm *form);

#endif
