/* The statements the store keeps prepared. X(NAME, sql); the ? of each are bound in order. */
#ifndef STORE_STATEMENTS_H
#define STORE_STATEMENTS_H

/* clang-format off */
/* Of an article `a`: the one that it repeats, and whether a later version of its own withdraws it. */
#define ORIGINAL_OF_ARTICLE                                                                        \
    "(SELECT p.original FROM repeat p WHERE p.article = a.n AND p.kind <> 'version')"
#define SUPERSEDED_ARTICLE                                                                         \
    "EXISTS (SELECT 1 FROM version v WHERE v.article = a.n AND v.newer IS NOT NULL)"

/* Of which nothing but number, id and day is asked. */
#define PLACE_OF_ARTICLE "article a INDEXED BY article_by_number"

/* Of a report that stands under the parties of another. */
#define SAID_OF_DYAD(column)                                                                       \
    "(SELECT " column " FROM report_pair p WHERE p.report = d.report"                              \
    " AND min(p.host_first, p.host_second) = d.first_party"                                        \
    " AND max(p.host_first, p.host_second) = d.second_party"                                       \
    " ORDER BY p.first_party, p.second_party LIMIT 1)"

/* What most articles give an actor. */
#define MOST_PRINTED(column, key)                                                                  \
    "(SELECT f." column " FROM actor_form f WHERE f.key = " key " AND f." column " <> ''"          \
    " GROUP BY f." column " HAVING sum(f.articles) > 0"                                            \
    " ORDER BY sum(f.articles) DESC, f." column " LIMIT 1)"

/* Family names that articles print alone: their places by family and country, and what these are of. */
#define ROWS_OF_SIGHTING "FROM row_run r CROSS JOIN sighting_country_rows t ON t.run = r.run "
#define SIGHTING_OF_ROW                                                                            \
    " CROSS JOIN actor_sighting s ON s.article = t.article AND s.family = t.family WHERE r.kind = 6"

/* The rows of articles that stand for an actor; WHERE ta.key = ... */
#define ROWS_OF_ACTOR                                                                              \
    "actor_article ta CROSS JOIN article_actor aa ON aa.article = ta.article AND aa.key = ta.key"

/* The articles that a record can be of, by its id or the beginning of that: an article's records have three characters of
 * its id. stray_record tells of those that have not. */
#define ARTICLES_OF_RECORD(id)                                                                     \
    "(SELECT h.n FROM article h WHERE h.id >= 'a' || substr(" id ", 2, 3)"                         \
    " AND h.id < 'a' || substr(" id ", 2, 3) || '~' UNION ALL SELECT s.article FROM stray_record s" \
    " WHERE s.id >= " id " AND s.id < " id " || '~')"
#define IS_RECORD(record, id) record ".article IN " ARTICLES_OF_RECORD(id) " AND " record ".id = " id

/* The earliest first; of articles without a day that with the least id. Ten digits, whatever the day. */
#define ORDER_OF_ALIAS                                                                             \
    "(coalesce(first_day, 4000000000) + 5000000000) || first_article"

