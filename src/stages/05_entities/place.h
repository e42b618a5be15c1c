/*
 * Which place of a name an article means.
 *
 *     TRIPOLI, Lebanon (Agency) -- ... clashes in Tripoli ...
 *
 * place_names.c gathers the names that the article uses for places, each with all its mentions, and
 * the candidates that the data have for it. place_beside.c reads what stands beside a mention
 * (", Lebanon") and so settles some. place_choice.c weighs the candidates of the others by what the
 * article names, near or far. place_records.c runs these and writes the document's places.
 *
 * A name means one place in an article. Bounded: MOST_CANDIDATES a name, MOST_MENTIONS_READ
 * mentions of it, MOST_HINTS_BACK names of states around each.
 */
#ifndef ENTITIES_PLACE_H
#define ENTITIES_PLACE_H

#include "scan.h"

#define MOST_CANDIDATES 40
#define MOST_MENTIONS_READ 8

/* What can speak for a candidate. The one that sets the winner apart names the rule. */
typedef enum PlaceEvidence {
    EVIDENCE_SIZE,      /* its people, and that it is a capital or a state */
    EVIDENCE_COUNTRY,   /* the article names its country */
    EVIDENCE_REGION,    /* or its region */
    EVIDENCE_DATELINE,  /* filed from its country */
    EVIDENCE_OUTLET,    /* printed there */
    EVIDENCE_NEIGHBOUR, /* a place that is settled lies near */
    EVIDENCE_COUNT,
} PlaceEvidence;

typedef struct PlaceCandidate {
    PlaceKind kind;
    Str name; /* to show; empty: as the article has it */
    Str country;
    Str countries;
    Str region;
    bool is_capital;
    bool is_disputed;
    float latitude;
    float longitude;
    uint32_t people; /* in thousands */
    uint32_t id;
    float part[EVIDENCE_COUNT];
    float score;
} PlaceCandidate;

/* "Lebanon" of "Tripoli, Lebanon": a place must lie in it. */
typedef struct PlaceHolder {
    Str country; /* empty: nothing stands beside */
    Str region;  /* of that country; empty: anywhere in it */
} PlaceHolder;

typedef struct PlaceName {
    Str folded;
    TokenRange tokens; /* of the first mention */
    TokenRange mentions[MOST_MENTIONS_READ];
    uint32_t mention_count;
    bool is_state;      /* a name of a state of the data: "Georgia" */
    bool wants_region;  /* "Kursk region" */
    bool wants_city;    /* "the city of Kursk" */
    bool is_dateline;
    PlaceCandidate *candidates;
    uint32_t candidate_count;
    uint32_t chosen;    /* NONE */
    uint32_t left;      /* candidates that are still possible */
    PlaceHolder beside; /* what settled it, or says where it lies if no candidate does */
    Str rule;
    float confidence;
    uint32_t place; /* of the document's; NONE */
} PlaceName;

/* A state, or a region of one, that the article names, at a token. */
typedef struct PlaceHint {
    uint32_t token;
    uint32_t sentence;
    Str country;
    Str region;    /* empty: the state itself */
    uint32_t name; /* of the places; NONE: a nationality, a state's body ... */
} PlaceHint;

typedef struct PlacePoint {
    float latitude;
    float longitude;
} PlacePoint;

typedef struct PlaceWork {
    Scan *scan;
    List(PlaceName) names;
    Map name_by_words;      /* folded -> names */
    List(PlaceHint) hints;  /* in the order of the text */
    Map hint_countries;     /* named somewhere in the article -> how often */
    Map hint_regions;       /* "USA:Texas" -> how often */
    List(PlacePoint) settled;
    Str dateline_country;
    Str outlet_country;
} PlaceWork;

/* ---- place_names.c ---- */
void place_names_gather(PlaceWork *work);
/* A name that no find has: of the dateline. Its index in work->names. */
uint32_t place_name_add(PlaceWork *work, TokenRange tokens, bool is_state);
void place_hints_gather(PlaceWork *work);

/* ---- place_beside.c ---- */
/* What stands beside these words and says where they lie. */
PlaceHolder place_beside(const PlaceWork *work, TokenRange tokens, bool is_dateline);
bool place_lies_in(const PlaceCandidate *candidate, const PlaceHolder *holder);
/* "region" behind the words, "city of" before them. */
bool place_is_called_region(const PlaceWork *work, TokenRange tokens);
bool place_is_called_city(const PlaceWork *work, TokenRange tokens);

/* ---- place_choice.c ---- */
/* Settles a name by what stands beside one of its mentions; false if nothing does. */
bool place_settle_beside(PlaceWork *work, PlaceName *name);
void place_choose(PlaceWork *work, PlaceName *name);

#endif
