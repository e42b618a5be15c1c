/*
 * Under which names and in which offices actors stand, gathered over a transaction: hundreds of articles name the same
 * people, whose rows are written once and in order, when it is committed (store/row_runs.h).
 *
 *     person:ann example   "Ann Example"            3 articles, the first of 4 May
 *     example              person:ann example       president of NOR, 2 articles, from 4 to 9 May
 *
 * What the ledger says of a person is read where it can change who somebody is: of a family that is watched, because an article
 * prints its name alone or because two countries' share a full name, and of who holds an office of his own country.
 */
#ifndef STORE_NAME_ROWS_H
#define STORE_NAME_ROWS_H

#include "base/error.h"
#include "base/hash.h"
#include "base/str.h"

typedef struct Database Database;
typedef struct NameRows NameRows;

NameRows *name_rows_new(Database *db);
void name_rows_free(NameRows *names);

/* A form of an actor's name in one article, each once an article. */
typedef struct AliasPlace {
    Str key;
    Str form;
    bool has_day;
    int32_t day;
    Id article;
    Span span;
} AliasPlace;

void name_rows_count_alias(NameRows *names, const AliasPlace *place);

/* An office, or none (empty), in which an article attests a person: each attests it without one, by which its countries are told. */
typedef struct Attested {
    Str family;
    Str key;
    Str office;
    Str owner;
    Str country;
    bool is_former;
    bool is_from_data;
    bool is_sole;
    bool has_day;
    int32_t day;
} Attested;

/* What all articles before this one say of it. */
typedef struct AttestedBefore {
    int64_t articles;
    bool has_days;
    int32_t first_day;
    int32_t last_day;
} AttestedBefore;

/* out_before NULL: nobody asks, and the ledger is not read. */
DatelineStatus name_rows_count_office(NameRows *names, const Attested *attested, AttestedBefore *out_before,
                                      DatelineError *err) MUST_CHECK;
/* Is the person attested with two countries? */
DatelineStatus name_rows_has_countries(NameRows *names, const Attested *attested, bool *out, DatelineError *err) MUST_CHECK;
/* Does an article that gives or speaks of one of the person's countries, or of one that owns an office, print the family name
 * alone? */
DatelineStatus name_rows_is_looked_for(NameRows *names, const Attested *attested, bool *out,
                                       DatelineError *err) MUST_CHECK;

/* Has it such a name, or a person of two countries? */
DatelineStatus name_rows_is_watched(NameRows *names, Str family, bool *out, DatelineError *err) MUST_CHECK;
/* From now on it is. */
DatelineStatus name_rows_watch(NameRows *names, Str family, DatelineError *err) MUST_CHECK;
/* A family name that an article prints alone, where the article gives or speaks of that country; and, for each once, an empty
 * country, by which it is found whatever its countries are. Written at once. */
DatelineStatus name_rows_add_sighting(NameRows *names, Str family, Str country, int64_t article,
                                      DatelineError *err) MUST_CHECK;

/* Writes what was gathered; before a transaction is committed. */
DatelineStatus name_rows_flush(NameRows *names, DatelineError *err) MUST_CHECK;
/* Forgets it, with the transaction. */
void name_rows_forget(NameRows *names);

#endif
