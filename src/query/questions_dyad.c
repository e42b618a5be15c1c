/*
 * Events of the world, and what two did to each other month by month. Reports and events are counted apart.
 *
 *     2031-01   2 messages in 5 articles   3 events in 9 articles   2 verbal cooperation, 1 material conflict
 */
#include "query/question_sql.h"
#include "query/questions.h"

/* SQL is laid out as SQL: */
/* clang-format off */

#define SIDE_NAME(side) "CASE WHEN " side " = '' THEN NULL ELSE " NAME(side) " END"
#define VALUE_OF_EVENT "event_scale(:scale, o.plover, o.mode, o.cameo)"
#define CLASS_OF_EVENT "event_class(:scale, o.plover, o.cameo)"

/* ---- Events of the world ------------------------------------------------------------------------ */

static const QueryColumn occurrence_columns[] = {
    {"id", "id", QUERY_TEXT, false},
    {"day", "day", QUERY_TEXT, false},
    {"source", "source", QUERY_TEXT, true},
    {"plover", "event", QUERY_TEXT, false},
    {"mode", NULL, QUERY_TEXT, false},
    {"cameo", "cameo", QUERY_TEXT, false},
    {"target", "target", QUERY_TEXT, true},
    {"status", "status", QUERY_TEXT, false},
    {"articles", "#", QUERY_NUMBER, false},
    {"sources", NULL, QUERY_NUMBER, false}, /* copies counted once */
    {"reports", NULL, QUERY_NUMBER, false},
    {"mutual", NULL, QUERY_JSON, false},
    {"scale", NULL, QUERY_TEXT, false},
    {"value", "value", QUERY_NUMBER, false},
    {"class", NULL, QUERY_NUMBER, false},
    {"source_key", NULL, QUERY_TEXT, false},
    {"target_key", NULL, QUERY_TEXT, false},
    {"told_by", NULL, QUERY_JSON, false},
};

#define TOLD_BY                                                                                    \
    "(SELECT json_group_array(json(j)) FROM (SELECT json_object('event', e.id, 'article', a.id," \
    " 'outlet', coalesce(a.outlet, a.sitename, host(a.url)), 'published', a.published,"            \
    " 'status', e.status, 'span', json_array(e.start_byte, e.end_byte),"                           \
    " 'copy_of', " ID_OF("rp.original") ") AS j"                                                   \
    " FROM occurrence_report r JOIN event e ON e.n = r.event JOIN article a ON a.n = r.article"    \
    WITH_REPEAT("r.article") " WHERE r.occurrence = o.n ORDER BY a.day IS NULL, a.day, a.id, e.start_byte, e.id))"

#define OCCURRENCE_SELECT                                                                          \
    "o.id, o.day, " SIDE_NAME("o.source") ", o.plover, o.mode, o.cameo, " SIDE_NAME("o.target")    \
    ", o.status, o.articles, (SELECT " COUNT_SOURCES("r.article") " FROM occurrence_report r"      \
    WITH_REPEAT("r.article") " WHERE r.occurrence = o.n), o.reports, " BOOLEAN("o.is_mutual")     \
    ", :scale, " VALUE_OF_EVENT ", " CLASS_OF_EVENT ", nullif(o.source, ''), nullif(o.target, ''), " TOLD_BY

/* The sides, or the parties of an event that tells of it: a person acts for a state. What is mutual has no order. */
/* Only articles in which somebody has a name that is wanted are looked at. */
#define NAMED_IN(slot, party)                                                                      \
    party ".article IN (SELECT n.article FROM actor_article n WHERE " WANTED(slot, "n.key") ")"
#define OF_PARTY(slot, roles)                                                                      \
    "o.n IN (SELECT r.occurrence FROM party p"                                                     \
    " JOIN event e ON e.article = p.article AND e.id = p.record"                                   \
    " JOIN occurrence_report r ON r.event = e.n"                                                   \
    " WHERE p.role <> 'claimant' AND " NAMED_IN(slot, "p") " AND " WANTED(slot, "p.actor") roles ")"
