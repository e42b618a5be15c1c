#include "store/schema.h"

#include "store/schema_by_article.h"

/* What one article says. Written once, never changed. */
#define ARTICLE_TABLES                                                                             \
    "CREATE TABLE article ("                                                                       \
    " n INTEGER PRIMARY KEY,"                                                                      \
    " id TEXT NOT NULL UNIQUE,"                                                                    \
    " url TEXT, outlet TEXT, title TEXT, author TEXT, language TEXT, sitename TEXT, section TEXT," \
    " published TEXT, published_first INTEGER, published_last INTEGER, published_origin TEXT,"     \
    " modified TEXT,"                                                                              \
    " dateline_start INTEGER, dateline_end INTEGER, dateline_place TEXT, dateline_agency TEXT,"    \
    " dateline_date TEXT,"                                                                         \
    " credits TEXT,"                                                                               \
    " path TEXT, path_offset INTEGER, format TEXT, charset TEXT,"                                  \
    " day INTEGER,"                                                                                \
    " version TEXT NOT NULL,"                                                                      \
    " data_version TEXT,"                                                                          \
    " sketch BLOB);"                                                                               \
    "CREATE INDEX article_by_day ON article(day, id);"                                             \
    "CREATE TABLE content ("                                                                       \
    " article INTEGER PRIMARY KEY REFERENCES article(n),"                                          \
    " title TEXT, text TEXT NOT NULL,"                                                             \
    " page BLOB, page_bytes INTEGER NOT NULL,"                                                     \
    " map BLOB, sentences BLOB);"                                                                  \
    "CREATE VIRTUAL TABLE article_text USING fts5(title, text, content='content',"                 \
    " content_rowid='article', tokenize='unicode61 remove_diacritics 2');"                         \
    "CREATE TABLE block ("                                                                         \
    " article INTEGER NOT NULL, position INTEGER NOT NULL,"                                        \
    " type TEXT NOT NULL, kept INTEGER NOT NULL,"                                                  \
    " start_byte INTEGER, end_byte INTEGER, page_start INTEGER, page_end INTEGER,"                 \
    " reason TEXT, dropped TEXT, rule TEXT, time TEXT,"                                            \
    " PRIMARY KEY (article, position)) WITHOUT ROWID;"

#define ENTITY_TABLES                                                                              \
    "CREATE TABLE article_actor ("                                                                 \
    " article INTEGER NOT NULL, position INTEGER NOT NULL,"                                        \
    " key TEXT NOT NULL, name TEXT, kind TEXT NOT NULL, country TEXT, sector TEXT, role TEXT,"     \
    " ownership TEXT, from_data INTEGER NOT NULL,"                                                 \
    " start_byte INTEGER, end_byte INTEGER,"                                                       \
    " PRIMARY KEY (article, position)) WITHOUT ROWID;"                                             \
    "CREATE INDEX article_actor_by_key ON article_actor(key, article);"                            \
    "CREATE TABLE actor_form ("                                                                    \
    " key TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, country TEXT NOT NULL,"           \
    " sector TEXT NOT NULL, role TEXT NOT NULL, ownership TEXT NOT NULL,"                          \
    " from_data INTEGER NOT NULL, articles INTEGER NOT NULL,"                                      \
    " PRIMARY KEY (key, name, kind, country, sector, role, ownership, from_data)) WITHOUT ROWID;"  \
    "CREATE TABLE mention ("                                                                       \
    " article INTEGER NOT NULL, position INTEGER NOT NULL,"                                        \
    " start_byte INTEGER NOT NULL, end_byte INTEGER NOT NULL,"                                     \
    " kind TEXT NOT NULL, actor TEXT, rule TEXT, confidence REAL,"                                 \
    " PRIMARY KEY (article, position)) WITHOUT ROWID;"                                             \
    "CREATE TABLE time ("                                                                          \
    " article INTEGER NOT NULL, position INTEGER NOT NULL,"                                        \
    " start_byte INTEGER NOT NULL, end_byte INTEGER NOT NULL,"                                     \
    " type TEXT NOT NULL, timex TEXT, value TEXT, first_day INTEGER, last_day INTEGER,"            \
    " anchor TEXT, rule TEXT, confidence REAL,"                                                    \
    " PRIMARY KEY (article, position)) WITHOUT ROWID;"

#define RECORD_HEAD                                                                                \
    " n INTEGER PRIMARY KEY,"                                                                      \
    " id TEXT NOT NULL UNIQUE,"                                                                    \
    " article INTEGER NOT NULL REFERENCES article(n),"                                             \
    " start_byte INTEGER NOT NULL, end_byte INTEGER NOT NULL,"                                     \
    " sentence INTEGER,"                                                                           \
    " rule TEXT NOT NULL, confidence REAL NOT NULL,"

