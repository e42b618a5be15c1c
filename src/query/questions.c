#include "query/questions.h"

#include "base/str.h"

/* SQL is laid out as SQL: */
/* clang-format off */

/* ---- Building blocks of SQL ------------------------------------------------------------------ */

/* The name most articles give an actor. */
#define NAME(key)                                                                                  \
    "coalesce((SELECT f.name FROM actor_form f WHERE f.key = " key " GROUP BY f.name"              \
    " ORDER BY sum(f.articles) DESC, f.name LIMIT 1), " key ")"

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

#define SPAN(start, end)                                                                           \
    "CASE WHEN " start " IS NULL THEN NULL ELSE json_array(" start ", " end ") END"

#define SENTENCE(start) "sentence(c.text, c.sentences, " start ")"

#define BOOLEAN(value) "json(CASE WHEN " value " THEN 'true' ELSE 'false' END)"

#define WANTED(slot, key)                                                                          \
    key " IN (SELECT w.key FROM temp.wanted w WHERE w.slot = '" slot "')"

#define HAS_PARTY(article, record, slot, roles)                                                    \
    "EXISTS (SELECT 1 FROM party p WHERE p.article = " article " AND p.record = " record roles     \
    " AND " WANTED(slot, "p.actor") ")"

#define MATCHES(article)                                                                           \
    article " IN (SELECT t.rowid FROM article_text t WHERE t.article_text MATCH :about)"

#define IN_STORY(article)                                                                          \
    article " IN (SELECT sa.article FROM story_article sa WHERE sa.story = :story)"

#define WITH_ARTICLE(table)                                                                        \
    table " x JOIN article a ON a.n = x.article JOIN content c ON c.article = x.article"

/* Articles that are reports of their own: copies and versions of one count once. */
#define WITH_REPEAT(article) " LEFT JOIN repeat rp ON rp.article = " article
#define COUNT_SOURCES(article) "count(DISTINCT coalesce(rp.original, " article "))"

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

/* ---- Articles -------------------------------------------------------------------------------- */

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
    " coalesce(a.credits, '[]'), sa.story,"                                                        \
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

/* ---- Messages and their reports -------------------------------------------------------------- */

static const QueryColumn message_columns[] = {
    {"id", "id", QUERY_TEXT, false},
    {"from", "from", QUERY_TEXT, false},
    {"to", "to", QUERY_TEXT, false},
    {"what", "what", QUERY_TEXT, true}, /* kind and occasion in words */
    {"kind", NULL, QUERY_TEXT, false},
    {"occasion", NULL, QUERY_TEXT, false},
    {"occasion_year", NULL, QUERY_NUMBER, false},
    {"sent", "sent", QUERY_TEXT, false},
    {"sent_inferred", NULL, QUERY_JSON, false},
    {"received", NULL, QUERY_TEXT, false},
    {"reported", "reported", QUERY_TEXT, false},
    {"reported_inferred", NULL, QUERY_JSON, false},
    {"status", NULL, QUERY_TEXT, false},
    {"articles", "#", QUERY_NUMBER, false},
    {"sources", NULL, QUERY_NUMBER, false}, /* articles that copy no other */
    {"parties", NULL, QUERY_JSON, false},
    {"reports", NULL, QUERY_JSON, false},
    {"conflicts", NULL, QUERY_JSON, false},
};

#define MESSAGE_PARTY(role, position)                                                              \
    "(SELECT group_concat(n, ', ') FROM (SELECT " NAME("p.actor") " AS n FROM message_party p"     \
    " WHERE p.message = m.id AND (p.role = '" role "' OR (p.role = 'party' AND p.position = "      \
    position ")) ORDER BY p.position))"

