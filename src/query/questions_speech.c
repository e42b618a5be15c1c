/* Questions on what was said: messages, their reports, quotations and their variants. */
#include "query/question_sql.h"
#include "query/questions.h"

/* SQL is laid out as SQL: */
/* clang-format off */

/* ---- Messages and their reports ----------------------------------------------------------------- */

/* What a report tells of the words of its message. */
#define CONTENTS(r)                                                                           \
    "(SELECT json_group_array(json(o)) FROM (SELECT json_object('kind', rc.kind,"                  \
    " 'text', slice(c.text, rc.start_byte, rc.end_byte),"                                          \
    " 'cue', slice(c.text, rc.cue_start, rc.cue_end), 'quotation', rc.quotation,"                  \
    " 'span', " SPAN("rc.start_byte", "rc.end_byte") ", 'rule', rc.rule) AS o"                     \
    " FROM report_content rc WHERE rc.article = " r ".article"                                 \
    " AND rc.report = " r ".id ORDER BY rc.position))"

/* What a report says that its message answers. */
#define ANSWERED(r)                                                                                \
    "CASE WHEN " r ".answered_kind IS NOT NULL THEN json_object('kind', " r ".answered_kind,"      \
    " 'text', slice(c.text, " r ".answered_start, " r ".answered_end),"                            \
    " 'span', " SPAN(r ".answered_start", r ".answered_end") ", 'sent', " r ".answered_sent,"      \
    " 'report', " r ".answered_report) END"

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
    {"reply_to", NULL, QUERY_TEXT, false}, /* the message it answers, as reports tell it */
    {"articles", "#", QUERY_NUMBER, false},
    {"sources", NULL, QUERY_NUMBER, false}, /* articles that copy no other */
    {"independent_sources", NULL, QUERY_NUMBER, false}, /* who told it first */
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
    " m.kind || coalesce(', ' || m.occasion, '') || coalesce(' ' || m.occasion_year, '')"          \
    " || coalesce(' to ' || substr(m.reply_to, 1, 8), ''), m.kind,"                                \
    " m.occasion, m.occasion_year, m.sent, " BOOLEAN("m.sent_inferred") ", m.received,"            \
    " m.reported, " BOOLEAN("m.reported_inferred") ", m.status, m.reply_to, m.articles,"                       \
    " (SELECT " COUNT_SOURCES("mr.article") " FROM message_report mr" WITH_REPEAT("mr.article")    \
    " WHERE mr.message = m.id), m.independent_sources,"                                            \
    " (SELECT json_group_array(json_object('role', r, 'key', k, 'name', n)) FROM (SELECT"          \
    " p.role AS r, p.actor AS k, " NAME("p.actor") " AS n FROM message_party p"                    \
    " WHERE p.message = m.id ORDER BY p.role DESC, p.position)),"                                  \
    " (SELECT json_group_array(json(o)) FROM (SELECT json_object('id', r.id, 'article', a.id,"     \
    " 'outlet', coalesce(a.outlet, a.sitename, host(a.url)), 'published', a.published,"            \
    " 'kind', r.kind, 'sent', r.sent,"                                                             \
    " 'copy_of', (SELECT " ID_OF("rp.original") " FROM repeat rp WHERE rp.article = a.n),"         \
    " 'superseded_by', (SELECT " ID_OF("v.newer") " FROM version v WHERE v.article = a.n),"        \
    " 'reported', r.reported, 'background', " BOOLEAN("r.is_earlier") ", 'rule', r.rule,"          \
    " 'reply_to', json(" ANSWERED("r") "),"                                                        \
    " 'sentence', " SENTENCE("r.start_byte") ", 'contents', json(" CONTENTS("r") "), 'chain', json(" CHAIN("r.article", "r.id") ")) AS o" \
    " FROM message_report mr JOIN report r ON r.article = mr.article AND r.id = mr.report"         \
    " JOIN article a ON a.n = r.article"                                                           \
    " JOIN content c ON c.article = a.n WHERE mr.message = m.id ORDER BY mr.position)),"           \
    " (SELECT json_group_array(i) FROM (SELECT x.id AS i FROM conflict x WHERE x.subject = m.id"   \
    " UNION SELECT cm.conflict FROM message_report mr JOIN quotation q ON q.article = mr.article"  \
    " AND q.report = mr.report JOIN conflict_member cm ON cm.article = q.article AND cm.record = q.id"\
    " WHERE mr.message = m.id"                                                                     \
    " ORDER BY 1))"

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
    {"reply_to", NULL, QUERY_JSON, false},
    {"contents", NULL, QUERY_JSON, false},
    {"chain", NULL, QUERY_JSON, false},
    RECORD_COLUMNS,
};

