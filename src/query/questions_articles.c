/* Questions on articles: the list, one whole, copies and versions. */
#include "query/question_sql.h"
#include "query/questions.h"

/* SQL is laid out as SQL: */
/* clang-format off */

/* ---- Articles ----------------------------------------------------------------------------------- */

static const QueryColumn article_columns[] = {
    {"id", "id", QUERY_TEXT, false},
    {"published", "published", QUERY_TEXT, false},
    {"outlet", "outlet", QUERY_TEXT, false},
    {"title", "title", QUERY_TEXT, true},
    {"published_origin", NULL, QUERY_TEXT, false},
    {"modified", NULL, QUERY_TEXT, false},
    {"author", NULL, QUERY_TEXT, false},
    {"language", "language", QUERY_TEXT, false},
    {"url", NULL, QUERY_TEXT, false},
    {"modified_origin", NULL, QUERY_TEXT, false},
    {"authors", NULL, QUERY_JSON, false},
    {"section", NULL, QUERY_TEXT, false},
    {"canonical", NULL, QUERY_TEXT, false},
    {"amp_url", NULL, QUERY_TEXT, false},
    {"is_amp", NULL, QUERY_JSON, false},
    {"not_analysed", NULL, QUERY_TEXT, false},
    {"dateline", NULL, QUERY_JSON, false},
    {"credits", NULL, QUERY_JSON, false},
    {"story", NULL, QUERY_TEXT, false},
    {"copy_of", NULL, QUERY_TEXT, false},
    {"copy_kind", NULL, QUERY_TEXT, false},
    {"superseded_by", NULL, QUERY_TEXT, false},
    {"path", NULL, QUERY_TEXT, false},
    {"path_offset", NULL, QUERY_NUMBER, false},
    {"records", NULL, QUERY_JSON, false},
};

#define ARTICLE_SELECT                                                                             \
    "a.id, a.published, coalesce(a.outlet, a.sitename, host(a.url)),"                              \
    " coalesce(a.title, first_line(c.text)), a.published_origin,"                                  \
    " a.modified, a.author, a.language, a.url, a.modified_origin, coalesce(a.authors, '[]'),"      \
    " a.section, a.canonical, a.amp_url, " BOOLEAN("a.is_amp") ", a.not_analysed,"                 \
    " CASE WHEN a.dateline_start IS NULL THEN NULL ELSE json_object('place', a.dateline_place,"    \
    " 'agency', a.dateline_agency, 'date', a.dateline_date) END,"                                  \
    " coalesce(a.credits, '[]'), (SELECT st.id FROM story st WHERE st.n = sa.story),"                                                        \
    " " ID_OF("rp.original") ", rp.kind, " ID_OF("v.newer") ", a.path, a.path_offset,"             \
    " json_object('messages', (SELECT count(*) FROM report r WHERE r.article = a.n),"              \
    " 'quotes', (SELECT count(*) FROM quotation r WHERE r.article = a.n),"                         \
    " 'events', (SELECT count(*) FROM event r WHERE r.article = a.n),"                             \
    " 'claims', (SELECT count(*) FROM claim r WHERE r.article = a.n),"                             \
    " 'figures', (SELECT count(*) FROM figure r WHERE r.article = a.n))"

#define ARTICLE_FROM                                                                               \
    "article a JOIN content c ON c.article = a.n LEFT JOIN story_article sa ON sa.article = a.n"   \
    " LEFT JOIN version v ON v.article = a.n" WITH_REPEAT("a.n")

static const QueryColumn whole_article_columns[] = {
    {"id", "id", QUERY_TEXT, false},
    {"published", "published", QUERY_TEXT, false},
    {"outlet", "outlet", QUERY_TEXT, false},
    {"title", "title", QUERY_TEXT, true},
    {"published_origin", "published, from", QUERY_TEXT, false},
    {"modified", "modified", QUERY_TEXT, false},
    {"author", "author", QUERY_TEXT, false},
    {"language", "language", QUERY_TEXT, false},
    {"url", "url", QUERY_TEXT, false},
    {"modified_origin", "modified, from", QUERY_TEXT, false},
    {"authors", "authors", QUERY_JSON, false},
    {"section", "section", QUERY_TEXT, false},
    {"canonical", "canonical", QUERY_TEXT, false},
    {"amp_url", "amp", QUERY_TEXT, false},
    {"is_amp", "is amp", QUERY_JSON, false},
    {"not_analysed", "not analysed", QUERY_TEXT, false},
    {"dateline", "dateline", QUERY_JSON, false},
    {"credits", "credits", QUERY_JSON, false},
    {"story", "story", QUERY_TEXT, false},
    {"copy_of", "copy of", QUERY_TEXT, false},
    {"copy_kind", "copy, how", QUERY_TEXT, false},
    {"superseded_by", "superseded by", QUERY_TEXT, false},
    {"path", "path", QUERY_TEXT, false},
    {"path_offset", "path offset", QUERY_NUMBER, false},
    {"records", "records", QUERY_JSON, false},
    {"dropped", "dropped", QUERY_JSON, true},
    {"text", "text", QUERY_TEXT, true},
};

