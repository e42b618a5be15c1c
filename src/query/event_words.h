/*
 * The words of a filter that speak of events, as the questions' SQL takes them: lists with a comma at both ends.
 *
 *     "assault/aerial,19"   ",ASSAULT/aerial,19,"
 *     "planned,denied"      ",planned,denied,"       "all": no filter
 */
#ifndef QUERY_EVENT_WORDS_H
#define QUERY_EVENT_WORDS_H

#include "query/query.h"

/* of_world: the question is about events of the world, whose status is a class of the articles'. An empty scale
 * becomes "gdelt". */
DatelineStatus event_words_read(QueryFilter *filter, bool of_world, Arena *arena,
                                DatelineError *err) MUST_CHECK;

#endif
