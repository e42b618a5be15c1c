/*
 * Each kind of question as data: its columns, the SQL that fills them, and what each filter means
 * for it.
 */
#ifndef QUERY_QUESTIONS_H
#define QUERY_QUESTIONS_H

#include "query/query.h"

typedef struct Question {
    const QueryColumn *columns;
    uint32_t column_count;
    const char *with;   /* common table expressions that `from` names; NULL */
    const char *select; /* one expression a column */
    const char *from;
    const char *id;    /* expressions over `from` */
    const char *day;   /* days since 1970-01-01; NULL: rows are not ordered by time */
    const char *order; /* instead of day and id; NULL */
    const char *stream_from; /* of filter.streams: what comes in the order of an index; NULL: `from` */
    const char *stream_order; /* NULL: the id; empty: rows come in order by themselves */
    const char *by_id; /* :id, where `id` is not looked up quickly; NULL: id = :id */
    /* Conditions; NULL: such records have no sender, no date ... */
    const char *by_from;
    const char *by_to;
    const char *by_actor;
    const char *by_about; /* :about is a full-text search, :words are the words as they were given */
    const char *about_order; /* what comes first where words are asked for; NULL: day and id decide */
    const char *by_story;
    const char *by_name; /* of actors: the actor itself */
    const char *by_country;
    const char *by_kind;
    const char *by_office;
    const char *by_type; /* :type, as EVENT_TYPE reads it */
    const char *by_status;
    const char *statuses; /* that may be asked for, parted by commas; NULL: checked elsewhere */
    const char *by_unit;
    const char *by_counted;
    const char *group; /* rows are sums over this expression; NULL */
    bool has_scale; /* takes :scale, and the functions that look one up */
    bool states_speak; /* the name of a state asks for who speaks for it too */
} Question;

/* One a subject: questions_articles.c, questions_speech.c, questions_events.c, questions_stories.c,
 * questions_exchange.c, questions_wordings.c, questions_actors.c. */
extern const Question question_articles;
extern const Question question_article;
extern const Question question_copies;
extern const Question question_copies_of;
extern const Question question_versions;
extern const Question question_versions_of;
extern const Question question_messages;
extern const Question question_reports;
extern const Question question_quotes;
extern const Question question_exchange;
extern const Question question_variants;
extern const Question question_wordings;
extern const Question question_events;
extern const Question question_occurrences;
extern const Question question_dyad;
extern const Question question_claims;
extern const Question question_theses;
extern const Question question_figures;
extern const Question question_stories;
extern const Question question_conflicts;
extern const Question question_actors;
extern const Question question_actor;
extern const Question question_decisions;

const Question *question_of(QueryKind kind);

#endif