#define REPORT_SELECT                                                                              \
    "x.id, " PARTIES_TEXT("x.article", "x.id", "sender") ", "                                      \
    PARTIES_TEXT("x.article", "x.id", "recipient") ", x.kind, x.occasion, x.occasion_year, x.sent," \
    " x.received, x.reported, " BOOLEAN("x.is_exchange") ", " BOOLEAN("x.is_earlier") ", x.status," \
    " (SELECT min(mr.message) FROM message_report mr WHERE mr.article = x.article AND mr.report = x.id), "                    \
    ANSWERED("x") ", " CONTENTS("x") ", " CHAIN("x.article", "x.id") RECORD_SELECT

/* ---- Quotations and variants -------------------------------------------------------------------- */

static const QueryColumn quote_columns[] = {
    {"id", "id", QUERY_TEXT, false},
    {"published", "published", QUERY_TEXT, false},
    {"speaker", "speaker", QUERY_TEXT, false},
    {"speaker_key", NULL, QUERY_TEXT, false},
    {"to", "to", QUERY_TEXT, false}, /* whoever is spoken to, else the message's recipients */
    {"through", "through", QUERY_TEXT, false},
    {"kind", NULL, QUERY_TEXT, false},
    {"text", "text", QUERY_TEXT, true},
    {"addressee", NULL, QUERY_TEXT, false},
    {"medium", NULL, QUERY_TEXT, false},
    {"platform", NULL, QUERY_TEXT, false},
    {"occasion", NULL, QUERY_TEXT, false},
    {"source", NULL, QUERY_TEXT, false},
    {"cue", NULL, QUERY_TEXT, false},
    {"message", NULL, QUERY_TEXT, false},
    {"continues", NULL, QUERY_TEXT, false},
    {"variant", NULL, QUERY_TEXT, false},
    {"chain", NULL, QUERY_JSON, false},
    RECORD_COLUMNS,
};

/* Words of a message are said to whom it was sent. */
#define QUOTED_TO(slot)                                                                            \
    HAS_PARTY("x.article", "x.report", slot, " AND p.role = 'recipient'")

#define QUOTE_SELECT                                                                               \
    "x.id, a.published,"                                                                           \
    " CASE WHEN x.speaker IS NULL THEN slice(c.text, x.source_start, x.source_end)"                \
    " ELSE " NAME("x.speaker") " END,"                                                             \
    " x.speaker, CASE WHEN x.addressee IS NULL THEN coalesce("                                     \
    PARTIES_TEXT("x.article", "x.report", "recipient")                                             \
    ", slice(c.text, x.addressee_start, x.addressee_end)) ELSE " NAME("x.addressee") " END, "      \
    THROUGH("x.article", "x.id") ", x.kind, x.text,"                                               \
    " CASE WHEN x.addressee IS NULL THEN slice(c.text, x.addressee_start, x.addressee_end)"        \
    " ELSE " NAME("x.addressee") " END,"                                                           \
    " x.medium, x.platform, x.occasion, slice(c.text, x.source_start, x.source_end),"              \
    " slice(c.text, x.cue_start, x.cue_end),"                                                      \
    " (SELECT min(mr.message) FROM message_report mr WHERE mr.article = x.article"                 \
    " AND mr.report = x.report), x.continues,"    \
    " (SELECT v.variant FROM variant_quotation v WHERE v.quotation = x.n), "                       \
    CHAIN("x.article", "x.id") RECORD_SELECT