#define DROPPED_SELECT                                                                             \
    ", (SELECT json_group_array(json_object('type', t, 'reason', r, 'rule', u, 'page',"            \
    " json_array(s, e), 'text', d)) FROM (SELECT b.type AS t, b.reason AS r, b.rule AS u,"         \
    " coalesce(b.page_start, 0) AS s, coalesce(b.page_end, 0) AS e, b.dropped AS d FROM block b"   \
    " WHERE b.article = a.n AND b.kept = 0 ORDER BY b.position)), c.text"

/* ---- Copies and versions ------------------------------------------------------------------------ */

static const QueryColumn copies_columns[] = {
    {"id", "id", QUERY_TEXT, false},
    {"published", "published", QUERY_TEXT, false},
    {"outlet", "outlet", QUERY_TEXT, true},
    {"copy_count", "copies", QUERY_NUMBER, false},
    {"outlets", "outlets", QUERY_NUMBER, false}, /* that printed it, its own among them */
    {"title", "title", QUERY_TEXT, true},
    {"copies", NULL, QUERY_JSON, false},
};

#define OUTLET "coalesce(a.outlet, a.sitename, host(a.url))"
#define SHARE(thousandths) "round((" thousandths ") / 1000.0, 3)"

#define COPIES_SELECT                                                                              \
    "a.id, a.published, " OUTLET ", g.copies,"                                                     \
    " (SELECT count(DISTINCT coalesce(b.outlet, b.sitename, host(b.url))) FROM article b"          \
    " WHERE b.n = a.n OR b.n IN (SELECT r.article FROM repeat r WHERE r.original = a.n)),"         \
    " coalesce(a.title, first_line(c.text)),"                                                      \
    " (SELECT json_group_array(json(o)) FROM (SELECT json_object('id', b.id, 'outlet',"            \
    " coalesce(b.outlet, b.sitename, host(b.url)), 'published', b.published, 'kind', r.kind,"      \
    " 'copy_of', " ID_OF("r.copy_of") ", 'likeness', " SHARE("k.likeness") ", 'share', "           \
    SHARE("k.share") ") AS o FROM repeat r JOIN article b ON b.n = r.article"                      \
    " JOIN copy k ON k.article = r.article AND k.other = r.copy_of WHERE r.original = a.n"         \
    " ORDER BY b.day IS NULL, b.day, b.id))"

#define COPIES_FROM                                                                                \
    "(SELECT original AS n, count(*) AS copies FROM repeat GROUP BY original) g"                   \
    " JOIN article a ON a.n = g.n JOIN content c ON c.article = a.n"

static const QueryColumn copies_of_columns[] = {
    {"id", "id", QUERY_TEXT, false},
    {"kind", "is", QUERY_TEXT, false},
    {"likeness", "alike", QUERY_NUMBER, false},
    {"published", "published", QUERY_TEXT, false},
    {"outlet", "outlet", QUERY_TEXT, true},
    {"title", "title", QUERY_TEXT, true},
    {"share", NULL, QUERY_NUMBER, false},
    {"share_of_asked", NULL, QUERY_NUMBER, false},
    {"url", NULL, QUERY_TEXT, false},
    {"differences", NULL, QUERY_JSON, false},
};

/* Seen from the article that is listed: a "near" copy, "within" the one asked for, ... Two of one
 * family that are less alike than copies have a common original. */
#define COPIES_OF_SELECT                                                                           \
    "a.id, CASE WHEN EXISTS (SELECT 1 FROM version v JOIN version w ON w.address = v.address"      \
    " WHERE v.article = a.n AND w.article = m.n) AND copy_kind(c.text, mc.text) <> 'exact'"        \
    " THEN 'version' ELSE coalesce(copy_kind(c.text, mc.text), 'related') END, "                   \
    SHARE("copy_likeness(c.text, mc.text)") ", a.published, " OUTLET ","                           \
    " coalesce(a.title, first_line(c.text)), " SHARE("copy_share(c.text, mc.text)") ", "           \
    SHARE("copy_share(mc.text, c.text)") ", a.url, differences(mc.text, c.text)"

