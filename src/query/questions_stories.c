/* Questions on what many articles tell: stories, conflicts, actors. */
#include "query/question_sql.h"
#include "query/questions.h"

/* SQL is laid out as SQL: */
/* clang-format off */

/* ---- Stories and conflicts ---------------------------------------------------------------------- */

static const QueryColumn story_columns[] = {
    {"id", "id", QUERY_TEXT, false},
    {"first", "first", QUERY_TEXT, false},
    {"last", "last", QUERY_TEXT, false},
    {"article_count", "articles", QUERY_NUMBER, false},
    {"sources", "sources", QUERY_NUMBER, false}, /* articles that copy no other */
    {"title", "title", QUERY_TEXT, true},
    {"articles", NULL, QUERY_JSON, false},
    {"messages", NULL, QUERY_JSON, false},
    {"conflicts", NULL, QUERY_JSON, false},
};

#define STORY_SELECT                                                                               \
    "s.id, edtf(s.first_day, s.first_day), edtf(s.last_day, s.last_day), s.articles,"              \
    " (SELECT " COUNT_SOURCES("sa.article") " FROM story_article sa" WITH_REPEAT("sa.article")     \
    " WHERE sa.story = s.n),"                                                                     \
    " first_line(s.title),"                                                                        \
    " (SELECT json_group_array(json(o)) FROM (SELECT json_object('id', a.id, 'outlet',"            \
    " coalesce(a.outlet, a.sitename, host(a.url)), 'published', a.published, 'title',"             \
    " coalesce(a.title, first_line(c.text)), 'copy_of', (SELECT o.id FROM article o WHERE o.n ="   \
    " sa.copy_of)) AS o FROM story_article sa JOIN article a ON a.n = sa.article"                  \
    " JOIN content c ON c.article = a.n WHERE sa.story = s.n ORDER BY sa.position)),"             \
    " (SELECT json_group_array(i) FROM (SELECT DISTINCT mr.message AS i FROM story_article sa"     \
    " JOIN message_report mr ON mr.article = sa.article WHERE sa.story = s.n ORDER BY 1)),"       \
    " (SELECT json_group_array(i) FROM (SELECT DISTINCT cm.conflict AS i FROM story_article sa"    \
    " JOIN conflict_member cm ON cm.article = sa.article WHERE sa.story = s.n ORDER BY 1))"

#define STORY_ARTICLE(condition)                                                                   \
    "EXISTS (SELECT 1 FROM story_article sa WHERE sa.story = s.n AND " condition ")"

static const QueryColumn conflict_columns[] = {
    {"id", "id", QUERY_TEXT, false},
    {"day", "day", QUERY_TEXT, false},
    {"kind", "kind", QUERY_TEXT, false},
    {"about", "about", QUERY_TEXT, false},
    {"of", "of", QUERY_TEXT, true}, /* the message, story, speaker or holder, in words */
    {"values", NULL, QUERY_TEXT, false},
    {"subject", NULL, QUERY_TEXT, false},
    {"text", "text", QUERY_TEXT, true}, /* each side: what it holds, and its sentence */
    {"members", NULL, QUERY_JSON, false},
};

#define SIDE_OF_MESSAGE(role, position)                                                            \
    "(SELECT group_concat(n, ', ') FROM (SELECT " NAME("p.actor") " AS n FROM message_party p"     \
    " WHERE p.message = k.subject AND (p.role = '" role "' OR (p.role = 'party'"                   \
    " AND p.position = " position ")) ORDER BY p.position))"