#define OF_SIDE(slot, side)                                                                        \
    "(o.n IN (SELECT s.occurrence FROM occurrence_key s WHERE " WANTED(slot, "s.key") ") AND "     \
    WANTED(slot, side) ")"
#define HAS_SIDE(slot, own, other, role)                                                           \
    "(" OF_SIDE(slot, own) " OR " OF_PARTY(slot, " AND p.role = '" role "'")                       \
    " OR (o.is_mutual AND (" OF_SIDE(slot, other) " OR " OF_PARTY(slot, "") ")))"

#define TOLD_IN(condition)                                                                         \
    "o.n IN (SELECT r.occurrence FROM occurrence_report r WHERE " condition ")"

const Question question_occurrences = {
    COLUMNS(occurrence_columns),
    .select = OCCURRENCE_SELECT,
    .from = "occurrence o",
    .id = "o.id",
    .by_id = "o.n IN (SELECT i.n FROM occurrence_id i WHERE i.id = :id)",
    .day = "CASE WHEN o.day IS NULL THEN NULL ELSE o.first_day END",
    .by_from = HAS_SIDE("from", "o.source", "o.target", "source"),
    .by_to = HAS_SIDE("to", "o.target", "o.source", "target"),
    .by_actor = "(" OF_SIDE("actor", "o.source") " OR " OF_SIDE("actor", "o.target") " OR "
                OF_PARTY("actor", "") ")",
    .by_about = TOLD_IN(MATCHES("r.article")),
    .by_story = TOLD_IN(IN_STORY("r.article")),
    .by_country = TOLD_IN("EXISTS (SELECT 1 FROM event e WHERE e.n = r.event AND e.place_country = :country)"),
    .by_type = EVENT_TYPE("o."),
    .by_status = IN_LIST(":status", "o.status"),
    .has_scale = true,
};

/* ---- Two, month by month ------------------------------------------------------------------------ */

static const QueryColumn dyad_columns[] = {
    {"month", "month", QUERY_TEXT, false},
    {"messages", "msgs", QUERY_NUMBER, false},
    {"message_reports", "told", QUERY_NUMBER, false},
    {"events", "events", QUERY_NUMBER, false},
    {"event_reports", "told", QUERY_NUMBER, false},
    {"verbal_cooperation", "v+", QUERY_NUMBER, false},
    {"material_cooperation", "m+", QUERY_NUMBER, false},
    {"verbal_conflict", "v-", QUERY_NUMBER, false},
    {"material_conflict", "m-", QUERY_NUMBER, false},
    {"first_to_second", "1>2", QUERY_NUMBER, false},
    {"second_to_first", "2>1", QUERY_NUMBER, false},
    {"both_ways", "<>", QUERY_NUMBER, false},
    {"scale", NULL, QUERY_TEXT, false},
    {"scale_sum", "sum", QUERY_NUMBER, false},
    {"scale_mean", "mean", QUERY_NUMBER, false},
};

/* Which way the events of the world between two run: 1 from the first to the second, 2 the other way, 0 both
 * ways. By their sides, or by the parties of the events that tell of them, if these stand for the sides. */
#define STANDS_FOR(party, side)                                                                    \
    "(" party ".actor = " side " OR EXISTS (SELECT 1 FROM article_actor x WHERE x.article = " party ".article" \
    " AND coalesce(x.said, x.key) = coalesce(" party ".said, " party ".actor) AND 'state:' || x.country = " side "))"
#define BY_SIDES(one, other, way)                                                                  \
    "SELECT o.n AS n, CASE WHEN o.is_mutual THEN 0 ELSE " way " END AS way FROM occurrence o"      \
    " WHERE " OF_SIDE(one, "o.source") " AND " WANTED(other, "o.target")