#define COPIES_OF_FROM                                                                             \
    "article m JOIN content mc ON mc.article = m.n"                                                \
    " LEFT JOIN repeat mr ON mr.article = m.n"                                                     \
    " JOIN article a ON a.n <> m.n AND a.n IN"                                                     \
    " (SELECT r.article FROM repeat r WHERE r.original = coalesce(mr.original, m.n)"               \
    " UNION SELECT mr.original UNION SELECT k.other FROM copy k WHERE k.article = m.n"             \
    " UNION SELECT k.article FROM copy k WHERE k.other = m.n)"                                     \
    " JOIN content c ON c.article = a.n"

static const QueryColumn version_columns[] = {
    {"id", "id", QUERY_TEXT, false},
    {"position", "#", QUERY_NUMBER, false},
    {"changed", "changed", QUERY_TEXT, false}, /* or published */
    {"added", "added", QUERY_NUMBER, false},   /* words, against the one before */
    {"removed", "removed", QUERY_NUMBER, false},
    {"state", "state", QUERY_TEXT, false},
    {"title", "title", QUERY_TEXT, true},
    {"superseded_by", NULL, QUERY_TEXT, false},
    {"published", NULL, QUERY_TEXT, false},
    {"modified", NULL, QUERY_TEXT, false},
    {"outlet", NULL, QUERY_TEXT, false},
    {"address", NULL, QUERY_TEXT, false},
    {"url", NULL, QUERY_TEXT, false},
    {"likeness", NULL, QUERY_NUMBER, false},
    {"differences", NULL, QUERY_JSON, false},
};

#define VERSION_SELECT                                                                             \
    "a.id, coalesce(v.position, 0) + 1, coalesce(a.modified, a.published), words_added(pc.text, c.text),"       \
    " words_removed(pc.text, c.text),"                                                             \
    " CASE WHEN v.newer IS NULL THEN 'newest' ELSE 'superseded' END,"                              \
    " coalesce(a.title, first_line(c.text)), " ID_OF("v.newer") ", a.published, a.modified, "      \
    OUTLET ", v.address, a.url, " SHARE("copy_likeness(c.text, pc.text)") ","                      \
    " differences(pc.text, c.text)"

/* Of a table that gives v. */
#define VERSION_FROM                                                                               \
    " JOIN article a ON a.n = v.article JOIN content c ON c.article = a.n"                         \
    " LEFT JOIN version p ON p.address = v.address AND p.position = v.position - 1"                \
    " LEFT JOIN content pc ON pc.article = p.article"

#define NAMES_ACTOR                                                                                \
    "EXISTS (SELECT 1 FROM article_actor aa WHERE aa.article = a.n"                                \
    " AND " WANTED("actor", "aa.key") ")"

const Question question_articles = {
    COLUMNS(article_columns),
    .select = ARTICLE_SELECT,
    .from = ARTICLE_FROM,
    .stream_order = "a.day, a.id",
    .id = "a.id",
    .day = "a.day",
    .by_actor = NAMES_ACTOR,
    .by_about = MATCHES("a.n"),
    .by_story = "sa.story IN " STORY_WITH(":story"),
};

const Question question_article = {
    COLUMNS(whole_article_columns),
    .select = ARTICLE_SELECT DROPPED_SELECT,
    .from = ARTICLE_FROM,
    .stream_order = "a.day, a.id",
    .id = "a.id",
    .day = "a.day",
    .by_actor = NAMES_ACTOR,
    .by_about = MATCHES("a.n"),
    .by_story = "sa.story IN " STORY_WITH(":story"),
};

const Question question_copies = {
    COLUMNS(copies_columns),
    .select = COPIES_SELECT,
    .from = COPIES_FROM,
    .id = "a.id",
    .day = "a.day",
    .by_about = MATCHES("a.n"),
    .by_story = IN_STORY("a.n"),
};

const Question question_copies_of = {
    COLUMNS(copies_of_columns),
    .select = COPIES_OF_SELECT,
    .from = COPIES_OF_FROM,
    .id = "m.id",
    .order = "m.id, a.day IS NULL, a.day, a.id",
};

const Question question_versions = {
    COLUMNS(version_columns),
    .select = VERSION_SELECT,
    .from = "(SELECT address FROM version WHERE position = 1) h"
            " CROSS JOIN version v ON v.address = h.address AND v.position IS NOT NULL" VERSION_FROM,
    .id = "v.address",
    .order = "v.address, v.position",
};

const Question question_versions_of = {
    COLUMNS(version_columns),
    .select = VERSION_SELECT,
    .from = "article k JOIN version w ON w.article = k.n CROSS JOIN version v ON v.article IN (SELECT k.n UNION"
            " SELECT o.article FROM version o WHERE o.address = w.address AND o.position IS NOT NULL)" VERSION_FROM,
    .id = "k.id",
    .order = "v.address, v.position",
};
