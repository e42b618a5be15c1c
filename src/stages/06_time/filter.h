/*
 * What looks like an expression of time but is none: ages ("71 years old"), counts ("2000
 * soldiers"), names ("Theresa May", "the Friday Times"), verbs ("may").
 */
#ifndef STAGES_TIME_FILTER_H
#define STAGES_TIME_FILTER_H

#include "pattern.h"

bool time_filter_accepts(const Words *words, const TimeForm *form);

#endif