#define RECORD_TABLES                                                                              \
    "CREATE TABLE quotation (" RECORD_HEAD " kind TEXT NOT NULL,"                                  \
    " cue_start INTEGER, cue_end INTEGER,"                                                         \
    " speaker TEXT, speaker_start INTEGER, speaker_end INTEGER,"                                   \
    " addressee TEXT, addressee_start INTEGER, addressee_end INTEGER,"                             \
    " report TEXT, continues TEXT, text TEXT NOT NULL);"                                           \
    "CREATE INDEX quotation_by_article ON quotation(article);"                                     \
    "CREATE INDEX quotation_by_speaker ON quotation(speaker);"                                     \
    "CREATE TABLE report (" RECORD_HEAD " kind TEXT NOT NULL,"                                     \
    " occasion TEXT, occasion_start INTEGER, occasion_end INTEGER, occasion_year INTEGER,"         \
    " sent TEXT, sent_first INTEGER, sent_last INTEGER, sent_weekday INTEGER,"                     \
    " sent_start INTEGER, sent_end INTEGER,"                                                       \
    " received TEXT, received_first INTEGER, received_last INTEGER, received_weekday INTEGER,"     \
    " received_start INTEGER, received_end INTEGER,"                                               \
    " reported TEXT, reported_first INTEGER, reported_last INTEGER, reported_weekday INTEGER,"     \
    " reported_start INTEGER, reported_end INTEGER,"                                               \
    " is_exchange INTEGER NOT NULL, is_earlier INTEGER NOT NULL, status TEXT NOT NULL);"           \
    "CREATE INDEX report_by_article ON report(article);"                                           \
    "CREATE TABLE event (" RECORD_HEAD " predicate_start INTEGER, predicate_end INTEGER,"          \
    " plover TEXT, mode TEXT, cameo TEXT, status TEXT NOT NULL, attributed_to TEXT,"               \
    " day TEXT, first_day INTEGER, last_day INTEGER,"                                              \
    " place TEXT, place_start INTEGER, place_end INTEGER);"                                        \
    "CREATE INDEX event_by_article ON event(article);"                                             \
    "CREATE TABLE claim (" RECORD_HEAD                                                             \
    " proposition_start INTEGER, proposition_end INTEGER, cue_start INTEGER, cue_end INTEGER,"     \
    " stance TEXT NOT NULL, polarity TEXT NOT NULL, status TEXT NOT NULL, certainty REAL NOT "     \
    "NULL,"                                                                                        \
    " answers TEXT, quotation TEXT);"                                                              \
    "CREATE INDEX claim_by_article ON claim(article);"                                             \
    "CREATE TABLE figure (" RECORD_HEAD                                                            \
    " quantity_start INTEGER, quantity_end INTEGER, low REAL NOT NULL, high REAL NOT NULL,"        \
    " hedge TEXT NOT NULL, unit TEXT, counted TEXT, counted_start INTEGER, counted_end INTEGER,"   \
    " event TEXT, claim TEXT);"                                                                    \
    "CREATE INDEX figure_by_article ON figure(article);"                                           \
    "CREATE TABLE party ("                                                                         \
    " article INTEGER NOT NULL, record TEXT NOT NULL, role TEXT NOT NULL,"                         \
    " position INTEGER NOT NULL, actor TEXT, mention INTEGER,"                                     \
    " PRIMARY KEY (article, record, role, position)) WITHOUT ROWID;"                               \
    "CREATE INDEX party_by_actor ON party(actor, role);"                                           \
    "CREATE TABLE link ("                                                                          \
    " article INTEGER NOT NULL, record TEXT NOT NULL, position INTEGER NOT NULL,"                  \
    " role TEXT NOT NULL, actor TEXT, name TEXT, start_byte INTEGER, end_byte INTEGER,"            \
    " PRIMARY KEY (article, record, position)) WITHOUT ROWID;"

/* By what the ledger finds articles to compare, and what has to be derived anew. */
#define KEY_TABLES                                                                                 \
    "CREATE TABLE report_dyad ("                                                                   \
    " first_party TEXT NOT NULL, second_party TEXT NOT NULL, report INTEGER NOT NULL,"             \
    " is_reverse INTEGER NOT NULL,"                                                                \
    " PRIMARY KEY (first_party, second_party, report, is_reverse)) WITHOUT ROWID;"                 \
    "CREATE TABLE story_key ("                                                                     \
    " key INTEGER NOT NULL, day INTEGER NOT NULL, article INTEGER NOT NULL,"                       \
    " PRIMARY KEY (key, day, article)) WITHOUT ROWID;"                                             \
    "CREATE TABLE text_hash ("                                                                     \
    " hash INTEGER NOT NULL, article INTEGER NOT NULL, PRIMARY KEY (hash, article)) WITHOUT "      \
    "ROWID;"                                                                                       \
    "CREATE TABLE likeness ("                                                                      \
    " article INTEGER NOT NULL, other INTEGER NOT NULL, likeness INTEGER NOT NULL,"                \
    " copied INTEGER NOT NULL, PRIMARY KEY (article, other)) WITHOUT ROWID;"                       \
    "CREATE TABLE quotation_key ("                                                                 \
    " key INTEGER NOT NULL, quotation INTEGER NOT NULL,"                                           \
    " PRIMARY KEY (key, quotation)) WITHOUT ROWID;"                                                \
    "CREATE TABLE quotation_likeness ("                                                            \
    " quotation INTEGER NOT NULL, other INTEGER NOT NULL, likeness INTEGER NOT NULL,"              \
    " PRIMARY KEY (quotation, other)) WITHOUT ROWID;"                                              \
    "CREATE TABLE dirty ("                                                                         \
    " kind TEXT NOT NULL, first TEXT NOT NULL, second TEXT NOT NULL,"                              \
    " PRIMARY KEY (kind, first, second)) WITHOUT ROWID;"

