/*
 * Under which names and in which offices actors stand, gathered over a transaction: hundreds of articles name the same
 * people, whose rows are written once and in order, when it is committed (store/row_runs.h).
 *
 *     person:ann example   "Ann Example"            3 articles, the first of 4 May
 *     example              person:ann example       president of NOR, 2 articles, from 4 to 9 May
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

/* An office, or none (empty), in which an article attests a person. */
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

DatelineStatus name_rows_count_office(NameRows *names, const Attested *attested, AttestedBefore *out_before,
                                      DatelineError *err) MUST_CHECK;
/* Is the person attested in any office, or none, with another country, which is not empty? */
DatelineStatus name_rows_has_other_country(NameRows *names, const Attested *attested, bool *out,
                                           DatelineError *err) MUST_CHECK;

/* Writes what was gathered; before a transaction is committed. */
DatelineStatus name_rows_flush(NameRows *names, DatelineError *err) MUST_CHECK;
/* Forgets it, with the transaction. */
void name_rows_forget(NameRows *names);

#endif
