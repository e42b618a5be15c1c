/*
 * Events, one at a time, with all that the formats of event data ask for: article, parties as the
 * article shows them, place, the people that figures count. Lives until the next event is read.
 */
#ifndef EXPORT_EVENTS_H
#define EXPORT_EVENTS_H

#include "export/chars.h"
#include "export/codes.h"
#include "export/export.h"
#include "store/store.h"

#define DAY_UNKNOWN INT32_MIN

/* The article that the events at hand stand in. */
typedef struct ExportArticle {
    int64_t n; /* 0: none yet */
    Str id;
    Str url;
    Str outlet; /* its name, else that of its site, else its host */
    Str host;   /* "example.org"; empty without an address */
    Str title;
    Str language;
    int32_t day; /* it speaks from; DAY_UNKNOWN */
    Str text;
    CharIndex chars;
    uint32_t lead_end; /* of its first paragraph of body text */
} ExportArticle;

typedef struct ExportActor {
    Str key; /* empty: the article does not tell who that is */
    Str name;
    Str kind;
    Str country; /* alpha-3 */
    Str sector;  /* ours */
    Str role;
    Str printed; /* the words of the mention; empty if there is none */
    Span mention;
    bool has_mention;
} ExportActor;

typedef List(ExportActor) ExportActorList;

typedef struct ExportEvent {
    int64_t n; /* of its row */
    Str id;
    Str rule;
    double confidence;
    Span span;
    Span predicate;
    uint32_t sentence; /* from 0 */
    PloverType plover;
    Str mode;
    Str cameo;
    Str contexts; /* "economic; territory"; empty if none */
    Status status;
    Str attributed_to; /* key */
    bool has_day;      /* the text dates it: first_day to last_day */
    int32_t first_day;
    int32_t last_day;
    int32_t day; /* the one day for formats that know but one, see docs/formats/exports.md;
                    DAY_UNKNOWN */
    Str place;
    Str place_printed;
    Str place_country;
    bool has_point;
    double latitude;
    double longitude;
    int64_t geonames; /* 0: a country, region or area */
    ExportActorList sources;
    ExportActorList targets;
    bool is_mutual;            /* all parties are sources: they do it with one another */
    bool has_size[SIZE_COUNT]; /* [FigureSize] people counted by a figure of the event */
    double size[SIZE_COUNT];
    const ExportArticle *article;
} ExportEvent;

typedef struct EventReader EventReader;

/* What a format takes where the plan does not say. */
typedef struct EventWish {
    unsigned statuses; /* 1 << Status */
    bool takes_undated;
    uint64_t
        undated; /* counted: events left out because neither they nor their articles have a day */
} EventWish;

typedef DatelineStatus (*EventSink)(void *context, const ExportEvent *event, DatelineError *err);

/* 1 << status; those of the plan, else default_statuses. */
DatelineStatus statuses_read(Str statuses, unsigned default_statuses, unsigned *out,
                             DatelineError *err) MUST_CHECK;
#define ALL_STATUSES ((1u << STATUS_COUNT) - 1)
/* What the reports take to have happened, whoever says so. Background without a day of its own is
 * left out of these by formats that know but one day: it would be dated to the report. */
#define HAPPENED_STATUSES                                                                          \
    (1u << STATUS_ASSERTED | 1u << STATUS_ATTRIBUTED | 1u << STATUS_HISTORICAL)

/* Events of the plan's filter and statuses that have a day. */
DatelineStatus events_each(const ExportPlan *plan, const ExportCodes *codes, EventWish *wish,
                           EventSink sink, void *context, DatelineError *err) MUST_CHECK;

/* Every pair of a source and a target; of what is mutual, every pair both ways. target is NULL
 * where there is none, source too. number counts the pairs of the event from 0. */
typedef DatelineStatus (*DyadSink)(void *context, const ExportEvent *event,
                                   const ExportActor *source, const ExportActor *target,
                                   uint32_t number, DatelineError *err);
DatelineStatus dyads_each(const ExportEvent *event, DyadSink sink, void *context,
                          DatelineError *err) MUST_CHECK;

/* A number for formats that want one, from the id: the same everywhere, below 2^53. */
int64_t id_number(Str id, uint32_t number);

/* The number of the article with an id; 0 if there is none. */
DatelineStatus article_number(Database *db, Str id, int64_t *out, DatelineError *err) MUST_CHECK;
/* Reads the article with number n into *article, unless it is there already. arena is cleared then.
 */
DatelineStatus article_read(Database *db, int64_t n, ExportArticle *article, Arena *arena,
                            DatelineError *err) MUST_CHECK;

#endif