/* What is derived from all articles together. */
#define LEDGER_TABLES                                                                              \
    "CREATE TABLE message ("                                                                       \
    " id TEXT PRIMARY KEY, first_party TEXT NOT NULL, second_party TEXT NOT NULL,"                 \
    " direction TEXT NOT NULL, kind TEXT NOT NULL, occasion TEXT, occasion_year INTEGER,"          \
    " sent TEXT, sent_first INTEGER, sent_last INTEGER, sent_inferred INTEGER NOT NULL,"           \
    " received TEXT, received_first INTEGER, received_last INTEGER,"                               \
    " received_inferred INTEGER NOT NULL,"                                                         \
    " reported TEXT, reported_first INTEGER, reported_last INTEGER,"                               \
    " reported_inferred INTEGER NOT NULL,"                                                         \
    " status TEXT NOT NULL, articles INTEGER NOT NULL, day INTEGER) WITHOUT ROWID;"                \
    "CREATE INDEX message_by_dyad ON message(first_party, second_party);"                          \
    "CREATE INDEX message_by_day ON message(day, id);"                                             \
    "CREATE TABLE message_report ("                                                                \
    " message TEXT NOT NULL, position INTEGER NOT NULL, report TEXT NOT NULL,"                     \
    " article INTEGER NOT NULL, PRIMARY KEY (message, position)) WITHOUT ROWID;"                   \
    "CREATE INDEX message_report_by_article ON message_report(article);"                           \
    "CREATE INDEX message_report_by_report ON message_report(report);"                             \
    "CREATE TABLE message_party ("                                                                 \
    " message TEXT NOT NULL, role TEXT NOT NULL, position INTEGER NOT NULL, actor TEXT NOT NULL,"  \
    " PRIMARY KEY (message, role, position)) WITHOUT ROWID;"                                       \
    "CREATE INDEX message_party_by_actor ON message_party(actor);"                                 \
    "CREATE TABLE story ("                                                                         \
    " id TEXT PRIMARY KEY, title TEXT, first_day INTEGER, last_day INTEGER,"                       \
    " articles INTEGER NOT NULL) WITHOUT ROWID;"                                                   \
    "CREATE INDEX story_by_day ON story(first_day, id);"                                           \
    "CREATE TABLE story_article ("                                                                 \
    " article INTEGER PRIMARY KEY, story TEXT NOT NULL, position INTEGER NOT NULL,"                \
    " day INTEGER, copy_of INTEGER);"                                                              \
    "CREATE INDEX story_article_by_story ON story_article(story, position);"                       \
    "CREATE TABLE variant ("                                                                       \
    " id TEXT PRIMARY KEY, speaker TEXT NOT NULL, quotations INTEGER NOT NULL,"                    \
    " articles INTEGER NOT NULL, day INTEGER) WITHOUT ROWID;"                                      \
    "CREATE TABLE variant_quotation ("                                                             \
    " quotation INTEGER PRIMARY KEY, variant TEXT NOT NULL, position INTEGER NOT NULL);"           \
    "CREATE INDEX variant_quotation_by_variant ON variant_quotation(variant, position);"           \
    "CREATE TABLE conflict ("                                                                      \
    " id TEXT PRIMARY KEY, kind TEXT NOT NULL, subject TEXT NOT NULL, about TEXT,"                 \
    " day INTEGER) WITHOUT ROWID;"                                                                 \
    "CREATE INDEX conflict_by_subject ON conflict(subject);"                                       \
    "CREATE TABLE conflict_member ("                                                               \
    " conflict TEXT NOT NULL, position INTEGER NOT NULL, record TEXT NOT NULL,"                    \
    " article INTEGER NOT NULL, value TEXT, start_byte INTEGER, end_byte INTEGER,"                 \
    " PRIMARY KEY (conflict, position)) WITHOUT ROWID;"                                            \
    "CREATE INDEX conflict_member_by_record ON conflict_member(record);"                           \
    "CREATE INDEX conflict_member_by_article ON conflict_member(article, conflict);"

/* ---- Version 2: copies and versions are found over all articles, not within a story alone ------ */

#define COPY_TABLES                                                                                \
    "CREATE TABLE copy_key ("                                                                      \
    " key INTEGER NOT NULL, day INTEGER NOT NULL, rank INTEGER NOT NULL, article INTEGER NOT NULL," \
    " PRIMARY KEY (key, day, rank, article)) WITHOUT ROWID;"                                       \
    "CREATE TABLE copy ("                                                                          \
    " article INTEGER NOT NULL, other INTEGER NOT NULL, kind TEXT NOT NULL,"                       \
    " likeness INTEGER NOT NULL, share INTEGER NOT NULL,"                                          \
    " PRIMARY KEY (article, other)) WITHOUT ROWID;"                                                \
    "CREATE INDEX copy_by_other ON copy(other);"                                                   \
    "CREATE TABLE repeat ("                                                                        \
    " article INTEGER PRIMARY KEY, copy_of INTEGER NOT NULL, original INTEGER NOT NULL,"           \
    " kind TEXT NOT NULL, follows INTEGER NOT NULL);"                                              \
    "CREATE INDEX repeat_by_copy_of ON repeat(copy_of);"                                           \
    "CREATE INDEX repeat_by_original ON repeat(original);"                                         \
    "CREATE TABLE version ("                                                                       \
    " article INTEGER PRIMARY KEY, address TEXT NOT NULL, position INTEGER NOT NULL,"              \
    " newer INTEGER);"                                                                             \
    "CREATE INDEX version_by_address ON version(address, position);"                               \
    "CREATE INDEX report_dyad_by_report ON report_dyad(report);"                                   \
    "CREATE TABLE quotation_wording ("                                                             \
    " wording INTEGER NOT NULL, quotation INTEGER NOT NULL, article INTEGER NOT NULL,"             \
    " PRIMARY KEY (wording, quotation)) WITHOUT ROWID;"

/* What was kept for copies before; a sketch has no minima any more: after its messages stood 32 of
 * four bytes. What is derived from these is derived anew. */
#define MESSAGES_OF_SKETCH                                                                         \
    "(256 * (instr('0123456789ABCDEF', substr(hex(sketch), 3, 1)) - 1) * 16"                       \
    " + 256 * (instr('0123456789ABCDEF', substr(hex(sketch), 4, 1)) - 1)"                          \
    " + (instr('0123456789ABCDEF', substr(hex(sketch), 1, 1)) - 1) * 16"                           \
    " + (instr('0123456789ABCDEF', substr(hex(sketch), 2, 1)) - 1))"

#define FORGET_OLD_COPIES                                                                          \
    "UPDATE article SET sketch = CAST(substr(sketch, 1, 2 + 4 * " MESSAGES_OF_SKETCH ")"           \
    " || substr(sketch, 131 + 4 * " MESSAGES_OF_SKETCH ") AS BLOB);"                               \
    "DROP TABLE text_hash; DROP TABLE likeness; DELETE FROM story_key;"                            \
    "CREATE TABLE likeness ("                                                                      \
    " article INTEGER NOT NULL, other INTEGER NOT NULL, likeness INTEGER NOT NULL,"                \
    " PRIMARY KEY (article, other)) WITHOUT ROWID;"                                                \
    "INSERT OR IGNORE INTO dirty SELECT 'sketch', n, '' FROM article;"

