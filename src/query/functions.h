/*
 * Functions for our SQL:
 *
 *     slice(text, start, end)           bytes of a text
 *     sentence(text, sentences, start)  the sentence that holds a byte
 *     first_line(text)                  up to 160 bytes, whole characters
 *     edtf(first_day, last_day)         2024-12-31
 *     host(url)                         example.org
 */
#ifndef QUERY_FUNCTIONS_H
#define QUERY_FUNCTIONS_H

#include "store/store.h"

/* These, those that compare two texts (text_functions.c) and those that sum up counts (count_functions.c). */
DatelineStatus functions_register(Database *db, DatelineError *err) MUST_CHECK;
/* Those that look up a scale, for the questions that need them (scale_functions.c). */
DatelineStatus scale_functions_register(Database *db, DatelineError *err) MUST_CHECK;
DatelineStatus text_functions_register(Database *db, DatelineError *err) MUST_CHECK;
DatelineStatus count_functions_register(Database *db, DatelineError *err) MUST_CHECK;

#endif