#define MESSAGE_SELECT                                                                             \
    "m.id, " MESSAGE_PARTY("sender", "0") ", " MESSAGE_PARTY("recipient", "1") ","                 \
    " m.kind || coalesce(', ' || m.occasion, '') || coalesce(' ' || m.occasion_year, ''), m.kind," \
    " m.occasion, m.occasion_year, m.sent, " BOOLEAN("m.sent_inferred") ", m.received,"            \
    " m.reported, " BOOLEAN("m.reported_inferred") ", m.status, m.articles,"                       \
    " (SELECT " COUNT_SOURCES("mr.article") " FROM message_report mr" WITH_REPEAT("mr.article")    \
    " WHERE mr.message = m.id),"                                                                   \
    " (SELECT json_group_array(json_object('role', r, 'key', k, 'name', n)) FROM (SELECT"          \
    " p.role AS r, p.actor AS k, " NAME("p.actor") " AS n FROM message_party p"                    \
    " WHERE p.message = m.id ORDER BY p.role DESC, p.position)),"                                  \
    " (SELECT json_group_array(json(o)) FROM (SELECT json_object('id', r.id, 'article', a.id,"     \
    " 'outlet', coalesce(a.outlet, a.sitename, host(a.url)), 'published', a.published,"            \
    " 'kind', r.kind, 'sent', r.sent,"                                                             \
    " 'copy_of', (SELECT " ID_OF("rp.original") " FROM repeat rp WHERE rp.article = a.n),"         \
    " 'superseded_by', (SELECT " ID_OF("v.newer") " FROM version v WHERE v.article = a.n),"        \
    " 'reported', r.reported, 'background', " BOOLEAN("r.is_earlier") ", 'rule', r.rule,"          \
    " 'sentence', " SENTENCE("r.start_byte") ", 'chain', json(" CHAIN("r.article", "r.id") ")) AS o" \
    " FROM message_report mr JOIN report r ON r.id = mr.report JOIN article a ON a.n = r.article"  \
    " JOIN content c ON c.article = a.n WHERE mr.message = m.id ORDER BY mr.position)),"           \
    " (SELECT json_group_array(i) FROM (SELECT x.id AS i FROM conflict x WHERE x.subject = m.id"   \
    " ORDER BY x.id))"

#define MESSAGE_HAS(slot, roles)                                                                   \
    "EXISTS (SELECT 1 FROM message_party p WHERE p.message = m.id" roles " AND "                   \
    WANTED(slot, "p.actor") ")"

#define MESSAGE_REPORTED(condition)                                                                \
    "EXISTS (SELECT 1 FROM message_report mr WHERE mr.message = m.id AND " condition ")"

static const QueryColumn report_columns[] = {
    {"id", "id", QUERY_TEXT, false},
    {"from", "from", QUERY_TEXT, false},
    {"to", "to", QUERY_TEXT, false},
    {"kind", "kind", QUERY_TEXT, false},
    {"occasion", "occasion", QUERY_TEXT, false},
    {"occasion_year", NULL, QUERY_NUMBER, false},
    {"sent", "sent", QUERY_TEXT, false},
    {"received", NULL, QUERY_TEXT, false},
    {"reported", "reported", QUERY_TEXT, false},
    {"exchange", NULL, QUERY_JSON, false},
    {"background", NULL, QUERY_JSON, false},
    {"status", NULL, QUERY_TEXT, false},
    {"message", NULL, QUERY_TEXT, false},
    {"chain", NULL, QUERY_JSON, false},
    RECORD_COLUMNS,
};

#define REPORT_SELECT                                                                              \
    "x.id, " PARTIES_TEXT("x.article", "x.id", "sender") ", "                                      \
    PARTIES_TEXT("x.article", "x.id", "recipient") ", x.kind, x.occasion, x.occasion_year, x.sent," \
    " x.received, x.reported, " BOOLEAN("x.is_exchange") ", " BOOLEAN("x.is_earlier") ", x.status," \
    " (SELECT min(mr.message) FROM message_report mr WHERE mr.report = x.id), "                    \
    CHAIN("x.article", "x.id") RECORD_SELECT

/* ---- Quotations and variants ----------------------------------------------------------------- */

static const QueryColumn quote_columns[] = {
    {"id", "id", QUERY_TEXT, false},
    {"published", "published", QUERY_TEXT, false},
    {"speaker", "speaker", QUERY_TEXT, false},
    {"speaker_key", NULL, QUERY_TEXT, false},
    {"kind", "kind", QUERY_TEXT, false},
    {"text", "text", QUERY_TEXT, true},
    {"addressee", NULL, QUERY_TEXT, false},
    {"cue", NULL, QUERY_TEXT, false},
    {"message", NULL, QUERY_TEXT, false},
    {"continues", NULL, QUERY_TEXT, false},
    {"variant", NULL, QUERY_TEXT, false},
    {"chain", NULL, QUERY_JSON, false},
    RECORD_COLUMNS,
};

