/*
 * Version 17: what belongs to an article is found through the article, so that no index of a table that grows with
 * every article has its rows anywhere (docs/decisions/0051-records-through-their-article.md).
 */
#ifndef STORE_SCHEMA_BY_ARTICLE_H
#define STORE_SCHEMA_BY_ARTICLE_H

/* clang-format off */
/* Ids of a program that did not yet give records three characters of the article's. */
#define IS_STRAY(table)                                                                            \
    "SELECT x.id, x.article FROM " table " x JOIN article a ON a.n = x.article"                    \
    " WHERE substr(x.id, 2, 3) <> substr(a.id, 2, 3)"

#define STRAY_RECORDS                                                                              \
    "CREATE TABLE stray_record (id TEXT PRIMARY KEY, article INTEGER NOT NULL) WITHOUT ROWID;"     \
    "INSERT INTO stray_record " IS_STRAY("quotation") " UNION ALL " IS_STRAY("report")             \
    " UNION ALL " IS_STRAY("event") " UNION ALL " IS_STRAY("claim") " UNION ALL " IS_STRAY("figure") ";"

/* SQLite cannot take UNIQUE from a column. */
#define WRITE_ANEW(table, columns)                                                                 \
    "ALTER TABLE " table " RENAME TO earlier;"                                                     \
    "CREATE TABLE " table " (n INTEGER PRIMARY KEY, id TEXT NOT NULL,"                             \
    " article INTEGER NOT NULL REFERENCES article(n),"                                             \
    " start_byte INTEGER NOT NULL, end_byte INTEGER NOT NULL, sentence INTEGER,"                   \
    " rule TEXT NOT NULL, confidence REAL NOT NULL, " columns ");"                                 \
    "INSERT INTO " table " SELECT * FROM earlier; DROP TABLE earlier;"

#define QUOTATIONS_BY_ARTICLE                                                                      \
    WRITE_ANEW("quotation", "kind TEXT NOT NULL, cue_start INTEGER, cue_end INTEGER,"              \
    " speaker TEXT, speaker_start INTEGER, speaker_end INTEGER,"                                   \
    " addressee TEXT, addressee_start INTEGER, addressee_end INTEGER,"                             \
    " report TEXT, continues TEXT, text TEXT NOT NULL, speaker_said TEXT, addressee_said TEXT,"    \
    " source_start INTEGER, source_end INTEGER,"                                                   \
    " medium TEXT, medium_start INTEGER, medium_end INTEGER, platform TEXT,"                       \
    " occasion TEXT, occasion_start INTEGER, occasion_end INTEGER, vector BLOB")                   \
    "CREATE INDEX quotation_by_article ON quotation(article);"

#define REPORTS_BY_ARTICLE                                                                         \
    WRITE_ANEW("report", "kind TEXT NOT NULL,"                                                     \
    " occasion TEXT, occasion_start INTEGER, occasion_end INTEGER, occasion_year INTEGER,"         \
    " sent TEXT, sent_first INTEGER, sent_last INTEGER, sent_weekday INTEGER,"                     \
    " sent_start INTEGER, sent_end INTEGER,"                                                       \
    " received TEXT, received_first INTEGER, received_last INTEGER, received_weekday INTEGER,"     \
    " received_start INTEGER, received_end INTEGER,"                                               \
    " reported TEXT, reported_first INTEGER, reported_last INTEGER, reported_weekday INTEGER,"     \
    " reported_start INTEGER, reported_end INTEGER,"                                               \
    " is_exchange INTEGER NOT NULL, is_earlier INTEGER NOT NULL, status TEXT NOT NULL,"            \
    " answered_kind TEXT, answered_start INTEGER, answered_end INTEGER, answered_sent TEXT,"       \
    " answered_sent_first INTEGER, answered_sent_last INTEGER, answered_sent_weekday INTEGER,"     \
    " answered_report TEXT")                                                                       \
    "CREATE UNIQUE INDEX report_by_article ON report(article, id);"                                \
    "ALTER TABLE report_content RENAME TO earlier;"                                                \
    "CREATE TABLE report_content ("                                                                \
    " article INTEGER NOT NULL, report TEXT NOT NULL, position INTEGER NOT NULL,"                  \
    " kind TEXT NOT NULL, start_byte INTEGER NOT NULL, end_byte INTEGER NOT NULL,"                 \
    " cue_start INTEGER, cue_end INTEGER, quotation TEXT, rule TEXT NOT NULL,"                     \
    " PRIMARY KEY (article, report, position)) WITHOUT ROWID;"                                     \
    "INSERT INTO report_content SELECT * FROM earlier; DROP TABLE earlier;"