#define STATEMENT_LIST(X)                                                                          \
    X(BEGIN, "BEGIN IMMEDIATE")                                                                    \
    X(COMMIT, "COMMIT")                                                                            \
    X(FIND_ARTICLE, "SELECT n FROM article WHERE id = ?")                                          \
    X(NOTE_PATH, "UPDATE article SET path = ?2, path_offset = ?3 WHERE id = ?1"                    \
                 " AND (path, path_offset) > (?2, ?3)")                                            \
    X(INSERT_ARTICLE, "INSERT INTO article VALUES (NULL, ?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,"   \
        "?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT(id) DO NOTHING")                         \
    X(INSERT_CONTENT, "INSERT INTO content VALUES (?,?,?,?,?,?,?)")                                \
    X(INSERT_TEXTS_OF_ARTICLES, "INSERT INTO article_text(rowid, title, text)"                     \
      " SELECT article, title, text FROM content WHERE article BETWEEN ? AND ?")                   \
    X(INSERT_BLOCK, "INSERT INTO block VALUES (?,?,?,?,?,?,?,?,?,?,?,?)")                          \
    X(INSERT_ARTICLE_ACTOR, "INSERT INTO article_actor VALUES (?,?,?,?,?,?,?,?,?,?,?,?,NULL)")     \
    X(GET_ARTICLES_WITHOUT_ROWS, "SELECT coalesce(min(CAST(first AS INTEGER)), 0),"                \
      " (SELECT coalesce(max(n), 0) FROM article) FROM dirty WHERE kind = 'actors'")               \
    X(CLEAR_ARTICLES_WITHOUT_ROWS, "DELETE FROM dirty WHERE kind = 'actors'")                      \
    X(INSERT_ACTOR_ARTICLE, "INSERT OR IGNORE INTO actor_article_rows VALUES (?,?,?)")             \
    X(INSERT_ACTORS_OF_ARTICLES, "INSERT INTO actor_article_rows SELECT ?1, key, article" \
      " FROM article_actor WHERE article BETWEEN ?2 AND ?3 GROUP BY key, article")                 \
    X(COUNT_FORMS_OF_ARTICLES, "INSERT INTO actor_form_rows SELECT ?1, key, coalesce(name, '')"    \
      ", kind, coalesce(country, ''), coalesce(sector, ''), coalesce(role, ''), coalesce(ownership, '')"\
      ", from_data, count(*) FROM article_actor WHERE article BETWEEN ?2 AND ?3"                   \
      " GROUP BY 2, 3, 4, 5, 6, 7, 8, 9")                                                          \
    X(HAS_ACTOR_ARTICLE, "SELECT 1 FROM actor_article WHERE key = ? AND article = ?")              \
    X(COUNT_ACTOR_FORM, "INSERT INTO actor_form_rows VALUES (?,?,?,?,?,?,?,?,?,1) "                \
                        "ON CONFLICT DO UPDATE SET articles = articles + 1")                       \
    X(INSERT_MENTION, "INSERT INTO mention VALUES (?,?,?,?,?,?,?,?)")                              \
    X(INSERT_TIME, "INSERT INTO time VALUES (?,?,?,?,?,?,?,?,?,?,?,?)")                            \
    X(INSERT_QUOTATION, "INSERT INTO quotation VALUES (NULL, ?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,"   \
        "?,?,NULL,NULL,?,?,?,?,?,?,?,?,?,?)")                                                        \
    X(INSERT_REPORT, "INSERT INTO report VALUES (NULL, ?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,"   \
        "?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)")                                              \
    X(INSERT_EVENT, "INSERT INTO event VALUES (NULL, ?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,"     \
        "?,?,?,?,?,?,NULL,?,?,?,?)")                                                                 \
    X(INSERT_CLAIM, "INSERT INTO claim VALUES (NULL, ?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)")          \
    X(INSERT_FIGURE, "INSERT INTO figure VALUES (NULL, ?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)")     \
    X(INSERT_PARTY, "INSERT INTO party VALUES (?,?,?,?,?,?,NULL)")                                    \
    X(INSERT_LINK, "INSERT INTO link VALUES (?,?,?,?,?,?,?,?,NULL,?)")                                 \
    X(INSERT_CONTENT_OF_REPORT, "INSERT INTO report_content VALUES (?,?,?,?,?,?,?,?,?,?)")           \
    /* runs of rows */                                                                             \
    X(NEXT_ROW_RUN, "SELECT coalesce(max(run), 0) + 1 FROM row_run WHERE kind = ?")                \
    X(INSERT_ROW_RUN, "INSERT INTO row_run VALUES (?,?,?)")                                        \
    X(SET_ROW_RUN, "UPDATE row_run SET rows = ?3 WHERE kind = ?1 AND run = ?2")                    \
    X(GET_ROW_RUNS, "SELECT run, rows FROM row_run WHERE kind = ? AND run < ? ORDER BY run DESC")  \
    X(GET_NEWEST_ROW_RUN, "SELECT run, rows, (SELECT count(*) FROM row_run WHERE kind = ?1)"       \
      " FROM row_run WHERE kind = ?1 ORDER BY run DESC LIMIT 1")                                   \
    X(DELETE_ROW_RUNS, "DELETE FROM row_run WHERE kind = ? AND run >= ?")                          \
    X(MERGE_ACTOR_ARTICLES, "INSERT INTO actor_article_rows SELECT ?1, key, article"               \
      " FROM actor_article_rows WHERE run BETWEEN ?2 AND ?3 GROUP BY key, article")                \
    X(DELETE_ACTOR_ARTICLES, "DELETE FROM actor_article_rows WHERE run BETWEEN ? AND ?")           \
    X(MERGE_FORMS, "INSERT INTO actor_form_rows SELECT ?1, key, name, kind, country, sector, role,"\
      " ownership, from_data, sum(articles) FROM actor_form_rows WHERE run BETWEEN ?2 AND ?3"      \
      " GROUP BY key, name, kind, country, sector, role, ownership, from_data"                     \
      " HAVING sum(articles) <> 0")                                                                \
    X(DELETE_FORMS, "DELETE FROM actor_form_rows WHERE run BETWEEN ? AND ?")                       \
    X(MERGE_ALIASES, "INSERT INTO actor_alias_rows SELECT ?1, key, form, articles, first_day,"     \
      " first_article, start_byte, end_byte FROM (SELECT key, form, sum(articles) AS articles,"    \
      " first_day, first_article, start_byte, end_byte, min(" ORDER_OF_ALIAS ")"                   \
      " FROM actor_alias_rows WHERE run BETWEEN ?2 AND ?3 GROUP BY key, form)")                    \
    X(DELETE_ALIASES, "DELETE FROM actor_alias_rows WHERE run BETWEEN ? AND ?")                    \
    X(MERGE_OFFICES, "INSERT INTO actor_office_rows SELECT ?1, family, key, office, owner, country,"\
      " is_former, max(from_data), min(first_day), max(last_day), sum(articles), max(is_sole)"     \
      " FROM actor_office_rows WHERE run BETWEEN ?2 AND ?3"                                        \
      " GROUP BY family, key, office, owner, country, is_former")                                  \
    X(DELETE_OFFICES, "DELETE FROM actor_office_rows WHERE run BETWEEN ? AND ?")                   \
    X(MERGE_OCCURRENCE_KEYS, "INSERT INTO occurrence_key_rows SELECT ?1, key, occurrence"          \
      " FROM occurrence_key_rows WHERE run BETWEEN ?2 AND ?3 GROUP BY key, occurrence")            \
    X(DELETE_OCCURRENCE_KEYS, "DELETE FROM occurrence_key_rows WHERE run BETWEEN ? AND ?")         \
    X(MERGE_STORY_IDS, "INSERT INTO story_id_rows SELECT ?1, id, story FROM story_id_rows"         \
      " WHERE run BETWEEN ?2 AND ?3 GROUP BY id, story")                                           \
    X(DELETE_STORY_IDS, "DELETE FROM story_id_rows WHERE run BETWEEN ? AND ?")                     \
    X(MERGE_SIGHTINGS, "INSERT INTO sighting_country_rows SELECT ?1, country, family, article"     \
      " FROM sighting_country_rows WHERE run BETWEEN ?2 AND ?3 GROUP BY country, family, article") \
    X(DELETE_SIGHTINGS, "DELETE FROM sighting_country_rows WHERE run BETWEEN ? AND ?")             \
    /* keys */                                                                                     \
    X(INSERT_DYAD, "INSERT OR IGNORE INTO report_dyad "                                            \
                   "SELECT ?, ?, n, ? FROM report WHERE article = ? AND id = ?")                   \
    X(INSERT_SAID_DYAD, "INSERT OR IGNORE INTO said_dyad "                                         \
                        "SELECT n, ?, ?, ? FROM report WHERE article = ? AND id = ?")              \
    X(GET_KEY_RUNS, "SELECT kind, run, entries, blocks FROM key_run ORDER BY kind, run")          \
    X(GET_KEY_FENCES, "SELECT fences FROM key_run WHERE kind = ? AND run = ?")                     \
    X(NEXT_KEY_RUN, "SELECT coalesce(max(run), 0) + 1 FROM key_run")                               \
    X(INSERT_KEY_RUN, "INSERT INTO key_run VALUES (?,?,?,?,?)")                                    \
    X(DELETE_KEY_RUN, "DELETE FROM key_run WHERE kind = ? AND run = ?")                            \
    X(INSERT_KEY_BLOCK, "INSERT INTO key_block VALUES (?,?)")                                      \
    X(DELETE_KEY_BLOCKS, "DELETE FROM key_block WHERE n BETWEEN ? AND ?")                          \
    X(GET_ARTICLE_SKETCH, "SELECT a.sketch, a.day, coalesce(r.follows, 0) FROM article a"          \
                          " LEFT JOIN repeat r ON r.article = a.n WHERE a.n = ?")                  \
    X(GET_SKETCH, "SELECT sketch, day FROM article WHERE n = ?")                                   \
    X(HAS_REPORTS, "SELECT 1 FROM report WHERE article = ? LIMIT 1")                               \
    X(INSERT_LIKENESS, "INSERT OR IGNORE INTO likeness VALUES (?1,?2,?3), (?2,?1,?3)")             \
    X(DELETE_LIKENESS_TO, "DELETE FROM likeness WHERE article IN"                                  \
                          " (SELECT other FROM likeness WHERE article = ?1) AND other = ?1")       \
    X(DELETE_LIKENESS, "DELETE FROM likeness WHERE article = ?")                                   \
    /* who is who */                                                                               \
    X(INSERT_EVIDENCE, "INSERT INTO actor_evidence VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)")          \
    X(GET_COUNTRIES_OF, "SELECT office, owner, country, is_former, first_day, last_day, articles"  \
      " FROM actor_office WHERE family = ? AND key = ? AND office = ''")                           \
    X(GET_OFFICE_OF, "SELECT office, owner, country, is_former, first_day, last_day, articles"     \
      " FROM actor_office WHERE family = ? AND key = ? AND office = ? AND owner = ?"               \
      " AND country = ? AND is_former = ?")                                                        \
    X(GET_OWNERS_OF, "SELECT owner FROM actor_office WHERE family = ? AND key = ? AND office > ''")\
    X(INSERT_OFFICE, "INSERT INTO actor_office_rows VALUES (?,?,?,?,?,?,?,?,?,?,?,?)")               \
    X(INSERT_ALIAS, "INSERT INTO actor_alias_rows VALUES (?,?,?,?,?,?,?,?)")                       \
    X(INSERT_SIGHTING, "INSERT OR IGNORE INTO actor_sighting VALUES (?,?,?,?,?,?,?,NULL,NULL,NULL,NULL)")\
    X(GET_DIRTY_NAMES, "SELECT second FROM dirty WHERE kind = 'name' AND first = ?")               \
    X(CLEAR_DIRTY_NAMES, "DELETE FROM dirty WHERE kind = 'name' AND first = ?")                    \
    X(GET_FAMILY, "SELECT key, office, owner, country, is_former, from_data, first_day," \
      " last_day, articles, is_sole FROM actor_office WHERE family = ?")                           \
    X(GET_FAMILIES_OF, "SELECT DISTINCT family FROM actor_office WHERE key = ? AND length(office) = 0"\
                       " ORDER BY 1")                                                              \
    X(GET_SIGHTINGS, "SELECT s.article, s.key, s.day, s.office, s.country, s.countries, s.actor,"  \
      " s.rule, s.confidence, s.candidates " ROWS_OF_SIGHTING "AND t.country = '' AND t.family = ?1"\
      SIGHTING_OF_ROW " ORDER BY s.article, s.key")                                                \
    X(HAS_SIGHTING, "SELECT 1 " ROWS_OF_SIGHTING "AND t.country = ? AND t.family = ?"              \
                    " WHERE r.kind = 6 LIMIT 1")                                                   \
    X(GET_SIGHTINGS_IN, "SELECT article, key, day, office, country, countries, actor, rule,"       \
      " confidence, candidates FROM actor_sighting WHERE family = ?1 AND article = ?2"             \
      " ORDER BY key")                                                                             \
    X(GET_SIGHTINGS_OF_COUNTRY, "SELECT s.article, s.key, s.day, s.office, s.country, s.countries,"\
      " s.actor, s.rule, s.confidence, s.candidates " ROWS_OF_SIGHTING                             \
      "AND t.country = ?2 AND t.family = ?1" SIGHTING_OF_ROW " ORDER BY s.article, s.key")         \
    X(INSERT_SIGHTING_COUNTRY, "INSERT OR IGNORE INTO sighting_country_rows VALUES (?,?,?,?)")     \
    X(GET_PARTS, "SELECT key, countries FROM actor_parts WHERE family = ?")                        \
    X(SET_PARTS, "INSERT OR REPLACE INTO actor_parts VALUES (?,?,?)")                              \
    X(DELETE_PARTS, "DELETE FROM actor_parts WHERE family = ? AND key = ?")                        \
    X(UPDATE_SIGHTING, "UPDATE actor_sighting SET actor = ?4, rule = ?5, confidence = ?6,"         \
      " candidates = ?7 WHERE family = ?1 AND article = ?2 AND key = ?3")                          \
    X(GET_ARTICLES_SAYING, "SELECT DISTINCT aa.article FROM actor_article ta CROSS JOIN article_actor aa"\
      " ON aa.article = ta.article WHERE ta.key = ?1 AND coalesce(aa.said, aa.key) = ?1 ORDER BY 1")\
    X(GET_ROWS_OF, "SELECT DISTINCT aa.article, coalesce(aa.said, aa.key) FROM actor_article ta"   \
      " CROSS JOIN article_actor aa ON aa.article = ta.article WHERE ta.key = ?1"                  \
      " AND (aa.key = ?1 OR aa.said = ?1) ORDER BY 1, 2")                                          \
    X(GET_SAID, "SELECT position, key, name, kind, country, sector, role, ownership, from_data"    \
      " FROM article_actor WHERE article = ?1 AND coalesce(said, key) = ?2")                       \
    X(GET_STATES_IN, "SELECT DISTINCT country FROM article_actor WHERE article = ? AND kind = 'state'"\
      " AND country IS NOT NULL ORDER BY country")                                                 \
    X(SET_ARTICLE_ACTOR, "UPDATE article_actor SET key = ?3, said = nullif(?2, ?3)"                \
      " WHERE article = ?1 AND coalesce(said, key) = ?2")                                          \
    X(SET_SPEAKER, "UPDATE quotation SET speaker = ?3, speaker_said = nullif(?2, ?3)"              \
      " WHERE n = ?1 AND coalesce(speaker_said, speaker) = ?2")                                    \
    X(SET_ADDRESSEE, "UPDATE quotation SET addressee = ?3, addressee_said = nullif(?2, ?3)"        \
      " WHERE article = ?1 AND coalesce(addressee_said, addressee) = ?2")                          \
    X(SET_ATTRIBUTED, "UPDATE event SET attributed_to = ?3, attributed_said = nullif(?2, ?3)"      \
      " WHERE article = ?1 AND coalesce(attributed_said, attributed_to) = ?2")                     \
    X(SET_PARTY, "UPDATE party SET actor = ?3, said = nullif(?2, ?3)"                              \
      " WHERE article = ?1 AND coalesce(said, actor) = ?2")                                        \
    X(SET_LINK, "UPDATE link SET actor = ?3, said = nullif(?2, ?3)"                                \
      " WHERE article = ?1 AND coalesce(said, actor) = ?2")                                        \
    X(UNCOUNT_ACTOR_FORM, "INSERT INTO actor_form_rows VALUES (?,?,?,?,?,?,?,?,?,-1) "             \
                          "ON CONFLICT DO UPDATE SET articles = articles - 1")                     \
    X(GET_QUOTATIONS_SAID_BY, "SELECT n FROM quotation WHERE article = ?"                          \
      " AND coalesce(speaker_said, speaker) = ?")                                                  \
    X(GET_SPOKEN, "SELECT q.speaker, q.text, q.article, a.day, q.vector FROM quotation q"          \
      " JOIN article a ON a.n = q.article WHERE q.n = ?")                                          \
    X(DELETE_LIKENESS_OF_QUOTATION, "DELETE FROM quotation_likeness WHERE quotation = ?")          \
    X(DELETE_LIKENESS_TO_QUOTATION, "DELETE FROM quotation_likeness WHERE quotation IN"            \
      " (SELECT other FROM quotation_likeness WHERE quotation = ?1) AND other = ?1")               \
    X(MARK_LIKE_QUOTATIONS, "INSERT OR IGNORE INTO dirty SELECT 'variant', other, ''"              \
      " FROM quotation_likeness WHERE quotation = ?")                                              \
    X(MARK_VARIANT_OF, "INSERT OR IGNORE INTO dirty SELECT 'variant', m.quotation, ''"             \
      " FROM variant_quotation v JOIN variant_quotation m ON m.variant = v.variant"                \
      " WHERE v.quotation = ?")                                                                    \
    X(GET_DYADS_OF, "SELECT s.report, s.first_party, s.second_party, s.is_reverse, r.id"           \
      " FROM report r JOIN said_dyad s ON s.report = r.n WHERE r.article = ? ORDER BY s.report")   \
    X(GET_PERSONS_IN, "SELECT coalesce(said, key) FROM article_actor WHERE article = ?"            \
      " AND kind = 'person' ORDER BY position")                                                    \
    X(GET_RESOLVED, "SELECT key FROM article_actor WHERE article = ?1 AND said = ?2")              \
    X(MARK_DYADS_OF_REPORT, "INSERT OR IGNORE INTO dirty SELECT 'message', first_party,"           \
      " second_party FROM report_dyad WHERE report = ?")                                           \
    X(DELETE_DYADS_OF_REPORT, "DELETE FROM report_dyad WHERE report = ?")                          \
    X(INSERT_RESOLVED_DYAD, "INSERT OR IGNORE INTO report_dyad VALUES (?,?,?,?)")                  \
    X(GET_DECISIONS, "SELECT first, second, article, verdict FROM actor_decision"                  \
      " ORDER BY first, second, article")                                                          \
    X(SET_DECISION, "INSERT OR REPLACE INTO actor_decision VALUES (?,?,?,?)")                      \
    X(DELETE_DECISION, "DELETE FROM actor_decision WHERE first = ? AND second = ? AND article = ?")\
    X(GET_ARTICLE_ID, "SELECT a.id FROM " PLACE_OF_ARTICLE " WHERE a.n = ?")                       \
    /* copies and versions */                                                                      \
    X(GET_COPY_TEXT, "SELECT c.text, a.title FROM content c JOIN article a ON a.n = c.article"     \
                     " WHERE a.n = ?")                                                             \
    X(GET_COPY_PLACE, "SELECT a.id, a.day, a.url FROM article a WHERE a.n = ?")                    \
    X(GET_FIRST_UNSKETCHED, "SELECT min(CAST(first AS INTEGER)) FROM dirty WHERE kind = 'sketch'") \
    X(GET_DIRTY_COPIES, "SELECT a.n FROM dirty d JOIN article a ON a.n = CAST(d.first AS INTEGER)" \
                        " WHERE d.kind = 'copy' ORDER BY a.day IS NULL, a.day, a.id")              \
    X(HAS_COPIES, "SELECT 1 FROM copy WHERE article = ? LIMIT 1")                                  \
    X(DELETE_COPIES, "DELETE FROM copy WHERE article = ?")                                         \
    X(INSERT_COPY, "INSERT INTO copy VALUES (?,?,?,?,?)")                                          \
    X(GET_REPEAT, "SELECT copy_of, original, kind, follows FROM repeat WHERE article = ?")         \
    X(DELETE_REPEAT, "DELETE FROM repeat WHERE article = ?")                                       \
    X(INSERT_REPEAT, "INSERT INTO repeat VALUES (?,?,?,?,?)")                                      \
    X(MARK_REPEATS_OF, "INSERT OR IGNORE INTO dirty SELECT 'copy', article, '' FROM repeat"        \
                       " WHERE copy_of = ?")                                                       \
    X(MARK_MESSAGES_OF, "INSERT OR IGNORE INTO dirty SELECT 'message', d.first_party, d.second_party"\
                        " FROM report r JOIN report_dyad d ON d.report = r.n WHERE r.article = ?") \
    X(MARK_VARIANTS_OF, "INSERT OR IGNORE INTO dirty SELECT 'variant', q.n, '' FROM quotation q"   \
                        " JOIN variant_quotation v ON v.quotation = q.n WHERE q.article = ?")      \
    X(MARK_EVENTS_OF, "INSERT OR IGNORE INTO dirty SELECT DISTINCT 'event', article, ''"            \
                      " FROM event WHERE article = ?")                                             \
    X(INSERT_VERSION, "INSERT OR IGNORE INTO version VALUES (?,?,NULL,NULL)")                      \
    X(HAS_ADDRESS, "SELECT 1 FROM version v JOIN article a ON a.n = v.article WHERE a.id = ?")     \
    X(GET_VERSION, "SELECT v.position, v.newer, coalesce(a.modified, a.published, ''), a.id"       \
                   " FROM version v JOIN article a ON a.n = v.article"                             \
                   " WHERE v.article = ? AND v.address = ?")                                       \
    X(UPDATE_VERSION, "UPDATE version SET position = ?2, newer = ?3 WHERE article = ?1")           \
    X(GET_LEAD, "SELECT original FROM repeat WHERE article = ? AND follows = 1")                   \
    X(GET_FOLLOWERS, "SELECT article FROM repeat WHERE original = ? AND follows = 1")              \
    X(GET_QUOTATIONS_OF, "SELECT n, speaker, text FROM quotation WHERE article = ?"                \
                         " AND speaker IS NOT NULL")                                               \
    X(SET_VECTOR, "UPDATE quotation SET vector = ?2 WHERE n = ?1")                                 \
    X(GET_QUOTATION, "SELECT speaker, text, vector, article FROM quotation WHERE n = ?")           \
    X(GET_DAY, "SELECT a.day FROM " PLACE_OF_ARTICLE " WHERE a.n = ?")                             \
    X(INSERT_QUOTATION_LIKENESS,                                                                   \
      "INSERT OR IGNORE INTO quotation_likeness VALUES (?1,?2,?3), (?2,?1,?3)")                    \
    /* dirty */                                                                                    \
    X(MARK_DIRTY, "INSERT OR IGNORE INTO dirty VALUES (?,?,?)")                                    \
    X(GET_MARKS, "SELECT first, second FROM dirty WHERE kind = ? LIMIT ?")                        \
    X(HAS_DIRTY, "SELECT 1 FROM dirty LIMIT 1")                                                    \
    X(CLEAR_DIRTY, "DELETE FROM dirty WHERE kind = ? AND first = ? AND second = ?")                \
    /* reports that stand under the parties of others */                                           \
    X(MARK_REPORT, "INSERT OR IGNORE INTO dirty SELECT 'report', n, '' FROM report"                \
      " WHERE article = ? AND id = ?")                                                             \
    X(GET_REPORT_DYADS, "SELECT d.first_party, d.second_party, d.is_reverse, CASE"                 \
      " WHEN r.sent_last - r.sent_first < 7 THEN r.sent_first WHEN r.is_earlier = 0 THEN a.day END,"\
      " r.article FROM report_dyad d JOIN report r ON r.n = d.report"                              \
      " JOIN article a ON a.n = r.article WHERE d.report = ?")                                     \
    X(GET_OFFICE_IN, "SELECT country, role FROM article_actor WHERE article = ? AND key = ?"       \
      " AND country IS NOT NULL ORDER BY position LIMIT 1")                                        \
    X(INSERT_PAIR, "INSERT OR IGNORE INTO report_pair VALUES (?,?,?,?,?,?,?,?,?,?,NULL,NULL)")     \
    X(DELETE_PAIRS_OF, "DELETE FROM report_pair WHERE report = ?")                                 \
    X(MARK_GUESTS, "INSERT OR IGNORE INTO dirty SELECT 'pair', report, '' FROM report_pair"        \
      " WHERE first_state = ? AND second_state = ? AND is_guest = 1 AND day BETWEEN ? AND ?")      \
    X(GET_PAIRS_OF, "SELECT p.*, r.article, r.kind, r.occasion, r.occasion_year, r.is_exchange"    \
      " FROM report_pair p JOIN report r ON r.n = p.report WHERE p.report = ?")                    \
    X(FIND_HOSTS, "SELECT p.*, r.article, r.kind, r.occasion, r.occasion_year, r.is_exchange"      \
      " FROM report_pair p JOIN report r ON r.n = p.report"                                        \
      " WHERE p.first_state = ? AND p.second_state = ? AND p.is_guest = 0 AND p.day BETWEEN ? AND ?")\
    X(GET_WORDS_OF_REPORT, "SELECT q.speaker, q.text FROM report r JOIN quotation q"               \
      " ON q.article = r.article AND q.report = r.id WHERE r.n = ? AND q.speaker IS NOT NULL")     \
    X(FIND_SHARERS, "SELECT p.*, r.article, r.kind, r.occasion, r.occasion_year, r.is_exchange"    \
      " FROM quotation q JOIN report r ON r.article = q.article AND r.id = q.report"               \
      " JOIN report_pair p ON p.report = r.n"                                                      \
      " WHERE q.n = ? AND p.first_state = ? AND p.second_state = ? AND p.is_guest = 0"       \
      " AND r.article <> ?")                                                                       \
    X(MARK_PAIR_OF_QUOTATION, "INSERT OR IGNORE INTO dirty SELECT 'pair', r.n, ''"                 \
      " FROM quotation q JOIN report r ON r.article = q.article AND r.id = q.report WHERE q.n = ?")\
    X(SET_HOST, "UPDATE report_pair SET host_first = ?5, host_second = ?6"                         \
      " WHERE report = ?1 AND first_party = ?2 AND second_party = ?3 AND is_reverse = ?4")         \
    X(DELETE_REPORT_DYAD, "DELETE FROM report_dyad WHERE first_party = ? AND second_party = ?"     \
      " AND report = ? AND is_reverse = ?")                                                        \
    X(INSERT_REPORT_DYAD, "INSERT OR IGNORE INTO report_dyad VALUES (?,?,?,?)")                    \
    /* messages */                                                                                 \
    X(GET_BUCKET, "SELECT r.id, r.kind, d.is_reverse, r.occasion, r.occasion_year,"                \
      " r.sent, r.sent_first, r.sent_last, r.sent_weekday,"                                        \
      " r.received, r.received_first, r.received_last, r.received_weekday,"                        \
      " r.reported, r.reported_first, r.reported_last, r.reported_weekday,"                        \
      " r.is_exchange, r.is_earlier, r.status, a.n, a.id, a.day, a.sketch,"                        \
      " r.start_byte, r.end_byte,"                                                                 \
      " coalesce(r.sent_start, r.start_byte), coalesce(r.sent_end, r.end_byte),"                   \
      " coalesce(r.received_start, r.start_byte), coalesce(r.received_end, r.end_byte),"           \
      " " ORIGINAL_OF_ARTICLE ", " SUPERSEDED_ARTICLE ","                                          \
      SAID_OF_DYAD("p.first_party") ", " SAID_OF_DYAD("p.second_party") ", "                       \
      SAID_OF_DYAD("p.host_first") ", r.n, r.answered_kind, r.answered_report,"                    \
      " r.answered_sent, r.answered_sent_first, r.answered_sent_last, r.answered_sent_weekday"     \
      " FROM report_dyad d JOIN report r ON r.n = d.report JOIN article a ON a.n = r.article"      \
      " WHERE d.first_party = ? AND d.second_party = ? ORDER BY a.n, r.n")                         \
    X(GET_BUCKET_MEMBERS, "SELECT m.id, r.report, r.article FROM message m"                        \
      " JOIN message_report r ON r.message = m.id"                                                 \
      " WHERE m.first_party = ? AND m.second_party = ? ORDER BY m.id, r.position")                 \
    X(DELETE_BUCKET_PARTIES, "DELETE FROM message_party WHERE message IN"                          \
      " (SELECT id FROM message WHERE first_party = ? AND second_party = ?)")                      \
    X(DELETE_BUCKET_REPORTS, "DELETE FROM message_report WHERE message IN"                         \
      " (SELECT id FROM message WHERE first_party = ? AND second_party = ?)")                      \
    X(GET_BUCKET_CONFLICTS, "SELECT c.id FROM message m JOIN conflict c ON c.subject = m.id"       \
      " WHERE m.first_party = ? AND m.second_party = ?")                                           \
    X(DELETE_BUCKET, "DELETE FROM message WHERE first_party = ? AND second_party = ?")             \
    X(INSERT_MESSAGE, "INSERT INTO message VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)")\
    X(GET_NAME_IN, "SELECT coalesce(name, key) FROM article_actor WHERE article = ? AND key = ?"   \
      " ORDER BY position LIMIT 1")                                                                \
    X(GET_RECORD_LINKS, "SELECT l.role = 'printed by', coalesce(l.said, l.actor), aa.kind,"        \
      " aa.country, l.name FROM link l LEFT JOIN article_actor aa ON aa.article = l.article"       \
      " AND aa.key = l.actor WHERE l.article = ? AND l.record = ? AND l.role <> 'said by'"         \
      " ORDER BY l.position")                                                                      \
    X(INSERT_MESSAGE_REPORT, "INSERT INTO message_report VALUES (?,?,?,?)")                        \
    X(INSERT_MESSAGE_PARTY, "INSERT OR IGNORE INTO message_party VALUES (?,?,?,?)")                \
    X(COPY_REPORT_PARTIES, "INSERT OR IGNORE INTO message_party"                                   \
      " SELECT ?1, role, position, actor FROM party WHERE article = ?2 AND record = ?3"            \
      " AND actor IS NOT NULL")                                                                    \
    /* stories */                                                                                  \
    X(GET_ARTICLE_DAY, "SELECT a.id, coalesce(a.day, (SELECT min(m.reported_first)"                \
      " FROM message_report mr JOIN message m ON m.id = mr.message"                                \
      " JOIN report r ON r.article = mr.article AND r.id = mr.report"                              \
      " WHERE mr.article = a.n AND r.is_earlier = 0))"                                             \
      " FROM " PLACE_OF_ARTICLE " WHERE a.n = ?")                                                  \
    X(GET_LIKE_ARTICLES, "SELECT other, likeness FROM likeness WHERE article = ?")                 \
    X(GET_MESSAGE_COMPANY, "SELECT o.article FROM message_report mr"                               \
      " JOIN report r ON r.article = mr.article AND r.id = mr.report"                              \
      " JOIN message_report o ON o.message = mr.message"                                           \
      " JOIN report s ON s.article = o.article AND s.id = o.report"                                \
      " WHERE mr.article = ?1 AND o.article <> ?1 AND r.is_earlier = 0 AND s.is_earlier = 0"      \
      " AND NOT EXISTS (SELECT 1 FROM repeat f WHERE f.article = o.article AND f.follows = 1)")    \
    X(GET_STORY_OF, "SELECT s.n, s.id FROM story_article sa JOIN story s ON s.n = sa.story"        \
      " WHERE sa.article = ?")                                                                     \
    X(GET_STORY_NUMBER, "SELECT story FROM story_article WHERE article = ?")                       \
    X(GET_STORY_MEMBERS, "SELECT article FROM story_article WHERE story = ?")                      \
    X(GET_STORY_ROWS, "SELECT article, day, coalesce(copy_of, 0) FROM story_article"               \
      " WHERE story = ? ORDER BY position")                                                        \
    X(HAS_STORY_MARK, "SELECT 1 FROM dirty WHERE kind = 'story' AND first = CAST(? AS TEXT)")      \
    X(DELETE_STORY_MEMBERS, "DELETE FROM story_article WHERE story = ?")                           \
    X(DELETE_STORY, "DELETE FROM story WHERE n = ?")                                               \
    X(INSERT_STORY, "INSERT INTO story VALUES (?1, ?2, (SELECT coalesce(a.title,"                  \
      " substr(c.text, 1, 400)) FROM article a JOIN content c ON c.article = a.n WHERE a.n = ?3)," \
      " ?4, ?5, ?6)")                                                                              \
    X(INSERT_STORY_ID, "INSERT OR IGNORE INTO story_id_rows VALUES (?,?,?)")                       \
    X(INSERT_STORY_ARTICLE, "INSERT INTO story_article VALUES (?,?,?,?,?)")                        \
    X(GET_STORY_FIGURES, "SELECT f.id, f.low, f.high, f.hedge, f.unit, f.counted, f.start_byte,"   \
      " f.end_byte, f.quantity_start, f.quantity_end, sa.article, a.id, sa.day, f.sentence, f.size," \
      " f.event, f.claim, c.proposition_start, c.proposition_end"                                  \
      " FROM story_article sa JOIN figure f ON f.article = sa.article"                             \
      " JOIN article a ON a.n = sa.article LEFT JOIN repeat p ON p.article = a.n"                  \
      " LEFT JOIN version v ON v.article = a.n"                                                    \
      " LEFT JOIN claim c ON c.article = f.article AND c.id = f.claim"                             \
      " WHERE sa.story = ?1 AND (sa.copy_of IS NULL OR p.kind = 'version') AND v.newer IS NULL"    \
      " AND (f.claim IS NOT NULL OR NOT ?2) ORDER BY a.id, f.id")                                  \
    X(GET_PARTIES_OF, "SELECT p.role, coalesce(a.country, p.actor), (SELECT plover FROM event"     \
      " WHERE article = p.article AND id = p.record) FROM party p LEFT JOIN article_actor a ON a.article = p.article"      \
      " AND coalesce(a.said, a.key) = coalesce(p.said, p.actor)"                                   \
      " WHERE p.article = ? AND p.record = ? AND p.role <> 'claimant' AND p.actor IS NOT NULL"     \
      " ORDER BY p.role, p.position")                                                              \
    /* events of the world */                                                                      \
    X(GET_EVENTS_OF, "SELECT e.n, e.id, e.plover, e.status, e.first_day, e.last_day,"              \
      " coalesce(o.day, a.day) FROM event e JOIN article a ON a.n = e.article"                     \
      " LEFT JOIN repeat r ON r.article = a.n AND r.follows LEFT JOIN article o ON o.n = r.original" \
      " WHERE e.article = ? AND e.plover IS NOT NULL ORDER BY e.n")                                \
    X(GET_SIDES, "SELECT role, actor, coalesce(said, actor) FROM party"                            \
      " WHERE article = ? AND record = ? AND role <> 'claimant' AND actor IS NOT NULL"             \
      " ORDER BY role, position")                                                                  \
    X(GET_NATIONS_OF, "SELECT coalesce(said, key), country, sector FROM article_actor WHERE article = ?") \
    X(INSERT_EVENT_PAIR, "INSERT OR IGNORE INTO event_pair VALUES (?,?,?,?,?,?,?)")                \
    X(GET_EVENT_PAIRS_OF, "SELECT e.n, p.first, p.second, e.plover, e.status, p.day, p.is_undated" \
      " FROM event e CROSS JOIN event_pair p ON p.event = e.n WHERE e.article = ?")                \
    X(DELETE_EVENT_PAIRS_OF, "DELETE FROM event_pair WHERE event IN"                               \
      " (SELECT n FROM event WHERE article = ?)")                                                  \
    X(GET_EVENT_WORDS, "SELECT id, mode, cameo FROM event WHERE n = ?")                            \
    X(GET_OCCURRENCES_OF, "SELECT o.n, o.id, o.source, o.target, o.plover, o.status, o.first_day," \
      " o.is_mutual, o.mode, o.cameo, o.articles FROM occurrence_report r"                         \
      " JOIN occurrence o ON o.n = r.occurrence WHERE r.event = ? ORDER BY o.n")                   \
    X(GET_REPORTS_OF_OCCURRENCE, "SELECT event FROM occurrence_report WHERE occurrence = ? ORDER BY event")\
    X(DELETE_REPORTS_OF_OCCURRENCE, "DELETE FROM occurrence_report WHERE occurrence = ?")          \
    X(DELETE_OCCURRENCE_REPORT, "DELETE FROM occurrence_report WHERE event = ? AND occurrence = ?")\
    X(DELETE_OCCURRENCE, "DELETE FROM occurrence WHERE n = ?")                                     \
    X(UPDATE_OCCURRENCE, "UPDATE occurrence SET is_mutual = ?2, mode = ?3, cameo = ?4, reports = ?5,"\
      " articles = ?6 WHERE n = ?1")                                                               \
    X(INSERT_OCCURRENCE, "INSERT INTO occurrence VALUES (NULL,?,?,?,?,?,?,?,?,?,?,?,?,?)")         \
    X(INSERT_OCCURRENCE_KEY, "INSERT OR IGNORE INTO occurrence_key_rows VALUES (?,?,?)")           \
    X(INSERT_OCCURRENCE_REPORT, "INSERT INTO occurrence_report VALUES (?,?,?)")                    \
    X(GET_TEXT, "SELECT text, sentences FROM content WHERE article = ?")                           \
    /* variants */                                                                                 \
    X(GET_WORDS_OF_QUOTATION, "SELECT n, speaker, text FROM quotation WHERE n = ?")                \
    X(GET_LIKE_QUOTATIONS, "SELECT q.n, q.speaker, q.text, l.likeness FROM quotation_likeness l"   \
      " JOIN quotation q ON q.n = l.other WHERE l.quotation = ?")                                  \
    X(GET_QUOTATION_PLACE, "SELECT q.id, q.speaker, q.article, a.day, q.start_byte,"               \
      " q.end_byte, a.id, q.kind, q.text, " ORIGINAL_OF_ARTICLE ", " SUPERSEDED_ARTICLE            \
      " FROM quotation q JOIN article a ON a.n = q.article WHERE q.n = ?")                         \
    X(GET_VARIANT_OF, "SELECT variant, position FROM variant_quotation WHERE quotation = ?")       \
    X(COUNT_VARIANT_MEMBERS, "SELECT count(*) FROM variant_quotation WHERE variant = ?")           \
    X(GET_VARIANT_MEMBERS, "SELECT q.n, q.speaker, q.text FROM variant_quotation v"                \
      " JOIN quotation q ON q.n = v.quotation WHERE v.variant = ?")                                \
    X(DELETE_VARIANT_MEMBERS, "DELETE FROM variant_quotation WHERE variant = ?")                   \
    X(DELETE_VARIANT, "DELETE FROM variant WHERE id = ?")                                          \
    X(INSERT_VARIANT, "INSERT INTO variant VALUES (?,?,?,?,?,?)")                                  \
    X(SET_VARIANT_QUOTATION, "INSERT OR REPLACE INTO variant_quotation VALUES (?,?,?)")            \
    /* theses */                                                                                   \
    X(MARK_PROPOSITIONS, "INSERT OR IGNORE INTO dirty SELECT 'proposition', n, '' FROM claim"      \
      " WHERE article = ?")                                                                        \
    X(GET_PROPOSITION, "SELECT CAST(substr(CAST(c.text AS BLOB), k.proposition_start + 1,"         \
      " k.proposition_end - k.proposition_start) AS TEXT), k.article, a.day, k.answers"           \
      " FROM claim k JOIN content c ON c.article = k.article JOIN article a ON a.n = k.article"    \
      " WHERE k.n = ?")                                    \
    X(INSERT_CLAIM_LIKENESS, "INSERT OR REPLACE INTO claim_likeness"                               \
      " VALUES (?1, ?2, ?3), (?2, ?1, ?3)")                                                        \
    X(GET_CLAIM_PLACE, "SELECT k.id, k.article, a.day, k.start_byte, k.end_byte, a.id, k.stance,"  \
      " k.polarity, k.answers, (SELECT coalesce(group_concat(actor, ''), '') FROM"                 \
      " (SELECT DISTINCT p.actor || char(10) AS actor FROM party p WHERE p.article = k.article"    \
      " AND p.record = k.id AND p.role = 'holder' AND p.actor IS NOT NULL ORDER BY 1)),"           \
      " coalesce(k.quotation, k.id), " ORIGINAL_OF_ARTICLE ", " SUPERSEDED_ARTICLE                 \
      " FROM claim k JOIN article a ON a.n = k.article WHERE k.n = ?")                             \
    X(GET_RELATED_CLAIMS, "SELECT other FROM claim_likeness WHERE claim = ?1 UNION"                \
      " SELECT n FROM claim WHERE article = ?2 AND (answers = ?3 OR id ="                          \
      " (SELECT answers FROM claim WHERE n = ?1))")                                                \
    X(GET_THESIS_OF, "SELECT thesis FROM thesis_claim WHERE claim = ?")                            \
    X(DELETE_THESIS_CLAIMS, "DELETE FROM thesis_claim WHERE thesis = ?")                           \
    X(DELETE_THESIS, "DELETE FROM thesis WHERE id = ?")                                            \
    X(INSERT_THESIS, "INSERT INTO thesis VALUES (?,?,?,?,?,?,?)")                                  \
    X(INSERT_THESIS_CLAIM, "INSERT INTO thesis_claim VALUES (?,?,?,?,?)")                          \
    X(MARK_CLAIMS_OF, "INSERT OR IGNORE INTO dirty SELECT 'claim', t.claim, '' FROM claim k"       \
      " JOIN thesis_claim t ON t.claim = k.n WHERE k.article = ?")                                 \
    /* conflicts */                                                                                \
    X(GET_CONFLICTS_OF, "SELECT id FROM conflict WHERE subject = ?")                               \
    X(DELETE_CONFLICT_MEMBERS, "DELETE FROM conflict_member WHERE conflict = ?")                   \
    X(DELETE_CONFLICT, "DELETE FROM conflict WHERE id = ?")                                        \
    X(INSERT_CONFLICT, "INSERT OR IGNORE INTO conflict VALUES (?,?,?,?,?)")                        \
    X(WANT_ACTOR, "INSERT OR IGNORE INTO temp.wanted VALUES (?,?)")                                \
    X(GET_ACTOR_NAMES, "SELECT key, name FROM actor_form WHERE name <> '' GROUP BY key, name"      \
      " HAVING sum(articles) > 0 UNION ALL SELECT key, form FROM actor_alias")                         \
    X(GET_FIRST_WORDING, "SELECT q.id FROM variant_quotation v JOIN quotation q"                   \
      " ON q.n = v.quotation WHERE v.variant = ? ORDER BY v.position LIMIT 1")                     \
    X(GET_GROUP_OF_WORDING, "SELECT v.variant FROM quotation q JOIN variant_quotation v"           \
      " ON v.quotation = q.n WHERE " IS_RECORD("q", "?1"))                           \
    X(GET_QUOTATION_OF_CLAIM, "SELECT quotation FROM claim WHERE " IS_RECORD("claim", "?1")                 \
      " AND quotation IS NOT NULL")                                                                \
    X(GET_INDEPENDENT_SOURCES, "SELECT independent_sources FROM message WHERE id = ?")             \
    X(GET_ACTORS_OF_COUNTRY, "SELECT key FROM actor_form WHERE country = upper(?) GROUP BY key"    \
      " HAVING sum(articles) > 0")                                                                 \
    X(GET_ACTORS_WHO_SPEAK, "SELECT key FROM actor_form WHERE country = ?"                         \
      " AND (kind IN ('state', 'government body')"                                                 \
      " OR (kind = 'person' AND sector IN ('GOV', 'MIL'))) GROUP BY key HAVING sum(articles) > 0") \
    /* exports */                                                                                  \
    X(EXPORT_ARTICLE, "SELECT a.id, a.url, coalesce(a.outlet, a.sitename), a.title, a.language,"   \
      " a.day, c.text, coalesce((SELECT b.end_byte FROM block b WHERE b.article = a.n"             \
      " AND b.kept = 1 AND b.type = 'body' ORDER BY b.position LIMIT 1), 0)"                       \
      " FROM article a JOIN content c ON c.article = a.n WHERE a.n = ?")                           \
    X(EXPORT_CLEAN_TEXT, "SELECT a.id, a.language, a.not_analysed, c.text, c.map, c.page,"         \
      " c.page_bytes FROM article a JOIN content c ON c.article = a.n WHERE a.n = ?")              \
    X(EXPORT_BLOCKS, "SELECT start_byte, end_byte, page_start, page_end FROM block"                \
      " WHERE article = ? AND kept = 1 AND start_byte IS NOT NULL ORDER BY position")              \
    X(EXPORT_EVENT, "SELECT id, start_byte, end_byte, sentence, rule, confidence,"                 \
      " predicate_start, predicate_end, plover, mode, cameo, status, coalesce((SELECT group_concat(k, '; ')"  \
      " FROM (SELECT p.actor AS k FROM party p WHERE p.article = event.article AND p.record = event.id" \
      " AND p.role = 'claimant' ORDER BY p.position)), attributed_to), first_day,"                  \
      " last_day, place, place_start, place_end, place_country, place_latitude, place_longitude,"  \
      " place_geonames, contexts FROM event WHERE n = ?")                                                 \
    X(EXPORT_PARTIES, "SELECT p.actor, coalesce(" MOST_PRINTED("name", "p.actor") ", aa.name),"    \
      " aa.kind, coalesce(aa.country, " MOST_PRINTED("country", "p.actor") "),"                    \
      " coalesce(aa.sector, " MOST_PRINTED("sector", "p.actor") "), aa.role,"                      \
      " m.start_byte, m.end_byte FROM party p"                                                     \
      " LEFT JOIN article_actor aa ON aa.article = p.article AND aa.position ="                    \
      " (SELECT min(o.position) FROM article_actor o WHERE o.article = p.article AND o.key = p.actor)"\
      " LEFT JOIN mention m ON m.article = p.article AND m.position = p.mention"                   \
      " WHERE p.article = ? AND p.record = ? AND p.role = ? ORDER BY p.position")                  \
    X(EXPORT_OCCURRENCES, "SELECT o.id, o.source, o.target, o.is_mutual, o.first_day, o.last_day,"   \
      " o.day IS NOT NULL, o.reports, o.articles, (SELECT count(DISTINCT coalesce(a.outlet,"       \
      " a.sitename, host(a.url), a.id)) FROM occurrence_report p JOIN article a ON a.n = p.article"\
      " WHERE p.occurrence = o.n) FROM occurrence_report r"                                        \
      " JOIN occurrence o ON o.n = r.occurrence WHERE r.event = ? ORDER BY o.id")                  \
    X(EXPORT_NOTE, "INSERT OR IGNORE INTO temp.exported VALUES (?,?)")                             \
    X(EXPORT_NOTED, "SELECT day FROM temp.exported WHERE number = ?")                              \
    X(EXPORT_STORY, "SELECT CASE kind WHEN 'person' THEN 0 WHEN 'state' THEN 2 WHEN 'place' THEN 2"\
      " ELSE 1 END, name FROM article_actor WHERE article = ? AND name IS NOT NULL"                \
      " AND kind NOT IN ('group', 'unknown') ORDER BY position")                                   \
    X(EXPORT_NAMED, "SELECT position, key, name, kind, country FROM article_actor"                 \
      " WHERE article = ? AND name IS NOT NULL ORDER BY position")                                 \
    X(EXPORT_MESSAGE_PARTIES, "SELECT role, actor FROM message_party WHERE message = ?"            \
      " ORDER BY role DESC, position")                                                             \
    X(EXPORT_MESSAGE_WORDS, "SELECT CAST(substr(CAST(c.text AS BLOB), rc.start_byte + 1,"          \
      " rc.end_byte - rc.start_byte) AS TEXT) FROM message_report mr"                              \
      " JOIN report_content rc ON rc.article = mr.article AND rc.report = mr.report"               \
      " JOIN content c ON c.article = rc.article"                                                  \
      " WHERE mr.message = ? ORDER BY mr.position, rc.position")                                   \
    X(EXPORT_MESSAGE_REPORTS, "SELECT a.id, a.url, sentence(c.text, c.sentences, r.start_byte)"    \
      " FROM message_report mr JOIN report r ON r.article = mr.article AND r.id = mr.report"       \
      " JOIN article a ON a.n = r.article"                                                         \
      " JOIN content c ON c.article = a.n WHERE mr.message = ? ORDER BY mr.position")              \
    X(EXPORT_FIGURES, "SELECT low, size FROM figure WHERE article = ? AND event = ?"               \
      " AND size <> '' ORDER BY start_byte, id")                                                   \
    X(HAS_ACTOR, "SELECT 1 FROM actor_form WHERE key = ? GROUP BY key HAVING sum(articles) > 0")   \
    X(INSERT_CONFLICT_MEMBER, "INSERT OR IGNORE INTO conflict_member VALUES (?,?,?,?,?,?,?)")

/* clang-format on */
typedef enum StatementName {
#define STATEMENT(name, sql) STATEMENT_##name,
    STATEMENT_LIST(STATEMENT)
#undef STATEMENT
        STATEMENT_COUNT
} StatementName;

extern const char *const statement_texts[STATEMENT_COUNT];

#endif