#define QUOTE_SELECT                                                                               \
    "x.id, a.published, CASE WHEN x.speaker IS NULL THEN NULL ELSE " NAME("x.speaker") " END,"     \
    " x.speaker, x.kind, x.text,"                                                                  \
    " CASE WHEN x.addressee IS NULL THEN NULL ELSE " NAME("x.addressee") " END,"                   \
    " slice(c.text, x.cue_start, x.cue_end),"                                                      \
    " (SELECT min(mr.message) FROM message_report mr WHERE mr.report = x.report), x.continues,"    \
    " (SELECT v.variant FROM variant_quotation v WHERE v.quotation = x.n), "                       \
    CHAIN("x.article", "x.id") RECORD_SELECT

static const QueryColumn variant_columns[] = {
    {"id", "id", QUERY_TEXT, false},
    {"speaker", "speaker", QUERY_TEXT, false},
    {"speaker_key", NULL, QUERY_TEXT, false},
    {"first", "first", QUERY_TEXT, false},
    {"articles", "articles", QUERY_NUMBER, false},
    {"sources", NULL, QUERY_NUMBER, false}, /* articles that copy no other */
    {"wordings", "wordings", QUERY_NUMBER, false},
    {"text", "text", QUERY_TEXT, true},
    {"quotations", NULL, QUERY_JSON, false},
};

#define VARIANT_SELECT                                                                             \
    "v.id, " NAME("v.speaker") ", v.speaker, edtf(v.day, v.day), v.articles,"                      \
    " (SELECT " COUNT_SOURCES("q.article") " FROM variant_quotation vq JOIN quotation q"           \
    " ON q.n = vq.quotation" WITH_REPEAT("q.article") " WHERE vq.variant = v.id),"                 \
    " (SELECT count(DISTINCT q.text) FROM variant_quotation vq JOIN quotation q"                   \
    " ON q.n = vq.quotation WHERE vq.variant = v.id),"                                             \
    " (SELECT q.text FROM variant_quotation vq JOIN quotation q ON q.n = vq.quotation"             \
    " WHERE vq.variant = v.id AND vq.position = 0),"                                               \
    " (SELECT json_group_array(json(o)) FROM (SELECT json_object('id', q.id, 'article', a.id,"     \
    " 'outlet', coalesce(a.outlet, a.sitename, host(a.url)), 'published', a.published,"            \
    " 'kind', q.kind, 'text', q.text,"                                                             \
    " 'chain', json(" CHAIN("q.article", "q.id") ")) AS o"                                         \
    " FROM variant_quotation vq JOIN quotation q ON q.n = vq.quotation"                            \
    " JOIN article a ON a.n = q.article WHERE vq.variant = v.id ORDER BY vq.position))"

#define VARIANT_QUOTED(condition)                                                                  \
    "EXISTS (SELECT 1 FROM variant_quotation vq JOIN quotation q ON q.n = vq.quotation"            \
    " WHERE vq.variant = v.id AND " condition ")"

/* ---- Events, claims, figures ----------------------------------------------------------------- */

static const QueryColumn event_columns[] = {
    {"id", "id", QUERY_TEXT, false},
    {"day", "day", QUERY_TEXT, false},
    {"source", "source", QUERY_TEXT, false},
    {"plover", "event", QUERY_TEXT, false},
    {"mode", NULL, QUERY_TEXT, false},
    {"cameo", "cameo", QUERY_TEXT, false},
    {"target", "target", QUERY_TEXT, false},
    {"status", "status", QUERY_TEXT, false},
    {"attributed_to", NULL, QUERY_TEXT, false},
    {"place", NULL, QUERY_TEXT, false},
    {"predicate", NULL, QUERY_TEXT, false},
    {"text", "text", QUERY_TEXT, true},
    {"sources", NULL, QUERY_JSON, false},
    {"targets", NULL, QUERY_JSON, false},
    RECORD_COLUMNS,
};