#define EVENTS_BY_ARTICLE                                                                          \
    WRITE_ANEW("event", "predicate_start INTEGER, predicate_end INTEGER,"                          \
    " plover TEXT, mode TEXT, cameo TEXT, status TEXT NOT NULL, attributed_to TEXT,"               \
    " day TEXT, first_day INTEGER, last_day INTEGER,"                                              \
    " place TEXT, place_start INTEGER, place_end INTEGER,"                                         \
    " place_country TEXT, place_latitude REAL, place_longitude REAL,"                              \
    " place_geonames INTEGER, place_candidates INTEGER, place_rule TEXT, attributed_said TEXT,"    \
    " contexts TEXT, content TEXT, content_mode TEXT, times INTEGER")                              \
    "CREATE UNIQUE INDEX event_by_article ON event(article, id);"

#define CLAIMS_BY_ARTICLE                                                                          \
    WRITE_ANEW("claim",                                                                            \
    "proposition_start INTEGER, proposition_end INTEGER, cue_start INTEGER, cue_end INTEGER,"      \
    " stance TEXT NOT NULL, polarity TEXT NOT NULL, status TEXT NOT NULL, certainty REAL NOT NULL,"\
    " answers TEXT, quotation TEXT")                                                               \
    "CREATE UNIQUE INDEX claim_by_article ON claim(article, id);"                                  \
    WRITE_ANEW("figure",                                                                           \
    "quantity_start INTEGER, quantity_end INTEGER, low REAL NOT NULL, high REAL NOT NULL,"         \
    " hedge TEXT NOT NULL, unit TEXT, counted TEXT, counted_start INTEGER, counted_end INTEGER,"   \
    " event TEXT, claim TEXT, size TEXT")                                                          \
    "CREATE INDEX figure_by_article ON figure(article);"

#define MEMBERS_BY_ARTICLE                                                                         \
    "DROP INDEX message_report_by_report; DROP INDEX message_report_by_article;"                   \
    "CREATE INDEX message_report_by_article ON message_report(article, report);"                   \
    "DROP INDEX conflict_member_by_record; DROP INDEX message_party_by_actor;"

/* Stories lie in the order of articles: the number of one is that of the article whose id its own is made of, the first that
 * does not follow another. */
#define STORIES_BY_ARTICLE                                                                         \
    "CREATE TEMP TABLE numbered AS SELECT sa.story AS id, sa.article AS n,"                        \
    " min(coalesce(r.follows, 0) * 1000000000 + sa.position) AS place FROM story_article sa"       \
    " LEFT JOIN repeat r ON r.article = sa.article GROUP BY sa.story;"                             \
    "CREATE UNIQUE INDEX temp.numbered_by_id ON numbered(id);"                                     \
    "ALTER TABLE story RENAME TO earlier;"                                                         \
    "CREATE TABLE story (n INTEGER PRIMARY KEY, id TEXT NOT NULL, title TEXT,"                     \
    " first_day INTEGER, last_day INTEGER, articles INTEGER NOT NULL);"                            \
    "INSERT INTO story SELECT t.n, e.* FROM temp.numbered t JOIN earlier e ON e.id = t.id"   \
    " ORDER BY t.n;"                                                                               \
    "DROP TABLE earlier;"                                                                          \
    "CREATE INDEX story_by_day ON story(first_day, id);"                                           \
    "ALTER TABLE story_article RENAME TO earlier;"                                                 \
    "CREATE TABLE story_article (article INTEGER PRIMARY KEY, story INTEGER NOT NULL,"             \
    " position INTEGER NOT NULL, day INTEGER, copy_of INTEGER);"                                   \
    "INSERT INTO story_article SELECT e.article, t.n, e.position, e.day, e.copy_of"                \
    " FROM earlier e JOIN temp.numbered t ON t.id = e.story ORDER BY e.article;"                   \
    "DROP TABLE earlier; DROP TABLE temp.numbered;"                                                \
    "CREATE INDEX story_article_by_story ON story_article(story, position);"                       \
    "CREATE TABLE story_id_rows (run INTEGER NOT NULL, id TEXT NOT NULL, story INTEGER NOT NULL,"  \
    " PRIMARY KEY (run, id, story)) WITHOUT ROWID;"                                                \
    "INSERT INTO story_id_rows SELECT 1, id, n FROM story;"                                        \
    "INSERT INTO row_run SELECT 5, 1, count(*) FROM story_id_rows;"                                \
    "CREATE VIEW story_id AS SELECT DISTINCT t.id AS id, s.n AS n FROM row_run r"                  \
    " CROSS JOIN story_id_rows t ON t.run = r.run CROSS JOIN story s ON s.n = t.story AND s.id = t.id" \
    " WHERE r.kind = 5;"

