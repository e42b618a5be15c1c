/* The evidence behind a record: the sentence, the bytes, the rule; and who its actors are, by which words. */
#include <stdio.h>

#include "query/functions.h"
#include "query/query.h"
#include "store/pack.h"
#include "store/store.h"

typedef struct Explaining {
    Store *store;
    Arena *arena;
    QuerySink sink;
    void *context;
    uint64_t rows;
} Explaining;

/* ---- One place in an article ----------------------------------------------------------------- */

enum PlaceColumn {
    PLACE_ID,
    PLACE_KIND,
    PLACE_START,
    PLACE_END,
    PLACE_RULE,
    PLACE_CONFIDENCE,
    PLACE_ARTICLE,
    PLACE_OUTLET,
    PLACE_PATH,
    PLACE_VERSION,
    PLACE_TEXT,
    PLACE_SENTENCES,
    PLACE_MAP,
    PLACE_PAGE,
    PLACE_PAGE_BYTES,
};

static Str span_json(Span span, Arena *arena)
{
    return arena_format(arena, "[%u,%u]", span.start, span.end);
}

static Str column(sqlite3_stmt *statement, int index)
{
    const void *data = sqlite3_column_blob(statement, index);
    return (Str){data, (uint32_t)sqlite3_column_bytes(statement, index)};
}

static Str find_sentence(Str text, Str packed, uint32_t start, Arena *arena)
{
    SpanList sentences = {0};
    unpack_sentences(packed, arena, &sentences);
    for (uint32_t i = 0; i < sentences.count; i++)
        if (sentences.items[i].start <= start && start < sentences.items[i].end &&
            sentences.items[i].end <= text.len)
            return str_slice(text, sentences.items[i]);
    return (Str){NULL, 0};
}

/* The bytes of the page as they stand there; false if the ledger does not hold them whole. */
static bool find_page(sqlite3_stmt *statement, Span span, Arena *arena, Span *out_span,
                      Str *out_text)
{
    MapRunList map = {0};
    Str page;
    if (!unpack_map(column(statement, PLACE_MAP), arena, &map)) return false;
    *out_span = runs_span(&map, span);
    uint32_t bytes = (uint32_t)sqlite3_column_int64(statement, PLACE_PAGE_BYTES);
    if (!unpack_page(column(statement, PLACE_PAGE), bytes, arena, &page)) return false;
    if (out_span->end > page.len || out_span->start > out_span->end) return false;
    *out_text = str_slice(page, *out_span);
    return true;
}

static DatelineStatus explain_place(Explaining *explaining, sqlite3_stmt *statement,
                                    DatelineError *err)
{
    Arena *arena = explaining->arena;
    Str text = column(statement, PLACE_TEXT);
    Span span = {(uint32_t)sqlite3_column_int64(statement, PLACE_START),
                 (uint32_t)sqlite3_column_int64(statement, PLACE_END)};
    if (span.start > span.end || span.end > text.len)
        return FAIL(err, DATELINE_ERR_STORE, DATELINE_NO_OFFSET,
                    "%s: a record points past the text of its article",
                    explaining->store->db->path);
    Span page_span = {0, 0};
    Str page_text = {NULL, 0};
    bool has_page = find_page(statement, span, arena, &page_span, &page_text);
    Str values[] = {
        column(statement, PLACE_ID),
        column(statement, PLACE_KIND),
        column(statement, PLACE_ARTICLE),
        column(statement, PLACE_OUTLET),
        column(statement, PLACE_PATH),
        find_sentence(text, column(statement, PLACE_SENTENCES), span.start, arena),
        str_slice(text, span),
        span_json(span, arena),
        has_page ? span_json(page_span, arena) : (Str){NULL, 0},
        page_text,
        column(statement, PLACE_RULE),
        arena_format(arena, "%.3g", sqlite3_column_double(statement, PLACE_CONFIDENCE)),
        column(statement, PLACE_VERSION),
    };
    explaining->rows++;
    return explaining->sink(explaining->context, values, err);
}

/* ---- All places of a record ------------------------------------------------------------------ */

/* clang-format off */
#define PLACE_SELECT                                                                               \
    ", a.id, coalesce(a.outlet, a.sitename, host(a.url)), a.path, a.version,"                      \
    " c.text, c.sentences, c.map, c.page, c.page_bytes"
#define PLACE_JOIN " JOIN article a ON a.n = x.article JOIN content c ON c.article = x.article "

#define OF_RECORD(table)                                                                           \
    "SELECT x.id, '" table "', x.start_byte, x.end_byte, x.rule, x.confidence" PLACE_SELECT        \
    " FROM " table " x" PLACE_JOIN "WHERE " IS_RECORD("x", "?1")

typedef struct Places {
    QueryKind kind;
    const char *sql;
} Places;