/* What a page says of itself besides; an article added before has none of it. */
#define MORE_METADATA                                                                              \
    "ALTER TABLE article ADD COLUMN modified_origin TEXT;"                                         \
    "ALTER TABLE article ADD COLUMN authors TEXT;"                                                 \
    "ALTER TABLE article ADD COLUMN canonical TEXT;"                                               \
    "ALTER TABLE article ADD COLUMN amp_url TEXT;"                                                 \
    "ALTER TABLE article ADD COLUMN is_amp INTEGER NOT NULL DEFAULT 0;"                            \
    "ALTER TABLE article ADD COLUMN not_analysed TEXT;"

/* ---- Version 4: where events take place and articles were filed ---- */

#define PLACES                                                                                     \
    "ALTER TABLE event ADD COLUMN place_country TEXT;"                                             \
    "ALTER TABLE event ADD COLUMN place_latitude REAL;"                                            \
    "ALTER TABLE event ADD COLUMN place_longitude REAL;"                                           \
    "ALTER TABLE event ADD COLUMN place_geonames INTEGER;"                                         \
    "ALTER TABLE event ADD COLUMN place_candidates INTEGER;"                                       \
    "ALTER TABLE event ADD COLUMN place_rule TEXT;"                                                \
    "ALTER TABLE article ADD COLUMN dateline_country TEXT;"                                        \
    "ALTER TABLE article ADD COLUMN dateline_latitude REAL;"                                       \
    "ALTER TABLE article ADD COLUMN dateline_longitude REAL;"                                      \
    "ALTER TABLE article ADD COLUMN dateline_rule TEXT;"

/* ---- Version 5: who is who over all articles ---------------------------------------------------- */

/* Where the ledger knows better than the article who an actor is, `said` keeps the article's own key. */
#define SAID_COLUMNS                                                                               \
    "ALTER TABLE article_actor ADD COLUMN said TEXT;"                                              \
    "ALTER TABLE quotation ADD COLUMN speaker_said TEXT;"                                          \
    "ALTER TABLE quotation ADD COLUMN addressee_said TEXT;"                                        \
    "ALTER TABLE event ADD COLUMN attributed_said TEXT;"                                           \
    "ALTER TABLE party ADD COLUMN said TEXT;"                                                      \
    "ALTER TABLE link ADD COLUMN said TEXT;"                                                       \
    "CREATE INDEX article_actor_by_said ON article_actor(said) WHERE said IS NOT NULL;"            \
    "CREATE TABLE said_dyad ("                                                                     \
    " report INTEGER NOT NULL, first_party TEXT NOT NULL, second_party TEXT NOT NULL,"             \
    " is_reverse INTEGER NOT NULL,"                                                                \
    " PRIMARY KEY (report, first_party, second_party, is_reverse)) WITHOUT ROWID;"                 \
    "INSERT OR IGNORE INTO said_dyad SELECT report, first_party, second_party, is_reverse"         \
    " FROM report_dyad;"

#define IDENTITY_TABLES                                                                            \
    "CREATE TABLE actor_evidence ("                                                                \
    " article INTEGER NOT NULL, position INTEGER NOT NULL, key TEXT NOT NULL,"                     \
    " office TEXT, description TEXT, owner TEXT, is_former INTEGER NOT NULL,"                      \
    " is_future INTEGER NOT NULL, start_byte INTEGER NOT NULL, end_byte INTEGER NOT NULL,"         \
    " name_start INTEGER NOT NULL, name_end INTEGER NOT NULL, rule TEXT, confidence REAL,"         \
    " PRIMARY KEY (article, position)) WITHOUT ROWID;"                                             \
    "CREATE INDEX actor_evidence_by_key ON actor_evidence(key, article);"                          \
    "CREATE TABLE actor_office ("                                                                  \
    " family TEXT NOT NULL, key TEXT NOT NULL, office TEXT NOT NULL, owner TEXT NOT NULL,"         \
    " country TEXT NOT NULL, is_former INTEGER NOT NULL, from_data INTEGER NOT NULL,"              \
    " first_day INTEGER, last_day INTEGER, articles INTEGER NOT NULL, is_sole INTEGER NOT NULL,"   \
    " PRIMARY KEY (family, key, office, owner, country, is_former)) WITHOUT ROWID;"                \
    "CREATE INDEX actor_office_by_key ON actor_office(key);"                                       \
    "CREATE TABLE actor_alias ("                                                                   \
    " key TEXT NOT NULL, form TEXT NOT NULL, articles INTEGER NOT NULL,"                           \
    " first_day INTEGER, first_article TEXT NOT NULL, start_byte INTEGER NOT NULL,"                \
    " end_byte INTEGER NOT NULL, PRIMARY KEY (key, form)) WITHOUT ROWID;"                          \
    "CREATE TABLE actor_sighting ("                                                                \
    " family TEXT NOT NULL, article INTEGER NOT NULL, key TEXT NOT NULL, day INTEGER,"             \
    " office TEXT, country TEXT, countries TEXT, actor TEXT, rule TEXT, confidence REAL,"          \
    " candidates TEXT, PRIMARY KEY (family, article, key)) WITHOUT ROWID;"                         \
    "CREATE TABLE actor_decision ("                                                                \
    " first TEXT NOT NULL, second TEXT NOT NULL, article TEXT NOT NULL, verdict TEXT NOT NULL,"    \
    " PRIMARY KEY (first, second, article)) WITHOUT ROWID;"                                        \
    "CREATE VIEW actor AS SELECT k.key AS key,"                                                    \
    " (SELECT f.name FROM actor_form f WHERE f.key = k.key AND f.name <> '' GROUP BY f.name"       \
    " ORDER BY sum(f.articles) DESC, f.name LIMIT 1) AS name,"                                     \
    " (SELECT f.kind FROM actor_form f WHERE f.key = k.key AND f.kind <> '' GROUP BY f.kind"       \
    " ORDER BY sum(f.articles) DESC, f.kind LIMIT 1) AS kind,"                                     \
    " (SELECT f.country FROM actor_form f WHERE f.key = k.key AND f.country <> ''"                 \
    " GROUP BY f.country ORDER BY sum(f.articles) DESC, f.country LIMIT 1) AS country,"            \
    " (SELECT f.sector FROM actor_form f WHERE f.key = k.key AND f.sector <> '' GROUP BY f.sector" \
    " ORDER BY sum(f.articles) DESC, f.sector LIMIT 1) AS sector,"                                 \
    " k.from_data AS from_data, k.articles AS articles"                                            \
    " FROM (SELECT key, max(from_data) AS from_data, sum(articles) AS articles FROM actor_form"    \
    " GROUP BY key) k;"