/* The day and id of articles: a hundred and thirty a page instead of five. */
#define PLACES_OF_ARTICLES "CREATE INDEX article_by_number ON article(n, id, day);"

/* An article alone at its address has no position there, and stands in no index: it is found by the key of copies. */
#define VERSIONS_OF_SEVERAL                                                                        \
    "ALTER TABLE version RENAME TO earlier;"                                                       \
    "CREATE TABLE version ("                                                                       \
    " article INTEGER PRIMARY KEY, address TEXT NOT NULL, position INTEGER, newer INTEGER);"       \
    "INSERT INTO version SELECT e.article, e.address, CASE WHEN (SELECT count(*) FROM earlier o"   \
    " WHERE o.address = e.address) > 1 THEN e.position END, e.newer FROM earlier e ORDER BY e.article;" \
    "DROP TABLE earlier;"                                                                          \
    "CREATE INDEX version_by_address ON version(address, position) WHERE position IS NOT NULL;"

/* Family names that articles print alone lie by their article, and are found by family and country through rows in runs, one with
 * an empty country for each. Such a row of no article has a family that is watched for a person of two countries. A full name's
 * family is found by the row without an office, which each has (asked for by its length, as SQLite would plan each statement that
 * compares offices anew for each). */
#define NAMES_BY_ARTICLE                                                                           \
    "ALTER TABLE actor_sighting RENAME TO earlier;"                                                \
    "CREATE TABLE actor_sighting ("                                                                \
    " family TEXT NOT NULL, article INTEGER NOT NULL, key TEXT NOT NULL, day INTEGER,"             \
    " office TEXT, country TEXT, countries TEXT, actor TEXT, rule TEXT, confidence REAL,"          \
    " candidates TEXT, PRIMARY KEY (article, family, key)) WITHOUT ROWID;"                         \
    "INSERT INTO actor_sighting SELECT * FROM earlier ORDER BY article, family, key;"              \
    "DROP TABLE earlier;"                                                                          \
    "CREATE TABLE sighting_country_rows (run INTEGER NOT NULL, country TEXT NOT NULL,"             \
    " family TEXT NOT NULL, article INTEGER NOT NULL,"                                             \
    " PRIMARY KEY (run, country, family, article)) WITHOUT ROWID;"                                 \
    "INSERT INTO sighting_country_rows SELECT 1, country, family, article FROM sighting_country"   \
    " UNION SELECT 1, '', family, article FROM actor_sighting"                                     \
    " UNION SELECT 1, '', family, 0 FROM actor_office GROUP BY family, key"                        \
    " HAVING count(DISTINCT nullif(country, '')) > 1;"                                             \
    "DROP TABLE sighting_country;"                                                                 \
    "INSERT INTO row_run SELECT 6, 1, count(*) FROM sighting_country_rows;"                        \
    "CREATE VIEW sighting_country AS SELECT t.family AS family, t.country AS country,"             \
    " t.article AS article, s.key AS key FROM row_run r CROSS JOIN sighting_country_rows t"        \
    " ON t.run = r.run CROSS JOIN actor_sighting s ON s.article = t.article AND s.family = t.family" \
    " AND (s.country = t.country OR instr(s.countries, '|' || t.country || '|') > 0)"              \
    " WHERE r.kind = 6 AND t.country <> '';"                                                       \
    "DROP INDEX actor_office_by_key;"                                                              \
    "CREATE INDEX actor_office_by_key ON actor_office_rows(run, key) WHERE length(office) = 0;"
/* clang-format on */

#endif
