/*
 * Deriving anew what more than one article decides: messages, stories, variants, conflicts.
 *
 * What an article touches is marked in the table `dirty`, in the transaction that writes the
 * article. Each mark is worked off in one transaction that derives a whole bucket from what all its
 * articles say and removes the mark, so that it does not matter in which order articles came, nor
 * where a run was ended.
 */
#ifndef STORE_SETTLE_H
#define STORE_SETTLE_H

#include "store/store.h"
#include "store/text_cache.h"

#define DIRTY_KEYS "keys"         /* first: number of an article whose keys were dropped */
#define DIRTY_COPY_KEYS "copy keys" /* the same of those alone by which it is found as a copy */
#define DIRTY_ACTORS "actors"     /* first: number of an article; its actors, and those of all after it, have no
                                     rows (new_articles.h) */
#define DIRTY_DECIDED "decided"   /* first: an actor's key; second: number of an article, or all */
#define DIRTY_NAME "name"         /* first: a family name; second: number of an article, key of a
                                     person attested anew, or all */
#define DIRTY_SIGHTING "alone "   /* before the number of an article: whom it prints by the family name alone, and no other
                                     names */
#define DIRTY_WORDING "wording"   /* first: hash of a speaker and words */
#define DIRTY_SKETCH "sketch"     /* first: number of an article that is to be found as a copy */
#define DIRTY_COPY "copy"         /* first: number of an article */
#define DIRTY_VERSION "version"   /* first: an address */
#define DIRTY_REPORT "report"     /* first: number of a report */
#define DIRTY_PAIR "pair"         /* first: number of a report that names a state or an office */
#define DIRTY_MESSAGE "message"   /* first and second: the two parties */
#define DIRTY_LIKENESS "likeness" /* first: number of an article */
#define DIRTY_STORY "story"       /* first: number of an article */
#define DIRTY_EVENT "event"       /* first: number of an article that tells of events */
#define DIRTY_OCCURRENCE "occurrence" /* first: sides, type and class; second: which eight days */
#define DIRTY_PROPOSITION "proposition" /* first: number of a claim that is to be compared */
#define DIRTY_CLAIM "claim"       /* first: number of a claim */
#define DIRTY_VARIANT "variant"   /* first: number of a quotation */

DatelineStatus settle_mark(Database *db, const char *kind, Str first, Str second,
                           DatelineError *err) MUST_CHECK;
DatelineStatus settle_mark_number(Database *db, const char *kind, int64_t number,
                                  DatelineError *err) MUST_CHECK;
DatelineStatus settle_clear(Database *db, const char *kind, Str first, Str second, DatelineError *err) MUST_CHECK;
DatelineStatus settle_clear_number(Database *db, const char *kind, int64_t number,
                                   DatelineError *err) MUST_CHECK;

/* Works off all marks in an order in which none makes others of those before: copies and versions,
 * messages, stories (which depend on both), variants; who is who before all of them. */
DatelineStatus settle_all(Store *store, DatelineError *err) MUST_CHECK;
/* Those alone that depend on single articles and on pairs of them, while more are to come. */
DatelineStatus settle_ahead(Store *store, DatelineError *err) MUST_CHECK;

/* Who the bearers of a family name are, in the articles that are marked. */
DatelineStatus settle_names(Store *store, Str family, DatelineError *err) MUST_CHECK;
/* The article's id, where a decision may ask for it; else empty. */
DatelineStatus settle_article_id(Store *store, int64_t article, Str *out,
                                 DatelineError *err) MUST_CHECK;
/* What users have decided of an actor; names are marked where rules have a say too. */
DatelineStatus settle_decided(Store *store, Str key, Str article, DatelineError *err) MUST_CHECK;
/* The actor that an article calls `said` is `key`: its records say so, and what is derived from them is
 * marked. */
DatelineStatus apply_identity(Store *store, int64_t article, Str said, Str key,
                              DatelineError *err) MUST_CHECK;

/* What finds an article as a copy: it is marked, and those that may have become its copies. The
 * number of the first article marked so is first_new: all from there on are or were. */
DatelineStatus settle_sketch(Store *store, TextCache *texts, int64_t article, int64_t first_new,
                             DatelineError *err) MUST_CHECK;
