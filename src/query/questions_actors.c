/* Who acts, who is who, and what users have decided of that. */
#include "base/str.h"
#include "query/question_sql.h"
#include "query/questions.h"

/* clang-format off */

#define HEAD_SELECT                                                                                \
    "k.key, coalesce(k.name, k.key), k.kind, k.country, k.sector, k.role, k.ownership, "           \
    BOOLEAN("k.from_data") ", k.articles"

/* The columns that HEAD_SELECT fills. */
#define HEAD_COLUMNS                                                                               \
    {"key", "key", QUERY_TEXT, true},                                                              \
    {"name", "name", QUERY_TEXT, true},                                                            \
    {"kind", "kind", QUERY_TEXT, false},                                                           \
    {"country", "country", QUERY_TEXT, false},                                                     \
    {"sector", "sector", QUERY_TEXT, false},                                                       \
    {"role", "role", QUERY_TEXT, true},                                                            \
    {"ownership", NULL, QUERY_TEXT, false},                                                        \
    {"from_data", NULL, QUERY_JSON, false},                                                        \
    {"articles", "#", QUERY_NUMBER, false}

/* Of each the most frequent of what articles print, in one pass over all its forms (count_functions.c). */
#define ACTORS(condition)                                                                          \
    "(SELECT key, most_counted(name, articles) AS name, most_counted(kind, articles) AS kind,"      \
    " most_counted(country, articles) AS country, most_counted(sector, articles) AS sector,"       \
    " most_counted(role, articles) AS role, most_counted(ownership, articles) AS ownership,"       \
    " greatest_counted(from_data, articles) AS from_data, sum(articles) AS articles,"              \
    " all_counted(name, articles) AS names FROM actor_form" condition                              \
    " GROUP BY key HAVING sum(articles) > 0) k"

/* ---- The list ------------------------------------------------------------------------------ */

static const QueryColumn actors_columns[] = {
    HEAD_COLUMNS,
    {"names", NULL, QUERY_JSON, false},
};

#define ACTOR_IN(condition)                                                                        \
    "k.key IN (SELECT aa.key FROM article_actor aa WHERE " condition ")"

const Question question_actors = {
    COLUMNS(actors_columns),
    .select = HEAD_SELECT ", k.names",
    .from = ACTORS(""),
    .stream_order = "k.key",
    .id = "k.key",
    .order = "k.articles DESC, k.key",
    .by_actor = WANTED("actor", "k.key"),
    .by_about = ACTOR_IN(MATCHES("aa.article")),
    .by_story = ACTOR_IN(IN_STORY("aa.article")),
    .by_name = WANTED("name", "k.key"),
    .by_country = "upper(:country) = k.country",
    .by_kind = "lower(:kind) = k.kind",
    .by_office = "k.key IN (SELECT aa.key FROM (SELECT DISTINCT o.key AS key FROM actor_office o"
                 " WHERE o.office = lower(:office)) s CROSS JOIN actor_article ta ON ta.key = s.key"
                 " CROSS JOIN article_actor aa ON aa.article = ta.article"
                 " AND coalesce(aa.said, aa.key) = s.key)",
};

/* ---- One actor ----------------------------------------------------------------------------- */

static const QueryColumn actor_columns[] = {
    HEAD_COLUMNS,
    {"offices", NULL, QUERY_JSON, false},
    {"names", NULL, QUERY_JSON, false},
    {"introductions", NULL, QUERY_JSON, false}, /* the earliest */
    {"recognised", NULL, QUERY_JSON, false},    /* by the family name alone; the earliest */
    {"candidates", NULL, QUERY_JSON, false},    /* of a family name: who it may be */
    {"decisions", NULL, QUERY_JSON, false},
};

/* The rows of articles that stand for those who are asked for, and what these say of offices. */
#define WITH_NAMED                                                                                 \
    "named AS MATERIALIZED (SELECT aa.article, aa.key, aa.said, aa.name, aa.start_byte, aa.end_byte" \
    " FROM temp.wanted w CROSS JOIN actor_article ta ON ta.key = w.key"                            \
    " CROSS JOIN article_actor aa ON aa.article = ta.article AND aa.key = ta.key"                  \
    " WHERE w.slot = 'actor'), evidence AS MATERIALIZED (SELECT DISTINCT aa.key AS key,"            \
    " e.office AS office, nullif(e.owner, '') AS owner, e.article AS article FROM named aa"        \
    " CROSS JOIN actor_evidence e ON e.article = aa.article AND e.key = coalesce(aa.said, aa.key)" \
    " WHERE e.key NOT LIKE 'name:%' AND e.is_future = 0 AND e.office IS NOT NULL)"