/* ---- Version 6: names are found by the countries that their articles give or speak of ------------- */

/* A person of one country changes nothing for a name in articles on others. What is parted by countries
 * is kept, to see when it becomes another. */
#define NAME_INDEXES                                                                               \
    "CREATE TABLE sighting_country ("                                                              \
    " family TEXT NOT NULL, country TEXT NOT NULL, article INTEGER NOT NULL, key TEXT NOT NULL,"   \
    " PRIMARY KEY (family, country, article, key)) WITHOUT ROWID;"                                 \
    "INSERT INTO sighting_country SELECT DISTINCT s.family, c.country, s.article, s.key"           \
    " FROM actor_sighting s JOIN (SELECT DISTINCT country FROM article_actor"                      \
    " WHERE country IS NOT NULL) c"                                                                \
    " ON s.country = c.country OR instr(s.countries, '|' || c.country || '|') > 0;"                \
    "CREATE TABLE actor_parts ("                                                                   \
    " family TEXT NOT NULL, key TEXT NOT NULL, countries TEXT NOT NULL,"                           \
    " PRIMARY KEY (family, key)) WITHOUT ROWID;"                                                   \
    "INSERT OR IGNORE INTO dirty SELECT DISTINCT 'name', family, '' FROM actor_office;"

/* ---- Version 7: a step of a channel chain has a date --------------------------------------------- */

/* The position of the expression in the article's times. */
#define LINK_TIMES "ALTER TABLE link ADD COLUMN time INTEGER;"

/* ---- Version 8: reports that name a state or an office find those that name the person ---------- */

#define PAIR_TABLES                                                                                \
    "CREATE TABLE report_pair ("                                                                   \
    " first_state TEXT NOT NULL, second_state TEXT NOT NULL, is_guest INTEGER NOT NULL,"           \
    " day INTEGER NOT NULL, report INTEGER NOT NULL,"                                              \
    " first_party TEXT NOT NULL, second_party TEXT NOT NULL, is_reverse INTEGER NOT NULL,"         \
    " first_office TEXT, second_office TEXT, host_first TEXT, host_second TEXT,"                   \
    " PRIMARY KEY (first_state, second_state, is_guest, day, report, first_party, second_party,"   \
    " is_reverse)) WITHOUT ROWID;"                                                                 \
    "CREATE INDEX report_pair_by_report ON report_pair(report);"                                   \
    "INSERT OR IGNORE INTO dirty SELECT 'report', n, '' FROM report;"

/* ---- Version 9: from how many places a message is known ----------------------------------------- */

#define MESSAGE_SOURCES                                                                            \
    "ALTER TABLE message ADD COLUMN independent_sources INTEGER NOT NULL DEFAULT 0;"               \
    "INSERT OR IGNORE INTO dirty SELECT 'message', first_party, second_party FROM report_dyad;"

/* ---- Version 10: quotations tell how, where and to whom something was said ------------------------ */

#define QUOTATION_SETTINGS                                                                         \
    "ALTER TABLE quotation ADD COLUMN source_start INTEGER;"                                       \
    "ALTER TABLE quotation ADD COLUMN source_end INTEGER;"                                         \
    "ALTER TABLE quotation ADD COLUMN medium TEXT;"                                                \
    "ALTER TABLE quotation ADD COLUMN medium_start INTEGER;"                                       \
    "ALTER TABLE quotation ADD COLUMN medium_end INTEGER;"                                         \
    "ALTER TABLE quotation ADD COLUMN platform TEXT;"                                              \
    "ALTER TABLE quotation ADD COLUMN occasion TEXT;"                                              \
    "ALTER TABLE quotation ADD COLUMN occasion_start INTEGER;"                                     \
    "ALTER TABLE quotation ADD COLUMN occasion_end INTEGER;"

/* ---- Version 11: quotations of one speaker within a few days are found by what they mean ---------- */

#define QUOTATION_VECTORS                                                                          \
    "CREATE TABLE quotation_vector ("                                                              \
    " window INTEGER NOT NULL, quotation INTEGER NOT NULL, vector BLOB NOT NULL,"                  \
    " PRIMARY KEY (window, quotation)) WITHOUT ROWID;"

/* ---- Version 12: the keys of one speaker's quotations lie together ------------------------------- */

#define KEYS_BY_SPEAKER                                                                            \
    "DELETE FROM quotation_key;"                                                                   \
    "INSERT OR IGNORE INTO dirty SELECT DISTINCT 'wording', wording, '' FROM quotation_wording;"

/* ---- Version 13: what reports tell of the words of a message ------------------------------------- */

#define REPORT_CONTENTS                                                                            \
    "CREATE TABLE report_content ("                                                                \
    " article INTEGER NOT NULL, report TEXT NOT NULL, position INTEGER NOT NULL,"                  \
    " kind TEXT NOT NULL, start_byte INTEGER NOT NULL, end_byte INTEGER NOT NULL,"                 \
    " cue_start INTEGER, cue_end INTEGER, quotation TEXT, rule TEXT NOT NULL,"                     \
    " PRIMARY KEY (report, position)) WITHOUT ROWID;"

/* ---- Version 14 ----------------------------------------------------------------------------------- */

/* What a message answers, as its reports tell it. */
#define ANSWERS                                                                                    \
    "ALTER TABLE report ADD COLUMN answered_kind TEXT;"                                            \
    "ALTER TABLE report ADD COLUMN answered_start INTEGER;"                                        \
    "ALTER TABLE report ADD COLUMN answered_end INTEGER;"                                          \
    "ALTER TABLE report ADD COLUMN answered_sent TEXT;"                                            \
    "ALTER TABLE report ADD COLUMN answered_sent_first INTEGER;"                                   \
    "ALTER TABLE report ADD COLUMN answered_sent_last INTEGER;"                                    \
    "ALTER TABLE report ADD COLUMN answered_sent_weekday INTEGER;"                                 \
    "ALTER TABLE report ADD COLUMN answered_report TEXT;"                                          \
    "ALTER TABLE message ADD COLUMN reply_to TEXT;"                                                \
    "CREATE INDEX message_by_reply_to ON message(reply_to) WHERE reply_to IS NOT NULL;"