#define EVENT_SELECT                                                                               \
    "x.id, coalesce(x.day, a.published), " PARTIES_TEXT("x.article", "x.id", "source")             \
    ", x.plover, x.mode, x.cameo, " PARTIES_TEXT("x.article", "x.id", "target") ", x.status,"      \
    " CASE WHEN x.attributed_to IS NULL THEN NULL ELSE " NAME("x.attributed_to") " END, x.place,"  \
    " slice(c.text, x.predicate_start, x.predicate_end),"                                          \
    " slice(c.text, x.start_byte, x.end_byte), " PARTIES_JSON("x.article", "x.id", "source") ", "  \
    PARTIES_JSON("x.article", "x.id", "target") RECORD_SELECT

static const QueryColumn claim_columns[] = {
    {"id", "id", QUERY_TEXT, false},
    {"published", "published", QUERY_TEXT, false},
    {"holder", "holder", QUERY_TEXT, false},
    {"stance", "stance", QUERY_TEXT, false},
    {"claim", "claim", QUERY_TEXT, true},
    {"polarity", NULL, QUERY_TEXT, false},
    {"status", NULL, QUERY_TEXT, false},
    {"certainty", NULL, QUERY_NUMBER, false},
    {"answers", NULL, QUERY_TEXT, false},
    {"answered_by", NULL, QUERY_JSON, false},
    {"quotation", NULL, QUERY_TEXT, false},
    {"holders", NULL, QUERY_JSON, false},
    RECORD_COLUMNS,
};

#define CLAIM_SELECT                                                                               \
    "x.id, a.published, " PARTIES_TEXT("x.article", "x.id", "holder") ", x.stance,"                \
    " slice(c.text, coalesce(x.proposition_start, x.start_byte),"                                  \
    " coalesce(x.proposition_end, x.end_byte)), x.polarity, x.status, round(x.certainty, 3),"      \
    " x.answers, (SELECT json_group_array(i) FROM (SELECT y.id AS i FROM claim y"                  \
    " WHERE y.article = x.article AND y.answers = x.id ORDER BY y.start_byte, y.id)),"             \
    " x.quotation, " PARTIES_JSON("x.article", "x.id", "holder") RECORD_SELECT

static const QueryColumn figure_columns[] = {
    {"id", "id", QUERY_TEXT, false},
    {"published", "published", QUERY_TEXT, false},
    {"quantity", "quantity", QUERY_TEXT, false},
    {"counted", "counted", QUERY_TEXT, false},
    {"low", NULL, QUERY_NUMBER, false},
    {"high", NULL, QUERY_NUMBER, false},
    {"hedge", "hedge", QUERY_TEXT, false},
    {"unit", "unit", QUERY_TEXT, false},
    {"event", NULL, QUERY_TEXT, false},
    {"claim", NULL, QUERY_TEXT, false},
    {"text", NULL, QUERY_TEXT, true},
    {"article", NULL, QUERY_TEXT, false},
    {"outlet", "outlet", QUERY_TEXT, false},
    {"span", NULL, QUERY_JSON, false},
    {"sentence", "sentence", QUERY_TEXT, true},
    {"rule", NULL, QUERY_TEXT, false},
    {"confidence", NULL, QUERY_NUMBER, false},
};

#define FIGURE_SELECT                                                                              \
    "x.id, a.published, slice(c.text, x.quantity_start, x.quantity_end), x.counted, x.low, x.high," \
    " x.hedge, x.unit, x.event, x.claim, slice(c.text, x.start_byte, x.end_byte)" RECORD_SELECT

/* ---- Stories and conflicts ------------------------------------------------------------------- */

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
    " WHERE sa.story = s.id),"                                                                     \
    " first_line(s.title),"                                                                        \
    " (SELECT json_group_array(json(o)) FROM (SELECT json_object('id', a.id, 'outlet',"            \
    " coalesce(a.outlet, a.sitename, host(a.url)), 'published', a.published, 'title',"             \
    " coalesce(a.title, first_line(c.text)), 'copy_of', (SELECT o.id FROM article o WHERE o.n ="   \
    " sa.copy_of)) AS o FROM story_article sa JOIN article a ON a.n = sa.article"                  \
    " JOIN content c ON c.article = a.n WHERE sa.story = s.id ORDER BY sa.position)),"             \
    " (SELECT json_group_array(i) FROM (SELECT DISTINCT mr.message AS i FROM story_article sa"     \
    " JOIN message_report mr ON mr.article = sa.article WHERE sa.story = s.id ORDER BY 1)),"       \
    " (SELECT json_group_array(i) FROM (SELECT DISTINCT cm.conflict AS i FROM story_article sa"    \
    " JOIN conflict_member cm ON cm.article = sa.article WHERE sa.story = s.id ORDER BY 1))"

