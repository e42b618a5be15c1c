/*
 * Questions to the ledger: a kind of record, a filter, and rows that stream to the caller in an
 * order that depends on content alone (date, then id), never on the order of adding.
 */
#ifndef QUERY_QUERY_H
#define QUERY_QUERY_H

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"

typedef struct Store Store; /* store/store.h */

typedef enum QueryKind {
    QUERY_ARTICLES,
    QUERY_MESSAGES,
    QUERY_EXCHANGE, /* messages between two, from and to, both ways; a state means who speaks for it */
    QUERY_QUOTES,
    QUERY_EVENTS,
    QUERY_OCCURRENCES, /* events of the world, each told by one or more articles */
    QUERY_DYAD, /* messages and events between two, from and to, month by month */
    QUERY_CLAIMS,
    QUERY_THESES, /* what claims of all articles are about the same, with its history */
    QUERY_FIGURES,
    QUERY_STORIES,
    QUERY_CONFLICTS,
    QUERY_VARIANTS,
    QUERY_WORDINGS, /* the wordings of one group, which is the id, against a base */
    QUERY_ACTORS,
    QUERY_ACTOR,     /* one actor whole: offices, names, introductions; asked for by the filter actor */
    QUERY_DECISIONS, /* what users have decided of who is who */
    QUERY_COPIES,      /* originals and how often they were copied */
    QUERY_COPIES_OF,   /* what else is like one article, or holds it, or came from its address */
    QUERY_VERSIONS,    /* the histories of all addresses with more than one version */
    QUERY_VERSIONS_OF, /* the history of one address, which is the id */
    QUERY_REPORTS,     /* what each article says of a message, before merging */
    QUERY_ARTICLE,     /* one article whole: its text, what was dropped and why */
    QUERY_EXPLANATION, /* the evidence behind a record; see query_explain */
    QUERY_CHAIN,       /* the way of words to the reader; see query/chain.h */
    QUERY_DIFFERENCES, /* what differs between two articles; see query_differences */
    QUERY_KIND_COUNT
} QueryKind;

typedef enum QueryColumnKind {
    QUERY_TEXT,
    QUERY_NUMBER, /* decimal digits; empty: null */
    QUERY_JSON,   /* already JSON: a list or an object; printed as it is */
} QueryColumnKind;

typedef struct QueryColumn {
    const char *name;  /* key in JSON, head in CSV: "sent" */
    const char *title; /* head in a table; NULL: not shown there */
    QueryColumnKind kind;
    bool is_flexible; /* a long text that a table may break over lines */
} QueryColumn;

/* The columns of a kind of record; they stay the same for every row. */
const QueryColumn *query_columns(QueryKind kind, uint32_t *out_count);

/* Empty strings ask for nothing. Actors are matched by key, name, alias or a word of one: see wanted.h.
 */
typedef struct QueryFilter {
    Str from;  /* sender, speaker, source, holder */
    Str to;    /* recipient, addressee, target */
    Str actor; /* any part */
    Str about; /* words the article must hold */
    Str since; /* "2024", "2024-12", "2024-12-31": this day or later */
    Str until;
    Str story;      /* id or its unique beginning */
    Str id;         /* of the one record that is asked for, or its unique beginning */
    Str base;       /* of wordings: the quotation that the others are compared with */
    Str name;       /* of actors: key, name or a word of it */
    Str country;    /* alpha-3 code: of actors; of events, where they took place */
    Str kind;       /* of actors: "person" */
    Str office;     /* of actors: an id of titles.tsv: "foreign minister" */
    Str type;       /* of events: "ASSAULT", "assault/aerial", "19": PLOVER type, with mode, or CAMEO */
    Str status;     /* of events: "denied" */
    Str unit;       /* of figures: "USD" */
    Str counted;    /* of figures: "soldiers", "dead" */
    Str scale;      /* of events: "gdelt", which is also meant if it is empty */
    uint64_t limit; /* 0: all */
    bool streams;   /* rows come in the order of articles, or of ids: of a ledger of any size in the same
                     * memory, as nothing is sorted but the records of one article */
} QueryFilter;

/* values [column count], borrowed until the call returns. Not DATELINE_OK stops the query. */
typedef DatelineStatus (*QuerySink)(void *context, const Str *values, DatelineError *err);

DatelineStatus query_run(Store *store, QueryKind kind, const QueryFilter *filter, QuerySink sink,
                         void *context, uint64_t *out_rows, DatelineError *err) MUST_CHECK;

/* Do such records know all that the filter asks for? query_run fails if not. */
bool query_answers(QueryKind kind, const QueryFilter *filter);

/* The same rows, of each only the number of the record in its table, and that of its article. Of records that
 * stand in an article, and of articles themselves (QUERY_ARTICLE). */
typedef DatelineStatus (*QueryNumberSink)(void *context, int64_t record, int64_t article,
                                          DatelineError *err);
DatelineStatus query_numbers(Store *store, QueryKind kind, const QueryFilter *filter,
                             QueryNumberSink sink, void *context, DatelineError *err) MUST_CHECK;

/* Which kind of record an id, or its unique beginning, belongs to, for `show`. Fails with
 * DATELINE_ERR_USAGE if it begins several ids; *out_found is false if it begins none. */
DatelineStatus query_find(Store *store, Str id, QueryKind *out_kind, Str *out_id, Arena *arena,
                          bool *out_found, DatelineError *err) MUST_CHECK;

/* The evidence behind any record: a row for each place in an article, with the sentence, the bytes
 * in text and page, the rule and its confidence. Columns are those of QUERY_EXPLANATION. */
DatelineStatus query_explain(Store *store, Str id, QuerySink sink, void *context,
                             uint64_t *out_rows, DatelineError *err) MUST_CHECK;

/* What differs between two articles, given by their ids or unique beginnings: a row for each place, in
 * the order of the texts. Columns are those of QUERY_DIFFERENCES. *out_found is false, and *out_missing
 * the id, if there is no such article. */
DatelineStatus query_differences(Store *store, Str first, Str second, QuerySink sink, void *context,
                                 uint64_t *out_rows, Str *out_missing, DatelineError *err) MUST_CHECK;

/* The whole id of an article that has an address, and with it a history, given by its id or the beginning of it; empty if it
 * has none or there is no such article. */
DatelineStatus query_article_with_address(Store *store, Str wish, Arena *arena, Str *out, DatelineError *err) MUST_CHECK;
/* The id of an article of this address (ledger/address.h); empty if there is none. */
DatelineStatus query_article_at(Store *store, Str address, Arena *arena, Str *out, DatelineError *err) MUST_CHECK;

/* The group of wordings that a variant or a quotation, given by its id or the beginning of it, belongs
 * to, and the quotation to compare with: the one that was given, else the earliest. out_group is empty
 * if the quotation stands alone, out_base too if there is no such record. */
DatelineStatus query_wordings_of(Store *store, Str id, Arena *arena, Str *out_group, Str *out_base,
                                 DatelineError *err) MUST_CHECK;

#endif
