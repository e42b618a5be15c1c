/*
 * One address for the many under which one article is found.
 *
 *     http://www.example.org/a/b/?utm_source=x&id=7#top
 *     https://m.example.org/a/b/amp?id=7                   ->   example.org/a/b?id=7
 *
 * What is left out is told by data/ledger/addresses.tsv; besides, the scheme, the port of the scheme,
 * the fragment and a slash at the end always are, the host is in lower case, and parameters stand in
 * the order of their bytes.
 */
#ifndef LEDGER_ADDRESS_H
#define LEDGER_ADDRESS_H

#include "base/arena.h"
#include "base/error.h"
#include "text/data.h"

typedef struct AddressRules AddressRules;

/* Lives in the arena. Every row's example is tried: one that does not hold stops the load. */
DatelineStatus address_rules_read(const DataFiles *files, Arena *arena, const AddressRules **out,
                                  DatelineError *err) MUST_CHECK;

/* Empty for what is no address of an article: no host, or a host's front page. */
Str address_of(const AddressRules *rules, Str url, Arena *arena);

#endif