static const QueryColumn variant_columns[] = {
    {"id", "id", QUERY_TEXT, false},
    {"speaker", "speaker", QUERY_TEXT, false},
    {"speaker_key", NULL, QUERY_TEXT, false},
    {"first", "first", QUERY_TEXT, false},
    {"articles", "articles", QUERY_NUMBER, false},
    {"sources", NULL, QUERY_NUMBER, false}, /* articles that copy no other */
    {"independent_sources", "sources", QUERY_NUMBER, false}, /* who told it first */
    {"wordings", "wordings", QUERY_NUMBER, false},
    {"text", "text", QUERY_TEXT, true},
    {"quotations", NULL, QUERY_JSON, false},
};

#define VARIANT_SELECT                                                                             \
    "v.id, " NAME("v.speaker") ", v.speaker, edtf(v.day, v.day), v.articles,"                      \
    " (SELECT " COUNT_SOURCES("q.article") " FROM variant_quotation vq JOIN quotation q"           \
    " ON q.n = vq.quotation" WITH_REPEAT("q.article") " WHERE vq.variant = v.id),"                 \
    " v.independent_sources,"                                                                      \
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

const Question question_messages = {
    COLUMNS(message_columns),
    .select = MESSAGE_SELECT,
    .from = "message m",
    .id = "m.id",
    .day = "m.day",
    .by_from = MESSAGE_HAS("from", " AND p.role IN ('sender', 'party')"),
    .by_to = MESSAGE_HAS("to", " AND p.role IN ('recipient', 'party')"),
    .by_actor = MESSAGE_HAS("actor", ""),
    .by_about = MESSAGE_REPORTED(MATCHES("mr.article")),
    .by_story = MESSAGE_REPORTED(IN_STORY("mr.article")),
};

const Question question_reports = {
    COLUMNS(report_columns),
    .select = REPORT_SELECT,
    .from = WITH_ARTICLE("report"),
    STREAMS_BY_ARTICLE("report"),
    .id = "x.id",
    .by_id = IS_RECORD("x", ":id"),
    .day = "a.day",
    .by_from = HAS_PARTY("x.article", "x.id", "from", " AND p.role = 'sender'"),
    .by_to = HAS_PARTY("x.article", "x.id", "to", " AND p.role = 'recipient'"),
    .by_actor = HAS_PARTY("x.article", "x.id", "actor", ""),
    .by_about = MATCHES("x.article"),
    .by_story = IN_STORY("x.article"),
};

const Question question_quotes = {
    COLUMNS(quote_columns),
    .select = QUOTE_SELECT,
    .from = WITH_ARTICLE("quotation"),
    STREAMS_BY_ARTICLE("quotation"),
    .id = "x.id",
    .by_id = IS_RECORD("x", ":id"),
    .day = "a.day",
    .by_from = IN_ARTICLES_OF("from", "x.article") " AND " WANTED("from", "x.speaker"),
    .by_to = "(" WANTED("to", "x.addressee") " OR " QUOTED_TO("to") ")",
    .by_actor = "(" WANTED("actor", "x.speaker") " OR "
                WANTED("actor", "x.addressee") " OR " QUOTED_TO("actor") ")",
    .by_about = MATCHES("x.article") " AND (holds_words(x.text, :words)"
                " OR holds_words(x.text || ' ' || coalesce(" SENTENCE("x.start_byte") ", ''), :words))",
    .about_order = "holds_words(x.text, :words) DESC",
    .by_story = IN_STORY("x.article"),
};

const Question question_variants = {
    COLUMNS(variant_columns),
    .select = VARIANT_SELECT,
    .from = "variant v",
    .id = "v.id",
    .day = "v.day",
    .by_from = WANTED("from", "v.speaker"),
    .by_actor = WANTED("actor", "v.speaker"),
    .by_about = VARIANT_QUOTED(MATCHES("q.article") " AND holds_words(q.text, :words)"),
    .by_story = VARIANT_QUOTED(IN_STORY("q.article")),
};