/* What claims of all articles are about the same. */
#define THESES                                                                                     \
    "CREATE TABLE claim_key ("                                                                     \
    " window INTEGER NOT NULL, key INTEGER NOT NULL, claim INTEGER NOT NULL,"                      \
    " day INTEGER NOT NULL, article INTEGER NOT NULL,"                                             \
    " PRIMARY KEY (window, key, claim)) WITHOUT ROWID;"                                            \
    "CREATE TABLE claim_likeness ("                                                                \
    " claim INTEGER NOT NULL, other INTEGER NOT NULL, likeness INTEGER NOT NULL,"                  \
    " PRIMARY KEY (claim, other)) WITHOUT ROWID;"                                                  \
    "CREATE TABLE thesis ("                                                                        \
    " id TEXT PRIMARY KEY, standing TEXT NOT NULL, claims INTEGER NOT NULL,"                       \
    " articles INTEGER NOT NULL, first_day INTEGER, last_day INTEGER,"                             \
    " independent_sources INTEGER NOT NULL) WITHOUT ROWID;"                                        \
    "CREATE TABLE thesis_claim ("                                                                  \
    " claim INTEGER PRIMARY KEY, thesis TEXT NOT NULL, position INTEGER NOT NULL,"                 \
    " relation TEXT NOT NULL, other TEXT);"                                                        \
    "CREATE INDEX thesis_claim_by_thesis ON thesis_claim(thesis, position);"                       \
    "INSERT OR IGNORE INTO dirty SELECT 'proposition', n, '' FROM claim;"

/* What befell the people that a figure counts. */
#define FIGURE_SIZES "ALTER TABLE figure ADD COLUMN size TEXT;"

/* Keys are written in runs, not each at its place. */
#define KEY_RUNS                                                                                   \
    "CREATE TABLE key_run ("                                                                       \
    " kind INTEGER NOT NULL, run INTEGER NOT NULL, entries INTEGER NOT NULL,"                      \
    " blocks INTEGER NOT NULL, fences BLOB NOT NULL, PRIMARY KEY (kind, run)) WITHOUT ROWID;"      \
    "CREATE TABLE key_block (n INTEGER PRIMARY KEY, keys BLOB NOT NULL);"                          \
    "DROP TABLE copy_key; DROP TABLE story_key; DROP TABLE quotation_key;"                         \
    "DROP TABLE quotation_vector; DROP TABLE quotation_wording;"                                   \
    "INSERT OR IGNORE INTO dirty SELECT 'keys', n, '' FROM article;"                               \
    "DROP INDEX party_by_actor; DROP INDEX actor_evidence_by_key;"                                 \
    "DROP INDEX quotation_by_speaker;"

/* From how many places a saying is known. */
#define SAYING_SOURCES                                                                             \
    "ALTER TABLE variant ADD COLUMN independent_sources INTEGER NOT NULL DEFAULT 0;"               \
    "INSERT OR IGNORE INTO dirty SELECT 'variant', min(quotation), '' FROM variant_quotation"      \
    " GROUP BY variant;"

/* What a quotation means, as 8-bit numbers. */
#define QUOTATION_MEANING "ALTER TABLE quotation ADD COLUMN vector BLOB;"

/* Events of the world: the pairs of sides of what articles tell, and what is put together of them. */
#define OCCURRENCES                                                                                \
    "CREATE TABLE event_pair ("                                                                    \
    " first TEXT NOT NULL, second TEXT NOT NULL, plover TEXT NOT NULL, class TEXT NOT NULL,"       \
    " day INTEGER NOT NULL, event INTEGER NOT NULL, last INTEGER NOT NULL,"                        \
    " is_undated INTEGER NOT NULL, is_mutual INTEGER NOT NULL, article INTEGER NOT NULL,"          \
    " PRIMARY KEY (first, second, plover, class, day, event)) WITHOUT ROWID;"                      \
    "CREATE INDEX event_pair_by_article ON event_pair(article);"                                   \
    "CREATE TABLE occurrence ("                                                                    \
    " id TEXT PRIMARY KEY, source TEXT NOT NULL, target TEXT NOT NULL, is_mutual INTEGER NOT NULL," \
    " plover TEXT NOT NULL, mode TEXT, cameo TEXT, status TEXT NOT NULL,"                          \
    " day TEXT, first_day INTEGER NOT NULL, last_day INTEGER NOT NULL,"                            \
    " reports INTEGER NOT NULL, articles INTEGER NOT NULL) WITHOUT ROWID;"                         \
    "CREATE INDEX occurrence_by_sides ON occurrence(source, target, plover, status, first_day);"   \
    "CREATE INDEX occurrence_by_target ON occurrence(target);"                                     \
    "CREATE INDEX occurrence_by_day ON occurrence(first_day, id);"                                 \
    "CREATE TABLE occurrence_report ("                                                             \
    " occurrence TEXT NOT NULL, event TEXT NOT NULL, article INTEGER NOT NULL,"                    \
    " PRIMARY KEY (occurrence, event)) WITHOUT ROWID;"                                             \
    "CREATE INDEX occurrence_report_by_event ON occurrence_report(event);"                         \
    "INSERT OR IGNORE INTO dirty SELECT DISTINCT 'event', article, '' FROM event;"

/* What an event is about, and of which deed it speaks. */
#define EVENT_CONTEXTS                                                                             \
    "ALTER TABLE event ADD COLUMN contexts TEXT;"                                                  \
    "ALTER TABLE event ADD COLUMN content TEXT;"                                                   \
    "ALTER TABLE event ADD COLUMN content_mode TEXT;"

