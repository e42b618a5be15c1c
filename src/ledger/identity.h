/*
 * Who a name is that an article prints without saying so.
 *
 *     A, 4 March:   "Foreign Minister Nadia Temirova of Kyrgyzstan"   -> person:nadia temirova
 *     B, 9 March:   "Temirova said", in an article on Kyrgyzstan      -> name:temirova
 *
 * B's Temirova is A's if she is the only one of that name who fits: of the country that B gives or
 * speaks of, in the office that B gives, within some years of the days that attest her. Who is told of in
 * one or two articles must hold an office that one holds at a time, and is looked for in the years beside. Where two fit
 * equally well, it stays unknown and both are kept as candidates. Only articles that print the full
 * name attest a person, so that no recognition is built on another.
 *
 * One full name may be two persons: where introductions attest it in offices of two countries, and none
 * of them joins the two, each country's is a person of its own.
 *
 * All of it depends on the sets at hand, never on their order.
 */
#ifndef LEDGER_IDENTITY_H
#define LEDGER_IDENTITY_H

#include "base/arena.h"
#include "base/str.h"
#include "ledger/messages.h"
#include "text/data.h"

/* What articles say of the bearer of a full name: one row for each office, owner and country. */
typedef struct Attestation {
    Str office;  /* id of titles.tsv; empty: articles that only print the name */
    Str owner;   /* whose office: alpha-3 code, key of an organisation, or empty */
    Str country; /* the person's in those articles; empty: not told */
    bool is_former;
    bool is_sole;      /* an office that one holds at a time: of a minister, not of an official */
    bool is_from_data; /* the data know the person */
    bool has_days;
    int32_t first_day;
    int32_t last_day;
    int64_t articles;
} Attestation;

typedef struct KnownPerson {
    Str key;     /* "person:nadia temirova" */
    Str country; /* of a name that is two persons': this one's; else empty */
    List(Attestation) attested;
} KnownPerson;

typedef List(KnownPerson) KnownPersonList;

/* A family name as one article prints it. */
typedef struct Sighting {
    Str key;       /* "name:temirova" */
    Str office;    /* "Minister Temirova"; empty: none */
    Str country;   /* "the Kyrgyz minister Temirova"; empty: not told */
    Str countries; /* that the article names: "|KGZ|RUS|"; empty: none */
    bool has_day;
    int32_t day;
} Sighting;

typedef struct Recognition {
    uint32_t person; /* NONE: nobody fits, or several do */
    Str rule;        /* "ID-OFFICE", "ID-COUNTRY", "ID-CONTEXT", "ID-AMBIGUOUS"; empty: nobody fits */
    float confidence;
    IndexList candidates; /* who fit best, equally well; the one person too */
} Recognition;

/* excluded: [persons] those a user has ruled out; NULL: none. */
void identity_recognise(const KnownPersonList *persons, const bool *excluded,
                        const Sighting *sighting, Arena *arena, Recognition *out);

/* The year that counts of a day: attestations are compared with sightings by years, so that few things
 * are looked at again when a person is attested once more. */
int32_t identity_year(int32_t day);

/* The countries whose bearers of this name are persons of their own, in the order of their bytes; none
 * if it is one person. */
void identity_split(const KnownPerson *person, Arena *arena, StrList *out_countries);

/* ---- What users have decided ----------------------------------------------------------------- */

typedef struct Decision {
    Str first; /* keys, in byte order */
    Str second;
    Str article; /* its id, where the decision holds in one article alone; else empty */
    bool is_same;
} Decision;

typedef List(Decision) DecisionList;

/* The actor that a key stands for: of all that users have called the same, the one with a full name,
 * then the first in byte order. The key itself if nobody has. */
Str identity_decided(const DecisionList *decisions, Str key, Str article, Arena *arena);
/* Has a user ruled out that the two are one, in this article or everywhere? */
bool identity_is_ruled_out(const DecisionList *decisions, Str a, Str b, Str article);
/* Is one of those who share this full name ("person:ann example@KEN") in any decision? */
bool identity_is_parted(const DecisionList *decisions, Str key);
/* Is the key in any decision? */
bool identity_is_decided(const DecisionList *decisions, Str key);

#endif
