/*
 * The correspondence of two, both ways, in the order of days: letters, calls, meetings.
 *
 *     2031-01-07  Holm → Ibarra   condolence, earthquake 2031
 *     2031-01-12  Ibarra → Holm   reply (to the one above)
 *     2031-01-20  Ibarra ↔ Holm   call
 */
#include "query/question_sql.h"
#include "query/questions.h"

/* SQL is laid out as SQL: */
/* clang-format off */

static const QueryColumn exchange_columns[] = {
    {"id", "id", QUERY_TEXT, false},
    {"sent", "sent", QUERY_TEXT, false},
    {"received", "received", QUERY_TEXT, false},
    {"reported", "reported", QUERY_TEXT, false},
    {"who", "who to whom", QUERY_TEXT, true},
    {"articles", "#", QUERY_NUMBER, false},
    {"what", "what", QUERY_TEXT, true}, /* kind, occasion, what it replies to, conflicts */
    {"direction", NULL, QUERY_TEXT, false},
    {"from", NULL, QUERY_TEXT, false},
    {"to", NULL, QUERY_TEXT, false},
    {"kind", NULL, QUERY_TEXT, false},
    {"occasion", NULL, QUERY_TEXT, false},
    {"occasion_year", NULL, QUERY_NUMBER, false},
    {"status", NULL, QUERY_TEXT, false},
    {"reply_to", NULL, QUERY_TEXT, false},
    {"reply_inferred", NULL, QUERY_JSON, false}, /* no report says so */
    {"sources", NULL, QUERY_NUMBER, false},
    {"independent_sources", NULL, QUERY_NUMBER, false},
    {"parties", NULL, QUERY_JSON, false},
    {"conflicts", NULL, QUERY_JSON, false},
};

#define HAS(slot, roles)                                                                           \
    "EXISTS (SELECT 1 FROM message_party p WHERE p.message = m.id AND p.role = '" roles "' AND "   \
    WANTED(slot, "p.actor") ")"

#define FIRST_WAY "(" HAS("from", "sender") " AND " HAS("to", "recipient") ")"
#define OTHER_WAY "(" HAS("to", "sender") " AND " HAS("from", "recipient") ")"
#define BOTH_WAYS                                                                                  \
    "EXISTS (SELECT 1 FROM message_party p JOIN message_party o ON o.message = p.message"          \
    " AND o.actor <> p.actor WHERE p.message = m.id AND p.role = 'party' AND o.role = 'party' AND " \
    WANTED("from", "p.actor") " AND " WANTED("to", "o.actor") ")"

#define NAMES(role)                                                                                \
    "(SELECT group_concat(n, ', ') FROM (SELECT " NAME("p.actor") " AS n FROM message_party p"     \
    " WHERE p.message = m.id AND p.role = '" role "' ORDER BY p.position))"

#define SIDE(role, position)                                                                       \
    "coalesce(" NAMES(role) ", (SELECT " NAME("p.actor") " FROM message_party p"                   \
    " WHERE p.message = m.id AND p.role = 'party' AND p.position = " position "))"

#define IS_BOTH "m.direction = 'both ways'"

/* Where no report says what a reply answers: the last message that came the other way before it. */
#define REPLY_TO                                                                                   \
    "CASE WHEN m.reply_to IS NOT NULL THEN m.reply_to WHEN m.kind = 'reply' THEN (SELECT o.id FROM message o"                                  \
    " WHERE o.first_party = m.first_party AND o.second_party = m.second_party"                     \
    " AND o.direction <> m.direction AND o.id <> m.id AND o.direction <> 'both ways'"              \
    " AND o.day <= m.day AND o.day >= m.day - 90 ORDER BY o.day DESC, o.id LIMIT 1) END"

#define VALUES_OF_CONFLICT                                                                         \
    "(SELECT group_concat(v, ' / ') FROM (SELECT DISTINCT cm.value AS v FROM conflict_member cm"   \
    " WHERE cm.conflict = k.id ORDER BY 1))"

#define CONFLICT_WORDS                                                                             \
    "(SELECT group_concat(w, '; ') FROM (SELECT 'conflict: ' || coalesce(k.about, k.kind) || ' '"  \
    " || " VALUES_OF_CONFLICT " AS w FROM conflict k WHERE k.subject = m.id ORDER BY k.id))"

#define CONFLICTS_JSON                                                                             \
    "(SELECT json_group_array(json(j)) FROM (SELECT json_object('id', k.id, 'kind', k.kind,"       \
    " 'about', k.about, 'values', " VALUES_OF_CONFLICT ") AS j FROM conflict k"                    \
    " WHERE k.subject = m.id ORDER BY k.id))"

#define EXCHANGE_FROM                                                                              \
    "(SELECT m.*, " SIDE("sender", "0") " AS sender, " SIDE("recipient", "1") " AS recipient, "    \
    REPLY_TO " AS answers FROM message m) m"

#define EXCHANGE_SELECT                                                                            \
    "m.id, m.sent, m.received, m.reported,"                                                        \
    " m.sender || CASE WHEN " IS_BOTH " THEN ' ↔ ' ELSE ' → ' END || m.recipient, m.articles,"     \
    " m.kind || coalesce(', ' || m.occasion, '') || coalesce(' ' || m.occasion_year, '')"          \
    " || CASE WHEN m.status IN ('asserted', 'attributed') THEN '' ELSE ' (' || m.status || ')' END" \
    " || coalesce(' to ' || substr(m.answers, 1, 8)"                                               \
    " || CASE WHEN m.reply_to IS NULL THEN ' (inferred)' ELSE '' END, '')"                         \
    " || coalesce('; ' || " CONFLICT_WORDS                                                         \
    ", ''), CASE WHEN " IS_BOTH " THEN 'both ways' WHEN " FIRST_WAY " THEN 'first to second'"      \
    " ELSE 'second to first' END, m.sender, m.recipient, m.kind,"                                  \
    " m.occasion, m.occasion_year, m.status, m.answers, CASE WHEN m.answers IS NOT NULL THEN "      \
    BOOLEAN("m.reply_to IS NULL") " END, (SELECT " COUNT_SOURCES("mr.article")     \
    " FROM message_report mr" WITH_REPEAT("mr.article") " WHERE mr.message = m.id),"               \
    " m.independent_sources,"                                                                      \
    " (SELECT json_group_array(json_object('role', r, 'key', k, 'name', n)) FROM (SELECT"          \
    " p.role AS r, p.actor AS k, " NAME("p.actor") " AS n FROM message_party p"                    \
    " WHERE p.message = m.id ORDER BY p.role DESC, p.position)), " CONFLICTS_JSON

#define REPORTED(condition)                                                                        \
    "EXISTS (SELECT 1 FROM message_report mr WHERE mr.message = m.id AND " condition ")"

const Question question_exchange = {
    COLUMNS(exchange_columns),
    .select = EXCHANGE_SELECT,
    .from = EXCHANGE_FROM,
    .id = "m.id",
    .day = "m.day",
    .by_from = "(" FIRST_WAY " OR " OTHER_WAY " OR " BOTH_WAYS ")",
    .by_to = "1",
    .by_about = REPORTED(MATCHES("mr.article")),
    .by_story = REPORTED(IN_STORY("mr.article")),
    .states_speak = true,
};