/* ---- Version 15 ----------------------------------------------------------------------------------- */

/* In which articles an actor stands. What is written in runs has rows of several runs: readers sum. */
#define ROW_RUNS                                                                                   \
    "CREATE TABLE row_run (kind INTEGER NOT NULL, run INTEGER NOT NULL, rows INTEGER NOT NULL,"    \
    " PRIMARY KEY (kind, run)) WITHOUT ROWID;"                                                     \
    "CREATE TABLE actor_article_rows (run INTEGER NOT NULL, key TEXT NOT NULL, article INTEGER NOT NULL," \
    " PRIMARY KEY (run, key, article)) WITHOUT ROWID;"                                             \
    "INSERT INTO actor_article_rows SELECT 1, key, article FROM article_actor"                     \
    " UNION SELECT 1, said, article FROM article_actor WHERE said IS NOT NULL;"                    \
    "DROP INDEX article_actor_by_key; DROP INDEX article_actor_by_said;"                           \
    "CREATE VIEW actor_article AS SELECT t.key AS key, t.article AS article FROM row_run r"        \
    " CROSS JOIN actor_article_rows t ON t.run = r.run WHERE r.kind = 0;"                          \
    "INSERT INTO row_run SELECT 0, 1, count(*) FROM actor_article_rows;"

/* What is not so any more has -1 articles in a later run. */
#define FORMS_IN_RUNS                                                                              \
    "DROP VIEW actor;"                                                                             \
    "CREATE TABLE actor_form_rows (run INTEGER NOT NULL, key TEXT NOT NULL, name TEXT NOT NULL,"   \
    " kind TEXT NOT NULL, country TEXT NOT NULL, sector TEXT NOT NULL, role TEXT NOT NULL,"        \
    " ownership TEXT NOT NULL, from_data INTEGER NOT NULL, articles INTEGER NOT NULL,"             \
    " PRIMARY KEY (run, key, name, kind, country, sector, role, ownership, from_data)) WITHOUT ROWID;" \
    "INSERT INTO actor_form_rows SELECT 1, * FROM actor_form; DROP TABLE actor_form;"              \
    "INSERT INTO row_run SELECT 1, 1, count(*) FROM actor_form_rows;"                              \
    "CREATE VIEW actor_form AS SELECT t.key AS key, t.name AS name, t.kind AS kind, t.country AS country," \
    " t.sector AS sector, t.role AS role, t.ownership AS ownership, t.from_data AS from_data,"     \
    " t.articles AS articles FROM row_run r CROSS JOIN actor_form_rows t ON t.run = r.run WHERE r.kind = 1;" \
    "CREATE VIEW actor AS SELECT k.key AS key,"                                                    \
    " (SELECT f.name FROM actor_form f WHERE f.key = k.key AND f.name <> '' GROUP BY f.name"       \
    " HAVING sum(f.articles) > 0 ORDER BY sum(f.articles) DESC, f.name LIMIT 1) AS name,"          \
    " (SELECT f.kind FROM actor_form f WHERE f.key = k.key AND f.kind <> '' GROUP BY f.kind"       \
    " HAVING sum(f.articles) > 0 ORDER BY sum(f.articles) DESC, f.kind LIMIT 1) AS kind,"          \
    " (SELECT f.country FROM actor_form f WHERE f.key = k.key AND f.country <> '' GROUP BY f.country" \
    " HAVING sum(f.articles) > 0 ORDER BY sum(f.articles) DESC, f.country LIMIT 1) AS country,"    \
    " (SELECT f.sector FROM actor_form f WHERE f.key = k.key AND f.sector <> '' GROUP BY f.sector" \
    " HAVING sum(f.articles) > 0 ORDER BY sum(f.articles) DESC, f.sector LIMIT 1) AS sector,"      \
    " max(k.from_data) AS from_data, sum(k.articles) AS articles"                                  \
    " FROM (SELECT key, from_data, sum(articles) AS articles FROM actor_form GROUP BY key, from_data" \
    " HAVING sum(articles) > 0) k GROUP BY k.key;"

/* Printed forms and offices. */
#define NAMES_IN_RUNS                                                                              \
    "CREATE TABLE actor_alias_rows (run INTEGER NOT NULL, key TEXT NOT NULL, form TEXT NOT NULL,"  \
    " articles INTEGER NOT NULL, first_day INTEGER, first_article TEXT NOT NULL,"                  \
    " start_byte INTEGER NOT NULL, end_byte INTEGER NOT NULL, PRIMARY KEY (run, key, form)) WITHOUT ROWID;" \
    "INSERT INTO actor_alias_rows SELECT 1, * FROM actor_alias; DROP TABLE actor_alias;"           \
    "INSERT INTO row_run SELECT 2, 1, count(*) FROM actor_alias_rows;"                             \
    "CREATE VIEW actor_alias AS SELECT t.key AS key, t.form AS form, t.articles AS articles,"      \
    " t.first_day AS first_day, t.first_article AS first_article, t.start_byte AS start_byte,"     \
    " t.end_byte AS end_byte FROM row_run r CROSS JOIN actor_alias_rows t ON t.run = r.run WHERE r.kind = 2;" \
    "CREATE TABLE actor_office_rows (run INTEGER NOT NULL, family TEXT NOT NULL, key TEXT NOT NULL," \
    " office TEXT NOT NULL, owner TEXT NOT NULL, country TEXT NOT NULL, is_former INTEGER NOT NULL," \
    " from_data INTEGER NOT NULL, first_day INTEGER, last_day INTEGER, articles INTEGER NOT NULL," \
    " is_sole INTEGER NOT NULL,"                                                                   \
    " PRIMARY KEY (run, family, key, office, owner, country, is_former)) WITHOUT ROWID;"           \
    "INSERT INTO actor_office_rows SELECT 1, * FROM actor_office; DROP TABLE actor_office;"        \
    "CREATE INDEX actor_office_by_key ON actor_office_rows(run, key);"                             \
    "INSERT INTO row_run SELECT 3, 1, count(*) FROM actor_office_rows;"                            \
    "CREATE VIEW actor_office AS SELECT t.family AS family, t.key AS key, t.office AS office,"     \
    " t.owner AS owner, t.country AS country, t.is_former AS is_former, t.from_data AS from_data," \
    " t.first_day AS first_day, t.last_day AS last_day, t.articles AS articles, t.is_sole AS is_sole" \
    " FROM row_run r CROSS JOIN actor_office_rows t ON t.run = r.run WHERE r.kind = 3;"

