/* Lists of 64-bit numbers: rows of a table, keys. */
#ifndef BASE_NUMBER_LIST_H
#define BASE_NUMBER_LIST_H

#include "base/arena.h"

typedef List(int64_t) NumberList;

/* Ascending, each once: 7 3 7 becomes 3 7. */
void number_list_sort_once(NumberList *numbers);

/* Is the number in a list so sorted? */
bool number_list_has(const NumberList *numbers, int64_t number);

#endif