static const Places all_places[] = {
    {QUERY_REPORTS, OF_RECORD("report")},
    {QUERY_QUOTES, OF_RECORD("quotation")},
    {QUERY_EVENTS, OF_RECORD("event")},
    {QUERY_CLAIMS, OF_RECORD("claim")},
    {QUERY_FIGURES, OF_RECORD("figure")},
    {QUERY_MESSAGES,
     "SELECT x.id, 'report', x.start_byte, x.end_byte, x.rule, x.confidence" PLACE_SELECT
     " FROM message_report mr JOIN report x ON x.article = mr.article AND x.id = mr.report" PLACE_JOIN
     "WHERE mr.message = ? ORDER BY mr.position"},
    {QUERY_OCCURRENCES,
     "SELECT x.id, 'event', x.start_byte, x.end_byte, x.rule, x.confidence" PLACE_SELECT
     " FROM occurrence_id i JOIN occurrence_report o ON o.occurrence = i.n"
     " JOIN event x ON x.n = o.event" PLACE_JOIN "WHERE i.id = ? ORDER BY a.day IS NULL, a.day, a.id, x.start_byte"},
    {QUERY_VARIANTS,
     "SELECT x.id, 'quotation', x.start_byte, x.end_byte, x.rule, x.confidence" PLACE_SELECT
     " FROM variant_quotation vq JOIN quotation x ON x.n = vq.quotation" PLACE_JOIN
     "WHERE vq.variant = ? ORDER BY vq.position"},
    {QUERY_THESES,
     "SELECT x.id, tc.relation, x.start_byte, x.end_byte, x.rule, x.confidence" PLACE_SELECT
     " FROM thesis_claim tc JOIN claim x ON x.n = tc.claim" PLACE_JOIN
     "WHERE tc.thesis = ? ORDER BY tc.position"},
    {QUERY_CONFLICTS,
     "SELECT x.record, coalesce(x.value, ''), x.start_byte, x.end_byte,"
     " coalesce(r.rule, q.rule, k.rule, f.rule, e.rule),"
     " coalesce(r.confidence, q.confidence, k.confidence, f.confidence, e.confidence)" PLACE_SELECT
     " FROM conflict_member x" PLACE_JOIN
     " LEFT JOIN report r ON r.article = x.article AND r.id = x.record"
     " LEFT JOIN quotation q ON q.article = x.article AND q.id = x.record"
     " LEFT JOIN claim k ON k.article = x.article AND k.id = x.record"
     " LEFT JOIN figure f ON f.article = x.article AND f.id = x.record"
     " LEFT JOIN event e ON e.article = x.article AND e.id = x.record WHERE x.conflict = ? ORDER BY x.position"},
    {QUERY_ACTORS,
     "SELECT x.key, x.kind, x.start_byte, x.end_byte, m.rule, m.confidence" PLACE_SELECT
     " FROM actor_article ta CROSS JOIN article_actor x ON x.article = ta.article AND x.key = ta.key" PLACE_JOIN
     " LEFT JOIN mention m ON m.article = x.article AND m.start_byte = x.start_byte"
     " AND m.end_byte = x.end_byte"
     " WHERE ta.key = ? AND x.start_byte IS NOT NULL ORDER BY a.day IS NULL, a.day, a.id LIMIT 20"},
    {QUERY_STORIES,
     "SELECT a.id, 'article', 0, min(160, length(CAST(c.text AS BLOB))), NULL, 1" PLACE_SELECT
     " FROM story_article x" PLACE_JOIN "WHERE x.story IN (SELECT i.n FROM story_id i WHERE i.id = ?) ORDER BY x.position"},
};

/* The actors of a record, as its article calls them (said) and who they are. */
#define WHO                                                                                        \
    "WITH record(id, article) AS (SELECT id, article FROM quotation WHERE " IS_RECORD("quotation", "?1") \
    " UNION ALL SELECT id, article FROM report WHERE " IS_RECORD("report", "?1")                   \
    " UNION ALL SELECT report, article FROM message_report WHERE message = ?1"                     \
    " UNION ALL SELECT id, article FROM event WHERE " IS_RECORD("event", "?1")                     \
    " UNION ALL SELECT id, article FROM claim WHERE " IS_RECORD("claim", "?1") "),"                \
    " spoken(article, actor, said) AS (SELECT q.article, q.speaker, q.speaker_said FROM quotation q" \
    " WHERE " IS_RECORD("q", "?1") " AND q.speaker IS NOT NULL"                                             \
    " UNION SELECT q.article, q.addressee, q.addressee_said FROM quotation q"                      \
    " WHERE " IS_RECORD("q", "?1") " AND q.addressee IS NOT NULL"                                           \
    " UNION SELECT p.article, p.actor, p.said FROM record r JOIN party p"                          \
    " ON p.article = r.article AND p.record = r.id WHERE p.actor IS NOT NULL),"                    \
    " who(article, actor, said, day) AS (SELECT s.article, s.actor, s.said, o.day FROM spoken s"   \
    " JOIN article o ON o.n = s.article) "

