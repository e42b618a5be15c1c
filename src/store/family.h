/*
 * The bearers of one family name, as all articles of a ledger attest them, and whom a name in an
 * article can mean. A full name of two persons is parted by their countries ("person:ann
 * example@KEN"); who fits, ledger/identity.h says, and what users have decided comes before it.
 */
#ifndef STORE_FAMILY_H
#define STORE_FAMILY_H

#include "base/map.h"
#include "ledger/identity.h"
#include "store/settle.h"

typedef struct Family {
    Store *store;
    Arena *arena;
    Str name;
    KnownPersonList bearers; /* one a full name */
    KnownPersonList persons; /* the same, those of two countries parted */
    Map bearer_by_key;
    List(StrList) parts; /* [bearer] countries; none if it is one person */
    bool *has_countries; /* [bearer] more than one */
    bool *is_changed;    /* [bearer] parted otherwise than before */
} Family;

/* Reads all bearers, parts them, and writes down who is parted otherwise than before. The family is
 * empty but for its store, arena and name, and its map is made. */
DatelineStatus family_read(Family *family, DatelineError *err);

/* Adds the countries that a person is attested with, of offices and of their owners. */
void family_countries(const Family *family, const KnownPerson *person, StrList *out);

/* Who a sighting is. The answer's lists live in the store's scratch arena. */
void family_recognise(const Family *family, const Sighting *sighting, Str article_id,
                      Recognition *out);

/* The key that users have decided `key` to be in that article; `key` itself if they have not. */
Str family_decided(const Family *family, Str key, Str article_id);

/* "person:ann example@KEN": the key of one of two who share a name. */
Str family_part_key(Str key, Str country, Arena *arena);

#endif
