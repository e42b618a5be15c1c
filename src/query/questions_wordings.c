/*
 * One sentence in several wordings, each once, with what differs from one of them.
 *
 *     base     no one can break the alliance
 *     other    [-no one-]{+nobody+} can break the {+two peoples'+} alliance
 */
#include "query/question_sql.h"
#include "query/questions.h"

/* SQL is laid out as SQL: */
/* clang-format off */

static const QueryColumn wording_columns[] = {
    {"id", "id", QUERY_TEXT, false},
    {"published", "published", QUERY_TEXT, false},
    {"outlets", "outlets", QUERY_TEXT, false},
    {"likeness", "%", QUERY_NUMBER, false}, /* of the words of both, those that both have */
    {"articles", "#", QUERY_NUMBER, false},
    {"sources", NULL, QUERY_NUMBER, false},
    {"marked", "text", QUERY_TEXT, true},
    {"variant", NULL, QUERY_TEXT, false},
    {"base", NULL, QUERY_TEXT, false},
    {"speaker", NULL, QUERY_TEXT, false},
    {"speaker_key", NULL, QUERY_TEXT, false},
    {"kind", NULL, QUERY_TEXT, false},
    {"text", NULL, QUERY_TEXT, false},
    {"operations", NULL, QUERY_JSON, false},
    {"quotations", NULL, QUERY_JSON, false},
};

/* Each wording by the earliest quotation that has it: what differs in case and marks alone is one. */
#define WORDINGS                                                                                   \
    "(SELECT vq.variant AS variant, min(vq.position) AS position, words_of(q.text) AS words"       \
    " FROM variant_quotation vq JOIN quotation q ON q.n = vq.quotation WHERE vq.variant = :id"     \
    " GROUP BY words_of(q.text)) w"                                                                \
    " JOIN variant_quotation vq ON vq.variant = w.variant AND vq.position = w.position"            \
    " JOIN quotation x ON x.n = vq.quotation JOIN article a ON a.n = x.article"                    \
    " JOIN (SELECT id, text, words_of(text) AS words FROM quotation WHERE "                        \
    IS_RECORD("quotation", ":base") ") b"                                                          \
    " JOIN variant v ON v.id = w.variant"

/* Quotations that have the wording. */
#define WITH_WORDING(joins)                                                                        \
    " FROM variant_quotation ov JOIN quotation o ON o.n = ov.quotation"                            \
    " JOIN article oa ON oa.n = o.article" joins                                                   \
    " WHERE ov.variant = w.variant AND words_of(o.text) = w.words"

#define OUTLET(article)                                                                            \
    "coalesce(" article ".outlet, " article ".sitename, host(" article ".url))"

#define WORDING_SELECT                                                                             \
    "x.id, a.published, (SELECT group_concat(n, ', ') FROM (SELECT DISTINCT " OUTLET("oa")         \
    " AS n " WITH_WORDING("") " AND " OUTLET("oa") " IS NOT NULL ORDER BY 1)),"                    \
    " words_in_common(b.text, x.text) / 10, (SELECT count(DISTINCT o.article)" WITH_WORDING("")    \
    "), (SELECT " COUNT_SOURCES("o.article") WITH_WORDING(WITH_REPEAT("o.article")) "),"           \
    " marked(b.text, x.text), w.variant, b.id, " NAME("v.speaker") ", v.speaker, x.kind, x.text,"  \
    " operations(b.text, x.text), (SELECT json_group_array(json(j)) FROM (SELECT"                  \
    " json_object('id', o.id, 'article', oa.id, 'outlet', " OUTLET("oa") ", 'published',"          \
    " oa.published, 'copy_of', " ID_OF("rp.original") ", 'text', o.text) AS j"                     \
    WITH_WORDING(WITH_REPEAT("o.article")) " ORDER BY ov.position))"

const Question question_wordings = {
    COLUMNS(wording_columns),
    .select = WORDING_SELECT,
    .from = WORDINGS,
    .id = "w.variant",
    .day = "a.day",
    .order = "w.words <> b.words, vq.position",
    .by_about = "holds_words(x.text, :words)",
    .by_story = IN_STORY("x.article"),
};