#define STORY_ARTICLE(condition)                                                                   \
    "EXISTS (SELECT 1 FROM story_article sa WHERE sa.story = s.id AND " condition ")"

static const QueryColumn conflict_columns[] = {
    {"id", "id", QUERY_TEXT, false},
    {"day", "day", QUERY_TEXT, false},
    {"kind", "kind", QUERY_TEXT, false},
    {"about", "about", QUERY_TEXT, false},
    {"values", "values", QUERY_TEXT, false},
    {"subject", NULL, QUERY_TEXT, false},
    {"text", "text", QUERY_TEXT, true},
    {"members", NULL, QUERY_JSON, false},
};

#define CONFLICT_SELECT                                                                            \
    "k.id, edtf(k.day, k.day), k.kind, k.about,"                                                   \
    " (SELECT group_concat(v, ' / ') FROM (SELECT DISTINCT cm.value AS v FROM conflict_member cm"  \
    " WHERE cm.conflict = k.id ORDER BY 1)), k.subject,"                                           \
    " (SELECT group_concat(t, ' / ') FROM (SELECT " SENTENCE("cm.start_byte") " AS t"              \
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

/* ---- Actors ---------------------------------------------------------------------------------- */

static const QueryColumn actor_columns[] = {
    {"key", "key", QUERY_TEXT, true},
    {"name", "name", QUERY_TEXT, true},
    {"kind", "kind", QUERY_TEXT, false},
    {"country", "country", QUERY_TEXT, false},
    {"sector", "sector", QUERY_TEXT, false},
    {"role", "role", QUERY_TEXT, true},
    {"ownership", NULL, QUERY_TEXT, false},
    {"from_data", NULL, QUERY_JSON, false},
    {"articles", "#", QUERY_NUMBER, false},
    {"names", NULL, QUERY_JSON, false},
};

/* The most frequent non-empty value of a column among the forms of an actor. */
#define MOST_FREQUENT(column)                                                                      \
    "(SELECT f." column " FROM actor_form f WHERE f.key = k.key AND f." column " <> ''"            \
    " GROUP BY f." column " ORDER BY sum(f.articles) DESC, f." column " LIMIT 1)"

#define ACTOR_SELECT                                                                               \
    "k.key, " MOST_FREQUENT("name") ", " MOST_FREQUENT("kind") ", " MOST_FREQUENT("country") ", "  \
    MOST_FREQUENT("sector") ", " MOST_FREQUENT("role") ", " MOST_FREQUENT("ownership") ", "        \
    BOOLEAN("k.from_data") ", k.articles,"                                                         \
    " (SELECT json_group_array(n) FROM (SELECT DISTINCT f.name AS n FROM actor_form f"             \
    " WHERE f.key = k.key ORDER BY 1))"

#define ACTOR_FROM                                                                                 \
    "(SELECT key, max(from_data) AS from_data, sum(articles) AS articles FROM actor_form"          \
    " GROUP BY key) k"

#define ACTOR_IN(condition)                                                                        \
    "EXISTS (SELECT 1 FROM article_actor aa WHERE aa.key = k.key AND " condition ")"

/* ---- Copies and versions --------------------------------------------------------------------- */

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
    "a.id, v.position + 1, coalesce(a.modified, a.published), words_added(pc.text, c.text),"       \
    " words_removed(pc.text, c.text),"                                                             \
    " CASE WHEN v.newer IS NULL THEN 'newest' ELSE 'superseded' END,"                              \
    " coalesce(a.title, first_line(c.text)), " ID_OF("v.newer") ", a.published, a.modified, "      \
    OUTLET ", v.address, a.url, " SHARE("copy_likeness(c.text, pc.text)") ","                      \
    " differences(pc.text, c.text)"

#define VERSION_FROM                                                                               \
    "version v JOIN article a ON a.n = v.article JOIN content c ON c.article = a.n"                \
    " LEFT JOIN version p ON p.address = v.address AND p.position = v.position - 1"                \
    " LEFT JOIN content pc ON pc.article = p.article"

