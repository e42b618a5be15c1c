/*
 * Which actors the words of a filter mean.
 *
 *     "person:kim jong un"   the key: this actor alone
 *     "US", "Côte d'Ivoire"  the name of a state, in any of its forms: that state, and not Russia Today
 *                            for "Russia"
 *     "KCNA", "kim", "putin" whoever has this name or alias, or these words in one
 *     "country:PRK"          whoever belongs to that country
 *
 * Case, diacritics and hyphens make no difference. The keys go into the table temp.wanted, from which
 * the questions read them.
 */
#ifndef QUERY_WANTED_H
#define QUERY_WANTED_H

#include "query/query.h"

/* states_speak: the name of a state also means who speaks for it: its bodies, and the persons of its
 * government and army. A key means the one actor all the same. */
DatelineStatus wanted_prepare(Store *store, const QueryFilter *filter, bool states_speak,
                              DatelineError *err) MUST_CHECK;

#endif