#define NAMED "named aa"

/* The keys that articles use for this actor. */
#define SAID_KEYS "(SELECT DISTINCT coalesce(aa.said, aa.key) AS key FROM " NAMED " WHERE aa.key = k.key)"

/* Each full name has a row without an office. */
#define FAMILIES                                                                                   \
    "(SELECT DISTINCT n.family AS family, n.key AS key FROM " SAID_KEYS " s CROSS JOIN row_run x"  \
    " CROSS JOIN actor_office_rows n INDEXED BY actor_office_by_key ON n.run = x.run"              \
    " AND n.key = s.key AND length(n.office) = 0 WHERE x.kind = 3)"

/* Of a name that two persons share, those of one country: "person:ann example@KEN". */
#define OF_PART(country) "(instr(k.key, '@') = 0 OR " country " = substr(k.key, instr(k.key, '@') + 1))"

/* "The foreign minister" is whoever's all other articles say, if they name one owner. */
#define HELD                                                                                       \
    "(SELECT *, coalesce(nullif(printed, ''), sole, '') AS owner FROM (SELECT o.office,"           \
    " o.owner AS printed, o.is_former, o.first_day, o.last_day, CASE WHEN min(nullif(o.owner, '')) OVER w = max(o.owner) OVER w"                    \
    " THEN max(o.owner) OVER w END AS sole FROM " FAMILIES " p CROSS JOIN row_run r"               \
    " CROSS JOIN actor_office_rows o ON o.run = r.run AND o.family = p.family AND o.key = p.key"   \
    " WHERE r.kind = 3 AND o.office <> '' AND " OF_PART("o.country") " WINDOW w AS (PARTITION BY o.office)))"

/* An article that prints it with and without its owner is one. */
#define ARTICLES_ON_OFFICE                                                                         \
    "count(DISTINCT v.article) FILTER (WHERE coalesce(v.owner, f.sole, '') = f.owner)"

#define OFFICES                                                                                    \
    "(SELECT json_group_array(json(o)) FROM (SELECT json_object('office', f.office, 'owner',"      \
    " nullif(f.owner, ''),"                                                                        \
    " 'from', edtf(min(f.first_day) FILTER (WHERE f.is_former = 0),"                               \
    " min(f.first_day) FILTER (WHERE f.is_former = 0)),"                                           \
    " 'to', edtf(max(f.last_day) FILTER (WHERE f.is_former = 0),"                                  \
    " max(f.last_day) FILTER (WHERE f.is_former = 0)),"                                            \
    " 'former_from', edtf(min(f.first_day) FILTER (WHERE f.is_former = 1),"                        \
    " min(f.first_day) FILTER (WHERE f.is_former = 1)), 'articles', " ARTICLES_ON_OFFICE ") AS o"  \
    " FROM " HELD " f LEFT JOIN evidence v ON v.key = k.key AND v.office = f.office GROUP BY f.office, f.owner ORDER BY min(f.first_day) IS NULL,"               \
    " min(f.first_day), f.office, f.owner))"

/* Full names as they are counted over all articles; family names, and the names of one of two who
 * share theirs, in the articles that were told to be this actor's. */
#define NAMES                                                                                      \
    "(SELECT json_group_array(json(o)) FROM (SELECT json_object('name', form, 'articles', n,"      \
    " 'first', id, 'span', json_array(s, e)) AS o FROM (SELECT l.form AS form,"                    \
    " sum(l.articles) AS n, l.first_article AS id, l.start_byte AS s, l.end_byte AS e,"            \
    " min(" ORDER_OF_ALIAS ") AS least"                                                            \
    " FROM " SAID_KEYS " s CROSS JOIN actor_alias l ON l.key = s.key WHERE l.key NOT LIKE 'name:%'" \
    " AND instr(k.key, '@') = 0 GROUP BY l.key, l.form"                                            \
    " UNION ALL SELECT aa.name, count(*), a.id, aa.start_byte, aa.end_byte,"                       \
    " min(printf('%010d', coalesce(a.day, 9999999) + 10000000) || a.id)"                           \
    " FROM " NAMED " CROSS JOIN article a ON a.n = aa.article WHERE aa.key = k.key"        \
    " AND aa.start_byte IS NOT NULL"                                                               \
    " AND (coalesce(aa.said, aa.key) LIKE 'name:%' OR instr(k.key, '@') > 0) GROUP BY aa.name)"    \
    " ORDER BY n DESC, form, id))"