/* Events of the world in the order in which they are written; found by id and by side in runs. */
#define OCCURRENCES_IN_ORDER                                                                       \
    "DROP TABLE occurrence; DROP TABLE occurrence_report; DROP TABLE event_pair;"                  \
    "CREATE TABLE event_pair (event INTEGER NOT NULL, first TEXT NOT NULL, second TEXT NOT NULL,"  \
    " day INTEGER NOT NULL, last INTEGER NOT NULL, is_undated INTEGER NOT NULL, is_mutual INTEGER NOT NULL," \
    " PRIMARY KEY (event, first, second)) WITHOUT ROWID;"                                          \
    "CREATE TABLE occurrence (n INTEGER PRIMARY KEY AUTOINCREMENT,"                                \
    " id TEXT NOT NULL, source TEXT NOT NULL, target TEXT NOT NULL, is_mutual INTEGER NOT NULL,"   \
    " plover TEXT NOT NULL, mode TEXT, cameo TEXT, status TEXT NOT NULL,"                          \
    " day TEXT, first_day INTEGER NOT NULL, last_day INTEGER NOT NULL,"                            \
    " reports INTEGER NOT NULL, articles INTEGER NOT NULL);"                                       \
    "CREATE TABLE occurrence_report (event INTEGER NOT NULL, occurrence INTEGER NOT NULL,"         \
    " article INTEGER NOT NULL, PRIMARY KEY (event, occurrence)) WITHOUT ROWID;"                   \
    "CREATE INDEX occurrence_report_by_occurrence ON occurrence_report(occurrence);"               \
    "CREATE TABLE occurrence_key_rows (run INTEGER NOT NULL, key TEXT NOT NULL,"                   \
    " occurrence INTEGER NOT NULL, PRIMARY KEY (run, key, occurrence)) WITHOUT ROWID;"             \
    "CREATE VIEW occurrence_key AS SELECT t.key AS key, t.occurrence AS occurrence FROM row_run r" \
    " CROSS JOIN occurrence_key_rows t ON t.run = r.run WHERE r.kind = 4;"                         \
    "CREATE VIEW occurrence_id AS SELECT k.key AS id, o.n AS n FROM occurrence_key k"              \
    " CROSS JOIN occurrence o ON o.n = k.occurrence AND o.id = k.key;"                             \
    "INSERT OR IGNORE INTO dirty SELECT DISTINCT 'event', article, '' FROM event;"

/* As the other keys. */
#define CLAIM_KEYS_IN_RUNS                                                                         \
    "DROP TABLE claim_key;"                                                                        \
    "INSERT OR IGNORE INTO dirty SELECT 'proposition', n, '' FROM claim;"

/* How often, where it is told. */
#define EVENT_TIMES "ALTER TABLE event ADD COLUMN times INTEGER;"

/* ---- Version 16 ----------------------------------------------------------------------------------- */

/* Each word of the full-text index is written again once for 16 times as many articles, not for four. */
#define FULL_TEXT_MERGES "INSERT INTO article_text(article_text, rank) VALUES ('automerge', 16);"

/* The words of one transaction (512 articles) are one piece of the index, not one a megabyte; 64 pieces are merged into
 * one. */
#define FULL_TEXT_PIECES                                                                           \
    "INSERT INTO article_text(article_text, rank)"                                                 \
    " VALUES ('hashsize', 8388608), ('automerge', 64), ('crisismerge', 64);"

/* An entry of a key of copies tells how long its article is. */
#define COPY_KEYS_WITH_SIZES                                                                       \
    "DELETE FROM key_block WHERE n IN (SELECT b.n FROM key_run r CROSS JOIN key_block b"           \
    " ON b.n BETWEEN r.run << 24 AND (r.run << 24) + 16777215 WHERE r.kind = 0);"                  \
    "DELETE FROM key_run WHERE kind = 0;"                                                          \
    "INSERT OR IGNORE INTO dirty SELECT 'copy keys', n, '' FROM article"                           \
    " UNION ALL SELECT 'copy', n, '' FROM article;"

const char *const schema_steps[SCHEMA_VERSION][SCHEMA_PARTS] = {
    {ARTICLE_TABLES, ENTITY_TABLES, RECORD_TABLES, KEY_TABLES, LEDGER_TABLES},
    {COPY_TABLES, FORGET_OLD_COPIES},
    {MORE_METADATA},
    {PLACES},
    {SAID_COLUMNS, IDENTITY_TABLES},
    {NAME_INDEXES},
    {LINK_TIMES},
    {PAIR_TABLES},
    {MESSAGE_SOURCES},
    {QUOTATION_SETTINGS},
    {QUOTATION_VECTORS},
    {KEYS_BY_SPEAKER},
    {REPORT_CONTENTS},
    {ANSWERS, FIGURE_SIZES, KEY_RUNS, SAYING_SOURCES, QUOTATION_MEANING, OCCURRENCES, THESES, EVENT_CONTEXTS},
    {ROW_RUNS, FORMS_IN_RUNS, NAMES_IN_RUNS, OCCURRENCES_IN_ORDER, CLAIM_KEYS_IN_RUNS, EVENT_TIMES},
    {FULL_TEXT_MERGES},
    {STRAY_RECORDS, QUOTATIONS_BY_ARTICLE, REPORTS_BY_ARTICLE, EVENTS_BY_ARTICLE, CLAIMS_BY_ARTICLE, MEMBERS_BY_ARTICLE,
     STORIES_BY_ARTICLE, NAMES_BY_ARTICLE, PLACES_OF_ARTICLES, FULL_TEXT_PIECES, COPY_KEYS_WITH_SIZES,
     VERSIONS_OF_SEVERAL},
};