/* Before that is asked of those that were added: what can be known of their keys for all together. */
DatelineStatus settle_foresee_copies(Store *store, DatelineError *err) MUST_CHECK;
/* The same of articles, ascending, whose copies are looked for, as far as those of that call are not among them. */
DatelineStatus settle_foresee_earlier(Store *store, const NumberList *articles, DatelineError *err) MUST_CHECK;
DatelineStatus settle_foresee_likeness(Store *store, DatelineError *err) MUST_CHECK;
/* The earlier articles it repeats. */
DatelineStatus settle_copy(Store *store, TextCache *texts, int64_t article,
                           DatelineError *err) MUST_CHECK;
/* The history of an address. */
DatelineStatus settle_version(Store *store, TextCache *texts, Str address,
                              DatelineError *err) MUST_CHECK;
/* Its keys alone, where what they find is there already. */
DatelineStatus settle_copy_keys(Store *store, int64_t article, DatelineError *err) MUST_CHECK;
DatelineStatus settle_story_keys(Store *store, int64_t article, DatelineError *err) MUST_CHECK;
/* The articles like it in subject. */
DatelineStatus settle_likeness(Store *store, int64_t article, DatelineError *err) MUST_CHECK;

/* Who may be meant on either side of a report, for others to find. */
DatelineStatus settle_report(Store *store, int64_t report, DatelineError *err) MUST_CHECK;
/* Under whose parties a report that names a state or an office stands. */
/* What an article tells that others tell too: how many sources that has depends on what repeats what. */
DatelineStatus settle_mark_told(Database *db, int64_t article, DatelineError *err) MUST_CHECK;
DatelineStatus settle_pair(Store *store, int64_t report, DatelineError *err) MUST_CHECK;

/* One bucket each, within a transaction; the marks they work off are cleared by them. */
DatelineStatus settle_messages(Store *store, Str first_party, Str second_party,
                               DatelineError *err) MUST_CHECK;
DatelineStatus settle_story(Store *store, int64_t article, DatelineError *err) MUST_CHECK;
/* Of each of these the claims of other articles that are about the same. */
DatelineStatus settle_propositions(Store *store, const NumberList *claims, DatelineError *err) MUST_CHECK;
DatelineStatus settle_thesis(Store *store, int64_t claim, DatelineError *err) MUST_CHECK;
DatelineStatus settle_variant(Store *store, int64_t quotation, DatelineError *err) MUST_CHECK;

/* The pairs of sides of an article's events, of whose buckets marks are gathered (store/event_bucket.h); and the events
 * of the world of some sides within eight days. */
typedef struct EventMarks EventMarks;
DatelineStatus settle_events(Store *store, int64_t article, EventMarks *marks, DatelineError *err) MUST_CHECK;
DatelineStatus settle_occurrences(Store *store, Str first, Str second, DatelineError *err) MUST_CHECK;

/* Conflicts of a story's figures; its articles, of which there are so many, must be written. */
DatelineStatus settle_figures(Store *store, const Id *story, int64_t number, uint32_t articles,
                              DatelineError *err) MUST_CHECK;

/* Runs a statement that deletes the rows of one id, or of one number. */
DatelineStatus settle_delete(Store *store, StatementName statement, const Id *id,
                             DatelineError *err) MUST_CHECK;
DatelineStatus settle_delete_number(Store *store, StatementName statement, int64_t number,
                                    DatelineError *err) MUST_CHECK;

/* ---- Conflicts, shared ----------------------------------------------------------------------- */

/* One side of a conflict. */
typedef struct ConflictMember {
    Id record;
    int64_t article;
    Id article_id; /* for ordering */
    Span span;     /* the words in question */
    Str value;     /* what it says, in a comparable form: "2025-12-18" */
} ConflictMember;

typedef List(ConflictMember) ConflictMemberList;

/* kind: "date", "figure", ...; subject: the record it is about, under which it is found and
 * deleted; about: "sent". Members are put in an order by content. */
DatelineStatus conflict_write(Store *store, const char *kind, const Id *subject, Str about,
                              bool has_day, int32_t day, ConflictMemberList *members,
                              DatelineError *err) MUST_CHECK;
DatelineStatus conflicts_delete(Store *store, const Id *subject, DatelineError *err) MUST_CHECK;

/* EDTF of a range of days: "2024-12-31", "2024-12", "2024", "2024-12-30/2025-01-02". */
Str edtf_of_days(int32_t first, int32_t last, Arena *arena);

#endif