/* Names that other articles explain: where they stand here, and by which rule they are known. */
#define WHO_IS_RECOGNISED                                                                          \
    WHO "SELECT w.actor, 'name', x.start_byte, x.end_byte, s.rule, s.confidence" PLACE_SELECT      \
    " FROM who w JOIN article_actor x ON x.article = w.article"                                    \
    " AND coalesce(x.said, x.key) = coalesce(w.said, w.actor)"                                     \
    " JOIN actor_sighting s ON s.family = substr(coalesce(w.said, w.actor), 6)"                    \
    " AND s.article = w.article AND s.key = coalesce(w.said, w.actor)" PLACE_JOIN                  \
    "WHERE s.rule IS NOT NULL ORDER BY a.day, a.id, w.actor"

/* The words that say who it is: of the article itself, else of the one nearest in time. */
#define WHO_IS_INTRODUCED                                                                          \
    WHO ", introduced(actor, place) AS MATERIALIZED (SELECT w.actor,"                              \
    " coalesce((SELECT e.article * 1000000 + e.position FROM actor_evidence e"                     \
    " WHERE e.article = w.article AND e.key = coalesce(w.said, w.actor)"                           \
    " ORDER BY e.office IS NULL, e.start_byte, e.position LIMIT 1),"                               \
    " (SELECT CAST(substr(min(printf('%d %07d %s %08d %020d', e.office IS NULL,"                   \
    " coalesce(abs(b.day - w.day), 9999999), b.id, e.start_byte,"                                  \
    " e.article * 1000000 + e.position)), -20) AS INTEGER)"                                        \
    " FROM " ROWS_OF_ACTOR " CROSS JOIN actor_evidence e"                                          \
    " ON e.article = aa.article AND e.key = coalesce(aa.said, aa.key) JOIN article b"              \
    " ON b.n = e.article WHERE w.said IS NOT NULL AND ta.key = w.actor)) FROM who w)"              \
    " SELECT w.actor, 'introduction', x.start_byte, x.end_byte, x.rule, x.confidence" PLACE_SELECT \
    " FROM introduced w CROSS JOIN actor_evidence x ON x.article = w.place / 1000000"              \
    " AND x.position = w.place % 1000000" PLACE_JOIN "ORDER BY w.actor, a.day, a.id, x.start_byte"

/* clang-format on */

static bool has_actors(QueryKind kind)
{
    return kind == QUERY_QUOTES || kind == QUERY_REPORTS || kind == QUERY_MESSAGES ||
           kind == QUERY_EVENTS || kind == QUERY_CLAIMS;
}

static DatelineStatus explain_all(Explaining *explaining, const char *sql, Str id,
                                  DatelineError *err)
{
    Database *db = explaining->store->db;
    sqlite3_stmt *statement;
    if (sqlite3_prepare_v2(db->handle, sql, -1, &statement, NULL) != SQLITE_OK)
        return database_fail(db, "explaining a record", err);
    sqlite3_bind_text(statement, 1, id.data, (int)id.len, SQLITE_STATIC);
    DatelineStatus status = DATELINE_OK;
    int result;
    while (status == DATELINE_OK && (result = sqlite3_step(statement)) != SQLITE_DONE)
        status = result == SQLITE_ROW ? explain_place(explaining, statement, err)
                                      : database_fail(db, "explaining a record", err);
    sqlite3_finalize(statement);
    return status;
}

static DatelineStatus explain(Explaining *explaining, Str prefix, DatelineError *err)
{
    QueryKind kind;
    Str id;
    bool found;
    TRY(functions_register(explaining->store->db, err));
    TRY(query_find(explaining->store, prefix, &kind, &id, explaining->arena, &found, err));
    for (uint32_t i = 0; found && i < COUNT(all_places); i++)
        if (all_places[i].kind == kind) TRY(explain_all(explaining, all_places[i].sql, id, err));
    if (!found || !has_actors(kind)) return DATELINE_OK;
    TRY(explain_all(explaining, WHO_IS_RECOGNISED, id, err));
    return explain_all(explaining, WHO_IS_INTRODUCED, id, err);
}

DatelineStatus query_explain(Store *store, Str id, QuerySink sink, void *context,
                             uint64_t *out_rows, DatelineError *err)
{
    Explaining explaining = {
        .store = store, .arena = arena_new(1u << 16), .sink = sink, .context = context};
    DatelineStatus status = explain(&explaining, id, err);
    arena_free(explaining.arena);
    if (out_rows != NULL) *out_rows = explaining.rows;
    return status;
}