/* What a conflict is about, for people. */
#define SUBJECT_IN_WORDS                                                                           \
    "CASE substr(k.subject, 1, 1) WHEN 'm' THEN (SELECT " SIDE_OF_MESSAGE("sender", "0")           \
    " || ' to ' || " SIDE_OF_MESSAGE("recipient", "1") " || ': ' || m.kind"                        \
    " || coalesce(', ' || m.occasion, '') || coalesce(' ' || m.occasion_year, '')"                 \
    " FROM message m WHERE m.id = k.subject)"                                                      \
    " WHEN 's' THEN (SELECT first_line(s.title) FROM conflict_member cm JOIN story_article sa"      \
    " ON sa.article = cm.article JOIN story s ON s.n = sa.story AND s.id = k.subject"              \
    " WHERE cm.conflict = k.id LIMIT 1)"                                                           \
    " WHEN 'v' THEN (SELECT " NAME("v.speaker") " FROM variant v WHERE v.id = k.subject)"          \
    " WHEN 'c' THEN (SELECT group_concat(n, ', ') FROM (SELECT " NAME("p.actor") " AS n"           \
    " FROM claim y JOIN party p ON p.article = y.article AND p.record = y.id"                      \
    " WHERE " IS_RECORD("y", "k.subject") " AND p.role = 'holder' ORDER BY p.position)) END"

#define CONFLICT_SELECT                                                                            \
    "k.id, edtf(k.day, k.day), k.kind, k.about, " SUBJECT_IN_WORDS ","                             \
    " (SELECT group_concat(v, ' / ') FROM (SELECT DISTINCT cm.value AS v FROM conflict_member cm"  \
    " WHERE cm.conflict = k.id ORDER BY 1)), k.subject,"                                           \
    " (SELECT group_concat(t, ' / ') FROM (SELECT CASE WHEN k.kind = 'wording' THEN ''"            \
    " ELSE coalesce(cm.value || ': ', '') END || " SENTENCE("cm.start_byte") " AS t"               \
    " FROM conflict_member cm JOIN content c ON c.article = cm.article WHERE cm.conflict = k.id"   \
    " GROUP BY cm.value ORDER BY min(cm.position))),"                                              \
    " (SELECT json_group_array(json(o)) FROM (SELECT json_object('record', cm.record, 'article',"  \
    " a.id, 'outlet', coalesce(a.outlet, a.sitename, host(a.url)), 'published', a.published,"      \
    " 'value', cm.value, 'span', json(" SPAN("cm.start_byte", "cm.end_byte") "),"                  \
    " 'sentence', " SENTENCE("cm.start_byte") ") AS o FROM conflict_member cm"                     \
    " JOIN article a ON a.n = cm.article JOIN content c ON c.article = cm.article"                 \
    " WHERE cm.conflict = k.id ORDER BY cm.position))"

#define CONFLICT_IN(condition)                                                                     \
    "EXISTS (SELECT 1 FROM conflict_member cm WHERE cm.conflict = k.id AND " condition ")"

const Question question_stories = {
    COLUMNS(story_columns),
    .select = STORY_SELECT,
    .from = "story s",
    .stream_from = "(SELECT i.id AS id, i.n AS n FROM story_id i ORDER BY i.id) o CROSS JOIN story s ON s.n = o.n",
    .stream_order = "o.id",
    .id = "s.id",
    .by_id = "s.n IN " STORY_WITH(":id"),
    .day = "s.first_day",
    .by_actor = STORY_ARTICLE("EXISTS (SELECT 1 FROM article_actor aa"
                              " WHERE aa.article = sa.article AND "
                              WANTED("actor", "aa.key") ")"),
    .by_about = STORY_ARTICLE(MATCHES("sa.article")),
    .by_story = "s.n IN " STORY_WITH(":story"),
};

const Question question_conflicts = {
    COLUMNS(conflict_columns),
    .select = CONFLICT_SELECT,
    .from = "conflict k",
    .id = "k.id",
    .day = "k.day",
    .by_actor = CONFLICT_IN("EXISTS (SELECT 1 FROM party p"
                            " WHERE p.article = cm.article"
                            " AND p.record = cm.record AND "
                            WANTED("actor", "p.actor") ")"),
    .by_about = CONFLICT_IN(MATCHES("cm.article")),
    .by_story = CONFLICT_IN(IN_STORY("cm.article")),
};
