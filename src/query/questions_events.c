/* Questions on what was done, and on figures. */
#include "query/question_sql.h"
#include "query/questions.h"

/* SQL is laid out as SQL: */
/* clang-format off */

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
    {"place_country", NULL, QUERY_TEXT, false},
    {"latitude", NULL, QUERY_NUMBER, false},
    {"longitude", NULL, QUERY_NUMBER, false},
    {"predicate", NULL, QUERY_TEXT, false},
    {"text", "text", QUERY_TEXT, true},
    {"sources", NULL, QUERY_JSON, false},
    {"targets", NULL, QUERY_JSON, false},
    {"claimants", NULL, QUERY_JSON, false}, /* where several say so */
    {"contexts", NULL, QUERY_JSON, false},
    {"content", NULL, QUERY_TEXT, false},
    {"content_mode", NULL, QUERY_TEXT, false},
    {"times", NULL, QUERY_NUMBER, false}, /* "met twice" */
    RECORD_COLUMNS,
};

/* "economic; territory" as a JSON list. */
#define CONTEXTS_JSON                                                                              \
    "CASE WHEN x.contexts IS NULL THEN json_array() ELSE"                                          \
    " json('[\"' || replace(x.contexts, '; ', '\",\"') || '\"]') END"

#define EVENT_SELECT                                                                               \
    "x.id, coalesce(x.day, a.published), " PARTIES_TEXT("x.article", "x.id", "source")             \
    ", x.plover, x.mode, x.cameo, " PARTIES_TEXT("x.article", "x.id", "target") ", x.status,"      \
    " CASE WHEN x.attributed_to IS NULL THEN NULL ELSE coalesce(" PARTIES_TEXT("x.article", "x.id", "claimant") \
    ", " NAME("x.attributed_to") ") END, x.place,"                                                \
    " x.place_country, round(x.place_latitude, 3), round(x.place_longitude, 3),"                   \
    " slice(c.text, x.predicate_start, x.predicate_end),"                                          \
    " slice(c.text, x.start_byte, x.end_byte), " PARTIES_JSON("x.article", "x.id", "source") ", "  \
    PARTIES_JSON("x.article", "x.id", "target") ", " PARTIES_JSON("x.article", "x.id", "claimant") \
    ", " CONTEXTS_JSON ", x.content, x.content_mode, x.times"    \
    RECORD_SELECT

static const QueryColumn figure_columns[] = {
    {"id", "id", QUERY_TEXT, false},
    {"published", "published", QUERY_TEXT, false},
    {"quantity", "quantity", QUERY_TEXT, false},
    {"counted", "counted", QUERY_TEXT, false},
    {"low", NULL, QUERY_NUMBER, false},
    {"high", NULL, QUERY_NUMBER, false},
    {"hedge", NULL, QUERY_TEXT, false},
    {"unit", "unit", QUERY_TEXT, false},
    {"size", NULL, QUERY_TEXT, false},
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
    " x.hedge, x.unit, x.size, x.event, x.claim, slice(c.text, x.start_byte, x.end_byte)" RECORD_SELECT

const Question question_events = {
    COLUMNS(event_columns),
    .select = EVENT_SELECT,
    .from = WITH_ARTICLE("event"),
    STREAMS_BY_ARTICLE("event"),
    .id = "x.id",
    .by_id = IS_RECORD("x", ":id"),
    .day = "coalesce(x.first_day, a.day)",
    .by_from = HAS_PARTY("x.article", "x.id", "from", " AND p.role = 'source'"),
    .by_to = HAS_PARTY("x.article", "x.id", "to", " AND p.role = 'target'"),
    .by_actor = HAS_PARTY("x.article", "x.id", "actor", " AND p.role <> 'claimant'"),
    .by_about = MATCHES("x.article"),
    .by_story = IN_STORY("x.article"),
    .by_country = "x.place_country = :country",
    .by_type = EVENT_TYPE("x."),
    .by_status = IN_LIST(":status", "x.status"),
};

/* The parties of the event or claim that a figure belongs to. */
#define PARTY_OF_FIGURE(slot, roles)                                                               \
    "EXISTS (SELECT 1 FROM party p WHERE p.article = x.article AND p.record IN (x.event, x.claim)" roles \
    " AND " WANTED(slot, "p.actor") ")"

/* "soldiers", "combat troops", "dead": the lemma, the words, or what befell them. */
#define COUNTS                                                                                     \
    "(x.counted = :counted COLLATE NOCASE OR x.size = :counted COLLATE NOCASE"                     \
    " OR holds_words(slice(c.text, x.counted_start, x.counted_end), :counted))"

const Question question_figures = {
    COLUMNS(figure_columns),
    .select = FIGURE_SELECT,
    .from = WITH_ARTICLE("figure"),
    STREAMS_BY_ARTICLE("figure"),
    .id = "x.id",
    .by_id = IS_RECORD("x", ":id"),
    .day = "a.day",
    .by_from = PARTY_OF_FIGURE("from", " AND p.role <> 'target'"),
    .by_to = PARTY_OF_FIGURE("to", " AND p.role = 'target'"),
    .by_actor = PARTY_OF_FIGURE("actor", ""),
    .by_about = MATCHES("x.article"),
    .by_story = IN_STORY("x.article"),
    .by_type = "EXISTS (SELECT 1 FROM event e WHERE e.article = x.article AND e.id = x.event AND " EVENT_TYPE("e.") ")",
    .by_unit = "x.unit = :unit COLLATE NOCASE",
    .by_counted = COUNTS,
};
