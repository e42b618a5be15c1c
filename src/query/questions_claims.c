/*
 * Questions on what is held to be so: claims, and what claims of all articles are about the same.
 *
 *     claim    who holds what in one article, and how it stands to others: "denies c4ycfg"
 *     thesis   what several claims are about: each of them, the earliest first
 */
#include "query/question_sql.h"
#include "query/questions.h"

/* SQL is laid out as SQL: */
/* clang-format off */

#define OUTLET_OF(article) "coalesce(" article ".outlet, " article ".sitename, host(" article ".url))"

#define PROPOSITION(text, claim)                                                                   \
    "slice(" text ", coalesce(" claim ".proposition_start, " claim ".start_byte),"                 \
    " coalesce(" claim ".proposition_end, " claim ".end_byte))"

/* The claims of a thesis that meet a condition, in their order. */
#define CLAIMS_OF_THESIS(condition)                                                                \
    "(SELECT json_group_array(json(o)) FROM (SELECT json_object('id', y.id, 'published',"          \
    " ya.published, 'outlet', " OUTLET_OF("ya") ", 'article', ya.id, 'holder', "                   \
    PARTIES_TEXT("y.article", "y.id", "holder") ", 'stance', y.stance, 'relation', yt.relation,"   \
    " 'to', yt.other, 'claim', " PROPOSITION("yc.text", "y") ", 'copy_of', (SELECT "               \
    ID_OF("rp.original") " FROM repeat rp WHERE rp.article = ya.n)) AS o"                          \
    " FROM thesis_claim yt JOIN claim y ON y.n = yt.claim JOIN article ya ON ya.n = y.article"     \
    " JOIN content yc ON yc.article = ya.n WHERE " condition " ORDER BY yt.position))"

/* ---- Claims ---------------------------------------------------------------------------------- */

static const QueryColumn claim_columns[] = {
    {"id", "id", QUERY_TEXT, false},
    {"published", "published", QUERY_TEXT, false},
    {"holder", "holder", QUERY_TEXT, false},
    {"stance", "stance", QUERY_TEXT, false},
    {"link", "link", QUERY_TEXT, false}, /* "denies c4ycfg3k" */
    {"claim", "claim", QUERY_TEXT, true},
    {"polarity", NULL, QUERY_TEXT, false},
    {"status", NULL, QUERY_TEXT, false},
    {"certainty", NULL, QUERY_NUMBER, false},
    {"answers", NULL, QUERY_TEXT, false},
    {"answered_by", NULL, QUERY_JSON, false},
    {"relation", NULL, QUERY_TEXT, false}, /* to `to`, over all articles */
    {"to", NULL, QUERY_TEXT, false},
    {"thesis", NULL, QUERY_TEXT, false},
    {"standing", NULL, QUERY_TEXT, false}, /* what became of it */
    {"independent_sources", NULL, QUERY_NUMBER, false}, /* of all claims about the same */
    {"history", NULL, QUERY_JSON, false},  /* all claims about the same, the earliest first */
    {"quotation", NULL, QUERY_TEXT, false},
    {"holders", NULL, QUERY_JSON, false},
    RECORD_COLUMNS,
};

#define CLAIM_SELECT                                                                               \
    "x.id, a.published, " PARTIES_TEXT("x.article", "x.id", "holder") ", x.stance,"                \
    " CASE WHEN tc.relation <> 'first' THEN tc.relation || coalesce(' ' || substr(tc.other, 1, 8), '')" \
    " ELSE t.standing END, " PROPOSITION("c.text", "x") ","                                        \
    " x.polarity, x.status, round(x.certainty, 3),"                                                \
    " x.answers, (SELECT json_group_array(i) FROM (SELECT y.id AS i FROM claim y"                  \
    " WHERE y.article = x.article AND y.answers = x.id ORDER BY y.start_byte, y.id)),"             \
    " tc.relation, tc.other, tc.thesis, t.standing,"                                              \
    " t.independent_sources, " CLAIMS_OF_THESIS("yt.thesis = tc.thesis")                                                      \
    ", x.quotation, " PARTIES_JSON("x.article", "x.id", "holder") RECORD_SELECT

