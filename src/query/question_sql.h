/* Building blocks of the questions' SQL. */
#ifndef QUERY_QUESTION_SQL_H
#define QUERY_QUESTION_SQL_H

#include "store/statements.h"

/* SQL is laid out as SQL: */
/* clang-format off */

/* The name most articles give an actor. */
#define NAME(key) "coalesce(" MOST_PRINTED("name", key) ", " key ")"

#define PARTIES_JSON(article, record, role)                                                        \
    "(SELECT json_group_array(json_object('key', k, 'name', n)) FROM (SELECT p.actor AS k, "       \
    NAME("p.actor") " AS n FROM party p WHERE p.article = " article " AND p.record = " record      \
    " AND p.role = '" role "' ORDER BY p.position))"

#define PARTIES_TEXT(article, record, role)                                                        \
    "(SELECT group_concat(n, ', ') FROM (SELECT " NAME("p.actor") " AS n FROM party p"             \
    " WHERE p.article = " article " AND p.record = " record " AND p.role = '" role "'"             \
    " AND p.actor IS NOT NULL ORDER BY p.position))"

#define CHAIN(article, record)                                                                     \
    "(SELECT json_group_array(json_object('role', r, 'actor', k, 'name', n)) FROM (SELECT"         \
    " l.role AS r, l.actor AS k, coalesce(l.name, " NAME("l.actor") ") AS n FROM link l"           \
    " WHERE l.article = " article " AND l.record = " record " ORDER BY l.position))"

/* Whoever passed the words on, the outlet last: "KCNA, Yonhap, Example Times". */
#define THROUGH(article, record)                                                                   \
    "(SELECT group_concat(n, ', ') FROM (SELECT coalesce(l.name, " NAME("l.actor") ") AS n"        \
    " FROM link l WHERE l.article = " article " AND l.record = " record                            \
    " AND l.role <> 'said by' ORDER BY l.position))"

#define SPAN(start, end)                                                                           \
    "CASE WHEN " start " IS NULL THEN NULL ELSE json_array(" start ", " end ") END"

#define SENTENCE(start) "sentence(c.text, c.sentences, " start ")"

#define BOOLEAN(value) "json(CASE WHEN " value " THEN 'true' ELSE 'false' END)"

#define WANTED(slot, key)                                                                          \
    key " IN (SELECT w.key FROM temp.wanted w WHERE w.slot = '" slot "')"

/* Speakers are actors of their articles, and these are found by an index. */
#define IN_ARTICLES_OF(slot, article)                                                              \
    article " IN (SELECT ta.article FROM actor_article ta WHERE " WANTED(slot, "ta.key") ")"

#define HAS_PARTY(article, record, slot, roles)                                                    \
    "EXISTS (SELECT 1 FROM party p WHERE p.article = " article " AND p.record = " record roles     \
    " AND " WANTED(slot, "p.actor") ")"

#define MATCHES(article)                                                                           \
    article " IN (SELECT t.rowid FROM article_text t WHERE t.article_text MATCH :about)"

/* The number of a story. */
#define STORY_WITH(id) "(SELECT i.n FROM story_id i WHERE i.id = " id ")"

#define IN_STORY(article)                                                                          \
    article " IN (SELECT sa.article FROM story_article sa WHERE sa.story IN " STORY_WITH(":story") ")"

#define WITH_ARTICLE(table)                                                                        \
    table " x JOIN article a ON a.n = x.article JOIN content c ON c.article = x.article"

/* The same, article by article. */
#define STREAMS_BY_ARTICLE(table) STREAMS_BY_ARTICLE_WITH(table, "")
#define STREAMS_BY_ARTICLE_WITH(table, joins)                                                      \
    .stream_from = "article a CROSS JOIN " table " x ON x.article = a.n"                           \
                   " CROSS JOIN content c ON c.article = a.n" joins,                               \
    .stream_order = "a.day, a.id, x.start_byte, x.id"

/* Articles that are reports of their own: copies and versions of one count once. */
#define WITH_REPEAT(article) " LEFT JOIN repeat rp ON rp.article = " article
#define COUNT_SOURCES(article) "count(DISTINCT coalesce(rp.original, " article "))"

/* In the lists that event_words.h makes. */
#define IN_LIST(list, word) "instr(" list ", ',' || " word " || ',') > 0"
/* Of its type, of its type and mode, or of its code or the first figures of it. */
#define EVENT_TYPE(of)                                                                             \
    "(" IN_LIST(":type", of "plover") " OR " IN_LIST(":type", of "plover || '/' || " of "mode")     \
    " OR " IN_LIST(":type", "substr(" of "cameo, 1, 2)") " OR " IN_LIST(":type", "substr(" of "cameo, 1, 3)") \
    " OR " IN_LIST(":type", of "cameo") ")"

#define ID_OF(article) "(SELECT o.id FROM article o WHERE o.n = " article ")"

#define COLUMNS(list) .columns = list, .column_count = COUNT(list)

/* Columns that every record of one article ends with. */
#define RECORD_COLUMNS                                                                             \
    {"article", NULL, QUERY_TEXT, false}, {"outlet", NULL, QUERY_TEXT, false},                     \
        {"span", NULL, QUERY_JSON, false}, {"sentence", NULL, QUERY_TEXT, true},                   \
        {"rule", NULL, QUERY_TEXT, false}, {"confidence", NULL, QUERY_NUMBER, false}
#define RECORD_SELECT                                                                              \
    ", a.id, coalesce(a.outlet, a.sitename, host(a.url)), " SPAN("x.start_byte", "x.end_byte")     \
    ", " SENTENCE("x.start_byte")                                                                  \
    ", x.rule, round(x.confidence, 3)"

#endif