static const QueryColumn difference_columns[] = {
    {"change", "change", QUERY_TEXT, false},
    {"after", "after", QUERY_TEXT, true}, /* the words before it, which both have */
    {"first", "first", QUERY_TEXT, true},
    {"second", "second", QUERY_TEXT, true},
    {"first_span", NULL, QUERY_JSON, false},
    {"second_span", NULL, QUERY_JSON, false},
};

/* ---- Explanation (rows are made by query_explain) -------------------------------------------- */

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

/* ---- All of them ----------------------------------------------------------------------------- */

static const Question questions[QUERY_KIND_COUNT] = {
    [QUERY_ARTICLES] = {COLUMNS(article_columns),
                        .select = ARTICLE_SELECT,
                        .from = ARTICLE_FROM,
                        .id = "a.id",
                        .day = "a.day",
                        .by_actor = "EXISTS (SELECT 1 FROM article_actor aa WHERE aa.article = a.n"
                                    " AND " WANTED("actor", "aa.key") ")",
                        .by_about = MATCHES("a.n"),
                        .by_story = "sa.story = :story"},
    [QUERY_ARTICLE] = {COLUMNS(whole_article_columns),
                       .select = ARTICLE_SELECT DROPPED_SELECT,
                       .from = ARTICLE_FROM,
                       .id = "a.id",
                       .day = "a.day"},
    [QUERY_MESSAGES] = {COLUMNS(message_columns),
                        .select = MESSAGE_SELECT,
                        .from = "message m",
                        .id = "m.id",
                        .day = "m.day",
                        .by_from = MESSAGE_HAS("from", " AND p.role IN ('sender', 'party')"),
                        .by_to = MESSAGE_HAS("to", " AND p.role IN ('recipient', 'party')"),
                        .by_actor = MESSAGE_HAS("actor", ""),
                        .by_about = MESSAGE_REPORTED(MATCHES("mr.article")),
                        .by_story = MESSAGE_REPORTED(IN_STORY("mr.article"))},
    [QUERY_REPORTS] = {COLUMNS(report_columns),
                       .select = REPORT_SELECT,
                       .from = WITH_ARTICLE("report"),
                       .id = "x.id",
                       .day = "a.day",
                       .by_from = HAS_PARTY("x.article", "x.id", "from", " AND p.role = 'sender'"),
                       .by_to = HAS_PARTY("x.article", "x.id", "to", " AND p.role = 'recipient'"),
                       .by_actor = HAS_PARTY("x.article", "x.id", "actor", ""),
                       .by_about = MATCHES("x.article"),
                       .by_story = IN_STORY("x.article")},
    [QUERY_QUOTES] = {COLUMNS(quote_columns),
                      .select = QUOTE_SELECT,
                      .from = WITH_ARTICLE("quotation"),
                      .id = "x.id",
                      .day = "a.day",
                      .by_from = WANTED("from", "x.speaker"),
                      .by_to = WANTED("to", "x.addressee"),
                      .by_actor = "(" WANTED("actor", "x.speaker") " OR "
                                  WANTED("actor", "x.addressee") ")",
                      .by_about = MATCHES("x.article"),
                      .by_story = IN_STORY("x.article")},
    [QUERY_EVENTS] = {COLUMNS(event_columns),
                      .select = EVENT_SELECT,
                      .from = WITH_ARTICLE("event"),
                      .id = "x.id",
                      .day = "coalesce(x.first_day, a.day)",
                      .by_from = HAS_PARTY("x.article", "x.id", "from", " AND p.role = 'source'"),
                      .by_to = HAS_PARTY("x.article", "x.id", "to", " AND p.role = 'target'"),
                      .by_actor = HAS_PARTY("x.article", "x.id", "actor", ""),
                      .by_about = MATCHES("x.article"),
                      .by_story = IN_STORY("x.article")},
    [QUERY_CLAIMS] = {COLUMNS(claim_columns),
                      .select = CLAIM_SELECT,
                      .from = WITH_ARTICLE("claim"),
                      .id = "x.id",
                      .day = "a.day",
                      .by_from = HAS_PARTY("x.article", "x.id", "from", ""),
                      .by_actor = HAS_PARTY("x.article", "x.id", "actor", ""),
                      .by_about = MATCHES("x.article"),
                      .by_story = IN_STORY("x.article")},
    [QUERY_FIGURES] = {COLUMNS(figure_columns),
                       .select = FIGURE_SELECT,
                       .from = WITH_ARTICLE("figure"),
                       .id = "x.id",
                       .day = "a.day",
                       .by_about = MATCHES("x.article"),
                       .by_story = IN_STORY("x.article")},
    [QUERY_STORIES] = {COLUMNS(story_columns),
                       .select = STORY_SELECT,
                       .from = "story s",
                       .id = "s.id",
                       .day = "s.first_day",
                       .by_actor = STORY_ARTICLE("EXISTS (SELECT 1 FROM article_actor aa"
                                                 " WHERE aa.article = sa.article AND "
                                                 WANTED("actor", "aa.key") ")"),
                       .by_about = STORY_ARTICLE(MATCHES("sa.article")),
                       .by_story = "s.id = :story"},
    [QUERY_CONFLICTS] = {COLUMNS(conflict_columns),
                         .select = CONFLICT_SELECT,
                         .from = "conflict k",
                         .id = "k.id",
                         .day = "k.day",
                         .by_actor = CONFLICT_IN("EXISTS (SELECT 1 FROM party p"
                                                 " WHERE p.article = cm.article"
                                                 " AND p.record = cm.record AND "
                                                 WANTED("actor", "p.actor") ")"),
                         .by_about = CONFLICT_IN(MATCHES("cm.article")),
                         .by_story = CONFLICT_IN(IN_STORY("cm.article"))},
    [QUERY_VARIANTS] = {COLUMNS(variant_columns),
                        .select = VARIANT_SELECT,
                        .from = "variant v",
                        .id = "v.id",
                        .day = "v.day",
                        .by_from = WANTED("from", "v.speaker"),
                        .by_actor = WANTED("actor", "v.speaker"),
                        .by_about = VARIANT_QUOTED(MATCHES("q.article")),
                        .by_story = VARIANT_QUOTED(IN_STORY("q.article"))},
    [QUERY_ACTORS] = {COLUMNS(actor_columns),
                      .select = ACTOR_SELECT,
                      .from = ACTOR_FROM,
                      .id = "k.key",
                      .order = "k.articles DESC, k.key",
                      .by_actor = WANTED("actor", "k.key"),
                      .by_about = ACTOR_IN(MATCHES("aa.article")),
                      .by_story = ACTOR_IN(IN_STORY("aa.article"))},
    [QUERY_COPIES] = {COLUMNS(copies_columns),
                      .select = COPIES_SELECT,
                      .from = COPIES_FROM,
                      .id = "a.id",
                      .day = "a.day",
                      .by_about = MATCHES("a.n"),
                      .by_story = IN_STORY("a.n")},
    [QUERY_COPIES_OF] = {COLUMNS(copies_of_columns),
                         .select = COPIES_OF_SELECT,
                         .from = COPIES_OF_FROM,
                         .id = "m.id",
                         .order = "m.id, a.day IS NULL, a.day, a.id"},
    [QUERY_VERSIONS] = {COLUMNS(version_columns),
                        .select = VERSION_SELECT,
                        .from = VERSION_FROM " JOIN (SELECT address FROM version"
                                " GROUP BY address HAVING count(*) > 1) h ON h.address = v.address",
                        .id = "v.address",
                        .order = "v.address, v.position"},
    [QUERY_VERSIONS_OF] = {COLUMNS(version_columns),
                           .select = VERSION_SELECT,
                           .from = VERSION_FROM,
                           .id = "v.address",
                           .order = "v.address, v.position"},
    [QUERY_EXPLANATION] = {COLUMNS(explanation_columns)},
    [QUERY_DIFFERENCES] = {COLUMNS(difference_columns)},
};

/* clang-format on */

const Question *question_of(QueryKind kind)
{
    assert(kind < QUERY_KIND_COUNT);
    return &questions[kind];
}

const QueryColumn *query_columns(QueryKind kind, uint32_t *out_count)
{
    *out_count = question_of(kind)->column_count;
    return question_of(kind)->columns;
}