#define WITH_THESIS                                                                                \
    " LEFT JOIN thesis_claim tc ON tc.claim = x.n LEFT JOIN thesis t ON t.id = tc.thesis"

const Question question_claims = {
    COLUMNS(claim_columns),
    .select = CLAIM_SELECT,
    .from = WITH_ARTICLE("claim") WITH_THESIS,
    STREAMS_BY_ARTICLE_WITH("claim", WITH_THESIS),
    .id = "x.id",
    .by_id = IS_RECORD("x", ":id"),
    .day = "a.day",
    .by_from = HAS_PARTY("x.article", "x.id", "from", ""),
    .by_actor = HAS_PARTY("x.article", "x.id", "actor", ""),
    .by_about = MATCHES("x.article") " AND (holds_words(" PROPOSITION("c.text", "x") ", :words)"
                " OR holds_words(" SENTENCE("x.start_byte") ", :words)"
                " OR EXISTS (SELECT 1 FROM claim y WHERE y.article = x.article AND y.id = x.answers AND holds_words("
                PROPOSITION("c.text", "y") ", :words)))",
    .about_order = "holds_words(" PROPOSITION("c.text", "x") ", :words) DESC",
    .by_status = "(" IN_LIST(":status", "x.stance") " OR " IN_LIST(":status", "tc.relation") " OR "
                 IN_LIST(":status", "t.standing") ")",
    .statuses = "asserts,denies,confirms,neither confirms nor denies,disputes,doubts,proposes,predicts,retracts,rejects,"
                "accepts,first,repeats,retracted,disputed,denied,confirmed,rejected,accepted,open,unanswered",
    .by_story = IN_STORY("x.article"),
};

/* ---- Theses ---------------------------------------------------------------------------------- */

static const QueryColumn thesis_columns[] = {
    {"id", "id", QUERY_TEXT, false},
    {"since", "since", QUERY_TEXT, false},
    {"until", "until", QUERY_TEXT, false},
    {"standing", "standing", QUERY_TEXT, false},
    {"holders", "holders", QUERY_TEXT, true}, /* who holds it to be so */
    {"against", "against", QUERY_TEXT, true}, /* who denies or disputes it */
    {"claim", "claim", QUERY_TEXT, true},
    {"claims", NULL, QUERY_NUMBER, false},
    {"articles", "#", QUERY_NUMBER, false},
    {"independent_sources", "sources", QUERY_NUMBER, false},
    {"history", NULL, QUERY_JSON, false},
};

#define HOLDERS_WITH(relations)                                                                    \
    "(SELECT group_concat(n, ', ') FROM (SELECT DISTINCT " NAME("p.actor") " AS n"                 \
    " FROM thesis_claim yt JOIN claim y ON y.n = yt.claim JOIN party p ON p.article = y.article"   \
    " AND p.record = y.id AND p.role = 'holder' WHERE yt.thesis = x.id AND p.actor IS NOT NULL"    \
    " AND yt.relation IN " relations " ORDER BY 1))"

#define FIRST_CLAIM                                                                                \
    "(SELECT " PROPOSITION("yc.text", "y") " FROM thesis_claim yt JOIN claim y ON y.n = yt.claim"  \
    " JOIN content yc ON yc.article = y.article WHERE yt.thesis = x.id"                            \
    " ORDER BY yt.relation <> 'first', yt.position LIMIT 1)"

#define THESIS_SELECT                                                                              \
    "x.id, edtf(x.first_day, x.first_day), edtf(x.last_day, x.last_day), x.standing, "             \
    HOLDERS_WITH("('first', 'repeats', 'confirms')") ", "                                          \
    HOLDERS_WITH("('denies', 'disputes', 'retracts')") ", " FIRST_CLAIM ", x.claims, x.articles, " \
    "x.independent_sources, "                                                                      \
    CLAIMS_OF_THESIS("yt.thesis = x.id")

const Question question_theses = {
    COLUMNS(thesis_columns),
    .select = THESIS_SELECT,
    .from = "thesis x",
    .id = "x.id",
    .day = "x.first_day",
};
