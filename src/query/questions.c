#include "query/questions.h"

#include "base/str.h"
#include "query/question_sql.h"

/* ---- Rows that are made by functions: query_explain, query_chain, query_differences ------------------------ */

static const QueryColumn explanation_columns[] = {
    {"id", "id", QUERY_TEXT, false},
    {"kind", "kind", QUERY_TEXT, false},
    {"article", "article", QUERY_TEXT, false},
    {"outlet", "outlet", QUERY_TEXT, false},
    {"path", "path", QUERY_TEXT, false},
    {"sentence", "sentence", QUERY_TEXT, true},
    {"text", "text", QUERY_TEXT, true},
    {"text_span", "bytes in text", QUERY_JSON, false},
    {"page_span", "bytes in page", QUERY_JSON, false},
    {"page_text", "page", QUERY_TEXT, true},
    {"rule", "rule", QUERY_TEXT, false},
    {"confidence", "confidence", QUERY_NUMBER, false},
    {"version", "version", QUERY_TEXT, false},
};

static const QueryColumn difference_columns[] = {
    {"change", "change", QUERY_TEXT, false},
    {"after", "after", QUERY_TEXT, true}, /* the words before it, which both have */
    {"first", "first", QUERY_TEXT, true},
    {"second", "second", QUERY_TEXT, true},
    {"first_span", NULL, QUERY_JSON, false},
    {"second_span", NULL, QUERY_JSON, false},
};

static const QueryColumn chain_columns[] = {
    {"report", "report", QUERY_TEXT, false},
    {"step", "step", QUERY_NUMBER, false},
    {"role", "role", QUERY_TEXT, false},
    {"name", "name", QUERY_TEXT, false},
    {"country", "country", QUERY_TEXT, false},
    {"standing", "standing", QUERY_TEXT, false}, /* official, state, public, private */
    {"date", "date", QUERY_TEXT, false},
    {"key", NULL, QUERY_TEXT, false},
    {"kind", NULL, QUERY_TEXT, false},
    {"sentence", "sentence", QUERY_TEXT, true},
    {"span", NULL, QUERY_JSON, false},
    {"article", NULL, QUERY_TEXT, false},
    {"outlet", NULL, QUERY_TEXT, false},
    {"published", NULL, QUERY_TEXT, false},
    {"copies", NULL, QUERY_JSON, false},
    {"reports", NULL, QUERY_NUMBER, false}, /* of all; copies are none */
    {"independent_sources", NULL, QUERY_NUMBER, false},
};

static const Question question_chain = {
    COLUMNS(chain_columns),
};

static const Question question_explanation = {
    COLUMNS(explanation_columns),
};

static const Question question_differences = {
    COLUMNS(difference_columns),
};

/* ---- All of them ------------------------------------------------------------------------------ */

const Question *question_of(QueryKind kind)
{
    static const Question *const questions[QUERY_KIND_COUNT] = {
        [QUERY_ARTICLES] = &question_articles,
        [QUERY_ARTICLE] = &question_article,
        [QUERY_MESSAGES] = &question_messages,
        [QUERY_EXCHANGE] = &question_exchange,
        [QUERY_REPORTS] = &question_reports,
        [QUERY_QUOTES] = &question_quotes,
        [QUERY_EVENTS] = &question_events,
        [QUERY_OCCURRENCES] = &question_occurrences,
        [QUERY_DYAD] = &question_dyad,
        [QUERY_CLAIMS] = &question_claims,
        [QUERY_THESES] = &question_theses,
        [QUERY_FIGURES] = &question_figures,
        [QUERY_STORIES] = &question_stories,
        [QUERY_CONFLICTS] = &question_conflicts,
        [QUERY_VARIANTS] = &question_variants,
        [QUERY_WORDINGS] = &question_wordings,
        [QUERY_ACTORS] = &question_actors,
        [QUERY_ACTOR] = &question_actor,
        [QUERY_DECISIONS] = &question_decisions,
        [QUERY_COPIES] = &question_copies,
        [QUERY_COPIES_OF] = &question_copies_of,
        [QUERY_VERSIONS] = &question_versions,
        [QUERY_VERSIONS_OF] = &question_versions_of,
        [QUERY_EXPLANATION] = &question_explanation,
        [QUERY_CHAIN] = &question_chain,
        [QUERY_DIFFERENCES] = &question_differences,
    };
    assert(kind < QUERY_KIND_COUNT);
    return questions[kind];
}

const QueryColumn *query_columns(QueryKind kind, uint32_t *out_count)
{
    *out_count = question_of(kind)->column_count;
    return question_of(kind)->columns;
}