#define IS_STRAIGHT STANDS_FOR("p", "o.source") " AND " STANDS_FOR("q", "o.target")
#define IS_TURNED STANDS_FOR("q", "o.source") " AND " STANDS_FOR("p", "o.target")
#define BY_PARTIES                                                                                 \
    "SELECT o.n, CASE WHEN o.is_mutual THEN 0 WHEN p.role = 'source' THEN 1 ELSE 2 END FROM party p" \
    " JOIN party q ON q.article = p.article AND q.record = p.record"                               \
    " AND p.role <> 'claimant' AND q.role <> 'claimant'"                                           \
    " AND (q.role <> p.role OR q.position <> p.position)"                                          \
    " JOIN event e ON e.article = p.article AND e.id = p.record"                                   \
    " JOIN occurrence_report r ON r.event = e.n"                                                   \
    " JOIN occurrence o ON o.n = r.occurrence"                                                     \
    " WHERE " NAMED_IN("from", "p") " AND " WANTED("from", "p.actor") " AND " WANTED("to", "q.actor") \
    " AND ((p.role = 'source' AND q.role = 'target' OR o.is_mutual) AND " IS_STRAIGHT              \
    " OR (p.role = 'target' AND q.role = 'source' OR o.is_mutual) AND " IS_TURNED ")"
#define WAYS                                                                                       \
    "way AS (SELECT n, min(way) AS way FROM (" BY_SIDES("from", "to", "1") " UNION "              \
    BY_SIDES("to", "from", "2") " UNION " BY_PARTIES ") GROUP BY n)"

#define HAS_PART(slot)                                                                             \
    "EXISTS (SELECT 1 FROM message_party p WHERE p.message = m.id AND " WANTED(slot, "p.actor") ")"

/* A message, and an event, as rows of one shape; what two have a part in apart is the same for both. */
#define DYAD_FROM                                                                                  \
    "(SELECT CASE WHEN o.day IS NULL THEN NULL ELSE o.first_day END AS day, 0 AS messages,"        \
    " 0 AS message_reports, 1 AS events, o.articles AS event_reports, " CLASS_OF_EVENT " AS class, " \
    VALUE_OF_EVENT " AS value, w.way AS way FROM way w JOIN occurrence o ON o.n = w.n WHERE " IN_LIST("coalesce(nullif(:status, ''), ',asserted,')", "o.status") \
    " AND (coalesce(:type, '') = '' OR " EVENT_TYPE("o.") ")"                                                    \
    " UNION ALL SELECT m.day, 1, m.articles, 0, 0, NULL, NULL, 3 FROM message m"                   \
    " WHERE " HAS_PART("from") " AND " HAS_PART("to")                                              \
    " AND (SELECT count(DISTINCT p.actor) FROM message_party p WHERE p.message = m.id) > 1"        \
    " AND m.status IN ('asserted', 'attributed', 'historical')) d"

#define COUNT_WHERE(condition) "sum(coalesce(" condition ", 0))"

#define DYAD_SELECT                                                                                \
    "coalesce(substr(edtf(d.day, d.day), 1, 7), 'undated'), sum(d.messages), sum(d.message_reports)," \
    " sum(d.events), sum(d.event_reports), " COUNT_WHERE("d.class = 1") ", " COUNT_WHERE("d.class = 2") \
    ", " COUNT_WHERE("d.class = 3") ", " COUNT_WHERE("d.class = 4") ", " COUNT_WHERE("d.way = 1") ", " \
    COUNT_WHERE("d.way = 2") ", " COUNT_WHERE("d.way = 0") ", :scale, round(sum(d.value), 1), round(avg(d.value), 2)"

const Question question_dyad = {
    COLUMNS(dyad_columns),
    .with = WAYS,
    .select = DYAD_SELECT,
    .from = DYAD_FROM,
    .id = "d.day",
    .day = "d.day",
    .by_from = "1",
    .by_to = "1",
    .by_type = "1",
    .by_status = "1",
    .group = "substr(edtf(d.day, d.day), 1, 7)",
    .order = "d.day IS NULL, substr(edtf(d.day, d.day), 1, 7)",
    .states_speak = true,
    .has_scale = true,
};