#define WHERE_IT_STANDS                                                                            \
    "'article', a.id, 'outlet', coalesce(a.outlet, a.sitename, host(a.url)), 'published', a.published"

#define INTRODUCTIONS                                                                              \
    "(SELECT json_group_array(json(o)) FROM (SELECT json_object('office', e.office, 'description'," \
    " e.description, 'owner', e.owner, 'former', CASE WHEN e.is_former THEN json('true') END,"     \
    " 'future', CASE WHEN e.is_future THEN json('true') END, " WHERE_IT_STANDS ", 'span', json_array(e.start_byte, e.end_byte),"  \
    " 'sentence', " SENTENCE("e.start_byte") ", 'rule', e.rule, 'confidence',"                     \
    " round(e.confidence, 3)) AS o FROM " NAMED " CROSS JOIN actor_evidence e"             \
    " ON e.article = aa.article AND e.key = coalesce(aa.said, aa.key)"                             \
    " JOIN article a ON a.n = e.article JOIN content c ON c.article = e.article"                   \
    " WHERE aa.key = k.key ORDER BY a.day IS NULL, a.day, a.id, e.start_byte, e.end_byte, e.rule"  \
    " LIMIT 20))"

#define RECOGNISED                                                                                 \
    "(SELECT json_group_array(json(o)) FROM (SELECT json_object('name', aa.name, "                 \
    WHERE_IT_STANDS ", 'sentence', " SENTENCE("aa.start_byte") ", 'rule', s.rule, 'confidence',"   \
    " round(s.confidence, 3)) AS o FROM " NAMED " CROSS JOIN actor_sighting s"             \
    " ON s.family = substr(aa.said, 6) AND s.article = aa.article AND s.key = aa.said"             \
    " JOIN article a ON a.n = aa.article JOIN content c ON c.article = aa.article"                 \
    " WHERE aa.key = k.key AND aa.said LIKE 'name:%' ORDER BY a.day IS NULL, a.day, a.id, aa.name" \
    " LIMIT 20))"

#define CANDIDATES                                                                                 \
    "(SELECT json_group_array(v) FROM (SELECT DISTINCT j.value AS v FROM row_run r"                \
    " CROSS JOIN sighting_country_rows t ON t.run = r.run AND t.family = substr(k.key, 6)"         \
    " AND t.country = '' CROSS JOIN actor_sighting s ON s.article = t.article"                     \
    " AND s.family = t.family, json_each(s.candidates) j"                                          \
    " WHERE r.kind = 6 AND k.key LIKE 'name:%' AND s.actor IS NULL ORDER BY 1))"

#define DECISIONS                                                                                  \
    "(SELECT json_group_array(json(o)) FROM (SELECT json_object('verdict', d.verdict, 'first',"    \
    " d.first, 'second', d.second, 'article', nullif(d.article, '')) AS o FROM actor_decision d"   \
    " WHERE k.key IN (d.first, d.second) OR d.first IN " SAID_KEYS " OR d.second IN " SAID_KEYS    \
    " ORDER BY d.first, d.second, d.article))"

const Question question_actor = {
    COLUMNS(actor_columns),
    .with = WITH_NAMED,
    .select = HEAD_SELECT ", k.offices, " NAMES ", " INTRODUCTIONS ", " RECOGNISED ", " CANDIDATES ", " DECISIONS,
    .from = "(SELECT k.*, " OFFICES " AS offices FROM "
            ACTORS(" WHERE key IN (SELECT w.key FROM temp.wanted w WHERE w.slot = 'actor')") ") k",
    .id = "k.key",
    .order = "k.articles DESC, k.key",
    .by_actor = WANTED("actor", "k.key"),
};

/* ---- Decisions ----------------------------------------------------------------------------- */

static const QueryColumn decision_columns[] = {
    {"first", "first", QUERY_TEXT, true},
    {"verdict", "verdict", QUERY_TEXT, false},
    {"second", "second", QUERY_TEXT, true},
    {"article", "in article", QUERY_TEXT, false},
};

const Question question_decisions = {
    COLUMNS(decision_columns),
    .select = "d.first, d.verdict, d.second, nullif(d.article, '')",
    .from = "actor_decision d",
    .id = "d.first",
    .order = "d.first, d.second, d.article",
};
